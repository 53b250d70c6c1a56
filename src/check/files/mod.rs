//! Files.

mod empty_body;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&empty_body::RULE];
