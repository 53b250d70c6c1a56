//! The full date of birth of a person.

use super::sight::report;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Kind;

pub(super) static RULE: Rule = Rule {
    code: "birth-date",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("有完整的出生日期", "A full date of birth"),
    why: Words::new(
        "年龄写到年、月就够（个人信息保护法第六条）",
        "Year and month are enough (Personal Information Protection Law art. 6)",
    ),
    mend: Words::new(
        "只写到年或月，或写 mask: auto",
        "write the year or the month only, or write mask: auto",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report(subject, Kind::BirthDate, &RULE, problems);
}
