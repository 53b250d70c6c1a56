//! Entries on one matter: the result after the notice.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Id, Site};
use crate::terms::{Disclosure, Kind, Stage};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RESULT_WITHOUT_NOTICE: Rule = Rule {
    code: "result-without-notice",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "公开了事后结果，没有公开过事前、事中",
        "A result without an earlier stage of its matter",
    ),
    why: Words::new(
        "逐段公开是让群众能在事前说话，事后才说就晚了",
        "Stages are disclosed so that people can speak before; afterwards is too late",
    ),
    mend: Words::new(
        "补上事前、事中的公开，或改正 thread、stage",
        "disclose the earlier stages, or mend thread or stage",
    ),
    look: Look::Site(without_notice),
};

pub(super) static RESULT_MISSING: Rule = Rule {
    code: "result-missing",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "公示期满一个月，没有公布结果",
        "A notice whose period is over for a month, without a result",
    ),
    why: Words::new(
        "公示之后要公布结果；结果形成起20个工作日内公开（政府信息公开条例第二十六条，社会救助暂行办法第十一条）",
        "After a notice comes its result, within 20 working days (Regulation on Open Government Information art. 26, Interim Measures for Social Assistance art. 11)",
    ),
    mend: Words::new(
        "公布结果，两条事项写同一个 thread",
        "disclose the result, and give both entries one thread",
    ),
    look: Look::Site(missing),
};

/// After how many days a result is missed, and for how many more it is asked for.
const PATIENCE: std::ops::RangeInclusive<i64> = 31..=365;

fn threads(site: &Site) -> BTreeMap<&str, Vec<&Entry>> {
    let mut threads: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &site.entries {
        if let Some(thread) = &entry.thread {
            threads.entry(thread).or_default().push(entry);
        }
    }
    threads
}

fn without_notice(site: &Site, problems: &mut Vec<Diagnostic>) {
    for (thread, entries) in threads(site) {
        let is_result = |entry: &&&Entry| entry.stage == Some(Stage::After) && entry.corrects.is_none();
        let first = entries.iter().filter(is_result).min_by_key(|entry| (entry.post_from, &entry.path));
        let Some(first) = first else { continue };
        let earlier = |entry: &&Entry| {
            entry.path != first.path
                && entry.post_from <= first.post_from
                && entry.stage != Some(Stage::After)
        };
        if !entries.iter().any(earlier) {
            let message = Text::new(
                format!("事项链“{thread}”里没有更早的事前、事中公开"),
                format!("the thread ‘{thread}’ has no earlier stage"),
            );
            problems.push(RESULT_WITHOUT_NOTICE.finding(message).at(first.title.span.clone()));
        }
    }
}

fn missing(site: &Site, problems: &mut Vec<Diagnostic>) {
    let threads = threads(site);
    // Notices by row and unit: without a thread, any later text of the row that is no notice may be the result.
    let mut results: BTreeMap<(&Id, &Id), Vec<&Entry>> = BTreeMap::new();
    for entry in site.entries.iter().filter(|entry| entry.kind != Kind::PublicNotification) {
        if let Some(row) = &entry.catalogue_item {
            results.entry((&row.value, &entry.unit.value)).or_default().push(entry);
        }
    }
    let superseded: BTreeSet<&Id> =
        site.entries.iter().flat_map(|entry| &entry.supersedes).map(|id| &id.value).collect();
    for entry in &site.entries {
        let waits = entry.kind == Kind::PublicNotification
            && entry.disclosure == Disclosure::Active
            && entry.posting_period.is_some();
        let Some(until) = entry.post_until.filter(|_| waits) else { continue };
        if !PATIENCE.contains(&site.date.days_since(until)) {
            continue;
        }
        let later = |other: &&Entry| other.path != entry.path && other.post_from > entry.post_from;
        let of_thread = entry.thread.as_deref().and_then(|thread| threads.get(thread));
        let of_row =
            entry.catalogue_item.as_ref().and_then(|row| results.get(&(&row.value, &entry.unit.value)));
        let withdrawn = superseded.contains(&entry.id);
        if !withdrawn && !of_thread.into_iter().chain(of_row).flatten().any(later) {
            let message = Text::new(
                format!("公示{until}期满，还没有公布结果"),
                format!("the notice ended on {until}, and no result is disclosed"),
            );
            problems.push(RESULT_MISSING.finding(message).at(entry.title.span.clone()));
        }
    }
}
