//! Pages that are heavy without their pictures.

use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "heavy-page",
    severity: Severity::Warning,
    group: Group::Web,
    waivable: true,
    what: Words::new("网页不算图片超过500 KB", "A page of more than 500 KB without its pictures"),
    why: Words::new(
        "村里的手机信号差，太大的网页打不开",
        "Phones in villages have little bandwidth and never finish loading it",
    ),
    mend: Words::new("大表格作附件，或分成几条事项", "attach large tables, or part the entry"),
    look: Look::Entry(look),
};

/// The bytes of a page at most.
const MOST: usize = 500 << 10;

/// About what the theme puts around a cell and around a page, in bytes.
const CELL: usize = 12;
const PAGE: usize = 20 << 10;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let size: usize = subject
        .pieces()
        .iter()
        .map(|piece| piece.text.len() + if matches!(piece.kind, PieceKind::Cell { .. }) { CELL } else { 0 })
        .sum();
    if size + PAGE > MOST {
        let kilobytes = (size + PAGE) >> 10;
        let message = Text::new(
            format!("网页约 {kilobytes} KB，图片还没算"),
            format!("the page has about {kilobytes} KB, without pictures"),
        );
        problems.push(RULE.finding(message).at(subject.entry.title.span.clone()));
    }
}
