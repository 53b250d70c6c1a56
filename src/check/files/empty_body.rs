//! Entries with nothing below their front matter.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::Disclosure;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "empty-body",
    severity: Severity::Warning,
    group: Group::Files,
    waivable: true,
    what: Words::new("正文是空的", "An entry without a body"),
    why: Words::new("只有标题，群众看不到内容，等于没公开", "A title alone discloses nothing"),
    mend: Words::new("在第二行 --- 下面写正文", "write the body below the second line ---"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    let said_elsewhere = entry.service.is_some() || !entry.attachments.is_empty();
    if subject.body.blocks.is_empty() && !said_elsewhere && entry.disclosure == Disclosure::Active {
        let message = Text::new("--- 下面没有正文", "there is no body below ---");
        problems.push(RULE.finding(message).at(entry.title.span.clone()));
    }
}
