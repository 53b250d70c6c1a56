//! The list of the rules, group by group.

use super::rule::Rule;
use super::{catalogue, dates, waive};

/// The rules of each group, in the order of lists.
const GROUPS: &[&[&Rule]] = &[dates::RULES, waive::RULES, catalogue::RULES];

/// Every rule, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|rules| rules.iter().copied())
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}
