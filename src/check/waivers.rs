//! The rules that waivers themselves follow; [`super::waive`] finds what breaks them.

use super::rule::{Group, Look, Rule, Words};
use crate::diagnostic::Severity;

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_RULE, &CANNOT_BE_WAIVED, &WAIVED_BY_WHOM, &UNUSED_WAIVER];

pub(super) static UNKNOWN_RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免了一条不存在的规则", "A rule that does not exist is waived"),
    why: Words::new("豁免要对准一条规则，写错就等于没写", "A waiver is for one rule; a slip makes it void"),
    mend: Words::new("规则的名称用 mingbai check --list 看", "mingbai check --list shows the rules"),
    look: Look::Elsewhere,
};

pub(super) static CANNOT_BE_WAIVED: Rule = Rule {
    code: "cannot-be-waived",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免了不能豁免的规则", "A rule is waived that cannot be"),
    why: Words::new(
        "密级标志、证件号码、审批后改动这几类不得由人放行（保守国家秘密法第三十五条，个人信息保护法第二十五条）",
        "Secret marks, identity numbers and changes after approval are not anyone's to let pass (State Secrets Law art. 35, Personal Information Protection Law art. 25)",
    ),
    mend: Words::new("去掉这条豁免，把问题改好", "drop the waiver and mend the matter"),
    look: Look::Elsewhere,
};

pub(super) static WAIVED_BY_WHOM: Rule = Rule {
    code: "waived-by-whom",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免的岗位不存在，或无权豁免", "The role that waives does not exist, or may not"),
    why: Words::new(
        "放行要由审查或审批的岗位负责（政府信息公开条例第十七条）",
        "A role that reviews or approves answers for what is let pass (Regulation on Open Government Information art. 17)",
    ),
    mend: Words::new(
        "by 写 roles.yaml 里能核实、保密审查或审批的岗位",
        "write in by: a role of roles.yaml that may review or approve",
    ),
    look: Look::Elsewhere,
};

pub(super) static UNUSED_WAIVER: Rule = Rule {
    code: "unused-waiver",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免没有用上", "A waiver that nothing needs"),
    why: Words::new("留着会放过以后真正的问题", "Left there it would let a real fault pass later"),
    mend: Words::new("删去这条豁免", "delete the waiver"),
    look: Look::Elsewhere,
};
