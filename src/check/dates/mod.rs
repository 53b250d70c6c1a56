//! Dates and periods.

mod wrong_weekday;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&wrong_weekday::RULE];
