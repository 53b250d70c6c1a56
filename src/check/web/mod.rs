//! The web site.

mod heavy_page;
mod office_address;
mod scan_without_text;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&office_address::RULE, &scan_without_text::RULE, &heavy_page::RULE];
