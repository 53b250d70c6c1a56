//! The straight line from a site's folder to its output: every command that looks at a site runs it.

mod gather;
mod inputs;
mod pictures;
mod preview;
mod seen;
mod stop;

pub use preview::{Preview, Previews};
pub(crate) use stop::is_entry;

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Files};
use crate::model::{self, Kept, Request, Site};
use crate::output::{self, Writing, Written};
use crate::render;
use crate::site_path::SitePath;
use crate::terms::SheetChoice;
use crate::text::Language;
use crate::theme::Theme;
use crate::typeset::{self, Fonts};
use gather::Gathering;
use inputs::{Inputs, Listed};
use seen::Seen;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use stop::Stops;

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
    /// The language that the site's settings ask for.
    pub language: Option<Language>,
    /// Entries that were built.
    pub entries: usize,
    /// Pages that were made.
    pub pages: usize,
    /// Entries that have sheets.
    pub sheets: usize,
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
            language: None,
            entries: 0,
            pages: 0,
            sheets: 0,
            ending: Ending::GivenUp,
        }
    }
}

/// Builds the site at `root`.
///
/// # Errors
/// Fails when the disk does. Whatever is wrong with the content stands in the report.
pub fn build(root: &Path, options: &Options<'_>) -> anyhow::Result<Report> {
    if (options.on_step)(Step::Read).is_break() {
        return Ok(Report::given_up());
    }
    let output = root.join("output");
    let target = gather::target(options.drafts);
    let listed = Listed::of(root)?;
    let before = seen::inputs(&listed, options);
    if let Some(before) = before
        && let Some(report) = seen::unchanged(&output, before, target)?
    {
        return Ok(report);
    }
    let mut kept: Kept = output::kept(&output).unwrap_or_default();
    let inputs = listed.read(root, &kept)?;
    let mut findings = inputs.problems();
    let theme = Theme::load(inputs.theme.as_ref(), &mut findings);
    let request = Request { date: options.date, drafts: options.drafts };
    let site = model::read_again(&inputs.content, &request, &mut kept, &mut findings);

    let stops = Stops::new(options.strict);
    let texts = theme.as_ref().map(|theme| theme.texts().clone()).unwrap_or_default();
    let writing = match options.goal {
        Goal::Check => Writing::look(&output, target.scopes),
        Goal::Write(faulty) if stops.may_write(&findings, faulty) => Writing::begin(&output, target.scopes)?,
        Goal::Write(_) => {
            output::recover(&output)?;
            Writing::look(&output, target.scopes)
        }
    };
    let made = match (site, theme) {
        (Some(site), Some(theme)) => make(site, &theme, &inputs, options, &stops, &writing, &mut findings),
        _ => ControlFlow::Continue(Made::default()),
    };
    let ControlFlow::Continue(made) = made else { return Ok(Report::given_up()) };
    let findings = stop::sorted(findings);
    // What was found must be found again, so that such a build is done anew.
    let seen = before.filter(|_| findings.is_empty());
    let seen = seen.map(|before| Seen::new(before, &made, inputs.language));
    let files = inputs.files(&texts, &findings);
    let kept = kept.is_worth_writing().then_some(&kept);
    let ending = end(options, &stops, &findings, writing, (seen.as_ref(), kept))?;
    Ok(Report {
        stopping: findings.iter().filter(|finding| stops.counts(finding)).count(),
        held_back: if let Ending::Written { .. } = ending { stops.faulty(&findings) } else { Vec::new() },
        findings,
        files,
        language: inputs.language,
        entries: made.entries,
        pages: made.pages,
        sheets: made.sheets,
        ending,
    })
}

/// A site as it was read, for commands that need no output.
pub(crate) struct Read {
    pub(crate) site: Option<Site>,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) files: Files,
    pub(crate) language: Option<Language>,
}

/// Reads the site at `root`.
pub(crate) fn read(root: &Path, date: Option<Date>) -> anyhow::Result<Read> {
    let inputs = Listed::of(root)?.read(root, &Kept::default())?;
    let mut findings = inputs.problems();
    let request = Request { date, drafts: true };
    let site = model::read(Arc::clone(&inputs.content), &request, &mut findings);
    let findings = stop::sorted(findings);
    let files = inputs.files(&BTreeMap::new(), &findings);
    Ok(Read { site, findings, files, language: inputs.language })
}

/// How much a run made.
#[derive(Debug, Default)]
struct Made {
    entries: usize,
    pages: usize,
    sheets: usize,
    /// The build date, where it is today's because nobody named one.
    today: Option<Date>,
}

/// Makes everything of the entries that are free of errors; each room may find more that are not.
fn make(
    mut site: Site,
    theme: &Theme,
    inputs: &Inputs,
    options: &Options<'_>,
    stops: &Stops,
    writing: &Writing,
    findings: &mut Vec<Diagnostic>,
) -> ControlFlow<(), Made> {
    stops.drop_faulty(&mut site, findings);
    (options.on_step)(Step::Pictures)?;
    let pictures = pictures::prepare(&site, &inputs.content, writing, findings);
    gather::check_attachments(&site, &inputs.content, findings);
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Sheets)?;
    let target = gather::target(options.drafts);
    let choice = options.sheets.unwrap_or(site.settings.sheets);
    let own_fonts = inputs.fonts(findings);
    // Without sheets the fonts are read only to say what is wrong with the site's own.
    let facts = if choice == SheetChoice::None && own_fonts.is_empty() {
        BTreeMap::new()
    } else {
        let fonts = Fonts::new(own_fonts, theme, findings);
        let gathering = Gathering { site: &site, writing, target, stops };
        typeset::sheets_to(&gathering, &site, theme, &fonts, choice, &pictures, findings)
    };
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Pages)?;
    let gathering = Gathering { site: &site, writing, target, stops };
    let pages = render::pages(&site, theme, &facts, &pictures, &gathering, findings);
    gathering.claim_sheets(&facts, findings);
    gathering.files(theme, &inputs.content, &pictures, findings);
    let today = (options.date.or(site.settings.date).is_none()).then_some(site.date);
    ControlFlow::Continue(Made { entries: site.entries.len(), pages, sheets: facts.len(), today })
}

/// Writes what was made, unless something stands against it.
fn end(
    options: &Options<'_>,
    stops: &Stops,
    findings: &[Diagnostic],
    writing: Writing,
    (seen, kept): (Option<&Seen>, Option<&Kept>),
) -> anyhow::Result<Ending> {
    let Goal::Write(faulty) = options.goal else { return Ok(Ending::Checked) };
    if !stops.may_write(findings, faulty) {
        let hold_back_helps = faulty == Faulty::Stop && stops.may_write(findings, Faulty::HoldBack);
        return Ok(Ending::Stopped { hold_back_helps });
    }
    if (options.on_step)(Step::Write).is_break() {
        return Ok(Ending::GivenUp);
    }
    let written = writing.commit(seen, kept)?;
    Ok(Ending::Written { written, folders: gather::target(options.drafts).folders })
}
