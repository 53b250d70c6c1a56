//! Language and layout.

pub mod document_number;
mod doubled_mark;
mod half_width_mark;
mod heading_number;
mod jargon;
mod kind_and_title;
mod long_sentence;
mod long_title;
mod mark_before_and;
mod mixed_numerals;
mod prose;
mod unit_name;
mod unpaired_mark;
mod usual_slip;
mod village_name;
mod word_list;

pub(super) use village_name::is_slip as is_village_slip;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &kind_and_title::RULE,
    &long_title::RULE,
    &heading_number::RULE,
    &half_width_mark::RULE,
    &unpaired_mark::RULE,
    &doubled_mark::RULE,
    &mark_before_and::RULE,
    &mixed_numerals::RULE,
    &document_number::RULE,
    &usual_slip::RULE,
    &village_name::RULE,
    &unit_name::RULE,
    &long_sentence::RULE,
    &jargon::RULE,
];
