//! Mobile numbers, and the numbers of homes. The landline of an office is nobody's secret.

use super::digits::{Between, Digit, Run, is_amount, is_in_word, number};
use super::marks::{Mark, bytes, is_said_before, sign_before};
use super::{Found, Kind, Published, mask};

const HOMES: &[&str] =
    &["家庭电话", "住宅电话", "家里电话", "家中电话", "宅电", "家电话", "家庭座机", "家里座机", "家中座机"];

/// Words before a number by which it is a phone's, however it is parted.
const CALLED: &[&str] = &["电话", "手机", "联系", "请打", "拨打", "致电", "来电", "微信", "号码", "热线"];

/// Numbers that begin as mobile ones do.
const SERIALS: &[&str] = &[
    "编号",
    "流水号",
    "单号",
    "订单",
    "批号",
    "序列号",
    "设备号",
    "条码",
    "备案",
    "许可证",
    "QQ",
    "代码",
    "准考证",
];

/// The number that begins at a group of a run, with the group behind it.
pub(super) fn at(
    marks: &[Mark],
    run: &Run,
    group: usize,
    published: &Published,
) -> Option<(Option<Found>, usize)> {
    let (digits, last) = mobile(marks, run, group).or_else(|| home(marks, run, group))?;
    if published.has_number(digits) {
        return Some((None, last + 1));
    }
    Some((Some(found(marks, digits)), last + 1))
}

/// What is found in these digits.
pub(super) fn found(marks: &[Mark], digits: &[Digit]) -> Found {
    let (first, last) = (digits.first().map_or(0, |one| one.mark), digits.last().map_or(0, |one| one.mark));
    // 3 + 4 stars + 4 of a mobile number; of a landline its area and the last four.
    let shown = match digits.len() {
        11.. if digits.first().is_some_and(|digit| digit.value == 1) => 3,
        10.. => 4,
        _ => 0,
    };
    Found {
        kind: Kind::Phone,
        range: bytes(marks, first, last),
        edits: mask::digits(marks, digits, shown, 4),
    }
}

/// 11 digits from 13 to 19 on, as one number or in groups, with or without the country's code before them.
fn mobile<'r>(marks: &[Mark], run: &'r Run, group: usize) -> Option<(&'r [Digit], usize)> {
    let own = run.digits(group, group);
    let code = match own {
        [first, second, ..] if own.len() == 13 && (first.value, second.value) == (8, 6) => 2,
        [first, ..] if own.len() == 12 && first.value == 0 => 1,
        _ => 0,
    };
    let (digits, last) = if code > 0 {
        (own.get(code..)?, group)
    } else {
        let last = run.whole(group, 11, |between| between != Between::Cells)?;
        (run.digits(group, last), is_grouped(marks, run, group, last).then_some(last)?)
    };
    let head = number(digits.get(..2)?)?;
    number(digits)?;
    let first = digits.first()?.mark;
    let is_mobile = (13..=19).contains(&head)
        && !is_amount(marks, digits)
        && (!is_in_word(marks, digits) || is_said_before(marks, first, 6, &["微信"]))
        && (!is_said_before(marks, first, 8, SERIALS) || is_said_before(marks, first, 5, CALLED));
    is_mobile.then_some((digits, last))
}

/// Whether the groups are those of a mobile number: as most people part one, even with points (138.0013.8000, which is
/// no decimal number); by blanks in any other way where no figure stands beside them; and in any way at all where a word
/// before them says that it is one.
fn is_grouped(marks: &[Mark], run: &Run, group: usize, last: usize) -> bool {
    let lengths: Vec<usize> = (group..=last).map(|group| run.length(group)).collect();
    let digits = run.digits(group, last);
    let (Some(first), Some(end)) = (digits.first(), digits.last()) else { return false };
    let written = || marks.get(first.mark..=end.mark).unwrap_or_default().iter().map(|mark| mark.sign);
    let is_spaced = (group + 1..=last).all(|group| run.before(group) == Some(Between::Spaced));
    match lengths.as_slice() {
        [3, 4, 4] => return true,
        // （138）00138000
        [3, 8] if written().nth(3) == Some(')') => return true,
        [11] | [3, 8] | [7, 4] | [4, 3, 4] | [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] if is_spaced => return true,
        _ => {}
    }
    // The cells of a table file are lines; they are no part of one number.
    let is_on_one_line = !written().any(|sign| sign == '\n');
    let is_alone = || group == 0 && last + 1 == run.groups();
    let is_blank_between = || written().all(|sign| sign.is_ascii_digit() || sign == ' ');
    is_on_one_line
        && (is_said_before(marks, first.mark, 8, CALLED)
            || (is_alone() && is_blank_between() && lengths.iter().all(|length| *length >= 2)))
}

/// A landline that is called a home's.
fn home<'r>(marks: &[Mark], run: &'r Run, group: usize) -> Option<(&'r [Digit], usize)> {
    let first = run.digits(group, group).first()?;
    let last = [12, 11, 10, 8, 7].into_iter().find_map(|count| {
        let last = run.whole(group, count, |between| between == Between::Spaced)?;
        (count < 10 || first.value == 0).then_some(last)
    })?;
    let digits = run.digits(group, last);
    let is_home =
        is_said_before(marks, first.mark, 8, HOMES) && sign_before(marks, first.mark, 1) != Some('.');
    (is_home && number(digits).is_some()).then_some((digits, last))
}
