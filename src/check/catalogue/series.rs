//! Rows that are reported period by period: what is missing and what is due.

use crate::calendar::Date;
use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CatalogueRow, Id, Period, Site, period_deadline};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static PERIOD_MISSING: Rule = Rule {
    code: "period-missing",
    // It is the row's finding and no entry could waive it; an error would keep the whole town from publishing.
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: false,
    what: Words::new("定期公开的事项缺了一期", "A period that was not reported"),
    why: Words::new(
        "一般的村务事项至少每季度公布一次，财务往来多的每月公布（村民委员会组织法第三十条）；缺一期，前后的数就接不上。补上之前别的事项照样公开，所以只警告",
        "Village affairs are published at least every quarter, accounts with many dealings every month (Villagers' Committees Organic Law art. 30); without one period the figures around it do not join. Other entries must not wait for it, so this only warns",
    ),
    mend: Words::new(
        "补上这一期；不再公开的，改目录",
        "report the period; where it is no longer reported, mend the catalogue",
    ),
    look: Look::Site(missing),
};

pub(super) static DUE_SOON: Rule = Rule {
    code: "due-soon",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: false,
    what: Words::new("七天内到期、还没有公开的一期", "A period that must be reported within seven days"),
    why: Words::new(
        "到期才写就来不及审核（政府信息公开条例第十七条、第二十六条）",
        "Written on the last day it cannot be reviewed (Regulation on Open Government Information arts 17 and 26)",
    ),
    mend: Words::new("用 mingbai new 起草并送审", "draft it with mingbai new and have it reviewed"),
    look: Look::Site(due),
};

/// How many days ahead a period counts as due.
const AHEAD: i64 = 7;

/// How many periods after the last one are looked at: a series that rested longer is given up.
const MOST_AFTER: usize = 24;

/// How many are named in a message.
const MOST_NAMED: usize = 5;

fn missing(site: &Site, problems: &mut Vec<Diagnostic>) {
    each_row(
        site,
        problems,
        &|row, series, date| {
            let mut gaps = Vec::new();
            let (Some(first), Some(last)) = (series.first(), series.last()) else { return gaps };
            let mut period = *first;
            while period.start() < last.start() {
                period = period.next();
                if !series.contains(&period) {
                    gaps.push(period);
                }
            }
            gaps.extend(after(*last).take_while(|period| is_over(site, row, *period, date)));
            gaps
        },
        &|row, list| {
            PERIOD_MISSING
                .finding(Text::new(format!("目录项 {row} 缺：{list}"), format!("row {row} lacks {list}")))
        },
    );
}

fn due(site: &Site, problems: &mut Vec<Diagnostic>) {
    each_row(
        site,
        problems,
        &|row, series, date| {
            let Some(last) = series.last() else { return Vec::new() };
            let open = after(*last).skip_while(|period| is_over(site, row, *period, date));
            open.take(1).filter(|period| is_due(site, row, *period, date)).collect()
        },
        &|row, list| {
            DUE_SOON.finding(Text::new(
                format!("目录项 {row} 七天内到期：{list}"),
                format!("row {row} is due within seven days: {list}"),
            ))
        },
    );
}

fn after(last: Period) -> impl Iterator<Item = Period> {
    std::iter::successors(Some(last.next()), |period| Some(period.next())).take(MOST_AFTER)
}

/// Whether the time to report a period is over.
fn is_over(site: &Site, row: &CatalogueRow, period: Period, date: Date) -> bool {
    period.end() < date && period_deadline(site, row, period).is_some_and(|last| last.date < date)
}

/// Whether the time to report a period is over within a few days.
fn is_due(site: &Site, row: &CatalogueRow, period: Period, date: Date) -> bool {
    let last = period_deadline(site, row, period);
    period.end() < date && last.is_some_and(|last| (0..=AHEAD).contains(&last.date.days_since(date)))
}

/// What a row's series, oldest first, lacks on a date.
type Lacks<'a> = &'a dyn Fn(&CatalogueRow, &[Period], Date) -> Vec<Period>;

/// One finding a row, for all units whose series lacks something. A gap is a gap only within a series: what the town has
/// not begun to report is no matter of a check at every save.
fn each_row(
    site: &Site,
    problems: &mut Vec<Diagnostic>,
    lacks: Lacks<'_>,
    finding: &dyn Fn(&Id, &str) -> Diagnostic,
) {
    let mut reported: BTreeMap<(&Id, &Id), BTreeSet<Period>> = BTreeMap::new();
    for entry in &site.entries {
        let period = entry.period.as_deref().and_then(Period::read);
        if let (Some(row), Some(period)) = (&entry.catalogue_item, period) {
            reported.entry((&row.value, &entry.unit.value)).or_default().insert(period);
        }
    }
    for row in site.catalogue.iter().filter(|row| is_periodic(&row.frequency)) {
        let mut named = Vec::new();
        for ((_, unit), periods) in reported.iter().filter(|((of, _), _)| **of == row.id.value) {
            // A series of months with a year's sum in it is two series.
            let lengths: BTreeSet<i8> = periods.iter().map(|period| period.months()).collect();
            for length in lengths {
                let series: Vec<Period> =
                    periods.iter().copied().filter(|period| period.months() == length).collect();
                // One report is no series yet, unless the row says that this is how often.
                if series.len() < 2 && !fits(&row.frequency, length) {
                    continue;
                }
                let name = site.unit(unit).map_or(&***unit, |unit| unit.short.as_str());
                let lacking = lacks(row, &series, site.date);
                named.extend(lacking.into_iter().map(|period| format!("{name}{}", period.chinese())));
            }
        }
        if named.is_empty() {
            continue;
        }
        let shown: Vec<&str> = named.iter().take(MOST_NAMED).map(String::as_str).collect();
        let list = if named.len() > MOST_NAMED {
            format!("{} …（{}）", shown.join("、"), named.len())
        } else {
            shown.join("、")
        };
        problems.push(finding(&row.id.value, &list).at(row.id.span.clone()));
    }
}

/// Whether a row is reported period by period.
fn is_periodic(frequency: &str) -> bool {
    ["monthly", "quarterly", "half_yearly", "yearly"].iter().any(|word| frequency.contains(word))
}

/// Whether a row says that it is reported every so many months.
fn fits(frequency: &str, months: i8) -> bool {
    let word = match months {
        1 => "monthly",
        3 => "quarterly",
        6 => "half_yearly",
        _ => "yearly",
    };
    frequency.split(|mark: char| !mark.is_ascii_alphabetic() && mark != '_').any(|part| part == word)
}
