//! The catalogue and its time limits.

mod channel_missing;
mod copied_text;
mod elements;
mod not_confirmed;
mod period_twice;
mod posted_late;
mod series;
mod thread;
mod unit_without_row;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &posted_late::RULE,
    &series::DUE_SOON,
    &series::PERIOD_MISSING,
    &period_twice::RULE,
    &unit_without_row::RULE,
    &copied_text::RULE,
    &not_confirmed::RULE,
    &channel_missing::RULE,
    &thread::RESULT_WITHOUT_NOTICE,
    &thread::RESULT_MISSING,
    &elements::NOTICE_ELEMENT,
    &elements::GUIDE_ELEMENT,
];
