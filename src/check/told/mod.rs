//! What the rooms that read and make things find: told here, so that every code has its explanation.
//!
//! An error that leaves no entry to read the waiver from cannot be waived; a warning can.

mod dates;
mod files;
mod front_matter;
mod language;
mod program;
mod sheets;
mod tables;
mod web;

use super::rule::{Group, Look, Rule, Words};
use crate::diagnostic::Severity;

/// Every list of this room.
pub(super) const RULES: &[&[&Rule]] = &[
    files::RULES,
    front_matter::RULES,
    dates::RULES,
    tables::RULES,
    language::RULES,
    web::RULES,
    sheets::RULES,
    program::RULES,
];

/// A sentence in Chinese and in English.
type Pair = (&'static str, &'static str);

/// Something that stops the build and that nobody can let stand.
const fn error(group: Group, code: &'static str, what: Pair, why: Pair, mend: Pair) -> Rule {
    Rule {
        code,
        severity: Severity::Error,
        group,
        waivable: false,
        what: Words::new(what.0, what.1),
        why: Words::new(why.0, why.1),
        mend: Words::new(mend.0, mend.1),
        look: Look::Elsewhere,
    }
}

/// Something that is worth a look.
const fn warning(group: Group, code: &'static str, what: Pair, why: Pair, mend: Pair) -> Rule {
    Rule { severity: Severity::Warning, waivable: true, ..error(group, code, what, why, mend) }
}
