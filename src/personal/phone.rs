//! Mobile numbers, and the numbers of homes. The landline of an office is nobody's secret.

use super::digits::{Between, Digit, Run, is_amount, is_in_word, number};
use super::marks::{Mark, bytes, is_said_before, sign_before};
use super::{Found, Kind, Published, mask};

const HOMES: &[&str] = &["家庭电话", "住宅电话", "家里电话", "宅电", "家电话"];

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

/// 11 digits from 13 to 19 on, as one number or in three groups, with or without the country's code before them.
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
        let lengths = |last: usize| (group..=last).map(|group| run.length(group)).collect::<Vec<usize>>();
        // Points between three groups make no decimal number.
        let pointed = || {
            let last = run.whole(group, 11, |between| between == Between::Other)?;
            (lengths(last) == [3, 4, 4]).then_some(last)
        };
        let last = run.whole(group, 11, |between| between == Between::Spaced).or_else(pointed)?;
        let is_grouped = matches!(lengths(last).as_slice(), [11] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4]);
        (run.digits(group, last), is_grouped.then_some(last)?)
    };
    let head = number(digits.get(..2)?)?;
    number(digits)?;
    let first = digits.first()?.mark;
    let is_mobile = (13..=19).contains(&head)
        && !is_amount(marks, digits)
        && !is_in_word(marks, digits)
        && !is_said_before(marks, first, 8, SERIALS);
    is_mobile.then_some((digits, last))
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
