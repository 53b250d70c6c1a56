//! What looks like a list of persons, in an entry that declares no personal data.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Column;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "undeclared-list",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new(
        "像是名单，但没有写 personal_data",
        "What looks like a list of persons, without personal_data",
    ),
    why: Words::new(
        "公开个人信息要说明依据和内容（个人信息保护法第三十五条）",
        "Who makes personal information public says on what ground and what (Personal Information Protection Law art. 35)",
    ),
    mend: Words::new(
        "写 personal_data: {present: true, fields: [masked_name], basis: …}，不是名单的可豁免",
        "write personal_data: {present: true, fields: [masked_name], basis: …}; waive it where it is no list",
    ),
    look: Look::Entry(look),
};

/// From so many names on it is a list.
const LIST: usize = 3;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.personal_data.as_ref().is_some_and(|data| data.present) {
        return;
    }
    for list in subject.lists() {
        let names = list.names().count();
        let cell = list.column(Column::Name).and_then(|at| list.head_cell(at));
        if let Some(cell) = cell.filter(|_| names >= LIST) {
            let message = Text::new(
                format!("表里有{names}个像姓名的格子，但没有写 personal_data"),
                format!("{names} cells look like names, but there is no personal_data"),
            );
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
        }
    }
}
