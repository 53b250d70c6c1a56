//! Numbers of bank cards: 16 to 19 digits, the last one a check digit by Luhn, the first ones those of a bank.

use super::digits::{Between, Digit, Run, is_amount, is_in_word, number};
use super::marks::{Mark, bytes, is_said_before};
use super::{Found, Kind, mask};

/// Words by which a number is an account's.
const ACCOUNTS: &[&str] = &["卡号", "账号", "帐号", "银行卡", "存折", "一卡通", "账户", "帐户"];

/// Words by which it is another number.
const SERIALS: &[&str] = &[
    "信用代码",
    "项目代码",
    "编号",
    "订单",
    "流水号",
    "单号",
    "发票",
    "监管码",
    "条码",
    "备案",
    "许可证",
    "登记",
    "合同",
    "识别号",
    "设备",
    "序列号",
    "批号",
    "串号",
    "案号",
    "文号",
];

/// The number that begins at a group of a run, with the group behind it.
pub(super) fn at(marks: &[Mark], run: &Run, group: usize) -> Option<(Option<Found>, usize)> {
    let first = run.digits(group, group).first()?.mark;
    let spaced = |between| between == Between::Spaced;
    let card = (16..=19).rev().find_map(|count| {
        let last = run.whole(group, count, spaced)?;
        let digits = run.digits(group, last);
        let fits = is_grouped(run, group, last) && is_bank(digits) && luhn(digits);
        (fits && !is_serial(marks, digits)).then_some(last)
    });
    // An account of a credit cooperative has no check digit, but a name.
    let account = || {
        let last = (12..=23).rev().find_map(|count| run.whole(group, count, spaced))?;
        let digits = run.digits(group, last);
        let said = is_said_before(marks, first, 12, ACCOUNTS) && !is_said_before(marks, first, 4, SERIALS);
        (said && number(digits).is_some() && !is_amount(marks, digits)).then_some(last)
    };
    let last = card.or_else(account)?;
    Some((Some(found(marks, run.digits(group, last))), last + 1))
}

/// What is found in these digits.
pub(super) fn found(marks: &[Mark], digits: &[Digit]) -> Found {
    let (first, last) = (digits.first().map_or(0, |one| one.mark), digits.last().map_or(0, |one| one.mark));
    Found { kind: Kind::Card, range: bytes(marks, first, last), edits: mask::digits(marks, digits, 0, 4) }
}

/// Whether the groups are those of a card: all of four digits but the last, or six and the rest.
fn is_grouped(run: &Run, first: usize, last: usize) -> bool {
    let lengths: Vec<usize> = (first..=last).map(|group| run.length(group)).collect();
    match lengths.as_slice() {
        [_] | [6, _] => true,
        [fours @ .., end] => fours.iter().all(|length| *length == 4) && *end <= 4,
        [] => false,
    }
}

/// Whether the first digits and the length are those of a card: 银联 62 and older ones of Chinese banks, 4, 51 to 55, 35.
fn is_bank(digits: &[Digit]) -> bool {
    let head = |count: usize| digits.get(..count).and_then(number).unwrap_or_default();
    match (head(2), digits.len()) {
        (60 | 62, _) => true,
        (40..=49 | 51..=55 | 35, 16) => true,
        (95, 16 | 19) => matches!(head(4), 9558 | 9559),
        _ => false,
    }
}

fn luhn(digits: &[Digit]) -> bool {
    let mut sum = 0_u32;
    for (place, digit) in digits.iter().rev().enumerate() {
        let value = u32::from(digit.value);
        if value > 9 {
            return false;
        }
        let weighed = if place % 2 == 1 { value * 2 } else { value };
        sum += if weighed > 9 { weighed - 9 } else { weighed };
    }
    let first = digits.first().map(|digit| digit.value);
    sum.is_multiple_of(10) && digits.iter().any(|digit| Some(digit.value) != first)
}

/// Whether it is called something else, is an amount, or holds a place's code and a date, as the numbers of cases do.
fn is_serial(marks: &[Mark], digits: &[Digit]) -> bool {
    let Some(first) = digits.first() else { return true };
    let year = digits.get(6..10).and_then(number).unwrap_or_default();
    let (month, day) = (digits.get(10..12).and_then(number), digits.get(12..14).and_then(number));
    let is_dated = digits.len() == 16
        && (2000..2060).contains(&year)
        && matches!((month, day), (Some(1..=12), Some(1..=31)));
    let called =
        || is_said_before(marks, first.mark, 10, SERIALS) && !is_said_before(marks, first.mark, 6, ACCOUNTS);
    is_dated || is_amount(marks, digits) || is_in_word(marks, digits) || called()
}
