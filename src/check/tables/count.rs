//! Counts in words that are not those of the rows they speak of: 下列8户 above seven rows.

use crate::check::figures::{ColumnKind, Reading, Role, TableFigures, without_blanks};
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, BlockKind, Item, plain_text};
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "wrong-count",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "文中说的户数、人数、项数和表里的行数不一致",
        "A count in the text that is not that of the rows or items it speaks of",
    ),
    why: Words::new(
        "说8户只列7户，群众要问少的是谁（社会救助暂行办法第十一条要求如实公示）",
        "Where eight are said and seven listed, people ask who is missing (Interim Measures for Social Assistance art. 11)",
    ),
    mend: Words::new("核对名单和数字，改其中一个", "check the list and the count, and mend one of them"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let leads: Vec<&str> = LEADS.iter().copied().filter(|lead| subject.may_hold(lead)).collect();
    let pieces = if leads.is_empty() { &[] } else { subject.pieces() };
    for (at, piece) in pieces.iter().enumerate() {
        if piece.kind != PieceKind::Paragraph {
            continue;
        }
        let Some(count) = stated(&leads, &piece.text) else { continue };
        let next = pieces
            .iter()
            .skip(at + 1)
            .find(|next| !matches!(next.kind, PieceKind::Target | PieceKind::Picture));
        let table = pieces.iter().skip(at + 1).take(4).find_map(|next| match next.kind {
            PieceKind::Cell { table, .. } => Some(table),
            _ => None,
        });
        let follows = next.is_some_and(|next| matches!(next.kind, PieceKind::Cell { .. }))
            || speaks_of_table(&piece.text);
        let table = table.filter(|_| follows).and_then(|table| subject.figures().get(table));
        if let Some(table) = table.or_else(|| only_list(subject, &count.unit)) {
            problems.extend(against_table(table, piece, &count));
        }
    }
    lists(subject, &subject.body.blocks, problems);
    super::count_named::look(subject, problems);
    for table in subject.figures() {
        problems.extend(in_total(subject, table));
    }
}

/// The one table of an entry, where it lists those whom the unit counts: 下列8户 speaks of it, whatever stands between.
fn only_list<'t>(subject: &'t Subject<'_>, unit: &str) -> Option<&'t TableFigures<'t>> {
    let [table] = subject.figures() else { return None };
    (is_of_people(unit) && lists_people(table)).then_some(table)
}

pub(super) fn is_of_people(unit: &str) -> bool {
    matches!(unit, "户" | "名" | "人" | "位")
}

pub(super) fn lists_people(table: &TableFigures<'_>) -> bool {
    let is_name = |words: &str| ["姓名", "户主", "户名", "名单"].iter().any(|word| words.contains(word));
    table.columns.iter().any(|column| is_name(&column.bare))
}

/// A count as the text has it.
pub(super) struct Count {
    pub(super) value: i64,
    pub(super) unit: String,
    pub(super) range: Range<usize>,
}

const LEADS: &[&str] = &["下列", "以下", "如下", "下述", "后列", "下表所列", "下表"];

pub(super) const UNITS: &[&str] =
    &["户", "名", "人", "位", "个", "村", "家", "项", "条", "宗", "件", "笔", "处", "所", "种", "类", "对"];

fn speaks_of_table(text: &str) -> bool {
    ["下表", "见表", "名单如下", "如下表"].iter().any(|word| text.contains(word))
}

/// The count that a text says of what comes after it; some of [`LEADS`] lead to it.
fn stated(leads: &[&str], text: &str) -> Option<Count> {
    behind_lead(leads, text).or_else(|| before_list(text))
}

/// The only count of a sentence that ends by 名单公布如下, or by 具体如下 right behind the count.
fn before_list(text: &str) -> Option<Count> {
    let end = text.rfind("如下")?;
    let head = text.get(..end)?;
    let start = head
        .rfind(['。', '；', '\n'])
        .map_or(0, |at| at + head.get(at..).map_or(0, |rest| rest.chars().next().map_or(0, char::len_utf8)));
    let mut counts: Vec<Count> = Vec::new();
    let mut at = start;
    while let Some(found) =
        text.get(at..end).and_then(|rest| rest.find(|mark| small_digit(mark).is_some() || mark == '十'))
    {
        let begins = at + found;
        let behind = text.get(begins..end)?;
        let length = behind.find(|mark| small_digit(mark).is_none() && mark != '十').unwrap_or(behind.len());
        at = begins + length;
        let unit = UNITS.iter().find(|unit| text.get(at..end).is_some_and(|rest| rest.starts_with(**unit)));
        // 第三项, 2022年 and 12.5 are no counts.
        let is_part = text.get(..begins)?.ends_with(['第', '.', ',', '每', '各']);
        if let (Some(unit), Some(value), false) = (unit, small(behind.get(..length)?), is_part) {
            at += unit.len();
            counts.push(Count { value, unit: (*unit).to_owned(), range: begins..at });
        }
    }
    // 5户8人 tells of the same list twice.
    let last = match counts.as_slice() {
        [one] => one.range.end,
        [one, other] if one.range.end == other.range.start => other.range.end,
        _ => return None,
    };
    let count = counts.into_iter().next()?;
    let between = text.get(last..end)?;
    let is_list = between.contains("名单") || ["，具体", "，分别是", "，名单", "，"].contains(&between);
    // 现将符合条件的5户公示如下
    let is_published =
        ["公示", "公布", "予以公示", "予以公布"].contains(&between) && is_of_people(&count.unit);
    (is_published || is_list && between.chars().count() <= 10).then_some(count)
}

/// The count behind 下列, 以下 or 如下.
fn behind_lead(leads: &[&str], text: &str) -> Option<Count> {
    leads.iter().find_map(|lead| {
        let at = text.find(lead)? + lead.len();
        let behind = text.get(at..)?;
        let blanks = behind.len() - behind.trim_start().len();
        let behind = behind.trim_start();
        let length = behind.find(|mark| small_digit(mark).is_none() && mark != '十').unwrap_or(behind.len());
        let value = small(behind.get(..length)?)?;
        let rest = behind.get(length..)?.trim_start();
        let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
        // 以下3个月, 以下2种情形之一 and 以下10元的 are no lists.
        let rest = rest.strip_prefix(unit)?;
        let is_time = ["月", "工作", "小时", "年", "星期", "季", "百分", "次", "以", "或"]
            .iter()
            .any(|word| rest.starts_with(word));
        let end = text.len() - rest.len();
        (!is_time).then(|| Count { value, unit: (*unit).to_owned(), range: at + blanks..end })
    })
}

pub(super) fn small_digit(mark: char) -> Option<i64> {
    match mark {
        '0'..='9' => mark.to_digit(10).map(i64::from),
        '０'..='９' => Some(i64::from(u32::from(mark) - u32::from('０'))),
        '两' => Some(2),
        _ => "〇一二三四五六七八九".chars().position(|digit| digit == mark).map(|at| at as i64),
    }
}

/// A count of up to three digits, or up to 九十九.
pub(super) fn small(text: &str) -> Option<i64> {
    let digits = |text: &str| -> Option<i64> {
        text.chars().try_fold(0_i64, |value, mark| value.checked_mul(10)?.checked_add(small_digit(mark)?))
    };
    match text.split_once('十') {
        _ if text.is_empty() || text.chars().count() > 4 => None,
        Some((tens, ones)) => Some(if tens.is_empty() { 1 } else { digits(tens)? } * 10 + digits(ones)?),
        None => digits(text),
    }
}

pub(super) fn against_table(table: &TableFigures<'_>, piece: &Piece, count: &Count) -> Option<Diagnostic> {
    let rows = table.items().count();
    if rows == 0 || counts(table, &count.unit).contains(&count.value) {
        return None;
    }
    let words = piece.text.get(count.range.clone())?;
    let message = Text::new(
        format!("文中说“{words}”，下面的表里是 {rows} 行"),
        format!("the text says ‘{words}’, but the table below has {rows} rows"),
    );
    Some(RULE.finding(message).placed(piece.place(count.range.clone())))
}

/// All that a table may be said to hold of a unit: its rows, what is different in a column, its totals.
fn counts(table: &TableFigures<'_>, unit: &str) -> BTreeSet<i64> {
    let mut counts = BTreeSet::from([table.items().count() as i64]);
    let (lists_people, is_people) = (lists_people(table), is_of_people(unit));
    for (at, column) in table.columns.iter().enumerate() {
        // Eight households are not told by a column of people.
        if unit == "户" && !matches!(column.unit.as_str(), "" | "户") {
            continue;
        }
        match column.kind {
            ColumnKind::Words if lists_people && is_people => {}
            ColumnKind::Words => {
                counts.insert(distinct(table, at));
                // 石桥湾村、双河口村、高坪顶村
                let named =
                    |row: usize| table.cell(row, at).map(|cell| cell.text().split('、').count() as i64);
                counts.insert(table.items().filter_map(|(row, _)| named(row)).sum());
            }
            ColumnKind::Amount => {
                let mut values = table.items().filter_map(|(row, _)| table.value(row, at));
                let sum = values.try_fold(Decimal::ZERO, Decimal::plus);
                counts.extend(sum.and_then(Decimal::whole));
            }
            _ => {}
        }
        let total = table.total().and_then(|row| table.filled(row, at)).and_then(Decimal::whole);
        counts.extend(total.filter(|_| column.kind != ColumnKind::Words));
    }
    counts
}

fn distinct(table: &TableFigures<'_>, column: usize) -> i64 {
    let texts =
        table.items().filter_map(|(row, _)| table.cell(row, column)).map(|cell| without_blanks(&cell.text()));
    texts.filter(|text| !text.is_empty()).collect::<BTreeSet<_>>().len() as i64
}

/// Counts in front of a list.
fn lists(subject: &Subject<'_>, blocks: &[Block], problems: &mut Vec<Diagnostic>) {
    for pair in blocks.windows(2) {
        let [
            Block { kind: BlockKind::Paragraph(content), range },
            Block { kind: BlockKind::List { items, .. }, .. },
        ] = pair
        else {
            continue;
        };
        let Some(count) =
            stated(LEADS, &plain_text(content)).filter(|count| count.value != items.len() as i64)
        else {
            continue;
        };
        // An item may name several.
        let named = |item: &Item| match item.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(content)) => plain_text(content).split('、').count() as i64,
            _ => 1,
        };
        if items.iter().map(named).sum::<i64>() == count.value {
            continue;
        }
        let (stated, there) = (format!("{}{}", count.value, count.unit), items.len());
        let message = Text::new(
            format!("文中说“{stated}”，下面列了 {there} 项"),
            format!("the text says ‘{stated}’, but the list below has {there} items"),
        );
        problems.push(RULE.finding(message).placed(subject.place(range.clone())));
    }
}

/// The count of people in the brackets of a label: 合计（8户）.
fn in_brackets(label: &str) -> Option<(i64, String)> {
    let inner = label.trim().strip_suffix(['）', ')'])?;
    let (_, words) = inner.rsplit_once(['（', '('])?;
    let words = words.trim_start_matches(['共', '计']).trim();
    let is_counted =
        |unit: &str| is_of_people(unit) || matches!(unit, "笔" | "项" | "宗" | "件" | "处" | "家");
    let unit = UNITS.iter().find(|unit| is_counted(unit) && words.ends_with(**unit))?;
    Some((small(words.strip_suffix(unit)?.trim())?, (*unit).to_owned()))
}

/// A count in the total row: 8户 under a column of names, or 合计（8户）.
fn in_total(subject: &Subject<'_>, table: &TableFigures<'_>) -> Option<Diagnostic> {
    let row =
        table.total().filter(|row| table.rows.iter().take(*row).all(|above| above.role == Role::Item))?;
    let cells = &table.rows.get(row)?.cells;
    let counted = |(at, cell): (usize, &Reading)| {
        let figure =
            cell.figure().filter(|figure| UNITS.contains(&figure.unit.as_str()) && figure.power == 0)?;
        let is_words = table.columns.get(at).is_some_and(|column| column.kind == ColumnKind::Words);
        Some((at, figure.value.whole()?, figure.unit.clone())).filter(|_| is_words)
    };
    let in_label = || {
        let at = cells.iter().position(|cell| *cell == Reading::Words)?;
        let (value, unit) = in_brackets(&table.cell(row, at)?.text())?;
        Some((at, value, unit))
    };
    let (at, value, unit) = cells.iter().enumerate().find_map(counted).or_else(in_label)?;
    if counts(table, &unit).contains(&value) {
        return None;
    }
    let (name, rows) = (table.cell_name(row, at), table.items().count());
    let message = Text::new(
        format!("{}写的是“{value}{unit}”，上面是 {rows} 行", name.zh),
        format!("{} says ‘{value}{unit}’, but there are {rows} rows above", name.en),
    );
    Some(RULE.finding(message).placed(subject.cell_place(table.table, table.cell(row, at)?)))
}
