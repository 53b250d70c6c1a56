//! Dates in running text.

use crate::calendar::Date;
use std::ops::Range;

/// A date as it is written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Written {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) form: Form,
    /// The year, where it is written.
    pub(super) year: Option<i16>,
    /// The month, whatever the number.
    pub(super) month: i16,
    /// The day of the month, whatever the number.
    pub(super) day: i16,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 2022年12月23日.
    Chinese,
    /// 12月23日, 十二月二十三日.
    Short,
    /// 二〇二二年十二月二十三日.
    Han,
    /// 2022-12-23, 2022.12.23, 2022/12/23: the mark.
    Marks(char),
}

impl Written {
    /// The day it means in this year, where it says none itself; none where there is no such day.
    pub(super) fn date(&self, year: i16) -> Option<Date> {
        let small = |number: i16| i8::try_from(number).ok();
        Date::new(self.year.unwrap_or(year), small(self.month)?, small(self.day)?)
    }
}

/// The dates of a text, in order. What only looks like one is none: `FB-2022-031`, 3.5.1, 2022年第12期.
pub(in crate::check) fn dates(text: &str) -> Vec<Written> {
    if !text.contains(is_wide) {
        return narrow_dates(text);
    }
    // ２０２２年１２月２３日
    let mut narrow = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, sign) in text.char_indices() {
        let own = if is_wide(sign) { narrowed(sign) } else { sign };
        places.resize(places.len() + own.len_utf8(), at);
        narrow.push(own);
    }
    places.push(text.len());
    let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let dates = narrow_dates(&narrow).into_iter();
    dates.map(|date| Written { range: place(date.range.start)..place(date.range.end), ..date }).collect()
}

/// Digits and the marks of dates in full width.
fn is_wide(sign: char) -> bool {
    matches!(sign, '０'..='９' | '－' | '．' | '／')
}

fn narrowed(sign: char) -> char {
    u32::from(sign).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(sign)
}

fn narrow_dates(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        let run = digits(text, start);
        match at_digits(text, start, run) {
            Some(date) => {
                at = date.range.end;
                found.push(date);
            }
            None => at = start + run.max(1),
        }
    }
    if HAN.iter().any(|day| text.contains(day)) {
        found.extend(text.match_indices('月').filter_map(|(at, _)| around_month(text, at)));
        found.sort_by_key(|date| date.range.start);
    }
    found
}

/// What a day in Han numerals ends in; without it a text is looked at no further.
const HAN: &[&str] = &["一日", "二日", "三日", "四日", "五日", "六日", "七日", "八日", "九日", "十日"];

/// The date in Han numerals whose 月 stands at a byte: 二〇二二年十二月二十三日, 十二月二十三日.
fn around_month(text: &str, at: usize) -> Option<Written> {
    let (before, after) = text.split_at_checked(at)?;
    let is_numeral = |mark: char| han_digit(mark).is_some() || mark == '十';
    let year_and_month = before.trim_end_matches(is_numeral);
    let month = han(before.get(year_and_month.len()..)?)?;
    let after = after.strip_prefix('月')?;
    let rest = after.trim_start_matches(is_numeral);
    let day = han(after.get(..after.len() - rest.len())?)?;
    let end = text.len() - rest.strip_prefix('日')?.len();
    let Some(before_year) = year_and_month.strip_suffix('年') else {
        let range = year_and_month.len()..end;
        return Some(Written { range, form: Form::Short, year: None, month, day });
    };
    let start = before_year.trim_end_matches(|mark| han_digit(mark).is_some()).len();
    let digits = before_year.get(start..)?;
    // 去年十二月二十三日 says no year that can be told.
    let year = (digits.chars().count() == 4).then(|| {
        digits.chars().try_fold(0_i16, |value, mark| value.checked_mul(10)?.checked_add(han_digit(mark)?))
    })??;
    Some(Written { range: start..end, form: Form::Han, year: Some(year), month, day })
}

fn han_digit(mark: char) -> Option<i16> {
    match mark {
        '零' | '○' | '◯' => Some(0),
        _ => "〇一二三四五六七八九".chars().zip(0..).find(|(one, _)| *one == mark).map(|(_, value)| value),
    }
}

/// A number up to 九十九 in Han numerals.
fn han(text: &str) -> Option<i16> {
    let one = |text: &str| {
        let mut marks = text.chars();
        let value = marks.next().and_then(han_digit)?;
        marks.next().is_none().then_some(value)
    };
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
        }
        None => one(text),
    }
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    text.as_bytes().get(from..)?.iter().position(u8::is_ascii_digit).map(|at| from + at)
}

/// How many digits stand at a byte.
fn digits(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn number(text: &str, range: Range<usize>) -> Option<i16> {
    text.get(range)?.parse().ok()
}

/// The date whose first number is this run of digits.
fn at_digits(text: &str, start: usize, run: usize) -> Option<Written> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|mark| mark.is_ascii_alphanumeric() || "-./_".contains(mark)) {
        return None;
    }
    let first = number(text, start..start + run)?;
    if run == 4 {
        let (mark, next) = mark(text, start + run)?;
        return match mark {
            '年' => {
                let (month, day, end) = month_and_day(text, next)?;
                Some(Written { range: start..end, form: Form::Chinese, year: Some(first), month, day })
            }
            '-' | '.' | '/' => marked(text, start, first, mark, next),
            _ => None,
        };
    }
    // 2022年 12月23日 has its year before it.
    let of_year = text.get(..start)?.trim_end().ends_with('年');
    let (month, day, end) = (run <= 2 && !of_year).then(|| month_and_day(text, start)).flatten()?;
    Some(Written { range: start..end, form: Form::Short, year: None, month, day })
}

/// `12月23日` at a byte, blanks between allowed.
fn month_and_day(text: &str, at: usize) -> Option<(i16, i16, usize)> {
    let (month, at) = small(text, at)?;
    let ('月', at) = mark(text, at)? else { return None };
    let (day, at) = small(text, at)?;
    let ('日' | '号', at) = mark(text, at)? else { return None };
    Some((month, day, at))
}

/// `12-23` behind `2022-`.
fn marked(text: &str, start: usize, year: i16, mark: char, at: usize) -> Option<Written> {
    let (month_digits, month_end) = (digits(text, at), at + digits(text, at));
    let day_start = month_end + mark.len_utf8();
    let day_end = day_start + digits(text, day_start);
    let same_mark = text.get(month_end..day_start)?.starts_with(mark);
    let joined = text
        .get(day_end..)?
        .starts_with(|next: char| next.is_ascii_alphanumeric() || "-./_".contains(next) && next != '.');
    let (month, day) = (number(text, at..month_end)?, number(text, day_start..day_end)?);
    let is_date =
        same_mark && !joined && (1900..2200).contains(&year) && month_digits <= 2 && day_end - day_start <= 2;
    // 2022-31-40 is the number of something; behind 时间： it would be a day that there is not.
    let before = text.get(..start)?.trim_end_matches(['：', ':', ' ']);
    let is_said = ["时间", "日期", "自", "从", "截至", "截止"].iter().any(|word| before.ends_with(word));
    let most = if is_said { 39 } else { 31 };
    let is_date = is_date && (1..=12).contains(&month) && (1..=most).contains(&day);
    is_date.then_some(Written {
        range: start..day_end,
        form: Form::Marks(mark),
        year: Some(year),
        month,
        day,
    })
}

/// A number of one or two digits, and the byte behind it.
fn small(text: &str, at: usize) -> Option<(i16, usize)> {
    let at = at + blanks(text, at);
    let run = digits(text, at);
    (1..=2).contains(&run).then(|| number(text, at..at + run)).flatten().map(|number| (number, at + run))
}

/// The character at a byte, blanks left out, and the byte behind it.
fn mark(text: &str, at: usize) -> Option<(char, usize)> {
    let at = at + blanks(text, at);
    let mark = text.get(at..)?.chars().next()?;
    Some((mark, at + mark.len_utf8()))
}

fn blanks(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::dates;
    use proptest::prelude::{any, proptest};

    #[test]
    fn dates_are_told_from_numbers() {
        let found = |text: &str| -> Vec<String> {
            dates(text).iter().map(|date| text.get(date.range.clone()).unwrap().to_owned()).collect()
        };
        assert_eq!(
            found(
                "公示期：2022年12月23日至12月29日（5个工作日），2022-12-30、2022.1.3和2022/1/4，2022 年 2 月 30 日。"
            ),
            ["2022年12月23日", "12月29日", "2022-12-30", "2022.1.3", "2022/1/4", "2022 年 2 月 30 日"]
        );
        assert_eq!(
            found("自二〇二二年十二月二十一日起至十二月二十九日止，二○二三年一月十日，三月三十日"),
            ["二〇二二年十二月二十一日", "十二月二十九日", "二○二三年一月十日", "三月三十日"]
        );
        assert_eq!(
            found("自２０２２年９月３１日起，至９月3日，２０２２－０９－３０。"),
            ["２０２２年９月３１日", "９月3日", "２０２２－０９－３０"]
        );
        let none = "FB-2022-12-31，2022-31-40，2022年第12期，2022年12月，3.5.1，A2022-12-30，2022-12-30-1，1.2022.12.3，12月份，8:30—12:00，去年十二月二十三日，三个月，正月十五，七月中旬一日";
        assert_eq!(found(none), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), pieces in "[0-9０-９年月日 .．一二十〇-]{0,40}") {
            for date in dates(&text).into_iter().chain(dates(&pieces)) {
                let _ = date.date(2022);
            }
        }
    }
}
