//! Tables and numbers.

mod between_tables;
mod cited;
mod count;
mod count_named;
mod explain;
mod formula;
mod implied;
mod in_text;
mod in_words;
mod last_period;
mod percentage;
mod percentage_in_text;
mod ratio;
mod row_formula;
mod serial;
mod sum_in_text;
mod total;
mod units;
mod untidy;
mod untidy_in_text;
mod villages;

pub(super) use villages::{ByVillage, by_village};

use super::rule::Rule;
use crate::diagnostic::Diagnostic;

pub(super) const RULES: &[&Rule] = &[
    &total::TOTAL,
    &total::SUBTOTAL,
    &row_formula::RULE,
    &row_formula::UNREADABLE,
    &in_text::RULE,
    &sum_in_text::RULE,
    &between_tables::RULE,
    &cited::RULE,
    &count::RULE,
    &in_words::RULE,
    &percentage::QUOTIENT,
    &percentage::SHARES,
    &units::NONE,
    &units::MIXED,
    &untidy::UNTIDY,
    &untidy::BLANK,
    &serial::RULE,
    &last_period::OPENING,
    &last_period::LEAP,
    &villages::MISSING,
    &villages::UNKNOWN,
    &villages::FIGURES,
];

/// How many findings of one rule a table or a text gets: a broken column would else fill the screen.
const MOST_OF_A_KIND: usize = 10;

/// Adds the findings of one rule in one table or text, but not too many; the last of them tells how many more there are.
pub(super) fn push_some(mut found: Vec<Diagnostic>, problems: &mut Vec<Diagnostic>) {
    let more = found.len().saturating_sub(MOST_OF_A_KIND);
    found.truncate(MOST_OF_A_KIND);
    if let Some(last) = found.last_mut().filter(|_| more > 0) {
        last.message.zh.push_str(&format!("（另有 {more} 处同样的问题）"));
        last.message.en.push_str(&format!(" (and {more} more of the kind)"));
    }
    problems.append(&mut found);
}
