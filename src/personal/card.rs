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
        let fits = said && number(digits).is_some() && !is_amount(marks, digits);
        (fits && !is_of_body(marks, digits)).then_some(last)
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

/// Words that stand before the name of who has an account.
const HOLDERS: &[&str] = &["户名", "账户名称", "帐户名称", "开户名称", "收款单位", "收款人", "单位名称"];

/// What the names of bodies hold.
const BODIES: &[&str] = &[
    "公司",
    "中心",
    "局",
    "政府",
    "委员会",
    "合作社",
    "财政",
    "集体",
    "协会",
    "慈善",
    "红十字",
    "工会",
    "学校",
    "小学",
    "中学",
    "医院",
    "卫生院",
    "支部",
    "党委",
    "办公室",
    "基金会",
];

/// Accounts that only bodies have.
const PUBLIC: &[&str] =
    &["专户", "监管账户", "保证金账户", "捐赠账户", "捐款账户", "对公账户", "零余额账户", "国库"];

/// Whether the account is that of a body, which a notice of tender or a call for gifts has to tell: 户名：望禾县财政局 right
/// before or behind it, in the same paragraph or in the rows beside it.
fn is_of_body(marks: &[Mark], digits: &[Digit]) -> bool {
    let (Some(first), Some(last)) = (digits.first(), digits.last()) else { return false };
    let before = marks.get(first.mark.saturating_sub(80)..first.mark).unwrap_or_default();
    let behind = marks.get(last.mark + 1..marks.len().min(last.mark + 41)).unwrap_or_default();
    let text = |marks: &[Mark]| marks.iter().map(|mark| mark.sign).collect::<String>();
    let (before, behind) = (text(before), text(behind));
    let is_body = |held: &str| {
        let holder = held.trim_start_matches([':', '：', ' ', '\t', '称', '为', '是']);
        let end = holder.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '(' | ')'));
        let holder = holder.get(..end.unwrap_or(holder.len())).unwrap_or_default();
        BODIES.iter().any(|word| holder.contains(word))
    };
    // The holder nearest to the number is the account's.
    let told = |text: &str, at: Option<(usize, &str)>| {
        at.map(|(at, word)| text.get(at + word.len()..).is_some_and(is_body))
    };
    let earlier = HOLDERS.iter().filter_map(|word| Some((before.rfind(word)?, *word))).max();
    let later = HOLDERS.iter().filter_map(|word| Some((behind.find(word)?, *word))).min();
    match told(&before, earlier).or_else(|| told(&behind, later)) {
        Some(is_body) => is_body,
        None => is_said_before(marks, first.mark, 30, PUBLIC),
    }
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
