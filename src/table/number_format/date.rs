//! Showing a date or a time by the letters of a section.

use super::{Section, Token};
use crate::calendar::Date;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The day and time a spreadsheet counts as `value` days, as the section shows them; none where it has no such day.
pub(super) fn show(section: &Section, value: f64, epoch_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let digits =
        section.tokens.iter().map(|token| if let Token::Fraction(digits) = token { *digits } else { 0 });
    let unit = 10_i64.pow(digits.max().unwrap_or(0).min(3) as u32);
    let ticks = (value * (DAY * unit) as f64).round() as i64;
    let seconds = ticks / unit;
    let moment = Moment {
        day: day(seconds / DAY, epoch_1904),
        seconds,
        fraction: ticks % unit,
        halves: section.tokens.iter().any(|token| matches!(token, Token::HalfDay(..))),
        chinese: section.chinese,
    };
    section.tokens.iter().map(|token| moment.show(token)).collect()
}

/// The day with this number. Day 60 is the 29 February 1900 that never was, so the days before it are one off.
fn day(number: i64, epoch_1904: bool) -> Option<Date> {
    let (start, days) = match (epoch_1904, number) {
        (true, _) => (Date::new(1904, 1, 1)?, number),
        (false, 60) => return None,
        (false, 1..60) => (Date::new(1900, 1, 1)?, number - 1),
        (false, _) => (Date::new(1900, 1, 1)?, number - 2),
    };
    (days >= 0).then(|| start.plus_days(days))
}

struct Moment {
    day: Option<Date>,
    seconds: i64,
    fraction: i64,
    halves: bool,
    chinese: bool,
}

impl Moment {
    fn show(&self, token: &Token) -> Option<String> {
        let of_day = self.seconds % DAY;
        Some(match token {
            Token::Literal(words) => words.clone(),
            Token::LongDate => self.day?.chinese(),
            Token::Date('y', count) => self.year(*count)?,
            Token::Date('m', count) => self.month(*count)?,
            Token::Date('d', count) => match count {
                1 | 2 => self.number(i64::from(self.day?.day()), *count),
                _ => self.day?.weekday().chinese().to_owned(),
            },
            Token::Date('a', count) => {
                let name = self.day?.weekday().chinese();
                if *count > 3 { name.to_owned() } else { name.chars().last()?.to_string() }
            }
            Token::Date('h', count) => {
                let hour = of_day / 3600;
                let hour = if self.halves { (hour + 11) % 12 + 1 } else { hour };
                self.number(hour, *count)
            }
            Token::Date('n', count) => self.number(of_day / 60 % 60, *count),
            Token::Date('s', count) => self.number(of_day % 60, *count),
            Token::Elapsed('h', count) => self.number(self.seconds / 3600, *count),
            Token::Elapsed('n', count) => self.number(self.seconds / 60, *count),
            Token::Elapsed(_, count) => self.number(self.seconds, *count),
            Token::Fraction(digits) => format!(".{:0width$}", self.fraction, width = (*digits).min(3)),
            Token::HalfDay(first, second) => if of_day < DAY / 2 { *first } else { *second }.to_owned(),
            _ => String::new(),
        })
    }

    fn year(&self, count: usize) -> Option<String> {
        let year = self.day?.year();
        if self.chinese {
            let digits = year.to_string();
            return Some(digits.bytes().map(|digit| chinese_digit(i64::from(digit - b'0'))).collect());
        }
        Some(if count <= 2 { format!("{:02}", year % 100) } else { format!("{year:04}") })
    }

    fn month(&self, count: usize) -> Option<String> {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = self.day?.month();
        Some(match count {
            1 | 2 => self.number(i64::from(month), count),
            _ => (*names.get(usize::try_from(month).ok()?.checked_sub(1)?)?).to_owned(),
        })
    }

    fn number(&self, value: i64, width: usize) -> String {
        if self.chinese && value < 100 {
            return chinese_number(value);
        }
        // A format's letters are text of the file: no width beyond what a number can need.
        format!("{value:0width$}", width = width.min(12))
    }
}

fn chinese_digit(digit: i64) -> char {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    usize::try_from(digit).ok().and_then(|at| digits.get(at)).copied().unwrap_or('〇')
}

/// A number below one hundred: 二十三.
fn chinese_number(value: i64) -> String {
    let mut words = String::new();
    if value >= 20 {
        words.push(chinese_digit(value / 10));
    }
    if value >= 10 {
        words.push('十');
    }
    if value % 10 != 0 || value == 0 {
        words.push(chinese_digit(value % 10));
    }
    words
}
