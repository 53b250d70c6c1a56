//! Site × theme → pages.

pub mod context;
