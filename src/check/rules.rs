//! The list of the rules, group by group.

use super::rule::Rule;
use super::{catalogue, dates, files, language, personal, review, secrets, tables, told, waivers, web};

/// The rules that look, group by group.
const GROUPS: &[&[&Rule]] = &[
    files::RULES,
    dates::RULES,
    tables::RULES,
    personal::RULES,
    secrets::RULES,
    waivers::RULES,
    review::RULES,
    catalogue::RULES,
    language::RULES,
    web::RULES,
];

/// Every rule, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().chain(told::RULES).flat_map(|rules| rules.iter().copied())
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}
