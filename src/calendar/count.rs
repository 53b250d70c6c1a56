//! Counting days and working days.

use super::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The unit a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LengthUnit {
    /// Calendar days.
    Days,
    /// Working days, by the years of the calendar.
    WorkingDays,
    /// Months.
    Months,
}

/// A length of time: `5` `WorkingDays`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: LengthUnit,
}

impl Length {
    /// The longest count that is read, in any unit: a hundred years of days.
    pub const MOST: u32 = 36_500;

    /// `5个工作日`.
    pub fn chinese(self) -> String {
        let Self { count, unit } = self;
        match unit {
            LengthUnit::Days => format!("{count}天"),
            LengthUnit::WorkingDays => format!("{count}个工作日"),
            LengthUnit::Months => format!("{count}个月"),
        }
    }

    /// `5 working days`.
    pub fn english(self) -> String {
        let Self { count, unit } = self;
        let noun = match unit {
            LengthUnit::Days => "day",
            LengthUnit::WorkingDays => "working day",
            LengthUnit::Months => "month",
        };
        format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
    }
}

/// The exceptions of one year, from the State Council's notice. Its days may lie in a neighbouring year: the notice for
/// 2019 gives 2018-12-30 off.
#[derive(Debug, Clone, Default)]
pub struct Year {
    /// Days off that would be working days, and statutory rest days.
    pub rest_days: BTreeSet<Date>,
    /// Weekend days that are worked.
    pub working_days: BTreeSet<Date>,
}

/// The years that have data.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The exceptions by year.
    pub years: BTreeMap<i16, Year>,
}

/// A count ran into a year of which the calendar has no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCalendarYear<T = Date> {
    /// The first year without data.
    pub year: i16,
    /// The result, with plain weekends in every year without data.
    pub estimate: T,
}

impl Calendar {
    /// Whether people work on this day; none where the calendar has no data for its year.
    pub fn is_working_day(&self, date: Date) -> Option<bool> {
        self.years.contains_key(&date.year()).then(|| self.looks_worked(date))
    }

    /// The last day of a period that begins on `start`. Where `start` counts, as everyday notices have it, five working
    /// days from a Friday end on Thursday; where it does not (民法典 art. 201), on Friday. A day that is not worked never
    /// counts as a working day, `start` included. The end is not moved off a rest day: a notice simply hangs on.
    ///
    /// # Errors
    /// The estimate, where working days were counted in a year without data.
    pub fn last_day(&self, start: Date, length: Length, start_counts: bool) -> Result<Date, NoCalendarYear> {
        let count = i64::from(length.count.clamp(1, Length::MOST));
        match length.unit {
            LengthUnit::Days => Ok(start.plus_days(count - i64::from(start_counts))),
            LengthUnit::Months => Ok(last_day_of_months(start, count, start_counts)),
            LengthUnit::WorkingDays => self.last_working_day(start, count, start_counts),
        }
    }

    /// How many working days lie after `from`, up to and with `to`; 0 where `to` is not later.
    ///
    /// # Errors
    /// The estimate, where a year without data was counted.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, NoCalendarYear<u32>> {
        let days = to.days_since(from).max(0);
        let mut missing = None;
        let mut worked = 0;
        for after in 1..=days {
            worked += u32::from(self.worked(from.plus_days(after), &mut missing));
        }
        missing.map_or(Ok(worked), |year| Err(NoCalendarYear { year, estimate: worked }))
    }

    fn last_working_day(&self, start: Date, count: i64, start_counts: bool) -> Result<Date, NoCalendarYear> {
        let mut missing = None;
        let mut day = if start_counts { start } else { start.plus_days(1) };
        let mut left = count;
        loop {
            left -= i64::from(self.worked(day, &mut missing));
            if left == 0 {
                break;
            }
            day = day.plus_days(1);
        }
        missing.map_or(Ok(day), |year| Err(NoCalendarYear { year, estimate: day }))
    }

    fn worked(&self, date: Date, missing: &mut Option<i16>) -> bool {
        if missing.is_none() && !self.years.contains_key(&date.year()) {
            *missing = Some(date.year());
        }
        self.looks_worked(date)
    }

    /// By the exceptions of the year and its neighbours, else by the day of the week.
    fn looks_worked(&self, date: Date) -> bool {
        let mut near = self.years.range(date.year() - 1..=date.year() + 1).map(|(_, year)| year);
        near.find_map(|year| {
            let (works, rests) = (year.working_days.contains(&date), year.rest_days.contains(&date));
            (works || rests).then_some(works)
        })
        .unwrap_or_else(|| !date.weekday().is_weekend())
    }
}

/// A month that begins on the 5th and counts it ends on the 4th; one that begins on the 31st ends, where the month is
/// shorter, on its last day either way.
fn last_day_of_months(start: Date, count: i64, start_counts: bool) -> Date {
    let same_day = start.plus_months(count);
    if start_counts && same_day.day() == start.day() { same_day.plus_days(-1) } else { same_day }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Date, Length, LengthUnit, NoCalendarYear, Year};

    fn date(year: i16, month: i8, day: i8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn days(written: &[(i16, i8, i8)]) -> std::collections::BTreeSet<Date> {
        written.iter().map(|&(year, month, day)| date(year, month, day)).collect()
    }

    /// What the notices for 2022, 2023 and 2026 say of the days that the vectors run over.
    fn calendar() -> Calendar {
        let of_2022 = Year::default();
        let of_2023 = Year {
            rest_days: days(&[
                (2022, 12, 31),
                (2023, 1, 1),
                (2023, 1, 2),
                (2023, 1, 21),
                (2023, 1, 22),
                (2023, 1, 23),
                (2023, 1, 24),
                (2023, 1, 25),
                (2023, 1, 26),
                (2023, 1, 27),
            ]),
            working_days: days(&[(2023, 1, 28), (2023, 1, 29)]),
        };
        let of_2026 = Year {
            rest_days: days(&[
                (2026, 2, 15),
                (2026, 2, 16),
                (2026, 2, 17),
                (2026, 2, 18),
                (2026, 2, 19),
                (2026, 2, 20),
                (2026, 2, 21),
                (2026, 2, 22),
                (2026, 2, 23),
                (2026, 9, 25),
                (2026, 9, 26),
                (2026, 9, 27),
                (2026, 10, 1),
                (2026, 10, 2),
                (2026, 10, 3),
                (2026, 10, 4),
                (2026, 10, 5),
                (2026, 10, 6),
                (2026, 10, 7),
            ]),
            working_days: days(&[(2026, 2, 14), (2026, 2, 28), (2026, 9, 20), (2026, 10, 10)]),
        };
        Calendar { years: [(2022, of_2022), (2023, of_2023), (2026, of_2026)].into() }
    }

    fn working(count: u32) -> Length {
        Length { count, unit: LengthUnit::WorkingDays }
    }

    #[test]
    fn working_days_are_counted_as_the_notices_say() {
        let vectors = [
            ((2022, 12, 23), 5, (2022, 12, 29), (2022, 12, 30)),
            ((2022, 12, 23), 7, (2023, 1, 3), (2023, 1, 4)),
            ((2022, 12, 23), 20, (2023, 1, 20), (2023, 1, 28)),
            ((2022, 12, 30), 5, (2023, 1, 6), (2023, 1, 9)),
            ((2026, 2, 10), 5, (2026, 2, 14), (2026, 2, 24)),
            ((2026, 9, 18), 7, (2026, 9, 28), (2026, 9, 29)),
            ((2026, 9, 28), 20, (2026, 10, 29), (2026, 10, 30)),
        ];
        for ((y, m, d), count, counted, not_counted) in vectors {
            let start = date(y, m, d);
            let last = |start_counts| calendar().last_day(start, working(count), start_counts).unwrap();
            assert_eq!(
                last(true),
                date(counted.0, counted.1, counted.2),
                "{start} + {count}, first day counted"
            );
            assert_eq!(last(false), date(not_counted.0, not_counted.1, not_counted.2), "{start} + {count}");
        }
    }

    #[test]
    fn days_and_months_need_no_calendar() {
        let none = Calendar::default();
        let last = |(y, m, d), count, unit, start_counts| {
            none.last_day(date(y, m, d), Length { count, unit }, start_counts).unwrap().to_string()
        };
        assert_eq!(last((2022, 12, 21), 7, LengthUnit::Days, true), "2022-12-27");
        assert_eq!(last((2022, 11, 21), 30, LengthUnit::Days, false), "2022-12-21");
        assert_eq!(last((2024, 2, 28), 2, LengthUnit::Days, true), "2024-02-29");
        assert_eq!(last((2022, 12, 5), 3, LengthUnit::Months, true), "2023-03-04");
        assert_eq!(last((2022, 12, 5), 3, LengthUnit::Months, false), "2023-03-05");
        assert_eq!(last((2022, 1, 31), 1, LengthUnit::Months, true), "2022-02-28");
        assert_eq!(last((2022, 1, 31), 1, LengthUnit::Months, false), "2022-02-28");
    }

    #[test]
    fn a_period_that_begins_on_a_rest_day_counts_from_the_next_working_day() {
        let saturday = date(2022, 12, 24);
        assert_eq!(calendar().last_day(saturday, working(1), true), Ok(date(2022, 12, 26)));
        assert_eq!(calendar().last_day(saturday, working(1), false), Ok(date(2022, 12, 26)));
    }

    #[test]
    fn a_year_without_data_gives_an_estimate() {
        let found = calendar().last_day(date(2026, 12, 31), working(2), true);
        assert_eq!(found, Err(NoCalendarYear { year: 2027, estimate: date(2027, 1, 1) }));
        assert_eq!(calendar().is_working_day(date(2027, 1, 4)), None);
        assert_eq!(
            calendar().working_days_between(date(2026, 12, 30), date(2027, 1, 4)),
            Err(NoCalendarYear { year: 2027, estimate: 3 })
        );
    }

    #[test]
    fn a_day_off_may_stand_in_the_next_years_notice() {
        let mut calendar = calendar();
        calendar.years.entry(2023).or_default().rest_days.insert(date(2022, 12, 30));
        assert_eq!(calendar.is_working_day(date(2022, 12, 30)), Some(false));
        assert_eq!(calendar.is_working_day(date(2022, 12, 29)), Some(true));
    }

    #[test]
    fn working_days_between_two_days_leave_out_the_first() {
        let between = |from, to| calendar().working_days_between(from, to).unwrap();
        assert_eq!(between(date(2022, 12, 23), date(2022, 12, 30)), 5);
        assert_eq!(between(date(2022, 12, 23), date(2022, 12, 23)), 0);
        assert_eq!(between(date(2022, 12, 30), date(2022, 12, 23)), 0);
        assert_eq!(between(date(2022, 12, 30), date(2023, 1, 3)), 1);
    }

    #[test]
    fn a_count_without_bounds_ends() {
        let long = Length { count: u32::MAX, unit: LengthUnit::WorkingDays };
        assert!(Calendar::default().last_day(date(2022, 1, 1), long, true).is_err());
    }
}
