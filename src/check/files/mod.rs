//! Files.

mod empty_body;
mod heavy_picture;
mod long_name;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&empty_body::RULE, &heavy_picture::RULE, &long_name::RULE];
