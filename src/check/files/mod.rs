//! Files.

mod empty_body;
mod heavy_picture;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&empty_body::RULE, &heavy_picture::RULE];
