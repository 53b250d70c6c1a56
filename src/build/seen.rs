//! A build in which nothing changed since the last one ends before anything is read.

use super::gather::Target;
use super::inputs::Listed;
use super::session::Made;
use super::{Ending, Goal, Options, Report};
use crate::calendar::Date;
use crate::check;
use crate::diagnostic::{Diagnostic, Files, Place, Severity};
use crate::fingerprint::Fingerprint;
use crate::output::{self, Writing, Written};
use crate::site_path::SitePath;
use crate::text::{Language, Text};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A build that nothing stopped, as the next one needs it.
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
    drafts: usize,
    /// What was found: it stands as long as nothing changes.
    findings: Vec<Kept>,
    /// The files that these lie in.
    files: Files,
}

/// A finding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    code: String,
    severity: Severity,
    place: Option<Place>,
    message: Text,
    help: Option<Text>,
    entry: Option<SitePath>,
}

impl Kept {
    /// The finding as it is kept; none where no rule is known to find such a thing.
    fn of(finding: &Diagnostic) -> Option<Self> {
        Some(Self {
            code: check::find(finding.code)?.code.to_owned(),
            severity: finding.severity,
            place: finding.place.clone(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            entry: finding.entry.clone(),
        })
    }

    fn finding(self) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: check::find(&self.code)?.code,
            severity: self.severity,
            place: self.place,
            message: self.message,
            help: self.help,
            entry: self.entry,
        })
    }
}

/// The fingerprint of the files of a site and of what is asked of it; none where it would not tell every change.
pub(super) fn inputs(listed: &Listed, options: &Options<'_>) -> Option<Fingerprint> {
    if options.goal == Goal::Check {
        return None;
    }
    let asked = (options.date.map(|date| date.to_string()), options.sheets, options.drafts, options.strict);
    let problems: String = listed.problems().map(|problem| format!("{problem:?}")).collect();
    Fingerprint::of_value(&(listed.stamps()?, problems, asked))
}

impl Seen {
    /// What a build has seen; none where it would not say all of what was found.
    pub(super) fn new(
        inputs: Fingerprint,
        made: &Made,
        language: Option<Language>,
        (findings, files): (&[Diagnostic], &Files),
    ) -> Option<Self> {
        Some(Self {
            inputs,
            today: made.today.map(|date| date.to_string()),
            language,
            entries: made.entries,
            pages: made.pages,
            sheets: made.sheets,
            drafts: made.drafts,
            findings: findings.iter().map(Kept::of).collect::<Option<_>>()?,
            files: files.only_of(findings),
        })
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
    let Some(unchanged) = writing.stands_whole() else { return Ok(None) };
    let findings: Option<Vec<Diagnostic>> = seen.findings.into_iter().map(Kept::finding).collect();
    Ok(findings.map(|findings| Report {
        findings,
        stopping: 0,
        held_back: Vec::new(),
        files: seen.files,
        saved: Vec::new(),
        stands: true,
        language: seen.language,
        entries: seen.entries,
        pages: seen.pages,
        sheets: seen.sheets,
        drafts: seen.drafts,
        ending: Ending::Written {
            written: Written { unchanged, ..Written::default() },
            folders: target.folders,
        },
    }))
}
