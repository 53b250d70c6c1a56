//! Units of money: none said, or two mixed.

use crate::check::figures::{Column, ColumnKind, TableFigures, money_power};
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static NONE: Rule = Rule {
    code: "no-unit",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new("金额列没有单位", "A column of money without a unit"),
    why: Words::new(
        "不写单位，元和万元差一万倍",
        "Without a unit nobody knows whether yuan or ten thousand are meant",
    ),
    mend: Words::new(
        "在表头写“金额（元）”，或在表前写“单位：元”",
        "write 金额（元） in the head, or 单位：元 above the table",
    ),
    look: Look::Entry(none),
};

pub(super) static MIXED: Rule = Rule {
    code: "mixed-units",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "元和万元混用：同一列里，或表头和“单位：元”之间",
        "Yuan and ten thousand yuan mixed, in a column or between a head and 单位：元",
    ),
    why: Words::new(
        "同一张表两种单位，合计和比较都会错",
        "Two units in one table make totals and comparisons wrong",
    ),
    mend: Words::new("全表统一用一种单位", "use one unit in the whole table"),
    look: Look::Entry(mixed),
};

const MONEY: &[&str] = &[
    "金额",
    "资金",
    "经费",
    "收入",
    "支出",
    "预算",
    "决算",
    "补助",
    "补贴",
    "工资",
    "津贴",
    "结余",
    "余额",
    "费用",
    "产值",
    "债务",
    "救助金",
    "保障金",
    "奖金",
    "拨款",
    "价款",
    "已付",
    "应付",
    "到账",
];

fn none(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        let lacks = |at: &usize| {
            let Some(column) = table.columns.get(*at) else { return false };
            let says = |row: usize| table.figure(row, *at).is_some_and(|figure| !figure.unit.is_empty());
            let is_money = MONEY.iter().any(|word| column.bare.contains(word))
                && !column.bare.contains(['数', '人', '户']);
            is_money && column.unit.is_empty() && !(0..table.rows.len()).any(says)
        };
        let columns: Vec<usize> = table.columns_of(ColumnKind::Amount).filter(lacks).collect();
        let Some(first) = columns.first() else { continue };
        let has_unit_column = table.columns.iter().any(|column| column.bare.ends_with("单位"));
        let is_said = before(subject, table.number)
            .any(|piece| piece.text.contains("单位") || piece.text.contains("计价"));
        if has_unit_column || is_said {
            continue;
        }
        let Some(cell) = table.table.head.last().and_then(|row| row.cells.get(*first)) else { continue };
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|at| table.columns.get(*at))
            .map(|column| column.name.as_str())
            .collect();
        let message = Text::new(
            format!("“{}”没有写单位", names.join("”“")),
            format!("‘{}’ has no unit", names.join("’, ‘")),
        );
        problems.push(NONE.finding(message).placed(subject.cell_place(table.table, cell)));
    }
}

/// The running texts that stand before a table of the body, the nearest first; not those far off.
fn before<'s>(subject: &'s Subject<'_>, table: usize) -> impl Iterator<Item = &'s Piece> {
    let is_own = |piece: &Piece| matches!(piece.kind, PieceKind::Cell { table: own, .. } if own == table);
    let running =
        |piece: &&Piece| matches!(piece.kind, PieceKind::Title | PieceKind::Heading | PieceKind::Paragraph);
    let pieces = subject.pieces();
    let own = pieces.iter().position(is_own).unwrap_or(pieces.len());
    pieces.get(..own).unwrap_or_default().iter().rev().filter(running).take(NEAR)
}

/// How many texts before a table may say its unit.
const NEAR: usize = 30;

fn mixed(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        for at in 0..table.columns.len() {
            problems.extend(in_column(subject, table, at));
        }
        problems.extend(with_caption(subject, table));
    }
}

/// A cell in another unit of money than the head or the cells above it.
fn in_column(subject: &Subject<'_>, table: &TableFigures<'_>, column: usize) -> Option<Diagnostic> {
    let head = table.columns.get(column)?.money_power();
    let mut first = head.map(|power| {
        (power, table.columns.get(column).map(|column| column.unit.clone()).unwrap_or_default())
    });
    for row in 0..table.rows.len() {
        let Some(figure) = table.figure(row, column) else { continue };
        let Some(power) = money_power(&figure.unit).map(|power| power + figure.power) else { continue };
        let unit = format!(
            "{}{}",
            if figure.power == 4 {
                "万"
            } else if figure.power == 8 {
                "亿"
            } else {
                ""
            },
            figure.unit
        );
        match &first {
            Some((other, other_unit)) if *other != power => {
                let name = table.cell_name(row, column);
                let message = Text::new(
                    format!("{}用“{unit}”，这一列前面用“{other_unit}”", name.zh),
                    format!("{} is in {unit}, but the column is in {other_unit}", name.en),
                );
                return Some(
                    MIXED.finding(message).placed(subject.cell_place(table.table, table.cell(row, column)?)),
                );
            }
            Some(_) => {}
            None => first = Some((power, unit)),
        }
    }
    None
}

/// A head in another unit of money than the 单位：元 above the table says.
fn with_caption(subject: &Subject<'_>, table: &TableFigures<'_>) -> Option<Diagnostic> {
    if !subject.may_hold("单位：") {
        return None;
    }
    let (said, caption) = before(subject, table.number).find_map(|piece| caption(&piece.text))?;
    let differs = |column: &Column| column.money_power().is_some_and(|power| power != said);
    let at = table.columns.iter().position(differs)?;
    let (name, cell) = (&table.columns.get(at)?.name, table.table.head.last()?.cells.get(at)?);
    let message = Text::new(
        format!("表前写“单位：{caption}”，表头却是“{name}”"),
        format!("‘单位：{caption}’ stands above the table, but a head says ‘{name}’"),
    );
    Some(MIXED.finding(message).placed(subject.cell_place(table.table, cell)))
}

/// The unit of money behind 单位：.
fn caption(text: &str) -> Option<(i32, &str)> {
    let at = text.rfind("单位：").or_else(|| text.rfind("单位:"))?;
    let behind = text.get(at..)?.trim_start_matches("单位").trim_start_matches(['：', ':']).trim_start();
    let end = behind.find(|mark: char| !mark.is_alphabetic()).unwrap_or(behind.len());
    let unit = behind.get(..end)?;
    Some((money_power(unit)?, unit))
}
