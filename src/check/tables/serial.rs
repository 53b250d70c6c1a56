//! Serial numbers with a gap or a repeat.

use super::push_some;
use crate::check::figures::ColumnKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "serial-gap",
    severity: Severity::Note,
    group: Group::Tables,
    waivable: true,
    what: Words::new("序号跳号或重号", "Serial numbers with a gap or a repeat"),
    why: Words::new(
        "跳号像是删掉了一行，重号像是多抄了一行",
        "A gap looks like a line taken out, a repeat like one copied twice",
    ),
    mend: Words::new("没有漏行、重行就重排序号", "number the rows anew if none is missing or twice there"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        for column in table.columns_of(ColumnKind::Serial) {
            // 编号 need not be in a row.
            if table.columns.get(column).is_none_or(|column| column.bare.contains("编号")) {
                continue;
            }
            let mut found = Vec::new();
            let mut last = None;
            for (row, _) in table.items() {
                let Some(number) = table.filled(row, column).and_then(|value| value.whole()) else {
                    continue;
                };
                let expected = last.map_or(number, |last: i64| last.saturating_add(1));
                last = Some(number);
                // Each part of a table may begin anew.
                if number == expected || number == 1 {
                    continue;
                }
                let Some(cell) = table.cell(row, column) else { continue };
                let name = table.cell_name(row, column);
                let message = Text::new(
                    format!("{}是 {number}，接上一行应是 {expected}", name.zh),
                    format!("{} is {number}; after the row above, {expected} is expected", name.en),
                );
                found.push(RULE.finding(message).placed(subject.cell_place(table.table, cell)));
            }
            push_some(found, problems);
        }
    }
}
