//! One calendar day.

use jiff::ToSpan;
use jiff::civil;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the Gregorian calendar, in the years 1900 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(i16, i8, i8)", into = "(i16, i8, i8)")]
pub struct Date(civil::Date);

impl From<Date> for (i16, i8, i8) {
    fn from(date: Date) -> Self {
        (date.year(), date.month(), date.day())
    }
}

impl TryFrom<(i16, i8, i8)> for Date {
    type Error = &'static str;

    fn try_from((year, month, day): (i16, i8, i8)) -> Result<Self, &'static str> {
        civil::Date::new(year, month, day).map(Self).map_err(|_| "no such day")
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(civil::Weekday);

impl Date {
    /// The years in which days may lie.
    pub(super) const YEARS: std::ops::Range<i16> = 1900..2200;

    /// The day, or none where the calendar has no such day or the year is not 1900 to 2199.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::YEARS.contains(&year).then(|| civil::Date::new(year, month, day).ok()).flatten().map(Self)
    }

    /// The day on this machine's clock, for a build whose date nobody gave.
    pub fn today() -> Self {
        Self(jiff::Zoned::now().date())
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday(self.0.weekday())
    }

    /// The day `days` later, or earlier where negative; the last day of jiff's calendar at most.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.clamp(-5_000_000, 5_000_000).days()))
    }

    /// The same day `months` later, or the last day of that month where it is shorter.
    pub fn plus_months(self, months: i64) -> Self {
        Self(self.0.saturating_add(months.clamp(-120_000, 120_000).months()))
    }

    /// How many days lie from `earlier` to this day; negative where it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.since(earlier.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// `2022年12月23日`, the form of every page and sheet (GB/T 15835-2011).
    pub fn chinese(self) -> String {
        let mut text = String::with_capacity(20);
        push(&mut text, self.year(), 1);
        text.push('年');
        self.push_month_and_day(&mut text);
        text
    }

    /// `12月23日`, where the year is known.
    pub fn chinese_short(self) -> String {
        let mut text = String::with_capacity(12);
        self.push_month_and_day(&mut text);
        text
    }

    fn push_month_and_day(self, text: &mut String) {
        push(text, self.month().into(), 1);
        text.push('月');
        push(text, self.day().into(), 1);
        text.push('日');
    }

    /// `2022-12-23`, or `12-23`.
    fn iso(self, with_year: bool) -> String {
        let mut text = String::with_capacity(10);
        if with_year {
            push(&mut text, self.year(), 4);
            text.push('-');
        }
        push(&mut text, self.month().into(), 2);
        text.push('-');
        push(&mut text, self.day().into(), 2);
        text
    }

    /// `12-23`, where the year is known.
    pub fn month_and_day(self) -> String {
        self.iso(false)
    }
}

/// Writes a number of at most four figures, with at least `least`: pages hold days by the million.
fn push(text: &mut String, number: i16, least: usize) {
    if number < 0 {
        text.push('-');
    }
    let number = number.unsigned_abs();
    let figures = [1000, 100, 10, 1].into_iter().zip([4, 3, 2, 1]);
    for (unit, _) in figures.filter(|(unit, place)| number >= *unit || *place <= least) {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
    }
}

/// `2022-12-23`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.iso(true))
    }
}

impl Weekday {
    /// Whether it is Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0, civil::Weekday::Saturday | civil::Weekday::Sunday)
    }

    /// `星期五`.
    pub fn chinese(self) -> &'static str {
        match self.0 {
            civil::Weekday::Monday => "星期一",
            civil::Weekday::Tuesday => "星期二",
            civil::Weekday::Wednesday => "星期三",
            civil::Weekday::Thursday => "星期四",
            civil::Weekday::Friday => "星期五",
            civil::Weekday::Saturday => "星期六",
            civil::Weekday::Sunday => "星期日",
        }
    }
}
