//! Counting days and working days.

use super::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The unit a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    /// Calendar days.
    Days,
    /// Working days, by the years of the calendar.
    WorkingDays,
    /// Months.
    Months,
}

/// A length of time: `5` `WorkingDays`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: LengthUnit,
}

/// The exceptions of one year, from the State Council's notice.
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

/// A count ran into a year of which the calendar has no data; the result then takes plain weekends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCalendarYear {
    /// The first year without data.
    pub year: i16,
    /// The result, with plain weekends in that year.
    pub estimate: Date,
}
