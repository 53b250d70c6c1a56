//! An address finer than village and group.

use super::sight::report;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Kind;

pub(super) static RULE: Rule = Rule {
    code: "home-address",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("住址细到门牌", "An address down to the house"),
    why: Words::new(
        "住址公开到村、组为止（个人信息保护法第六条）",
        "Addresses are made public down to village and group, no further (Personal Information Protection Law art. 6)",
    ),
    mend: Words::new(
        "写到村、组为止，或写 mask: auto",
        "end with the village or the group, or write mask: auto",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report(subject, Kind::Address, &RULE, problems);
}
