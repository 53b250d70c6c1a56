//! A mobile number or the number of a home.

use super::sight::report;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Kind;

pub(super) static RULE: Rule = Rule {
    code: "phone-number",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new("有私人电话号码", "A private phone number"),
    why: Words::new(
        "公开个人信息限于最小范围（个人信息保护法第六条、第二十五条）；单位的电话写在 units.yaml",
        "Personal information is made public in the least range (Personal Information Protection Law arts 6, 25); phones of offices stand in units.yaml",
    ),
    mend: Words::new(
        "删去，或写 mask: auto；是单位的电话就写进 units.yaml",
        "take it out, or write mask: auto; an office's phone belongs in units.yaml",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report(subject, Kind::Phone, &RULE, problems);
}
