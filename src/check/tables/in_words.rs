//! Amounts in capital numerals (大写金额) that differ from the figures beside them.

use super::push_some;
use crate::check::figures::{is_capital, is_part, numbers, read_amount, write_amount};
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "amount-in-words",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "大写金额和小写不一致，或大写写得不对",
        "An amount in capital numerals that differs from its figures, or is no amount",
    ),
    why: Words::new(
        "大写和小写金额必须一致（支付结算办法，会计基础工作规范）",
        "Amounts in words and in figures must agree (Payment and Settlement Measures, Basic Accounting Rules)",
    ),
    mend: Words::new("对照原始凭证改正其中一个", "mend one of them by the voucher"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for (at, piece) in subject.pieces().iter().enumerate() {
        let is_read = !matches!(piece.kind, PieceKind::Code | PieceKind::Target | PieceKind::FileName);
        if is_read && piece.text.contains(['元', '圆']) {
            for range in runs(&piece.text) {
                found.extend(fault(subject, at, piece, range));
            }
            found.extend(spelled(piece));
        }
    }
    push_some(found, problems);
}

/// 18,600元（一万六千八百元）: an amount in everyday numerals in brackets right behind its figures.
fn spelled(piece: &Piece) -> Vec<Diagnostic> {
    let fault = |at: usize| {
        let behind = piece.text.get(at..)?.strip_prefix("元（")?;
        let words = behind.get(..behind.find('）')?)?;
        let capital =
            words.strip_prefix("人民币").unwrap_or(words).chars().map(capital).collect::<Option<String>>()?;
        let amount = read_amount(&capital)?;
        let head = piece.text.get(..at)?;
        let (figures, power) = head.strip_suffix('万').map_or((head, 0), |head| (head, 4));
        let start =
            figures.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ',' || sign == '.').len();
        let value = Decimal::parse(figures.get(start..)?)?.shifted(power)?;
        let place = at + "元（".len()..at + "元（".len() + words.len();
        (value != amount).then(|| {
            let message = Text::new(
                format!("“{words}”是 {amount} 元，旁边的小写是 {value} 元"),
                format!("‘{words}’ is {amount} yuan, but the figures beside it say {value}"),
            );
            RULE.finding(message).placed(piece.place(place))
        })
    };
    if !piece.text.contains("元（") {
        return Vec::new();
    }
    piece.text.match_indices("元（").filter_map(|(at, _)| fault(at)).collect()
}

/// The capital of an everyday numeral; none for what is no part of such an amount.
fn capital(sign: char) -> Option<char> {
    let digits = "一二三四五六七八九十百千".chars().zip("壹贰叁肆伍陆柒捌玖拾佰仟".chars());
    let found = digits.clone().find(|(small, _)| *small == sign).map(|(_, capital)| capital);
    found
        .or_else(|| (sign == '两').then_some('贰'))
        .or_else(|| "零〇万亿元角分整正".contains(sign).then_some(sign))
}

/// Where amounts in capital numerals stand.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut rest = text.find(is_capital);
    while let Some(start) = rest {
        let behind = text.get(start..).unwrap_or_default();
        let length = behind.find(|mark| !is_part(mark)).unwrap_or(behind.len());
        let run = behind.get(..length).unwrap_or_default();
        // 陆 alone is a name.
        if run.contains(['元', '圆']) {
            runs.push(start..start + length);
        }
        rest = behind.get(length..).and_then(|behind| behind.find(is_capital)).map(|at| start + length + at);
    }
    runs
}

fn fault(subject: &Subject<'_>, at: usize, piece: &Piece, range: Range<usize>) -> Option<Diagnostic> {
    let words = piece.text.get(range.clone())?;
    let Some(amount) = read_amount(words) else {
        if words.chars().filter(|mark| is_capital(*mark)).count() < 2 {
            return None;
        }
        let message = Text::new(
            format!("“{words}”不是正确的大写金额"),
            format!("‘{words}’ is no amount in capital numerals"),
        );
        let help = Text::new("写成壹万贰仟元整这样", "write it like 壹万贰仟元整");
        return Some(RULE.finding(message).help(help).placed(piece.place(range)));
    };
    let figures = match piece.kind {
        PieceKind::Cell { table, row, .. } => in_row(subject, table, row),
        _ => Vec::new(),
    };
    let beside = if figures.is_empty() { beside(&piece.text, &range) } else { figures };
    let beside = if beside.is_empty() { next_to(subject, at, piece, &range) } else { beside };
    let first = *beside.first()?;
    if beside.contains(&amount) {
        return None;
    }
    let message = Text::new(
        format!("大写“{words}”是 {amount} 元，旁边的小写是 {first} 元"),
        format!("‘{words}’ is {amount} yuan, but the figures beside it say {first}"),
    );
    let finding = RULE.finding(message).placed(piece.place(range));
    let Some(right) = write_amount(first) else { return Some(finding) };
    Some(finding.help(Text::new(
        format!("{first} 元的大写是{right}；对照原始凭证改正其中一个"),
        format!("{first} in words is {right}; mend one of them by the voucher"),
    )))
}

/// The figures of the row in which the words stand; where it has none, of the row above.
fn in_row(subject: &Subject<'_>, table: usize, row: usize) -> Vec<Decimal> {
    let Some(table) = subject.figures().get(table) else { return Vec::new() };
    let Some(row) = row.checked_sub(table.table.head.len()) else { return Vec::new() };
    let figures = |row: usize| -> Vec<Decimal> {
        let columns = table.columns.iter().enumerate();
        let money = columns.filter_map(|(at, column)| {
            let value = table.filled(row, at)?;
            value.shifted(column.money_power().unwrap_or(0))
        });
        money.collect()
    };
    let own = figures(row);
    match row.checked_sub(1) {
        Some(above) if own.is_empty() => figures(above),
        _ => own,
    }
}

/// The amount of the paragraph before or behind that says 小写, where this one says 大写: 中标价（小写）：356,800.00元 above
/// 中标价（大写）：叁拾伍万陆仟捌佰元整.
fn next_to(subject: &Subject<'_>, at: usize, piece: &Piece, range: &Range<usize>) -> Vec<Decimal> {
    let is_called = piece.text.get(..range.start).is_some_and(|before| before.contains("大写"));
    if !is_called || piece.kind != PieceKind::Paragraph {
        return Vec::new();
    }
    let all = subject.pieces();
    let near = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| all.get(at));
    let amounts = near.filter(|other| other.kind == PieceKind::Paragraph).filter_map(|other| {
        let from = other.text.find("小写")?;
        let behind = other.text.get(from..)?;
        let mut found = numbers(behind);
        let (place, value) = found.next().filter(|_| found.next().is_none())?;
        let is_wan = behind.get(place.end..)?.trim_start().starts_with('万');
        value.shifted(if is_wan { 4 } else { 0 })
    });
    amounts.take(1).collect()
}

/// Whether the words between a figure and an amount in words name another amount than the one before the figure: 合同价
/// 405,000.00元，审定金额大写：.
fn names_another(before: &str, between: &str) -> bool {
    let Some((_, name)) = between.rsplit_once('，') else { return false };
    let name = name.split("大写").next().unwrap_or(name);
    let is_mark = |sign: char| "（(：: 【[即计为".contains(sign);
    let name = name.trim_matches(is_mark).trim_end_matches("人民币").trim_matches(is_mark);
    let own = before.trim_end_matches(|sign: char| "（(：: ￥¥为是即计共达".contains(sign));
    let own = own.trim_end_matches("小写").trim_end_matches(is_mark).trim_end_matches("人民币");
    let is_general = ["", "金额", "合计", "共计", "总计", "小写", "其", "折合"].contains(&name);
    !is_general
        && !own.ends_with(name)
        && !name.ends_with(own.rsplit(['，', '。', '；', '：']).next().unwrap_or(own))
}

/// How far off figures are looked for, in characters: the longest amount and the words between.
const FAR: usize = 40;

/// The amounts of money just before or behind the words, with nothing between but brackets and words such as 大写.
fn beside(text: &str, range: &Range<usize>) -> Vec<Decimal> {
    let is_between = |between: &str| {
        between.chars().count() <= 14
            && !between.contains(['。', '；', '\n'])
            && (!between.contains('，')
                || between.contains("小写")
                || between.contains("大写")
                || between == "，即")
            && !between.contains(is_capital)
    };
    let mut found = Vec::new();
    // What stands further off is not beside it.
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
    let behind = text.get(range.end..).unwrap_or_default();
    let end = behind.char_indices().nth(FAR).map_or(text.len(), |(at, _)| range.end + at);
    for (at, value) in numbers(text.get(start..end).unwrap_or_default()) {
        let at = at.start + start..at.end + start;
        let after = text.get(at.end..).unwrap_or_default().trim_start();
        let before = text.get(..at.start).unwrap_or_default().trim_end();
        let (power, rest) = match after.strip_prefix('万') {
            Some(rest) => (4, rest),
            None => (0, after),
        };
        let is_money = rest.starts_with('元')
            || before.ends_with(['￥', '¥'])
            || before.ends_with("小写")
            || before.ends_with("小写：");
        let between =
            if at.end <= range.start { text.get(at.end..range.start) } else { text.get(range.end..at.start) };
        let own = text.get(..at.start).unwrap_or_default();
        let is_other = at.end <= range.start && between.is_some_and(|between| names_another(own, between));
        if is_money && between.is_some_and(is_between) && !is_other {
            found.extend(value.shifted(power));
        }
    }
    found
}
