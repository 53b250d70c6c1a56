//! Waivers: findings that somebody who may has looked at and lets stand, with a reason.

use super::rules::{find, rules};
use super::waivers::{CANNOT_BE_WAIVED, UNKNOWN_RULE, UNUSED_WAIVER, WAIVED_BY_WHOM};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Role, Site, Waiver};
use crate::nearest::nearest;
use crate::site_path::SitePath;
use crate::terms::Permission;
use crate::text::Text;
use std::collections::BTreeMap;

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
    if let Some(missing) = missing(waiver) {
        return Some(missing);
    }
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

/// Which of the three parts of a waiver is not there.
fn missing(waiver: &Waiver) -> Option<Diagnostic> {
    let parts = [
        ("rule", "规则", &waiver.rule.value),
        ("why", "理由", &waiver.why),
        ("by", "岗位", &waiver.by.value),
    ];
    let (key, zh, _) = parts.into_iter().find(|(_, _, text)| text.is_empty())?;
    let message = Text::new(format!("豁免缺少 {key}（{zh}）"), format!("the waiver lacks {key}"));
    let help = Text::new(
        format!("写明 {key}: …；没有写全的豁免不算"),
        format!("write {key}: …; till then it is void"),
    );
    Some(Diagnostic::error("missing-field", message).at(waiver.rule.span.clone()).help(help))
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
