//! A list of persons on the web that has no last day.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::{Channel, Disclosure};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "list-without-end",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("上网的名单没有截止日期", "A list of persons on the web without a last day"),
    why: Words::new(
        "公示期满，名单应当撤下；没有截止日期就一直留在网上（个人信息保护法第六条、第十九条）",
        "When its period ends a list is taken down; without a last day it stays on the web for good (Personal Information Protection Law arts 6, 19)",
    ),
    mend: Words::new(
        "写 post_until，或从 channels 里去掉网站",
        "write post_until, or take website out of channels",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    let stays = entry.disclosure == Disclosure::Active
        && entry.post_until.is_none()
        && entry.channels.contains(&Channel::Website)
        && entry.has_tables;
    if let Some(data) = entry.personal_data.as_ref().filter(|data| data.present && stays) {
        let message =
            Text::new("上网的名单没有截止日期", "a list of persons is on the web and has no last day");
        let place = data.fields.first().map_or(&entry.title.span, |field| &field.span);
        problems.push(RULE.finding(message).at(place.clone()));
    }
}
