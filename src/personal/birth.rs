//! Full dates of birth: the day, not only the year or the month, with a word beside them that somebody was born.

use super::digits::Run;
use super::marks::{Mark, bytes, sign_before};
use super::{Found, Kind, mask};
use crate::calendar::Date;

const BORN: &[&str] = &["出生日期", "出生年月日", "出生时间", "出生于", "生于", "生日", "出生年月", "出生"];

/// A date that ends before the 生 of 出生 or 生 at `at`: 1962年3月5日出生, 1962.3.5出生.
pub(super) fn in_words(marks: &[Mark], at: usize) -> Option<Found> {
    let end = if sign_before(marks, at, 1) == Some('出') { at.checked_sub(2)? } else { at.checked_sub(1)? };
    let closes = |sign: char| sign == '日' || sign.is_ascii_digit();
    if !closes(sign_before(marks, end, 0)?) || is_event(marks, at) {
        return None;
    }
    let start = end.saturating_sub(16);
    let window = marks.get(start..=end)?;
    // The earliest start of a year from which a date leads up to the 日.
    (0..window.len()).find_map(|from| {
        let from = start + from;
        // 62年3月5日生; 62.3.5 may be a measure.
        let is_short = || sign_before(marks, from + 2, 0) == Some('年');
        let date =
            date_at(marks, from).or_else(|| is_short().then(|| short_date_at(marks, from)).flatten())?;
        (date.last == end && !is_last_of_range(marks, from)).then(|| date.found(marks))
    })
}

/// 2001年1月1日至2005年12月31日出生: of all who were born between, of nobody.
fn is_last_of_range(marks: &[Mark], first: usize) -> bool {
    let back = (1..4).find(|back| sign_before(marks, first, *back) != Some(' ')).unwrap_or(1);
    let joins = |sign: char| matches!(sign, '至' | '到' | '-' | '~');
    let closes = |sign: char| sign == '日' || sign.is_ascii_digit();
    sign_before(marks, first, back).is_some_and(joins)
        && (1..4).any(|more| sign_before(marks, first, back + more).is_some_and(closes))
}

/// 出生日期：2001年1月1日至2005年12月31日.
fn is_first_of_range(marks: &[Mark], last: usize) -> bool {
    let sign = |ahead: usize| marks.get(last + ahead).map(|mark| mark.sign);
    matches!(sign(1), Some('至' | '到')) && sign(2).is_some_and(|sign| sign.is_ascii_digit())
}

/// 出生登记, 出生人口: of the matter, of nobody.
fn is_event(marks: &[Mark], at: usize) -> bool {
    let after: String = marks.iter().skip(at + 1).take(2).map(|mark| mark.sign).collect();
    ["登记", "人口", "缺陷", "医学", "证明", "产", "效", "成", "活", "态", "病", "长", "火", "变", "怕", "意"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// A date after the word: 出生日期：1962年3月5日, 生于1962-03-05, 出生日期19620305.
pub(super) fn in_digits(marks: &[Mark], run: &Run, group: usize) -> Option<(Option<Found>, usize)> {
    let first = run.digits(group, group).first()?.mark;
    let length = run.length(group);
    if length == 2 {
        // 生于62年3月5日
        let date = is_said_right_before(marks, first).then(|| short_date_at(marks, first)).flatten()?;
        let next = group_behind(run, group, date.last);
        return Some((Some(date.found(marks)), next));
    }
    if !(length == 4 || length == 8) {
        return None;
    }
    let of_person = || is_person_before(marks, first);
    if !is_said_right_before(marks, first) && !of_person() {
        return None;
    }
    let date = date_at(marks, first)?;
    // 男，1975年8月12日参加工作: of what that day brought.
    let goes_on = marks.get(date.last + 1).is_some_and(|mark| mark.sign.is_alphanumeric());
    if goes_on && !is_said_right_before(marks, first) || is_first_of_range(marks, date.last) {
        return None;
    }
    let next = group_behind(run, group, date.last);
    Some((Some(date.found(marks)), next))
}

/// The first group of a run behind a mark.
fn group_behind(run: &Run, group: usize, last: usize) -> usize {
    let is_within = |next: &usize| run.digits(*next, *next).first().is_some_and(|one| one.mark <= last);
    (group + 1..run.groups()).find(|next| !is_within(next)).unwrap_or(run.groups().max(group + 1))
}

/// A date in Han numerals after the word, by its 年 at `at`: 出生日期：一九六二年三月五日.
pub(super) fn in_han(marks: &[Mark], at: usize) -> Option<Found> {
    let first = at.checked_sub(4)?;
    marks.get(first).and_then(|mark| han_digit(mark.sign))?;
    let date = date_at(marks, first)?;
    let goes_on = marks.get(date.last + 1).is_some_and(|mark| mark.sign.is_alphanumeric());
    let is_born = is_said_right_before(marks, first) || !goes_on && is_person_before(marks, first);
    is_born.then(|| date.found(marks))
}

/// Whether a word of birth stands right before a mark: 出生日期：, 生于, 出生（.
fn is_said_right_before(marks: &[Mark], first: usize) -> bool {
    let is_between =
        |sign: char| matches!(sign, ' ' | '\t' | '\n' | ':' | '(' | '（' | '为' | '是' | '于' | '日' | '期');
    let between =
        (0..4).take_while(|back| sign_before(marks, first, back + 1).is_some_and(is_between)).count();
    (0..=between).any(|back| ends_in_word(marks, first - back))
}

/// Whether a person is being told of right before a mark: 女，1980年5月6日；（男，汉族，1980-05-06）.
fn is_person_before(marks: &[Mark], first: usize) -> bool {
    let sign = |back: usize| sign_before(marks, first, back);
    let parts = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, ',' | '、' | '(' | ' '));
    let gender = |back: usize| {
        let is_alone = sign(back + 1).is_none_or(|sign| !sign.is_alphanumeric());
        matches!(sign(back), Some('男' | '女')) && is_alone
    };
    // With a comma and a bracket between, or with 汉族.
    let parted = (1..=3).take_while(|back| parts(sign(*back))).count();
    let people = (sign(parted + 1) == Some('族') && parts(sign(parted + 3 + 1))).then_some(parted + 5);
    parted > 0 && (gender(parted + 1) || people.is_some_and(gender))
}

fn ends_in_word(marks: &[Mark], end: usize) -> bool {
    BORN.iter().any(|word| {
        let length = word.chars().count();
        let from = end.checked_sub(length);
        from.and_then(|from| marks.get(from..end))
            .is_some_and(|own| own.iter().map(|mark| mark.sign).eq(word.chars()))
    })
}

/// A date that was found.
pub(super) struct Written {
    first: usize,
    /// The last mark of it.
    last: usize,
    /// The marks of the digits of month and day.
    hidden: Vec<usize>,
}

impl Written {
    /// The date as a finding; its year stays.
    pub(super) fn found(self, marks: &[Mark]) -> Found {
        let range = bytes(marks, self.first, self.last);
        Found { kind: Kind::BirthDate, range, edits: mask::stars(marks, self.hidden.into_iter()) }
    }
}

/// The full date that begins at a mark: 1962年3月5日, 1962-03-05, 1962.3.5, 1962/3/5, 19620305.
pub(super) fn date_at(marks: &[Mark], first: usize) -> Option<Written> {
    if sign_before(marks, first, 1).is_some_and(|sign| sign.is_ascii_digit()) {
        return None;
    }
    if marks.get(first).is_some_and(|mark| han_digit(mark.sign).is_some()) {
        return han_date_at(marks, first);
    }
    let (year, at) = digits(marks, first, 4)?;
    if let Some((rest, end)) = digits(marks, at, 4) {
        let is_longer = marks.get(end).is_some_and(|mark| mark.sign.is_ascii_digit());
        let fits = is_date(year, rest / 100, rest % 100) && !is_longer;
        return fits.then(|| Written { first, last: end - 1, hidden: (at..end).collect() });
    }
    behind_year(marks, first, year, at)
}

/// The full date with a year of two digits that begins at a mark: 62年3月5日, 62.3.5.
fn short_date_at(marks: &[Mark], first: usize) -> Option<Written> {
    if sign_before(marks, first, 1).is_some_and(|sign| sign.is_ascii_alphanumeric() || "第.-/".contains(sign))
    {
        return None;
    }
    let (year, at) = digits(marks, first, 2)?;
    behind_year(marks, first, 1900 + year, at)
}

/// The date whose year begins at `first` and ends before `at`.
fn behind_year(marks: &[Mark], first: usize, year: u32, at: usize) -> Option<Written> {
    let blank = |mut at: usize| {
        while marks.get(at).is_some_and(|mark| mark.sign == ' ') {
            at += 1;
        }
        at
    };
    let at = blank(at);
    let sign = marks.get(at)?.sign;
    let second = match sign {
        '年' => '月',
        '-' | '.' | '/' => sign,
        _ => return None,
    };
    let from = blank(at + 1);
    let (month, month_end) = digits(marks, from, 2).or_else(|| digits(marks, from, 1))?;
    let at = blank(month_end);
    if marks.get(at)?.sign != second {
        return None;
    }
    let day_from = blank(at + 1);
    let (day, day_end) = digits(marks, day_from, 2).or_else(|| digits(marks, day_from, 1))?;
    let closing = blank(day_end);
    let closes = marks.get(closing).is_some_and(|mark| matches!(mark.sign, '日' | '号'));
    if !is_date(year, month, day) || (second == '月' && !closes) {
        return None;
    }
    let last = if second == '月' { closing } else { day_end - 1 };
    Some(Written { first, last, hidden: (from..month_end).chain(day_from..day_end).collect() })
}

/// Whether it is a day on which somebody may have been born.
fn is_date(year: u32, month: u32, day: u32) -> bool {
    let whole = (i16::try_from(year).ok(), i8::try_from(month).ok(), i8::try_from(day).ok());
    let (Some(year), Some(month), Some(day)) = whole else { return false };
    (1900..2100).contains(&year) && Date::new(year, month, day).is_some()
}

/// The full date in Han numerals that begins at a mark: 一九八〇年三月五日.
fn han_date_at(marks: &[Mark], first: usize) -> Option<Written> {
    let is = |at: usize, sign: char| marks.get(at).is_some_and(|mark| mark.sign == sign);
    let year = marks.get(first..first + 4)?;
    let year = year.iter().try_fold(0, |value, mark| Some(value * 10 + han_digit(mark.sign)?))?;
    let month_from = first + 5;
    let (month, month_end) = han_number(marks, month_from)?;
    let (day, day_end) = han_number(marks, month_end + 1)?;
    let fits = is(first + 4, '年') && is(month_end, '月') && (is(day_end, '日') || is(day_end, '号'));
    let hidden = (month_from..month_end).chain(month_end + 1..day_end).collect();
    (fits && is_date(year, month, day)).then_some(Written { first, last: day_end, hidden })
}

fn han_digit(sign: char) -> Option<u32> {
    match sign {
        '零' | '○' | '◯' => Some(0),
        _ => "〇一二三四五六七八九".chars().zip(0..).find(|(one, _)| *one == sign).map(|(_, value)| value),
    }
}

/// A number up to 三十一 at a mark, and the mark behind it.
fn han_number(marks: &[Mark], at: usize) -> Option<(u32, usize)> {
    let sign = |at: usize| marks.get(at).map(|mark| mark.sign);
    let digit = |at: usize| sign(at).and_then(han_digit);
    let (tens, behind_tens) = match (digit(at), sign(at), sign(at + 1)) {
        (_, Some('十'), _) => (10, at + 1),
        (Some(tens), _, Some('十')) => (tens * 10, at + 2),
        (ones, ..) => return Some((ones?, at + 1)),
    };
    Some(digit(behind_tens).map_or((tens, behind_tens), |ones| (tens + ones, behind_tens + 1)))
}

/// Exactly so many digits at a mark, and the mark behind them.
fn digits(marks: &[Mark], at: usize, count: usize) -> Option<(u32, usize)> {
    let mut value = 0;
    for mark in marks.get(at..at + count)? {
        value = value * 10 + mark.sign.to_digit(10)?;
    }
    Some((value, at + count))
}

/// Whether the words of a cell are a full date and nothing else.
pub(super) fn is_whole_date(marks: &[Mark]) -> Option<Written> {
    let first = marks.iter().position(|mark| mark.sign != ' ')?;
    let last = marks.iter().rposition(|mark| mark.sign != ' ')?;
    date_at(marks, first).or_else(|| short_date_at(marks, first)).filter(|date| date.last == last)
}
