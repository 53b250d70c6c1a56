//! Reading dates and lengths of time in the forms people write.

use super::{Date, Length, LengthUnit};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// The text has not the form of a date.
    NotADate,
    /// The form is right but there is no such day: 2022年2月30日.
    NoSuchDay,
    /// Month and day without a year.
    NoYear,
}

/// Reads `2022-12-23`, `2022/12/23`, `2022.12.23`, `2022年12月23日`, all also in full-width digits, and
/// 二〇二二年十二月二十三日.
///
/// # Errors
/// Says why the text is no date.
pub fn parse_date(text: &str) -> Result<Date, DateProblem> {
    let (parts, marks) = parts(text).ok_or(DateProblem::NotADate)?;
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    match (parts.as_slice(), marks.as_slice()) {
        (
            [year, month, day],
            ["-", "-", ""] | ["/", "/", ""] | [".", ".", ""] | ["年", "月", "日" | "号"],
        ) => {
            let year = year.plain.filter(|_| year.digits == 4).ok_or(DateProblem::NotADate)?;
            let (month, day) = month.value().zip(day.value()).ok_or(DateProblem::NotADate)?;
            let day = i8::try_from(day).map_err(|_| DateProblem::NoSuchDay)?;
            let month = i8::try_from(month).map_err(|_| DateProblem::NoSuchDay)?;
            i16::try_from(year)
                .ok()
                .and_then(|year| Date::new(year, month, day))
                .ok_or(DateProblem::NoSuchDay)
        }
        ([month, day], ["-" | "/" | ".", ""] | ["月", "日" | "号"]) => {
            let small = |part: &Part, most| part.value().is_some_and(|value| (1..=most).contains(&value));
            Err(if small(month, 12) && small(day, 31) { DateProblem::NoYear } else { DateProblem::NotADate })
        }
        _ => Err(DateProblem::NotADate),
    }
}

/// Reads `20wd`, `30d`, `3m`, `5个工作日`, `7天`, `7日`, `3个月`.
pub fn parse_length(text: &str) -> Option<Length> {
    let text = text.trim();
    let unit_at = text.find(|mark: char| digit(mark).is_none())?;
    let (count, unit) = text.split_at_checked(unit_at)?;
    let mut value: u32 = 0;
    for mark in count.chars() {
        value = value.checked_mul(10)?.checked_add(digit(mark)?)?;
    }
    let unit = LengthUnit::find(unit.trim_start().trim_start_matches('个'))?;
    (value > 0).then_some(Length { count: value, unit })
}

impl LengthUnit {
    /// The ids and Chinese words of the units, in the order of their length.
    pub const WORDS: &[(&str, &str)] = &[("days", "天"), ("working_days", "工作日"), ("months", "月")];

    /// The unit with this id, short mark or Chinese word.
    pub fn find(word: &str) -> Option<Self> {
        match word.trim() {
            "days" | "day" | "d" | "天" | "日" | "自然日" => Some(Self::Days),
            "working_days" | "working_day" | "wd" | "工作日" | "个工作日" => Some(Self::WorkingDays),
            "months" | "month" | "m" | "月" | "个月" => Some(Self::Months),
            _ => None,
        }
    }
}

/// A number of a date.
struct Part {
    /// Read digit by digit: 2022, 二〇二二.
    plain: Option<u32>,
    /// Read as a counted number: 二十三.
    counted: Option<u32>,
    digits: usize,
}

impl Part {
    fn value(&self) -> Option<u32> {
        self.counted.or(self.plain.filter(|_| self.digits <= 2))
    }
}

/// The numbers of a text and the mark behind each; none where it holds anything else.
fn parts(text: &str) -> Option<(Vec<Part>, Vec<String>)> {
    let mut parts = Vec::new();
    let mut marks = Vec::new();
    let mut number = String::new();
    for mark in text.trim().chars() {
        if digit(mark).is_some() || mark == '十' {
            number.push(mark);
        } else if !mark.is_whitespace() {
            parts.push(part(&number)?);
            marks.push(narrow(mark).to_string());
            number.clear();
        } else if !number.is_empty() && !parts.is_empty() && marks.len() > 2 {
            return None;
        }
    }
    if !number.is_empty() {
        parts.push(part(&number)?);
        marks.push(String::new());
    }
    Some((parts, marks))
}

fn part(number: &str) -> Option<Part> {
    let digits: Option<Vec<u32>> = number.chars().map(digit).collect();
    let count = number.chars().count();
    if count == 0 || count > 4 {
        return None;
    }
    let plain = digits.map(|digits| digits.iter().fold(0, |value, digit| value * 10 + digit));
    Some(Part { plain, counted: counted(number), digits: count })
}

/// 十 is 10, 十二 12, 二十 20, 二十三 23.
fn counted(number: &str) -> Option<u32> {
    let (tens, ones) = number.split_once('十')?;
    let one = |text: &str, empty| match text.chars().map(digit).collect::<Vec<_>>().as_slice() {
        [] => Some(empty),
        [Some(value)] if *value > 0 => Some(*value),
        _ => None,
    };
    Some(one(tens, 1)? * 10 + one(ones, 0)?)
}

/// The value of a digit, be it `2`, `２` or `二`.
fn digit(mark: char) -> Option<u32> {
    match mark {
        '0'..='9' => mark.to_digit(10),
        '０'..='９' => Some(u32::from(mark) - u32::from('０')),
        '〇' | '零' | '○' | '◯' => Some(0),
        _ => "一二三四五六七八九".chars().position(|known| known == mark).map(|at| at as u32 + 1),
    }
}

/// The ASCII mark for a full-width or typographic one.
fn narrow(mark: char) -> char {
    match mark {
        '－' | '—' | '–' | '−' | '‐' => '-',
        '／' => '/',
        '．' | '。' => '.',
        mark => mark,
    }
}
