//! Figures against those of the last period: openings that are not its closings, and figures that leap.

use super::push_some;
use crate::check::figures::{Column, ColumnKind, Role, TableFigures, are_swapped, without_blanks};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Period};
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) static OPENING: Rule = Rule {
    code: "opening-differs",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "期初数和上一期公布的期末数不一致",
        "An opening balance that is not the closing one published for the last period",
    ),
    why: Words::new(
        "上期结余和本期期初本是一个数，对不上说明中间少了一笔账（会计法，村集体经济组织会计制度）",
        "They are one figure; where they differ, an entry of the books is missing (Accounting Law)",
    ),
    mend: Words::new(
        "核对两期的账；上期错了就发更正",
        "check the books of both; where the last one is wrong, publish a correction",
    ),
    look: Look::Entry(look),
};

pub(super) static LEAP: Rule = Rule {
    code: "figure-leaps",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "和上一期相比差十倍、增减过半，或像是两位数字颠倒",
        "A figure ten times that of the last period, more than half up or down, or with two digits swapped",
    ),
    why: Words::new(
        "多写一个 0、写颠倒两位，最容易在和上期比较时看出来",
        "A zero too many or two digits swapped are best seen beside the last period",
    ),
    mend: Words::new(
        "核对原账；确实有大的增减，用 waive 写明原因",
        "check the books; where the change is real, say why in waive",
    ),
    look: Look::Elsewhere,
};

/// The tables of the last period, with its entry.
type Last<'t, 'b> = (&'t [TableFigures<'b>], &'t Entry);

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject
        .figures()
        .iter()
        .all(|table| table.columns.iter().all(|column| column.kind != ColumnKind::Amount))
    {
        return;
    }
    let Some((entry, body)) = subject.previous() else { return };
    let before: Vec<TableFigures<'_>> = body
        .tables()
        .into_iter()
        .enumerate()
        .map(|(at, table)| TableFigures::of(table, at, &entry.tables))
        .collect();
    let last = (before.as_slice(), entry);
    for table in subject.figures() {
        let mut found = columns(subject, table, last);
        found.extend(rows(subject, table, last));
        push_some(found, problems);
        problems.extend(leaps(subject, table, last));
    }
}

const OPENINGS: &[&str] = &[
    "期初",
    "月初",
    "季初",
    "年初",
    "上期结余",
    "上期结存",
    "上期结转",
    "上月结余",
    "上月结存",
    "上季结余",
    "上季结存",
    "上年结余",
    "上年结存",
    "上年结转",
    "上期末",
    "上季末",
    "上月末",
    "上年末",
];

const CLOSINGS: &[&str] = &[
    "期末",
    "月末",
    "季末",
    "年末",
    "本期结余",
    "本期结存",
    "本月结余",
    "本月结存",
    "本季结余",
    "本季结存",
    "本年结余",
    "本年结存",
    "结转下期",
    "结转下年",
];

/// Whether words name an opening balance that continues the closing of the period before `entry`'s.
fn opens(words: &str, entry: &Entry, before: &Entry) -> bool {
    let Some(word) = OPENINGS.iter().find(|word| words.contains(**word)) else { return false };
    let read = |entry: &Entry| entry.period.as_deref().and_then(Period::read);
    let (Some(own), Some(last)) = (read(entry), read(before)) else { return false };
    // 年初 of the second quarter is not the end of the first.
    let of_year = word.contains('年');
    last.end().plus_days(1) == own.start() && (!of_year || last.end().year() < own.end().year())
}

fn closes(words: &str) -> bool {
    CLOSINGS.iter().any(|word| words.contains(word))
}

/// Openings in a column, row by row, against the closings in a column of the last period.
fn columns(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    (before, entry): Last<'_, '_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for column in table.columns_of(ColumnKind::Amount) {
        let Some(head) = table.columns.get(column).filter(|head| opens(&head.bare, subject.entry, entry))
        else {
            continue;
        };
        let same = |other: &Column| closes(&other.bare) && other.unit == head.unit;
        let closing = |other: &TableFigures<'_>| {
            let mut columns = other.columns.iter().enumerate().filter(|(_, column)| same(column));
            columns.next().map(|(at, _)| at).filter(|_| columns.next().is_none())
        };
        let Some((other, closing)) = before.iter().find_map(|other| Some((other, closing(other)?))) else {
            continue;
        };
        let labels = other.by_label();
        for row in 0..table.rows.len() {
            if let Some(last) = same_row(table, row, &labels) {
                found.extend(compare(subject, (table, row, column), (other, last, closing), entry));
            }
        }
    }
    found
}

/// Openings in a row against the closings in a row of the last period.
fn rows(subject: &Subject<'_>, table: &TableFigures<'_>, (before, entry): Last<'_, '_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (row, figures) in
        table.rows.iter().enumerate().filter(|(_, row)| opens(&row.label, subject.entry, entry))
    {
        let closing = |other: &TableFigures<'_>| {
            let mut rows = other.rows.iter().enumerate().filter(|(_, row)| closes(&row.label));
            rows.next().map(|(at, _)| at).filter(|_| rows.next().is_none())
        };
        let Some((other, last)) = before.iter().find_map(|other| Some((other, closing(other)?))) else {
            continue;
        };
        for column in (0..figures.cells.len()).filter(|at| table.figure(row, *at).is_some()) {
            let Some(head) = table.columns.get(column) else { continue };
            if let Some(closing) = other.columns.iter().position(|other| other.name == head.name) {
                found.extend(compare(subject, (table, row, column), (other, last, closing), entry));
            }
        }
    }
    found
}

/// The row of the same role and label among those of another table.
fn same_row(table: &TableFigures<'_>, row: usize, others: &Labels) -> Option<usize> {
    let own = table.rows.get(row)?;
    *others.get(&(own.role, without_blanks(&own.label)))?
}

/// The rows of a table by their roles and labels.
type Labels = BTreeMap<(Role, String), Option<usize>>;

/// A cell of a table: its row and column.
type At<'t, 'b> = (&'t TableFigures<'b>, usize, usize);

fn compare(
    subject: &Subject<'_>,
    (table, row, column): At<'_, '_>,
    (other, last, closing): At<'_, '_>,
    entry: &Entry,
) -> Option<Diagnostic> {
    let (own, before) = (table.filled(row, column)?, other.filled(last, closing)?);
    if own == before {
        return None;
    }
    let (name, last_name) = (table.cell_name(row, column), other.cell_name(last, closing));
    let message = Text::new(
        format!("{}是 {own}，上一期（{}）{}是 {before}", name.zh, entry.path, last_name.zh),
        format!("{} is {own}, but in the last period ({}) {} is {before}", name.en, entry.path, last_name.en),
    );
    Some(OPENING.finding(message).placed(subject.cell_place(table.table, table.cell(row, column)?)))
}

/// A figure that is not compared with the last period: too small for a leap to mean anything.
const SMALL: i128 = 100;

/// The cells that leap, in one finding at the first.
fn leaps(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    (before, entry): Last<'_, '_>,
) -> Option<Diagnostic> {
    let mut leaps = Vec::new();
    for column in table.columns_of(ColumnKind::Amount) {
        let Some(head) = table.columns.get(column) else { continue };
        // Figures that run on from period to period grow.
        if ["累计", "初", "上年", "上期"].iter().any(|word| head.name.contains(word)) {
            continue;
        }
        let same = |other: &&TableFigures<'_>| other.columns.iter().any(|other| other.name == head.name);
        let Some(other) = before.iter().find(same) else { continue };
        let Some(last_column) = other.columns.iter().position(|other| other.name == head.name) else {
            continue;
        };
        let labels = other.by_label();
        for (row, figures) in table.rows.iter().enumerate().filter(|(_, row)| row.role != Role::Aside) {
            let values = || {
                Some((table.filled(row, column)?, other.filled(same_row(table, row, &labels)?, last_column)?))
            };
            if figures.label.contains("累计") {
                continue;
            }
            if let Some((own, last)) = values()
                && let Some(leap) = leap(own, last)
            {
                leaps.push((row, column, own, last, leap));
            }
        }
    }
    let (row, column, ..) = *leaps.first()?;
    let told: Vec<Text> = leaps
        .iter()
        .take(3)
        .map(|(row, column, own, last, leap)| {
            let name = table.cell_name(*row, *column);
            Text::new(
                format!("{}是 {own}，上期 {last}，{}", name.zh, leap.zh),
                format!("{} is {own}, {last} before: {}", name.en, leap.en),
            )
        })
        .collect();
    let more = leaps.len() - told.len();
    let (more_zh, more_en) = if more > 0 {
        (format!("（另有 {more} 处）"), format!(" (and {more} more)"))
    } else {
        Default::default()
    };
    let join = |of: fn(&Text) -> &str| told.iter().map(of).collect::<Vec<_>>().join("；");
    let message = Text::new(
        format!("{}{more_zh}", join(|text| &text.zh)),
        format!("{}{more_en}", join(|text| &text.en).replace('；', "; ")),
    );
    let help = Text::new(
        format!("上期见 {}；核对原账，确实有大的增减，用 waive 写明原因", entry.path),
        format!(
            "the last period is {}; check the books, and where the change is real say why in waive",
            entry.path
        ),
    );
    Some(LEAP.finding(message).help(help).placed(subject.cell_place(table.table, table.cell(row, column)?)))
}

/// What is striking about a figure beside that of the last period.
fn leap(own: Decimal, last: Decimal) -> Option<Text> {
    let small = Decimal::new(SMALL, 0)?;
    if own == last || own.abs() < small || last.abs() < small {
        return None;
    }
    let by_ten = own.shifted(1) == Some(last) || own.shifted(-1) == Some(last);
    if are_swapped(own, last) && !by_ten {
        return Some(Text::new("像是两位数字颠倒", "two digits seem to be swapped"));
    }
    let times = own.over(last, 2)?;
    let at_least = |tenths| Decimal::new(tenths, 1).is_some_and(|least| times >= least);
    let at_most = |hundredths| Decimal::new(hundredths, 2).is_some_and(|most| times <= most);
    if at_least(80) && !at_least(120) || at_most(12) && !at_most(8) {
        return Some(Text::new(
            "约差十倍，像是多写或少写一个 0",
            "about ten times apart, as with a zero too many or too few",
        ));
    }
    let percent = own.minus(last)?.shifted(2)?.over(last.abs(), 0)?;
    (at_least(15) && times != Decimal::new(15, 1)? || at_most(49)).then(|| {
        let word = if percent.is_negative() { ("减少", "down") } else { ("增加", "up") };
        Text::new(format!("{} {}%", word.0, percent.abs()), format!("{} {}%", word.1, percent.abs()))
    })
}
