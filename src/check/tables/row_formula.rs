//! Rows in which a formula does not hold: 年末 = 年初 + 增 − 减.

use super::formula::{Formula, cell};
use super::implied::formulas;
use super::push_some;
use crate::check::figures::{ColumnKind, Role, TableFigures};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "row-formula-broken",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "一行里的数不合公式，例如年末 = 年初 + 增 − 减",
        "A row in which the formula does not hold, such as closing = opening + increase − decrease",
    ),
    why: Words::new(
        "增减和结余对不上，等于账没有结平（会计法，农村集体经济组织法第四十五条）",
        "Where they disagree the account does not balance (Accounting Law, Rural Collective Economic Organisations Law art. 45)",
    ),
    mend: Words::new("核对这一行的各个数", "check the figures of this row"),
    look: Look::Entry(look),
};

pub(super) static UNREADABLE: Rule = Rule {
    code: "bad-formula",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: false,
    what: Words::new(
        "row_formula 看不懂，或写了表里没有的列",
        "A row_formula that cannot be read, or names a column that is not there",
    ),
    why: Words::new("看不懂的公式等于没有核对", "A formula that cannot be read checks nothing"),
    mend: Words::new(
        "写成“结余（元） = 到账金额（元） - 已拨付（元）”这样",
        "write it like ‘结余（元） = 到账金额（元） - 已拨付（元）’",
    ),
    look: Look::Elsewhere,
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        let mut found = Vec::new();
        match table.rules.and_then(|rules| rules.row_formula.as_ref()) {
            Some(written) => match Formula::read(&written.value, table) {
                Ok(formula) => found.extend(faults(subject, table, &formula, &written.value)),
                Err(message) => problems.push(UNREADABLE.finding(message).at(written.span.clone())),
            },
            None => {
                found.extend(balance(subject, table));
                found.extend(running(subject, table));
                found.extend(implied(subject, table));
            }
        }
        push_some(found, problems);
    }
}

/// What is wrong where the heads alone say that a row goes from an opening to a closing balance. Where it fails in half
/// the rows, the heads mean something else.
fn balance(subject: &Subject<'_>, table: &TableFigures<'_>) -> Vec<Diagnostic> {
    let one = |words: &[&str]| {
        let is = |at: &usize| {
            table.columns.get(*at).is_some_and(|column| words.iter().any(|word| column.bare.contains(word)))
        };
        let mut found = table.columns_of(ColumnKind::Amount).filter(is);
        found.next().filter(|_| found.next().is_none())
    };
    let columns = (
        one(&["年初", "期初", "上年结", "上期结", "月初", "季初", "上月人数", "上月户数", "原有"]),
        one(&["增加", "收入", "本期增", "新增"]),
        one(&["减少", "支出", "本期减"]),
        one(&["年末", "期末", "月末", "季末", "本年结", "本期结", "本月人数", "本月户数", "现有"]),
    );
    let (Some(opening), Some(increase), Some(decrease), Some(closing)) = columns else { return Vec::new() };
    let mut distinct = [opening, increase, decrease, closing];
    distinct.sort_unstable();
    if distinct.windows(2).any(|pair| pair.first() == pair.last()) {
        return Vec::new();
    }
    let formula = Formula::of_balance(opening, increase, decrease, closing);
    let bare =
        |column: usize| table.columns.get(column).map(|column| column.bare.as_str()).unwrap_or_default();
    let written = format!("{} = {} + {} − {}", bare(closing), bare(opening), bare(increase), bare(decrease));
    let found = faults(subject, table, &formula, &written);
    // Beside other amounts the heads may mean something else; where there are only these four they say it all.
    let is_whole = table.columns_of(ColumnKind::Amount).count() == distinct.len();
    let rows = table.items().count();
    let most = if is_whole { rows.max(2) } else { table.rows.len().max(2) };
    let is_meant = if is_whole { found.len() < most } else { found.len() * 2 < most };
    if is_meant { found } else { Vec::new() }
}

/// The first row of a ledger whose balance is not that of the row above with its income and without its expense, where
/// most rows are.
fn running(subject: &Subject<'_>, table: &TableFigures<'_>) -> Option<Diagnostic> {
    let one = |words: &[&str]| {
        let is = |at: &usize| {
            table
                .columns
                .get(*at)
                .is_some_and(|column| words.iter().any(|word| column.bare.starts_with(word)))
        };
        let mut found = table.columns_of(ColumnKind::Amount).filter(is);
        found.next().filter(|_| found.next().is_none())
    };
    let (income, expense) = (one(&["收入", "收方", "借方"])?, one(&["支出", "付方", "贷方"])?);
    let balance = one(&["余额", "结余", "结存"])?;
    let (mut right, mut wrong) = (0_usize, Vec::new());
    let rows: Vec<usize> = table.items().map(|(row, _)| row).collect();
    for pair in rows.windows(2) {
        let [above, row] = *pair else { continue };
        let (before, shown) = (table.filled(above, balance)?, table.filled(row, balance)?);
        let made = before.plus(table.value(row, income)?)?.minus(table.value(row, expense)?)?;
        if made == shown { right += 1 } else { wrong.push((row, before, made, shown)) }
    }
    let (row, before, made, shown) = wrong.first().copied()?;
    if right < 3 || wrong.len() * 3 > right + wrong.len() {
        return None;
    }
    let name = table.cell_name(row, balance);
    let cell = |column| table.filled(row, column).map_or_else(|| "0".to_owned(), |value| value.to_string());
    let figures = format!("{before} + {} − {}", cell(income), cell(expense));
    let message = Text::new(
        format!("{}是 {shown}，接上一行应为 {made}（{figures}）", name.zh),
        format!("{} is {shown}, but by the row above {made} ({figures})", name.en),
    );
    let help =
        Text::new("余额 = 上一行的余额 + 收入 − 支出", "balance = that of the row above + income − expense");
    let place = subject.cell_place(table.table, table.cell(row, balance)?);
    Some(RULE.finding(message).help(help).placed(place))
}

/// What is wrong where most rows show what the heads mean: a 合计 of the columns beside it, an amount of a price and a
/// quantity. Of a product a row may be capped, so that is no more than a warning.
fn implied(subject: &Subject<'_>, table: &TableFigures<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (formula, written) in formulas(table) {
        let own = faults(subject, table, &formula, &written);
        let is_sum = formula.adds_up();
        let as_meant = |fault: Diagnostic| match is_sum {
            true => fault,
            false => Diagnostic { severity: Severity::Warning, ..fault },
        };
        found.extend(own.into_iter().map(as_meant));
    }
    found
}

fn faults(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    formula: &Formula,
    written: &str,
) -> Vec<Diagnostic> {
    let adds_up = formula.adds_up();
    let rows = table.rows.iter().enumerate().filter(|(_, row)| match row.role {
        Role::Item | Role::OfWhich => true,
        Role::Subtotal | Role::Total => adds_up,
        Role::Aside => false,
    });
    rows.filter_map(|(row, _)| fault(subject, table, formula, written, row)).collect()
}

fn fault(
    subject: &Subject<'_>,
    table: &TableFigures<'_>,
    formula: &Formula,
    written: &str,
    row: usize,
) -> Option<Diagnostic> {
    let shown = table.filled(row, formula.left)?;
    let value = cell(table, row, formula.left)?;
    let made = formula.value(table, row)?;
    if made.rounds_to(value)? {
        return None;
    }
    let percent = value != shown;
    let right = made.rounded(value.scale())?;
    let (right, mark) = if percent { (right.shifted(2)?, "%") } else { (right, "") };
    let (name, figures) = (table.cell_name(row, formula.left), formula.with_figures(table, row));
    let message = Text::new(
        format!("{}是 {shown}{mark}，按公式应为 {right}{mark}（{figures}）", name.zh),
        format!("{} is {shown}{mark}, but the formula makes {right}{mark} ({figures})", name.en),
    );
    let help = Text::new(format!("公式：{written}"), format!("the formula: {written}"));
    let place = subject.cell_place(table.table, table.cell(row, formula.left)?);
    Some(RULE.finding(message).help(help).placed(place))
}
