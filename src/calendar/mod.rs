//! Dates, working days and periods, counted by data: the years of `content/calendar`.

mod count;
mod date;
mod parse;

pub use count::{Calendar, Length, LengthUnit, NoCalendarYear, Year};
pub use date::{Date, Weekday};
pub use parse::{DateProblem, parse_date, parse_length};
