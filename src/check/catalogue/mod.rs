//! The catalogue and its time limits.

mod period_twice;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&period_twice::RULE];
