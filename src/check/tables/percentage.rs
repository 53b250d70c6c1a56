//! Percentages that are not the quotient of their row, and shares that do not make a hundred.

use super::{percentage_in_text, push_some};
use crate::check::figures::{ColumnKind, TableFigures};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static QUOTIENT: Rule = Rule {
    code: "wrong-percentage",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "百分比和同一行、同一句两个数相除的结果不一致（相差超过 0.05）",
        "A percentage that is not the quotient of its row or its sentence (by more than 0.05)",
    ),
    why: Words::new(
        "执行率、占比是群众最常看的数，算错会误导（政府信息公开条例第六条）",
        "Rates are what people look at first (Regulation on Open Government Information art. 6)",
    ),
    mend: Words::new("重新相除，或核对那两个数", "divide again, or check the two figures"),
    look: Look::Entry(quotients),
};

pub(super) static SHARES: Rule = Rule {
    code: "shares-not-whole",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "各项占比加起来不是 100%（相差超过 0.1）",
        "Shares that do not make 100% (by more than 0.1)",
    ),
    why: Words::new("占比加不到 100%，说明漏了一项或算错一项", "It means that one is left out or miscounted"),
    mend: Words::new("核对各项占比", "check the shares"),
    look: Look::Entry(shares),
};

/// More columns of amounts than this are not tried pair by pair.
const MOST_COLUMNS: usize = 8;

/// How a percentage comes about.
#[derive(Clone, Copy)]
enum Way {
    /// One column in parts of another.
    Of(usize, usize),
    /// A column in parts of its total.
    Share(usize, Decimal),
    /// How much one column is more than another.
    Growth(usize, usize),
}

impl Way {
    /// What stands above and below the stroke in a row.
    fn parts(self, table: &TableFigures<'_>, row: usize) -> Option<(Decimal, Decimal)> {
        match self {
            Self::Of(one, other) => Some((table.filled(row, one)?, table.filled(row, other)?)),
            Self::Share(one, total) => Some((table.filled(row, one)?, total)),
            Self::Growth(one, other) => {
                let other = table.filled(row, other)?;
                Some((table.filled(row, one)?.minus(other)?, other))
            }
        }
    }

    fn percent(self, table: &TableFigures<'_>, row: usize) -> Option<Decimal> {
        let (one, other) = self.parts(table, row)?;
        one.shifted(2)?.over(other, 6)
    }
}

fn quotients(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    percentage_in_text::look(subject, problems);
    for table in subject.figures() {
        let mut found = Vec::new();
        for column in table.columns_of(ColumnKind::Percent) {
            if let Some(way) = way(table, column) {
                let rows = (0..table.rows.len()).filter_map(|row| fault(subject, table, column, row, way));
                found.extend(rows);
            }
        }
        push_some(found, problems);
    }
}

/// A percentage as written; none where the cell does not say that it is one.
pub(super) fn written(table: &TableFigures<'_>, row: usize, column: usize) -> Option<Decimal> {
    let figure = table.figure(row, column)?;
    let in_head = table.columns.get(column).is_some_and(|column| matches!(column.unit.as_str(), "%" | "％"));
    (figure.unit == "%" || in_head && figure.unit.is_empty()).then_some(figure.value)
}

/// Whether a percentage is what was computed, within 0.05 or half its last digit.
pub(super) fn fits(written: Decimal, computed: Decimal) -> bool {
    let least = Decimal::new(5, 2).unwrap_or(Decimal::ZERO);
    let off = written.minus(computed).map(Decimal::abs);
    off.is_some_and(|off| off <= written.half_of_last_digit().max(least))
}

/// How the percentages of a column come about: the way that holds in two of three rows at least, and in two at all.
fn way(table: &TableFigures<'_>, column: usize) -> Option<Way> {
    let amounts: Vec<usize> = table.columns_of(ColumnKind::Amount).collect();
    if amounts.len() > MOST_COLUMNS {
        return None;
    }
    let pairs = || {
        amounts
            .iter()
            .flat_map(|one| amounts.iter().map(move |other| (*one, *other)))
            .filter(|(one, other)| one != other)
    };
    let of = pairs().map(|(one, other)| Way::Of(one, other));
    let share = amounts.iter().filter_map(|one| Some(Way::Share(*one, whole(table, *one)?)));
    let growth = pairs().map(|(one, other)| Way::Growth(one, other));
    let judged = of.chain(share).chain(growth).filter_map(|way| {
        let (mut right, mut all) = (0, 0);
        for row in 0..table.rows.len() {
            let (Some(written), Some(computed)) = (written(table, row, column), way.percent(table, row))
            else {
                continue;
            };
            all += 1;
            right += usize::from(fits(written, computed));
        }
        (right >= 2 && right * 3 >= all * 2).then_some((right, way))
    });
    judged.max_by_key(|(right, _)| *right).map(|(_, way)| way).or_else(|| named(table, column, &amounts))
}

/// The way that the heads name where too few rows show it: 执行率 of 预算 and 执行, where no other amounts are there.
fn named(table: &TableFigures<'_>, column: usize, amounts: &[usize]) -> Option<Way> {
    let is = |at: usize, words: &[&str]| {
        table.columns.get(at).is_some_and(|column| words.iter().any(|word| column.bare.contains(word)))
    };
    let rate = ["执行率", "完成率", "支付率", "拨付率", "到位率", "使用率", "兑付率"];
    let (planned, done) = (
        ["预算", "计划", "目标", "任务", "应", "到账"],
        ["执行", "完成", "实际", "支付", "拨付", "支出", "实", "已"],
    );
    // 本季支出 beside the budget of a year tells no rate of the year.
    let is_part = |at: usize| is(at, &["本季", "本月", "本期", "当月", "当季", "上年", "上期"]);
    let [one, other] = amounts else { return None };
    if is_part(*one) || is_part(*other) {
        return None;
    }
    match () {
        () if !is(column, &rate) || table.items().count() > 2 => None,
        () if is(*one, &planned) && is(*other, &done) && !is(*other, &planned) => Some(Way::Of(*other, *one)),
        () if is(*other, &planned) && is(*one, &done) && !is(*one, &planned) => Some(Way::Of(*one, *other)),
        () => None,
    }
}

/// The total of a column: as written, else the sum of its items.
fn whole(table: &TableFigures<'_>, column: usize) -> Option<Decimal> {
    let written = table.total().and_then(|row| table.filled(row, column));
    written.or_else(|| {
        table
            .items()
            .map(|(row, _)| table.value(row, column))
            .try_fold(Decimal::ZERO, |sum, value| sum.plus(value?))
    })
}

fn fault(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    column: usize,
    row: usize,
    way: Way,
) -> Option<Diagnostic> {
    let (written, computed) = (written(table, row, column)?, way.percent(table, row)?);
    if fits(written, computed) {
        return None;
    }
    let (one, other) = way.parts(table, row)?;
    let right = computed.rounded(written.scale().max(1));
    let name = table.cell_name(row, column);
    let message = Text::new(
        format!("{}是 {written}%，{one} ÷ {other} 是 {right}%", name.zh),
        format!("{} is {written}%, but {one} ÷ {other} is {right}%", name.en),
    );
    Some(QUOTIENT.finding(message).placed(subject.cell_place(table.table, table.cell(row, column)?)))
}

fn shares(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        for column in table.columns_of(ColumnKind::Percent) {
            problems.extend(not_whole(subject, table, column));
        }
    }
}

fn not_whole(subject: &Subject<'_>, table: &TableFigures<'_>, column: usize) -> Option<Diagnostic> {
    let head = &table.columns.get(column)?.bare;
    if !["占比", "比重", "所占比例", "构成", "百分比"].iter().any(|word| head.contains(word)) {
        return None;
    }
    // The parts of an item are told of once more below it.
    let top = table.items().map(|(_, row)| row.level.unwrap_or(u8::MAX)).min()?;
    let items = || table.items().filter(|(_, row)| row.level.unwrap_or(u8::MAX) == top);
    let shares: Vec<(usize, Decimal)> =
        items().filter_map(|(row, _)| Some((row, written(table, row, column)?))).collect();
    // A gap may hold anything.
    if shares.len() < 2 || shares.len() != items().count() {
        return None;
    }
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, (_, share)| sum.plus(*share))?;
    let (hundred, near) = (Decimal::new(100, 0)?, Decimal::new(5, 0)?);
    let off = sum.minus(hundred)?.abs();
    let total = table.total().and_then(|row| written(table, row, column));
    let meant = total.map_or(off <= near, |total| total == hundred);
    // Each share may be rounded by half its last digit.
    let coarsest = shares.iter().map(|(_, share)| share.half_of_last_digit()).max()?;
    let allowed = coarsest.times(Decimal::new(shares.len() as i128, 0)?)?.max(Decimal::new(1, 1)?);
    if !meant || off <= allowed {
        return None;
    }
    let (last, _) = shares.last()?;
    let cell = table.cell(table.total().unwrap_or(*last), column)?;
    let message = Text::new(
        format!("“{head}”各行相加是 {sum}%，不是 100%"),
        format!("the rows of ‘{head}’ make {sum}%, not 100%"),
    );
    Some(SHARES.finding(message).placed(subject.cell_place(table.table, cell)))
}
