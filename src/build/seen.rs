//! A build in which nothing changed since the last one ends before anything is read.

use super::gather::Target;
use super::inputs::Listed;
use super::session::Made;
use super::{Ending, Goal, Options, Report};
use crate::calendar::Date;
use crate::diagnostic::Files;
use crate::fingerprint::Fingerprint;
use crate::output::{self, Writing, Written};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A build that found nothing wrong, as the next one needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    /// The files that were read, and what was asked for.
    inputs: Fingerprint,
    /// The build date, where nobody named one.
    today: Option<String>,
    language: Option<Language>,
    entries: usize,
    pages: usize,
    sheets: usize,
}

/// The fingerprint of the files of a site and of what is asked of it; none where it would not tell every change.
pub(super) fn inputs(listed: &Listed, options: &Options<'_>) -> Option<Fingerprint> {
    if options.goal == Goal::Check {
        return None;
    }
    let asked = (options.date.map(|date| date.to_string()), options.sheets, options.drafts, options.strict);
    Fingerprint::of_value(&(listed.stamps()?, asked))
}

impl Seen {
    pub(super) fn new(inputs: Fingerprint, made: &Made, language: Option<Language>) -> Self {
        let today = made.today.map(|date| date.to_string());
        Self { inputs, today, language, entries: made.entries, pages: made.pages, sheets: made.sheets }
    }
}

/// The report of a build that has nothing to do: the inputs are those of the last one, and every file is there.
pub(super) fn unchanged(
    output: &Path,
    inputs: Fingerprint,
    target: &Target,
) -> anyhow::Result<Option<Report>> {
    let same = |seen: &Seen| {
        seen.inputs == inputs && seen.today.as_ref().is_none_or(|today| *today == Date::today().to_string())
    };
    if output::seen::<Seen>(output).is_none_or(|seen| !same(&seen)) {
        return Ok(None);
    }
    // Once more under the lock.
    let writing = Writing::begin(output, target.scopes)?;
    let Some(seen) = output::seen::<Seen>(output).filter(same) else { return Ok(None) };
    Ok(writing.stands_whole().map(|unchanged| Report {
        findings: Vec::new(),
        stopping: 0,
        held_back: Vec::new(),
        files: Files::default(),
        saved: Vec::new(),
        language: seen.language,
        entries: seen.entries,
        pages: seen.pages,
        sheets: seen.sheets,
        ending: Ending::Written {
            written: Written { unchanged, ..Written::default() },
            folders: target.folders,
        },
    }))
}
