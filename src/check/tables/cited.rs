//! Figures of an entry that another which it cites tells otherwise.

use super::push_some;
use crate::check::figures::{Role, TableFigures, are_swapped, numbers, without_blanks};
use crate::check::neighbours::names;
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::Document;
use crate::model::{Entry, Target, target};
use crate::source::ByteRange;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "cited-differs",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "引用另一条事项的数，那条里却不是这个数；更正里的原数、新数在被更正的事项里都找不到",
        "A figure cited from another entry that has another one; a correction of a figure that the corrected entry does not have",
    ),
    why: Words::new(
        "几处公布的同一个数要一致（政府信息公开条例第六条）",
        "One figure must be the same wherever it is published (Regulation on Open Government Information art. 6)",
    ),
    mend: Words::new("核对两处，改错的一处", "check both, and mend the one that is wrong"),
    look: Look::Entry(look),
};

/// More entries than this are not held against one that cites them.
const MOST_CITED: usize = 50;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for cited in subject.cited().into_iter().take(MOST_CITED) {
        let Some(body) = subject.body_of(cited) else { continue };
        let tables: Vec<TableFigures<'_>> = body
            .tables()
            .into_iter()
            .enumerate()
            .map(|(at, table)| TableFigures::of(table, at, &cited.tables))
            .collect();
        let is_corrected = subject.entry.corrects.as_ref().is_some_and(|id| id.value == cited.id);
        let figures = figures(&body, &tables);
        let mut found = Vec::new();
        if is_corrected {
            found.extend(corrected(subject, cited, &figures));
        } else {
            // Who names a paper rests on it; who links to it or takes its place speaks of the same matter.
            if is_linked(subject.entry, cited) {
                found.extend(same_cells(subject, cited, &tables));
            }
            found.extend(beside_links(subject, cited, &figures));
            found.extend(beside_names(subject, cited, &figures));
        }
        push_some(found, problems);
    }
}

/// Every figure of an entry, in yuan where it is money, and as it is written.
fn figures(body: &Document, tables: &[TableFigures<'_>]) -> BTreeSet<Decimal> {
    let mut figures = BTreeSet::new();
    for table in tables {
        for row in 0..table.rows.len() {
            for (at, column) in table.columns.iter().enumerate() {
                let Some(value) = table.filled(row, at) else { continue };
                figures.insert(value);
                figures.extend(value.shifted(column.money_power().unwrap_or(0)));
            }
        }
    }
    let text = body.text();
    for (range, value) in numbers(&text) {
        figures.insert(value);
        if text.get(range.end..).is_some_and(|behind| behind.trim_start().starts_with('万')) {
            figures.extend(value.shifted(4));
        }
    }
    figures
}

/// Cells of the same row label and the same head in both entries, of one period.
fn same_cells(subject: &Subject<'_>, cited: &Entry, tables: &[TableFigures<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if subject.entry.period.is_some() && cited.period.is_some() && subject.entry.period != cited.period {
        return found;
    }
    let tables: Vec<_> = tables.iter().map(|table| (table, table.by_label())).collect();
    for table in subject.figures() {
        for (row, figures) in table.items() {
            let label = without_blanks(&figures.label);
            if label.chars().count() < 3 || label.starts_with("其他") {
                continue;
            }
            let key = (Role::Item, label);
            for (other, labels) in &tables {
                let Some(Some(there)) = labels.get(&key).copied() else { continue };
                for (column, head) in
                    table.columns.iter().enumerate().filter(|(_, column)| !column.unit.is_empty())
                {
                    let Some(at) = other.columns.iter().position(|other| other.name == head.name) else {
                        continue;
                    };
                    let (Some(own), Some(value)) = (table.filled(row, column), other.filled(there, at))
                    else {
                        continue;
                    };
                    let Some(cell) = table.cell(row, column).filter(|_| own != value) else { continue };
                    let name = table.cell_name(row, column);
                    let message = Text::new(
                        format!("{}是 {own}，引用的《{}》里是 {value}", name.zh, cited.title.value),
                        format!("{} is {own}, but ‘{}’, cited here, has {value}", name.en, cited.title.value),
                    );
                    found.push(RULE.finding(message).placed(subject.cell_place(table.table, cell)));
                }
            }
        }
    }
    found
}

fn is_linked(entry: &Entry, cited: &Entry) -> bool {
    entry.files.contains(&cited.path) || entry.supersedes.iter().any(|id| id.value == cited.id)
}

/// Amounts of money right behind the title or the number of an entry, which it does not have.
fn beside_names(subject: &Subject<'_>, cited: &Entry, figures: &BTreeSet<Decimal>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for name in names(cited) {
        for (piece, at) in subject.word(name) {
            let behind = piece.text.get(at.end..).unwrap_or_default();
            // A number is bracketed behind its title, and both may be linked.
            if piece.kind != PieceKind::Paragraph
                || !behind.starts_with(['》', '）', ')', '公', '中', '里', '的', '，'])
            {
                continue;
            }
            for (range, value) in numbers(behind).take(2) {
                let between = behind.get(..range.start).unwrap_or_default();
                let says = SAYS.iter().any(|word| between.contains(word))
                    && !AFTER.iter().any(|word| between.contains(word));
                let is_beside =
                    between.chars().count() <= 30 && !between.contains(['。', '；', '%', '《', '〔']);
                let rest = behind.get(range.end..).unwrap_or_default().trim_start();
                let Some(yuan) = in_yuan(value, rest).filter(|_| says && is_beside) else { continue };
                if !figures.contains(&yuan) && !figures.contains(&value) {
                    let place = piece.place(at.end + range.start..at.end + range.end);
                    found.push(absent(cited, yuan, figures).placed(place));
                }
            }
        }
    }
    found
}

/// Words by which a figure is told from the paper that is named before it.
const SAYS: &[&str] =
    &["公布", "公示", "公开", "载明", "列明", "所列", "中的", "里的", "确定", "下达", "批复"];

/// Words by which a figure came about since.
const AFTER: &[&str] = &["后", "又", "另", "再", "外", "比", "超", "剩", "追加", "增加", "减少"];

/// An amount of money in yuan.
fn in_yuan(value: Decimal, behind: &str) -> Option<Decimal> {
    if behind.starts_with('元') {
        Some(value)
    } else if behind.starts_with("万元") {
        value.shifted(4)
    } else {
        None
    }
}

/// Amounts of money right behind a link, which the entry it leads to does not have.
fn beside_links(subject: &Subject<'_>, cited: &Entry, figures: &BTreeSet<Decimal>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut links: Vec<ByteRange> = Vec::new();
    for piece in subject.pieces() {
        match (piece.kind, piece.whole()) {
            // The links of a text come just before it.
            (PieceKind::Target, Place::Text(span)) => {
                if target(&subject.entry.path, &piece.text) == Target::File(cited.path.clone()) {
                    links.push(span.range);
                }
            }
            (PieceKind::Paragraph | PieceKind::Cell { .. }, _) => {
                for link in std::mem::take(&mut links) {
                    for (range, value) in numbers(&piece.text) {
                        let Place::Text(place) = piece.place(range.clone()) else { continue };
                        let between = subject.source.text.get(link.end as usize..place.range.start as usize);
                        let is_beside = between.is_some_and(|words| {
                            words.chars().count() <= 30 && !words.contains(['。', '；', '%'])
                        });
                        let behind = piece.text.get(range.end..).unwrap_or_default().trim_start();
                        let Some(yuan) = in_yuan(value, behind)
                            .filter(|yuan| is_beside && !figures.contains(yuan) && !figures.contains(&value))
                        else {
                            continue;
                        };
                        found.push(absent(cited, yuan, figures).placed(Place::Text(place)));
                    }
                }
            }
            (PieceKind::Picture, _) => {}
            _ => links.clear(),
        }
    }
    found
}

fn absent(cited: &Entry, yuan: Decimal, figures: &BTreeSet<Decimal>) -> Diagnostic {
    let title = &cited.title.value;
    let message = Text::new(
        format!("引用的《{title}》里没有 {yuan} 元这个数"),
        format!("‘{title}’, cited here, has no figure of {yuan} yuan"),
    );
    let finding = RULE.finding(message);
    match figures.iter().find(|other| are_swapped(**other, yuan)) {
        Some(other) => finding.help(Text::new(
            format!("那里是 {other}，像是两位数字颠倒"),
            format!("it has {other}: two digits seem to be swapped"),
        )),
        None => finding,
    }
}

/// A correction that says 误写为A，应为B: the entry it corrects has A, or B by now.
fn corrected(subject: &Subject<'_>, cited: &Entry, figures: &BTreeSet<Decimal>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph) {
        let Some(at) = ["误写为", "误为", "错写为", "误写成"]
            .iter()
            .find_map(|word| Some(piece.text.find(word)? + word.len()))
        else {
            continue;
        };
        let behind = piece.text.get(at..).unwrap_or_default();
        let mut values = numbers(behind);
        let (Some((range, wrong)), Some((_, right))) = (values.next(), values.next()) else { continue };
        let says_right = behind
            .get(range.end..)
            .is_some_and(|words| ["应为", "更正为", "改为", "应是"].iter().any(|word| words.contains(word)));
        let begins = behind.get(..range.start).is_some_and(|words| words.chars().count() <= 4);
        if !says_right || !begins || figures.contains(&wrong) || figures.contains(&right) {
            continue;
        }
        let title = &cited.title.value;
        let message = Text::new(
            format!("被更正的《{title}》里没有 {wrong}，也没有 {right}"),
            format!("‘{title}’, corrected here, has neither {wrong} nor {right}"),
        );
        found.push(RULE.finding(message).placed(piece.place(range.start + at..range.end + at)));
    }
    found
}
