//! Identity numbers (公民身份号码, GB 11643-1999): six digits of a place, the date of birth, three of an order, and a check
//! digit by ISO 7064 MOD 11-2; before 1999 of 15 digits, without century and check digit.

use super::digits::{Digit, Run, is_amount, number};
use super::marks::{Mark, bytes, is_said_before};
use super::{Found, Kind, mask};
use crate::calendar::Date;

/// The number that begins at a group of a run, with the group behind it.
pub(super) fn at(marks: &[Mark], run: &Run, group: usize) -> Option<(Option<Found>, usize)> {
    let last = eighteen(run, group)
        .or_else(|| certificate(marks, run, group))
        .or_else(|| fifteen(marks, run, group))
        .or_else(|| labelled(marks, run, group))?;
    Some((Some(found(marks, run.digits(group, last))), last + 1))
}

/// What is found in these digits.
pub(super) fn found(marks: &[Mark], digits: &[Digit]) -> Found {
    let (first, last) = (digits.first().map_or(0, |one| one.mark), digits.last().map_or(0, |one| one.mark));
    Found { kind: Kind::Identity, range: bytes(marks, first, last), edits: mask::digits(marks, digits, 2, 3) }
}

/// 18 digits with a place, a date and a check digit that fit, however they are parted.
fn eighteen(run: &Run, group: usize) -> Option<usize> {
    let last = run.whole(group, 18, |_| true)?;
    is_eighteen(run.digits(group, last)).then_some(last)
}

/// A disability certificate: an identity number, the kind and the degree. Numbers of cases are as long and begin with a
/// place and a date too, but with one of late.
fn certificate(marks: &[Mark], run: &Run, group: usize) -> Option<usize> {
    let digits = run.digits(group, group);
    let (own, rest) = digits.split_at_checked(18)?;
    let fits = rest.len() == 2 && rest.iter().all(|digit| (1..=7).contains(&digit.value));
    let is_called = || is_said_before(marks, digits.first().map_or(0, |first| first.mark), 12, &["残疾"]);
    let is_old = || own.get(6..10).and_then(number).is_some_and(|year| year < 2000);
    (fits && is_eighteen(own) && (is_old() || is_called())).then_some(group)
}

fn is_eighteen(digits: &[Digit]) -> bool {
    let (Some(place), Some(year), Some(day)) = (digits.get(..2), digits.get(6..10), digits.get(10..14))
    else {
        return false;
    };
    let date = |year: &[Digit], day: &[Digit]| is_date(number(year)?, number(day)?).then_some(());
    is_place(place)
        && date(year, day).is_some()
        && check_digit(digits) == digits.get(17).map(|last| last.value)
}

/// The check digit of the first 17; 10 is `X`.
fn check_digit(digits: &[Digit]) -> Option<u8> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let own = digits.get(..17)?;
    if own.iter().any(|digit| digit.value > 9) {
        return None;
    }
    let sum: u32 = own.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.value) * weight).sum();
    u8::try_from((12 - sum % 11) % 11).ok()
}

/// The first two digits: a province, Hong Kong, Macau and Taiwan residents, foreigners with permanent residence.
fn is_place(digits: &[Digit]) -> bool {
    matches!(
        number(digits),
        Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91..=96)
    )
}

fn is_date(year: u64, day: u64) -> bool {
    let (Ok(year), Ok(month), Ok(day)) =
        (i16::try_from(year), i8::try_from(day / 100), i8::try_from(day % 100))
    else {
        return false;
    };
    (1850..2100).contains(&year) && Date::new(year, month, day).is_some()
}

/// Numbers that companies and their papers bear.
const SERIALS: &[&str] = &[
    "注册号",
    "执照",
    "税号",
    "识别号",
    "信用代码",
    "登记号",
    "登记证",
    "许可证",
    "备案",
    "编号",
    "序号",
    "流水号",
    "代码",
    "单号",
    "订单",
    "合同号",
    "条码",
    "账号",
    "帐号",
    "卡号",
    "发票",
    "设备号",
    "机号",
    "批号",
    "文号",
    "案号",
];

/// 15 digits with a place and a date that fit, where nothing beside them says that they are another number.
fn fifteen(marks: &[Mark], run: &Run, group: usize) -> Option<usize> {
    let last = run.whole(group, 15, |between| between == super::digits::Between::Spaced)?;
    let digits = run.digits(group, last);
    // Written as one number, or as people part it: 6, 6 and 3.
    let lengths: Vec<usize> = (group..=last).map(|group| run.length(group)).collect();
    let is_whole = matches!(lengths.as_slice(), [15] | [6, 6, 3] | [6, 9]);
    let fits = is_whole
        && is_place(digits.get(..2)?)
        && is_date(1900 + number(digits.get(6..8)?)?, number(digits.get(8..12)?)?)
        && number(digits.get(12..)?).is_some();
    let first = digits.first()?.mark;
    let is_other = || {
        is_said_before(marks, first, 10, SERIALS)
            || is_amount(marks, digits)
            || super::digits::is_in_word(marks, digits)
    };
    (fits && !is_other()).then_some(last)
}

/// 15 to 18 digits that are called an identity number: a slip of the pen makes it no other person's secret.
fn labelled(marks: &[Mark], run: &Run, group: usize) -> Option<usize> {
    let first = run.digits(group, group).first()?.mark;
    let last = (15..=18).rev().find_map(|count| run.whole(group, count, |_| true))?;
    let digits = run.digits(group, last);
    let own = digits.len() - usize::from(digits.last().is_some_and(|digit| digit.value > 9));
    number(digits.get(..own)?)?;
    // 凭身份证于2022.12.23-2022.12.29领取: days, each a year with one or two digits behind it.
    let is_day = run.length(group) == 4 && run.length(group + 1) <= 2 && last > group;
    (!is_day && is_said_before(marks, first, 12, &["身份证", "身份号", "证件号"])).then_some(last)
}
