//! Two masked names that are the same, in one group.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::{Column, Name, name};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "same-masked-name",
    severity: Severity::Note,
    group: Group::Personal,
    waivable: true,
    what: Words::new("同一组里两个遮过的姓名相同", "Two masked names in one group are the same"),
    why: Words::new("群众分不清是谁，容易引起误会", "Nobody can tell who is meant"),
    mend: Words::new("加上户别、序号等能区分的内容", "add what tells them apart, such as a serial number"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for list in subject.lists() {
        let Some(named) = list.column(Column::Name) else { continue };
        let group = list.column(Column::Group);
        let mut seen: Vec<(String, String)> = Vec::new();
        for row in list.rows() {
            let Some(cell) = row.cells.get(named).filter(|cell| name(&cell.text()) == Some(Name::Masked))
            else {
                continue;
            };
            let text = cell.text().trim().to_owned();
            let place = group.and_then(|at| row.cells.get(at)).map(|cell| cell.text()).unwrap_or_default();
            let key = (text.clone(), place);
            if seen.contains(&key) {
                let message = Text::new(
                    format!("同一组里有两个“{text}”"),
                    format!("there are two ‘{text}’ in one group"),
                );
                problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
            } else {
                seen.push(key);
            }
        }
    }
}
