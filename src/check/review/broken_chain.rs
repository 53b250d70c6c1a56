//! A line of the register that was altered, moved or written by hand, or before which one is missing.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;

pub(super) static RULE: Rule = Rule {
    code: "broken-chain",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "审核台账的行被改过、删过或者挪过",
        "A line of the review register was altered, removed or moved",
    ),
    why: Words::new(
        "台账每一行都记着上一行的校验，这样谁批的、批的是哪份文字才说得清（中国共产党党务公开条例第十五条）",
        "Every line bears the hash of the line before, so that it stays clear who approved which text (Party Affairs Disclosure Regulation art. 15)",
    ),
    mend: Words::new(
        "审核台账只由 mingbai review 添行；从备份里找回原来的文件",
        "only mingbai review adds lines; take the file from a backup",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let faults = site.approvals.faults.iter();
    problems.extend(faults.map(|fault| RULE.finding(fault.message()).at(fault.span.clone())));
}
