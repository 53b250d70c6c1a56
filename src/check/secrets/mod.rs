//! Secrets and lawfulness: marks of secret and internal papers, business secrets, laws and names that are no more.

mod attached;
mod bare;
mod internal_paper;
mod law_not_in_force;
mod old_name;
mod secret_mark;
mod set_phrase;
mod trade_secret;
mod urgency_mark;

use super::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &secret_mark::RULE,
    &internal_paper::RULE,
    &urgency_mark::RULE,
    &trade_secret::RULE,
    &law_not_in_force::RULE,
    &old_name::RULE,
    &set_phrase::RULE,
];
