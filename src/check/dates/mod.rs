//! Dates and periods.

mod in_body;
mod posting;
mod range;
mod said;
mod written;
mod wrong_weekday;

pub(super) use written::{Written, dates};

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &in_body::IMPOSSIBLE,
    &in_body::MIXED,
    &wrong_weekday::RULE,
    &range::RULE,
    &posting::SHORT,
    &posting::DIFFERS,
    &posting::DAYS,
    &posting::REST_DAY,
    &posting::LATER,
];
