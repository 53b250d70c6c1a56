//! Entries that are a picture and nothing else.

use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "scan-without-text",
    severity: Severity::Warning,
    group: Group::Web,
    waivable: true,
    what: Words::new("只有图片或扫描件，没有文字", "An entry that is a picture or a scan, without its words"),
    why: Words::new(
        "扫描件搜不到、放不大，看不见的人听不到（无障碍环境建设法）",
        "A scan cannot be searched, enlarged or read aloud (Barrier-Free Environment Law)",
    ),
    mend: Words::new(
        "把图上的文字和表格打出来写进正文",
        "write the words and tables of the picture into the body",
    ),
    look: Look::Entry(look),
};

/// Fewer characters than this are no text version.
const LEAST: usize = 40;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let (entry, body) = (subject.entry, subject.body);
    let first_picture = entry.images.first().map(|image| &image.span);
    let scan = entry.attachments.iter().find(|attachment| attachment.path.ending() == "pdf");
    if (first_picture.is_none() && scan.is_none()) || entry.service.is_some() || !body.tables().is_empty() {
        return;
    }
    let words: usize = subject
        .pieces()
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Heading | PieceKind::Paragraph))
        .map(|piece| piece.text.chars().filter(|mark| mark.is_alphanumeric()).count())
        .sum();
    if words < LEAST {
        let message = Text::new(
            format!("正文只有{words}个字，其余在图片或附件里"),
            format!("the body has {words} characters; the rest stands in a picture or an attachment"),
        );
        let span = first_picture.unwrap_or(&entry.title.span).clone();
        problems.push(RULE.finding(message).at(span));
    }
}
