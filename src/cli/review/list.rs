//! The list of what waits, for whom.

use super::super::Outcome;
use super::super::console::Console;
use super::super::options::Format;
use super::super::report;
use crate::model::{Entry, Site, Unit};
use crate::review;
use crate::terms::State;
use crate::text::{Language, Text};
use std::collections::BTreeMap;

/// Prints the list; with `all` also what waits for nothing.
pub(super) fn print(
    site: &Site,
    unit: Option<&Unit>,
    all: bool,
    format: Format,
    console: &Console,
) -> Outcome {
    let own = |entry: &&Entry| {
        unit.is_none_or(|unit| {
            entry.unit.value == unit.id.value
                || entry.co_units.iter().any(|other| other.value == unit.id.value)
        })
    };
    let entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).filter(own).collect();
    match format {
        Format::Json => {
            for entry in entries {
                report::print_standing(&review::standing(site, entry), console);
            }
        }
        Format::Text => console.result(&text(site, &entries, all, console.language)),
    }
    Outcome::Clean
}

fn waits(site: &Site, entry: &Entry) -> Option<crate::terms::Step> {
    if entry.draft { None } else { review::course(site, entry).next() }
}

fn text(site: &Site, entries: &[&Entry], all: bool, language: Language) -> String {
    let say = |text: Text| text.get(language).to_owned();
    if !review::is_asked(site) {
        return say(Text::new(
            "本站不审核：roles.yaml 里没有一个岗位有审批（approve）的职责，写好的都公开\n",
            "this site has no review: no role of roles.yaml may approve, so that all entries are public\n",
        ));
    }
    let mut text = String::new();
    let mut waiting: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        if let Some(step) = waits(site, entry) {
            waiting.entry(step).or_default().push(entry);
        }
    }
    for (step, entries) in &waiting {
        let roles = site.roles.iter().filter(|role| role.may.contains(&review::may(*step)));
        let roles: Vec<&str> = roles.map(|role| role.title.as_str()).collect();
        text += &say(Text::new(
            format!("等{}（{}）：{} 条\n", step.chinese(), roles.join("、"), entries.len()),
            format!("{} ({}): {}\n", step.english(), roles.join(", "), entries.len()),
        ));
        for entry in entries {
            text += &row(site, entry, language);
        }
    }
    if waiting.is_empty() {
        text += &say(Text::new("没有等着审核的\n", "nothing waits for review\n"));
    }
    if all {
        text.push('\n');
        for entry in entries.iter().filter(|entry| waits(site, entry).is_none()) {
            text += &row(site, entry, language);
        }
    }
    text + &counts(site, entries, language)
}

fn row(site: &Site, entry: &Entry, language: Language) -> String {
    let state = review::state(site, entry);
    let unit = site.unit(&entry.unit.value).map_or("", |unit| unit.short.as_str());
    let state = Text::new(state.chinese(), state.english());
    let urgent = if entry.urgent { Text::new("，紧急", ", urgent") } else { Text::new("", "") };
    let (state, urgent) = (state.get(language), urgent.get(language));
    format!("  {}  {}  {unit}  [{state}{urgent}]\n", entry.id, entry.title.value)
}

fn counts(site: &Site, entries: &[&Entry], language: Language) -> String {
    let mut counts: BTreeMap<State, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(review::state(site, entry)).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(state, count)| match language {
            Language::Chinese => format!("{} {count}", state.chinese()),
            Language::English => format!("{}: {count}", state.english()),
        })
        .collect();
    let between = if language == Language::Chinese { "，" } else { ", " };
    format!("{}\n", counts.join(between))
}
