//! Full names where only masked ones may stand.

use super::undeclared_list::enumerated;
use crate::check::{Group, Look, PieceKind, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Name;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "name-not-masked",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new("该遮的姓名没有遮", "A name that should be masked stands in full"),
    why: Words::new(
        "目录项或本条写明只公开遮过的姓名（个人信息保护法第六条）",
        "The catalogue row, or the entry itself, allows masked names only (Personal Information Protection Law art. 6)",
    ),
    mend: Words::new("写成 陈*兰 这样", "write it like 陈*兰"),
    look: Look::Entry(look),
};

/// From so many names on running text lists them.
const ENUMERATED: usize = 3;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let fields = subject.entry.personal_data.iter().flat_map(|data| &data.fields);
    let words: Vec<&str> = fields.map(|field| field.value.trim()).collect();
    let declared = words.contains(&"masked_name") && !words.contains(&"name");
    let by_row = subject.row().is_some_and(|row| row.privacy.contains("masked"));
    if !declared && !by_row {
        return;
    }
    for list in subject.lists() {
        for (cell, _) in list.names().filter(|(_, name)| *name == Name::Plain) {
            let message = Text::new(
                format!("姓名“{}”没有遮", cell.text().trim()),
                format!("the name ‘{}’ is not masked", cell.text().trim()),
            );
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
        }
    }
    let running = subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph);
    for (piece, (names, range)) in
        running.filter_map(|piece| Some((piece, enumerated(subject, &piece.text, ENUMERATED)?)))
    {
        let message = Text::new(
            format!("文中一连写了{names}个没有遮的姓名"),
            format!("{names} names stand one after the other, none of them masked"),
        );
        // They may be those who answer for the matter.
        let finding = Diagnostic { severity: Severity::Warning, ..RULE.finding(message) };
        problems.push(finding.placed(piece.place(range)));
    }
}
