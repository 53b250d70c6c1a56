//! Waivers: findings that somebody who may has looked at and lets stand, with a reason.

use super::rule::{Group, Look, Rule, Words};
use super::rules::{find, rules};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Role, Site, Waiver};
use crate::nearest::nearest;
use crate::site_path::SitePath;
use crate::terms::Permission;
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_RULE, &CANNOT_BE_WAIVED, &WAIVED_BY_WHOM, &UNUSED_WAIVER];

static UNKNOWN_RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免了一条不存在的规则", "A rule that does not exist is waived"),
    why: Words::new("豁免要对准一条规则，写错就等于没写", "A waiver is for one rule; a slip makes it void"),
    mend: Words::new("规则的名称用 mingbai check --list 看", "mingbai check --list shows the rules"),
    look: Look::Elsewhere,
};

static CANNOT_BE_WAIVED: Rule = Rule {
    code: "cannot-be-waived",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免了不能豁免的规则", "A rule is waived that cannot be"),
    why: Words::new(
        "密级标志、证件号码、审批后改动这几类不得由人放行（保守国家秘密法第三十五条，个人信息保护法第二十五条）",
        "Secret marks, identity numbers and changes after approval are not anyone's to let pass (State Secrets Law art. 35, Personal Information Protection Law art. 25)",
    ),
    mend: Words::new("去掉这条豁免，把问题改好", "Drop the waiver and mend the matter"),
    look: Look::Elsewhere,
};

static WAIVED_BY_WHOM: Rule = Rule {
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

static UNUSED_WAIVER: Rule = Rule {
    code: "unused-waiver",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new("豁免没有用上", "A waiver that nothing needs"),
    why: Words::new("留着会放过以后真正的问题", "Left there it would let a real fault pass later"),
    mend: Words::new("删去这条豁免", "delete the waiver"),
    look: Look::Elsewhere,
};

/// Takes out of `problems` what entries waive, and adds what is wrong with the waivers themselves. A waiver is void
/// where its rule cannot be waived or its role may not.
pub fn waive(site: &Site, problems: &mut Vec<Diagnostic>) {
    let waivers: BTreeMap<&SitePath, &Entry> = site
        .entries
        .iter()
        .filter(|entry| !entry.waive.is_empty())
        .map(|entry| (&entry.path, entry.as_ref()))
        .collect();
    if waivers.is_empty() {
        return;
    }
    let mut used = Vec::new();
    problems.retain(|problem| {
        let entry = problem.spoiled().and_then(|path| waivers.get(path));
        let waiver =
            entry.and_then(|entry| entry.waive.iter().find(|waiver| waiver.rule.value == problem.code));
        let holds = waiver.is_some_and(|waiver| fault(site, waiver).is_none());
        if let (Some(entry), Some(waiver)) = (entry, waiver) {
            used.push((entry.path.clone(), waiver.rule.value.clone()));
        }
        !holds
    });
    for (path, entry) in waivers {
        for waiver in &entry.waive {
            let is_used = used.iter().any(|(used, rule)| used == path && *rule == waiver.rule.value);
            let fault = fault(site, waiver).or_else(|| (!is_used).then(|| unused(waiver)));
            problems.extend(fault);
        }
    }
}

/// What makes a waiver void.
fn fault(site: &Site, waiver: &Waiver) -> Option<Diagnostic> {
    let Some(rule) = find(&waiver.rule.value) else { return Some(unknown(waiver)) };
    if !rule.waivable {
        let message = Text::new(
            format!("规则 {} 不能豁免", waiver.rule.value),
            format!("the rule {} cannot be waived", waiver.rule.value),
        );
        return Some(CANNOT_BE_WAIVED.finding(message).at(waiver.rule.span.clone()));
    }
    by_whom(site, waiver)
}

fn unknown(waiver: &Waiver) -> Diagnostic {
    let message = Text::new(
        format!("没有名为“{}”的规则", waiver.rule.value),
        format!("there is no rule ‘{}’", waiver.rule.value),
    );
    let finding = UNKNOWN_RULE.finding(message).at(waiver.rule.span.clone());
    match nearest(&waiver.rule.value, rules().map(|rule| rule.code)) {
        Some(near) => finding.help(Text::new(format!("是不是 {near}？"), format!("did you mean {near}?"))),
        None => finding,
    }
}

fn by_whom(site: &Site, waiver: &Waiver) -> Option<Diagnostic> {
    let named = |role: &&Role| *role.id.value == *waiver.by.value || role.title == waiver.by.value;
    let message = match site.roles.iter().find(named) {
        Some(role) if role.may.iter().any(|may| answers(*may)) => return None,
        Some(role) => {
            let may: Vec<_> = role.may.iter().map(|may| may.chinese()).collect();
            let may_english: Vec<_> = role.may.iter().map(|may| may.english()).collect();
            Text::new(
                format!("“{}”只能{}，不能豁免", role.title, may.join("、")),
                format!("‘{}’ may {}, and so may not waive", role.title, may_english.join(", ")),
            )
        }
        None => Text::new(
            format!("roles.yaml 里没有“{}”", waiver.by.value),
            format!("roles.yaml has no ‘{}’", waiver.by.value),
        ),
    };
    Some(WAIVED_BY_WHOM.finding(message).at(waiver.by.span.clone()))
}

/// Whether who may do this answers for what is let pass.
fn answers(may: Permission) -> bool {
    matches!(may, Permission::ReviewFacts | Permission::ReviewSecrecy | Permission::Approve)
}

fn unused(waiver: &Waiver) -> Diagnostic {
    let message = Text::new(
        format!("没有发现 {}，豁免没有用上", waiver.rule.value),
        format!("{} was not found: the waiver is not needed", waiver.rule.value),
    );
    UNUSED_WAIVER.finding(message).at(waiver.rule.span.clone())
}
