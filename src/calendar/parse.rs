//! Reading dates and lengths of time in the forms people write.

use super::{Date, Length, LengthUnit};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// The text has not the form of a date.
    NotADate,
    /// The form is right but there is no such day: 2022年2月30日.
    NoSuchDay,
    /// The year is none in which entries are disclosed: 9999, 0022.
    FarYear,
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
    match (parts.as_slice(), marks.as_slice()) {
        (
            [year, month, day],
            ['-', '-'] | ['/', '/'] | ['.', '.'] | ['年', '月'] | ['年', '月', '日' | '号'],
        ) => {
            let year = year.plain.filter(|_| year.digits == 4).ok_or(DateProblem::NotADate)?;
            let (month, day) = month.value().zip(day.value()).ok_or(DateProblem::NotADate)?;
            let small = |value: u32| i8::try_from(value).map_err(|_| DateProblem::NoSuchDay);
            let year = i16::try_from(year).map_err(|_| DateProblem::FarYear)?;
            if !Date::YEARS.contains(&year) {
                return Err(DateProblem::FarYear);
            }
            Date::new(year, small(month)?, small(day)?).ok_or(DateProblem::NoSuchDay)
        }
        ([month, day], ['-' | '/' | '.'] | ['月'] | ['月', '日' | '号']) => {
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
    (1..=Length::MOST).contains(&value).then_some(Length { count: value, unit })
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

/// The numbers of a text and the mark behind each; none where it holds anything else. Blanks may stand around marks.
fn parts(text: &str) -> Option<(Vec<Part>, Vec<char>)> {
    let mut parts = Vec::new();
    let mut marks = Vec::new();
    let mut number = String::new();
    let mut ended = false;
    for mark in text.trim().chars() {
        if mark.is_whitespace() {
            ended = !number.is_empty();
        } else if digit(mark).is_some() || mark == '十' {
            if ended || number.chars().count() == 4 {
                return None;
            }
            number.push(mark);
        } else {
            parts.push(part(&number)?);
            marks.push(narrow(mark));
            number.clear();
            ended = false;
        }
        if parts.len() > 3 {
            return None;
        }
    }
    if !number.is_empty() {
        parts.push(part(&number)?);
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

#[cfg(test)]
mod tests {
    use super::{DateProblem, parse_date, parse_length};
    use crate::calendar::Date;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    fn full_width(text: &str) -> String {
        let wide = |mark: char| match mark {
            '0'..='9' => char::from_u32(u32::from(mark) + 0xFEE0).unwrap(),
            '-' => '－',
            '/' => '／',
            '.' => '．',
            mark => mark,
        };
        text.chars().map(wide).collect()
    }

    fn numeral(number: i8) -> String {
        let digit =
            |value: i8| "一二三四五六七八九".chars().nth(value as usize - 1).map(String::from).unwrap();
        let ones = if number % 10 > 0 { digit(number % 10) } else { String::new() };
        match number / 10 {
            0 => ones,
            1 => format!("十{ones}"),
            tens => format!("{}十{ones}", digit(tens)),
        }
    }

    fn year(year: i16, zero: char) -> String {
        let digits: Vec<char> = format!("{zero}一二三四五六七八九").chars().collect();
        year.to_string().bytes().map(|byte| digits[usize::from(byte - b'0')]).collect()
    }

    proptest! {
        #[test]
        fn any_date_reads_back_in_every_form(days in 0..109_000_i64) {
            let date = Date::new(1900, 1, 1).unwrap().plus_days(days);
            let (y, m, d) = (date.year(), date.month(), date.day());
            let mut forms = vec![date.to_string(), date.chinese(), format!(" {y} 年 {m} 月 {d} 日\u{3000}"), format!("{y}年{m:02}月{d:02}号")];
            for mark in ['-', '/', '.'] {
                forms.push(format!("{y}{mark}{m}{mark}{d}"));
                forms.push(format!("{y}{mark}{m:02}{mark}{d:02}"));
            }
            forms.extend(forms.clone().iter().map(|form| full_width(form)));
            for zero in ['〇', '零', '○'] {
                forms.push(format!("{}年{}月{}日", year(y, zero), numeral(m), numeral(d)));
            }
            for form in forms {
                prop_assert_eq!(parse_date(&form), Ok(date), "{}", form);
            }
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = parse_date(&text);
            prop_assert!(parse_length(&text).is_none_or(|length| length.count > 0));
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, problem) in [
            ("2022年2月30日", DateProblem::NoSuchDay),
            ("2022-13-01", DateProblem::NoSuchDay),
            ("二〇二二年二月二十九日", DateProblem::NoSuchDay),
            ("2022-0-10", DateProblem::NoSuchDay),
            ("2022-12-300", DateProblem::NotADate),
            ("9999-12-31", DateProblem::FarYear),
            ("0022年12月23日", DateProblem::FarYear),
            ("12月23日", DateProblem::NoYear),
            ("十二月二十三日", DateProblem::NoYear),
            ("12-23", DateProblem::NoYear),
            ("明天", DateProblem::NotADate),
            ("", DateProblem::NotADate),
            ("2022", DateProblem::NotADate),
            ("2022年12月", DateProblem::NotADate),
            ("22-12-23", DateProblem::NotADate),
            ("2022-12/23", DateProblem::NotADate),
            ("2022-12-23-1", DateProblem::NotADate),
            ("2022 12 23", DateProblem::NotADate),
            ("2022-12-2 3", DateProblem::NotADate),
            ("2022-12-23 08:00", DateProblem::NotADate),
            ("20221-12-23", DateProblem::NotADate),
        ] {
            assert_eq!(parse_date(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn lengths_are_read_as_clerks_write_them() {
        for (text, meant) in [
            ("20wd", "20个工作日"),
            ("5个工作日", "5个工作日"),
            ("30d", "30天"),
            ("7天", "7天"),
            ("７日", "7天"),
            ("3个月", "3个月"),
            ("3 m", "3个月"),
        ] {
            assert_eq!(parse_length(text).map(|length| length.chinese()).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "0d", "5", "d", "99999999999d", "36501d", "五年"] {
            assert_eq!(parse_length(text), None, "{text}");
        }
    }
}
