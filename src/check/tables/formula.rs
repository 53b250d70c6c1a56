//! Formulas over the columns of a table: `结余 = 到账 − 已拨付`, with + − × ÷ and brackets.

use super::ratio::Ratio;
use crate::check::figures::{ColumnKind, TableFigures};
use crate::decimal::Decimal;
use crate::nearest::nearest;
use crate::text::Text;
use std::collections::BTreeMap;

/// A formula that holds in each row.
#[derive(Debug)]
pub(super) struct Formula {
    /// The column on the left.
    pub(super) left: usize,
    /// What stands on the right, as it was written.
    written: Vec<Token>,
    /// The same with each operation behind what it is done to.
    steps: Vec<Token>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Column(usize),
    Number(Decimal),
    Operation(Operation),
    Open,
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operation {
    Plus,
    Minus,
    Times,
    Over,
}

/// The most words and marks of a formula: it is worked out in every row.
const MOST_TOKENS: usize = 200;

impl Formula {
    /// Reads a formula over the columns of a table.
    ///
    /// # Errors
    /// Says what cannot be understood.
    pub(super) fn read(text: &str, table: &TableFigures<'_>) -> Result<Self, Text> {
        let tokens = |side: &str| tokens(side, table);
        let Some((left, right)) = text.split_once(['=', '＝']) else {
            return Err(Text::new("公式里没有等号", "the formula has no equals sign"));
        };
        let (left, written) = (tokens(left)?, tokens(right)?);
        let [Token::Column(left)] = *left.as_slice() else {
            return Err(Text::new(
                "等号左边应是一列的名称",
                "one column's name is expected left of the equals sign",
            ));
        };
        let steps = steps(&written).ok_or_else(|| {
            Text::new("公式的运算符号或括号不配对", "operators or brackets of the formula do not fit")
        })?;
        Ok(Self { left, written, steps })
    }

    /// `opening + increase - decrease = closing`, over columns.
    pub(super) fn of_balance(opening: usize, increase: usize, decrease: usize, closing: usize) -> Self {
        let column = Token::Column;
        let (plus, minus) = (Token::Operation(Operation::Plus), Token::Operation(Operation::Minus));
        Self {
            left: closing,
            written: vec![column(opening), plus, column(increase), minus, column(decrease)],
            steps: vec![column(opening), column(increase), plus, column(decrease), minus],
        }
    }

    /// `left = one + other + …`, over columns.
    pub(super) fn of_sum(left: usize, columns: &[usize]) -> Self {
        let plus = Token::Operation(Operation::Plus);
        let (mut written, mut steps) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                written.push(plus);
            }
            written.push(Token::Column(*column));
            steps.push(Token::Column(*column));
            if at > 0 {
                steps.push(plus);
            }
        }
        Self { left, written, steps }
    }

    /// `left = one × other`, over columns.
    pub(super) fn of_product(left: usize, one: usize, other: usize) -> Self {
        let (one, other, times) =
            (Token::Column(one), Token::Column(other), Token::Operation(Operation::Times));
        Self { left, written: vec![one, times, other], steps: vec![one, other, times] }
    }

    /// `left = one - other`, over columns.
    pub(super) fn of_difference(left: usize, one: usize, other: usize) -> Self {
        let minus = Token::Operation(Operation::Minus);
        let (one, other) = (Token::Column(one), Token::Column(other));
        Self { left, written: vec![one, minus, other], steps: vec![one, other, minus] }
    }

    /// `left = one × other × months`, over columns.
    pub(super) fn of_months(left: usize, one: usize, other: usize, months: i128) -> Self {
        let times = Token::Operation(Operation::Times);
        let months = Token::Number(Decimal::new(months, 0).unwrap_or(Decimal::ZERO));
        let (one, other) = (Token::Column(one), Token::Column(other));
        Self {
            left,
            written: vec![one, times, other, times, months],
            steps: vec![one, other, times, months, times],
        }
    }

    /// Whether the heads say that it is a price times a quantity: 金额 of 单价 and 数量.
    pub(super) fn is_price_and_quantity(&self, table: &TableFigures<'_>) -> bool {
        let is = |column: usize, words: &[&str]| {
            table
                .columns
                .get(column)
                .is_some_and(|column| words.iter().any(|word| column.bare.contains(word)))
        };
        let [Token::Column(one), Token::Operation(Operation::Times), Token::Column(other)] =
            self.written.as_slice()
        else {
            return false;
        };
        is(self.left, &["金额", "总价", "合价", "价款"])
            && is(*one, &["数量", "工程量", "面积"])
            && is(*other, &["单价"])
    }

    /// Whether the units say that it is a rate times what it is for, and nothing else is counted: 元 of 元/人 and 人.
    pub(super) fn is_rate_of(&self, table: &TableFigures<'_>) -> bool {
        let unit = |column: usize| table.columns.get(column).map_or("", |column| column.unit.as_str());
        let [Token::Column(one), Token::Operation(Operation::Times), Token::Column(other)] =
            self.written.as_slice()
        else {
            return false;
        };
        let rate = unit(*other).split_once(['/', '／']);
        rate.is_some_and(|(of, each)| !each.is_empty() && of == unit(self.left) && each == unit(*one))
            && table.columns_of(ColumnKind::Amount).count() == 2
    }

    /// In how many items of a table it holds, and in how many it can be told.
    pub(super) fn holds(&self, table: &TableFigures<'_>) -> (usize, usize) {
        let (mut right, mut all) = (0, 0);
        // A formula that the heads name is looked at in every row.
        let most_wrong = if self.is_price_and_quantity(table) || self.is_rate_of(table) {
            usize::MAX
        } else {
            table.items().count() / 3
        };
        for (row, _) in table.items() {
            if all - right > most_wrong {
                break;
            }
            let made = self.value(table, row).zip(cell(table, row, self.left));
            // Where all is nothing, any formula holds.
            let made = made.filter(|_| !self.is_of_nothing(table, row));
            if let Some(holds) = made.and_then(|(made, value)| made.rounds_to(value)) {
                all += 1;
                right += usize::from(holds);
            }
        }
        (right, all)
    }

    /// Whether all cells of a row that it is made of are nothing.
    fn is_of_nothing(&self, table: &TableFigures<'_>, row: usize) -> bool {
        let is_zero = |column: usize| cell(table, row, column).is_some_and(Decimal::is_zero);
        let parts = self.steps.iter().filter_map(|step| match step {
            Token::Column(column) => Some(*column),
            _ => None,
        });
        is_zero(self.left) && parts.into_iter().all(is_zero)
    }

    /// The formula in the names of the columns.
    pub(super) fn in_names(&self, table: &TableFigures<'_>) -> String {
        let name = |column: usize| table.columns.get(column).map_or("", |column| column.bare.as_str());
        let right = self.written.iter().map(|token| match token {
            Token::Column(column) => name(*column).to_owned(),
            Token::Number(number) => number.to_string(),
            Token::Operation(Operation::Times) => " × ".to_owned(),
            Token::Operation(Operation::Minus) => " − ".to_owned(),
            _ => " + ".to_owned(),
        });
        format!("{} = {}", name(self.left), right.collect::<String>())
    }

    /// Whether it holds for sums of rows too: columns are only added, or multiplied by numbers.
    pub(super) fn adds_up(&self) -> bool {
        // How often columns are multiplied in each value on the stack, and whether a bare number is added.
        let mut stack: Vec<u32> = Vec::new();
        for step in &self.steps {
            let degree = match step {
                Token::Column(_) => 1,
                Token::Operation(operation) => {
                    let (Some(other), Some(one)) = (stack.pop(), stack.pop()) else { return false };
                    match operation {
                        Operation::Plus | Operation::Minus if one == other => one,
                        Operation::Times => one.saturating_add(other),
                        Operation::Over if other == 0 => one,
                        _ => return false,
                    }
                }
                _ => 0,
            };
            stack.push(degree);
        }
        stack == [1]
    }

    /// What the right side makes in a row; none where a cell holds words, all are empty, something is divided by zero, or
    /// there are too many digits.
    pub(super) fn value(&self, table: &TableFigures<'_>, row: usize) -> Option<Ratio> {
        let mut stack: Vec<Ratio> = Vec::new();
        let mut any = false;
        for step in &self.steps {
            let value = match *step {
                Token::Column(column) => {
                    any |= table.figure(row, column).is_some();
                    Ratio::of(cell(table, row, column)?)?
                }
                Token::Number(number) => Ratio::of(number)?,
                Token::Operation(operation) => {
                    let (other, one) = (stack.pop()?, stack.pop()?);
                    match operation {
                        Operation::Plus => one.plus(other)?,
                        Operation::Minus => one.minus(other)?,
                        Operation::Times => one.times(other)?,
                        Operation::Over => one.over(other)?,
                    }
                }
                Token::Open | Token::Close => return None,
            };
            stack.push(value);
        }
        stack.pop().filter(|_| any)
    }

    /// The right side with the figures of a row: `360,000.00 − 324,000.00`.
    pub(super) fn with_figures(&self, table: &TableFigures<'_>, row: usize) -> String {
        let mut shown = String::new();
        for token in &self.written {
            match token {
                Token::Column(column) => match table.filled(row, *column) {
                    Some(value) => {
                        let percent = table.figure(row, *column).is_some_and(|figure| figure.unit == "%");
                        shown.push_str(&format!("{value}{}", if percent { "%" } else { "" }));
                    }
                    None => shown.push('0'),
                },
                Token::Number(number) => shown.push_str(&number.to_string()),
                Token::Operation(operation) => shown.push_str(match operation {
                    Operation::Plus => " + ",
                    Operation::Minus => " − ",
                    Operation::Times => " × ",
                    Operation::Over => " ÷ ",
                }),
                Token::Open => shown.push('('),
                Token::Close => shown.push(')'),
            }
        }
        shown
    }
}

/// The value of a cell; a percentage as the fraction it is.
pub(super) fn cell(table: &TableFigures<'_>, row: usize, column: usize) -> Option<Decimal> {
    let value = table.value(row, column)?;
    let is_percent = table.figure(row, column).is_some_and(|figure| figure.unit == "%");
    if is_percent { value.shifted(-2) } else { Some(value) }
}

fn tokens(text: &str, table: &TableFigures<'_>) -> Result<Vec<Token>, Text> {
    let mut bare: BTreeMap<&str, u32> = BTreeMap::new();
    for column in &table.columns {
        *bare.entry(column.bare.as_str()).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        names.push((column.name.as_str(), at));
        // 金额 alone names 金额（元） where no other column is one of 金额.
        if bare.get(column.bare.as_str()) == Some(&1) {
            names.push((column.bare.as_str(), at));
        }
    }
    names.retain(|(name, _)| !name.is_empty());
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(mark) = rest.chars().next() {
        if tokens.len() >= MOST_TOKENS {
            return Err(Text::new(
                format!("公式太长，每边最多 {MOST_TOKENS} 项"),
                format!("the formula is too long: {MOST_TOKENS} words and marks a side at most"),
            ));
        }
        let known = names.iter().find_map(|(name, at)| Some((Token::Column(*at), rest.strip_prefix(*name)?)));
        let (token, after) = match known {
            Some(found) => found,
            None => match operator(mark) {
                Some(token) => (
                    token,
                    rest.split_at_checked(mark.len_utf8()).map(|(_, after)| after).unwrap_or_default(),
                ),
                None => word(rest, table)?,
            },
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn operator(mark: char) -> Option<Token> {
    Some(match mark {
        '+' | '＋' | '加' => Token::Operation(Operation::Plus),
        '-' | '－' | '−' | '–' | '—' | '减' => Token::Operation(Operation::Minus),
        '*' | '×' | '＊' | '✕' | '·' | '乘' => Token::Operation(Operation::Times),
        '/' | '÷' | '／' => Token::Operation(Operation::Over),
        '(' | '（' => Token::Open,
        ')' | '）' => Token::Close,
        _ => return None,
    })
}

/// A number, or the short name of a column.
fn word<'t>(text: &'t str, table: &TableFigures<'_>) -> Result<(Token, &'t str), Text> {
    let end = text.find(|mark: char| mark.is_whitespace() || operator(mark).is_some()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if let Some(number) = Decimal::parse(word) {
        return Ok((Token::Number(number), rest));
    }
    let mut like = table.columns.iter().enumerate().filter(|(_, column)| column.bare.contains(word));
    if let (Some((at, _)), None) = (like.next(), like.next()) {
        return Ok((Token::Column(at), rest));
    }
    let heads = table.columns.iter().map(|column| column.name.as_str());
    Err(match nearest(word, heads.clone()) {
        Some(near) => Text::new(
            format!("公式里的“{word}”不是这张表的列，是不是“{near}”？"),
            format!("‘{word}’ of the formula is no column of the table; did you mean ‘{near}’?"),
        ),
        None => {
            let heads: Vec<&str> = heads.collect();
            Text::new(
                format!("公式里的“{word}”不是这张表的列；表头是：{}", heads.join("、")),
                format!("‘{word}’ of the formula is no column of the table; its head: {}", heads.join(", ")),
            )
        }
    })
}

/// Puts each operation behind what it is done to, × and ÷ before + and −; none where they do not fit.
fn steps(tokens: &[Token]) -> Option<Vec<Token>> {
    let (mut steps, mut waiting) = (Vec::new(), Vec::new());
    let mut wants_value = true;
    let binds = |token: &Token| match token {
        Token::Operation(Operation::Times | Operation::Over) => 2,
        Token::Operation(_) => 1,
        _ => 0,
    };
    for token in tokens {
        match token {
            Token::Column(_) | Token::Number(_) if wants_value => {
                steps.push(*token);
                wants_value = false;
            }
            Token::Open if wants_value => waiting.push(*token),
            Token::Close if !wants_value => loop {
                match waiting.pop()? {
                    Token::Open => break,
                    operation => steps.push(operation),
                }
            },
            Token::Operation(_) if !wants_value => {
                while waiting.last().is_some_and(|last| binds(last) >= binds(token)) {
                    steps.extend(waiting.pop());
                }
                waiting.push(*token);
                wants_value = true;
            }
            _ => return None,
        }
    }
    if wants_value || waiting.contains(&Token::Open) {
        return None;
    }
    steps.extend(waiting.into_iter().rev());
    Some(steps)
}
