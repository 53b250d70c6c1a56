//! The straight line from a site's folder to its output: every command that looks at a site runs it.

mod again;
mod found;
mod gather;
mod inputs;
mod pictures;
mod preview;
mod seen;
mod session;
mod stop;
mod whole;

pub use preview::{Preview, Previews};
pub use session::Session;
pub(crate) use stop::is_entry;

use crate::calendar::Date;
use crate::check::{self, Checked};
use crate::diagnostic::{Diagnostic, Files};
use crate::model::{self, Kept, Request, Site};
use crate::output::Written;
use crate::parallel;
use crate::review::{self, Standing};
use crate::site_path::SitePath;
use crate::terms::SheetChoice;
use crate::text::Language;
use inputs::Listed;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// What to build, and how.
pub struct Options<'a> {
    /// The build date; else that of the settings, else today.
    pub date: Option<Date>,
    /// Which entries get sheets; else as the settings say.
    pub sheets: Option<SheetChoice>,
    /// Whether drafts are built too, for the office's eyes: into `output/preview` alone.
    pub drafts: bool,
    /// Whether warnings weigh as much as errors.
    pub strict: bool,
    /// How far to go.
    pub goal: Goal,
    /// Called when a step begins; the run is given up where it breaks off, and nothing is written.
    pub on_step: &'a dyn Fn(Step) -> ControlFlow<()>,
}

impl Options<'_> {
    /// A whole run this far, as the settings of the site have it.
    pub fn new(goal: Goal) -> Self {
        Self {
            date: None,
            sheets: None,
            drafts: false,
            strict: false,
            goal,
            on_step: &|_| ControlFlow::Continue(()),
        }
    }
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Everything but the writing.
    Check,
    /// Up to the written output.
    Write(Faulty),
}

/// What becomes of faulty entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faulty {
    /// One stops the whole write, so that nothing disappears by accident.
    Stop,
    /// They are held back, and the rest is written.
    HoldBack,
}

/// The steps of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Content and theme are read.
    Read,
    /// Pictures are made ready.
    Pictures,
    /// Sheets are typeset.
    Sheets,
    /// Pages are rendered.
    Pages,
    /// Files are written.
    Write,
}

impl Step {
    /// Every step, in order.
    pub const ALL: &[Self] = &[Self::Read, Self::Pictures, Self::Sheets, Self::Pages, Self::Write];
}

/// What a run found and did.
#[derive(Debug)]
pub struct Report {
    /// What was found, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// How many of the findings stop a build.
    pub stopping: usize,
    /// The entries that were left out because they are faulty.
    pub held_back: Vec<SitePath>,
    /// The files that the findings lie in.
    pub files: Files,
    /// The files of the content that are others than when the same session last built, as far as that is known.
    pub saved: Vec<SitePath>,
    /// Whether a look at all files found nothing that is another than when the same session last built.
    pub stands: bool,
    /// The language that the site's settings ask for.
    pub language: Option<Language>,
    /// Entries that were built.
    pub entries: usize,
    /// Pages that were made.
    pub pages: usize,
    /// Entries that have sheets.
    pub sheets: usize,
    /// Drafts that were left out, because nobody asked for drafts.
    pub drafts: usize,
    /// How the run ended.
    pub ending: Ending,
}

/// How a run ended.
#[derive(Debug)]
pub enum Ending {
    /// The output was written.
    Written {
        /// What that changed on the disk.
        written: Written,
        /// Where it lies, from the site's root.
        folders: &'static [&'static str],
    },
    /// The site was looked at, no more.
    Checked,
    /// Findings stopped the build, and nothing was written.
    Stopped {
        /// Whether it would go on without the faulty entries.
        hold_back_helps: bool,
    },
    /// It was given up, and nothing was written.
    GivenUp,
}

impl Report {
    /// The report of a run that was given up.
    fn given_up() -> Self {
        Self {
            findings: Vec::new(),
            stopping: 0,
            held_back: Vec::new(),
            files: Files::default(),
            saved: Vec::new(),
            stands: false,
            language: None,
            entries: 0,
            pages: 0,
            sheets: 0,
            drafts: 0,
            ending: Ending::GivenUp,
        }
    }
}

/// Builds the site at `root`.
///
/// # Errors
/// Fails when the disk does. Whatever is wrong with the content stands in the report.
pub fn build(root: &Path, options: &Options<'_>) -> anyhow::Result<Report> {
    let mut session = Session::once(root);
    let report = session.build(options);
    parallel::let_go(session);
    report
}

/// A site as it was read, for commands that need no output.
pub(crate) struct Read {
    pub(crate) site: Option<Site>,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) files: Files,
    pub(crate) language: Option<Language>,
}

/// How the entries of the site at `root` stand, drafts too; those of which nothing can be read are left out.
///
/// # Errors
/// Fails when the disk does.
pub fn standings(root: &Path, date: Option<Date>) -> anyhow::Result<Vec<Standing>> {
    let inputs = Listed::of(root)?.read(root, &Kept::default())?;
    let site = model::read(inputs.content, &Request { date, drafts: true }, &mut Vec::new());
    Ok(site.iter().flat_map(|site| site.entries.iter().map(|entry| review::standing(site, entry))).collect())
}

/// Reads the site at `root`.
pub(crate) fn read(root: &Path, date: Option<Date>) -> anyhow::Result<Read> {
    let inputs = Listed::of(root)?.read(root, &Kept::default())?;
    let mut findings = inputs.problems();
    let request = Request { date, drafts: true };
    let site = model::read(Arc::clone(&inputs.content), &request, &mut findings);
    if let Some(site) = &site {
        check::check(site, &mut Checked::default(), &mut findings);
        check::waive(site, &mut findings);
    }
    let findings = stop::sorted(findings);
    let files = inputs.files(&BTreeMap::new(), &findings);
    Ok(Read { site, findings, files, language: inputs.language })
}
