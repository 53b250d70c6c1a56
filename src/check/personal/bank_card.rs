//! The number of a bank card or account.

use super::sight::report;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::Kind;

pub(super) static RULE: Rule = Rule {
    code: "bank-card",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: false,
    what: Words::new("有银行卡号或账号", "The number of a bank card or account"),
    why: Words::new(
        "金融账户是敏感个人信息（个人信息保护法第二十八条）",
        "Financial accounts are sensitive personal information (Personal Information Protection Law art. 28)",
    ),
    mend: Words::new(
        "删去，或在栏目里写 mask: auto（脱敏: 自动）",
        "take it out, or write mask: auto in the front matter",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report(subject, Kind::Card, &RULE, problems);
}
