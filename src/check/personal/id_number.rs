//! An identity number.

use super::sight::report;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Kind;

pub(super) static RULE: Rule = Rule {
    code: "id-number",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: false,
    what: Words::new("有身份证号", "An identity number"),
    why: Words::new(
        "身份证号是敏感个人信息，未经本人单独同意不得公开（个人信息保护法第二十五条、第二十八条）",
        "An identity number is sensitive; it may not be made public without separate consent (Personal Information Protection Law arts 25, 28)",
    ),
    mend: Words::new(
        "删去，或在栏目里写 mask: auto（脱敏: 自动）",
        "take it out, or write mask: auto in the front matter",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report(subject, Kind::Identity, &RULE, problems);
}
