//! `mingbai explain` and `mingbai check --list`: what the rules are, why, and how to mend what they find.

use super::Outcome;
use super::console::Console;
use crate::check::{Group, Rule, find, rules};
use crate::diagnostic::Severity;
use crate::nearest::nearest;
use crate::text::{Language, Text};
use clap::Args;
use std::fmt::Write;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    rule: String,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> anyhow::Result<Outcome> {
    let code = arguments.rule.trim();
    let Some(rule) = find(code) else { return Err(anyhow::anyhow!(unknown(code))) };
    console.result(&explained(rule, console.language));
    Ok(Outcome::Clean)
}

/// Prints every rule with its code, its weight and what it catches, group by group.
pub(super) fn list(console: &Console) -> Outcome {
    let mut text = String::new();
    let width = rules().map(|rule| rule.code.len()).max().unwrap_or_default();
    for group in Group::ALL {
        let mut members = rules().filter(|rule| rule.group == *group).peekable();
        if members.peek().is_some() {
            let _ = writeln!(text, "{}", group.name().get(console.language));
        }
        for rule in members {
            let (weight, what) = (weight(rule, console.language), rule.what.get(console.language));
            let _ = writeln!(text, "  {:width$}  {weight}  {what}", rule.code);
        }
    }
    let note = Text::new(
        "✗ 表示不能豁免。一条规则的来由和改法：mingbai explain 名称\n",
        "✗ marks what cannot be waived. mingbai explain RULE tells why and how to mend.\n",
    );
    text.push_str(console.say(&note));
    console.result(&text);
    Outcome::Clean
}

fn explained(rule: &Rule, language: Language) -> String {
    let words = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let waiver = if rule.waivable {
        words(
            "可以豁免：在事项里写 waive: [{rule: RULE, why: 理由, by: 岗位}]",
            "Can be waived: waive: [{rule: RULE, why: REASON, by: ROLE}] in the entry",
        )
    } else {
        words("不能豁免", "Cannot be waived")
    };
    let waiver = waiver.replace("RULE", rule.code);
    format!(
        "{} · {} · {}\n{}{}\n{}{}\n{}{}\n{waiver}\n",
        rule.code,
        severity(rule.severity, language),
        rule.group.name().get(language),
        words("查什么：", "What: "),
        rule.what.get(language),
        words("为什么：", "Why: "),
        rule.why.get(language),
        words("怎么改：", "How to mend: "),
        rule.mend.get(language),
    )
}

/// How much a rule weighs, in a column of one width.
fn weight(rule: &Rule, language: Language) -> String {
    let mark = if rule.waivable { ' ' } else { '✗' };
    match language {
        Language::Chinese => format!("{}{mark}", severity(rule.severity, language)),
        Language::English => format!("{:7}{mark}", severity(rule.severity, language)),
    }
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Note, Language::Chinese) => "提示",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
    }
}

fn unknown(code: &str) -> Text {
    match nearest(code, rules().map(|rule| rule.code)) {
        Some(near) => Text::new(
            format!("没有名为“{code}”的规则，是不是 {near}？"),
            format!("there is no rule ‘{code}’; did you mean {near}?"),
        ),
        None => Text::new(
            format!("没有名为“{code}”的规则；全部规则用 mingbai check --list 看"),
            format!("there is no rule ‘{code}’; mingbai check --list shows them all"),
        ),
    }
}
