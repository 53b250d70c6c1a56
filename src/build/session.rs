//! One build after the other of the same site: what the last one read and made ready is still at hand.

use super::gather::{self, Gathering};
use super::inputs::{Inputs, Listed};
use super::seen::{self, Seen};
use super::stop::{self, Stops};
use super::{Ending, Faulty, Goal, Options, Report, Step, pictures};
use crate::calendar::Date;
use crate::check::{self, Checked};
use crate::diagnostic::{Diagnostic, Files};
use crate::load::Listing;
use crate::model::{self, Id, Kept, Pictures, Request, Reread, SheetFacts, Site};
use crate::output::{self, Writing};
use crate::parallel;
use crate::render;
use crate::review;
use crate::terms::SheetChoice;
use crate::text::Language;
use crate::theme::Theme;
use crate::typeset::{self, Fonts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Builds of one site.
///
/// Where only bodies of entries have changed since the last build, which found nothing that stops one, only their own
/// pages and sheets are made: no other page shows anything of a body. Every other change goes the straight line, past
/// what is still at hand.
pub struct Session {
    root: PathBuf,
    /// What is kept of the entries; none before the first build.
    kept: Option<Memory>,
    last: Option<Last>,
    /// The theme as it was last read, with the files it was read from and its name.
    theme: Option<(Option<Listing>, String, Arc<Theme>)>,
    /// Whether there will be another build.
    goes_on: bool,
}

/// What a build keeps of entries for the next one.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// The facts of those without findings.
    pub(super) entries: Kept,
    /// Those in which no rule found anything.
    pub(super) checked: Checked,
}

/// The last build, where all of it was written.
struct Last {
    asked: Asked,
    listed: Listed,
    whole: Whole,
    made: Made,
    findings: Vec<Diagnostic>,
    files: Files,
    language: Option<Language>,
}

/// What a build was asked for.
type Asked = (Option<Date>, Option<SheetChoice>, bool, bool, Goal);

fn asked(options: &Options<'_>) -> Asked {
    (options.date, options.sheets, options.drafts, options.strict, options.goal)
}

/// All that pages and sheets are made from.
struct Whole {
    site: Site,
    theme: Arc<Theme>,
    fonts: Option<Fonts>,
    pictures: Pictures,
    facts: BTreeMap<Id, SheetFacts>,
}

/// How much a run made.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Made {
    pub(super) entries: usize,
    pub(super) pages: usize,
    pub(super) sheets: usize,
    /// The build date, where it is today's because nobody named one.
    pub(super) today: Option<Date>,
}

impl Session {
    /// Builds of the site at `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), kept: None, last: None, theme: None, goes_on: true }
    }

    /// A single build.
    pub(super) fn once(root: &Path) -> Self {
        Self { goes_on: false, ..Self::new(root) }
    }

    /// Builds the site as it lies on the disk now.
    ///
    /// # Errors
    /// Fails when the disk does. Whatever is wrong with the content stands in the report.
    pub fn build(&mut self, options: &Options<'_>) -> anyhow::Result<Report> {
        if (options.on_step)(Step::Read).is_break() {
            return Ok(Report::given_up());
        }
        self.listed_build(None, options)
    }

    /// The same where only these files have changed, as far as is known: what else has is found by a later
    /// [`Self::build`].
    ///
    /// # Errors
    /// Fails when the disk does.
    pub fn build_after(
        &mut self,
        changed: &BTreeSet<PathBuf>,
        options: &Options<'_>,
    ) -> anyhow::Result<Report> {
        if (options.on_step)(Step::Read).is_break() {
            return Ok(Report::given_up());
        }
        let listed = self.last.as_ref().and_then(|last| last.listed.renewed(changed));
        self.listed_build(listed.map(|listed| (listed, changed)), options)
    }

    fn listed_build(
        &mut self,
        told: Option<(Listed, &BTreeSet<PathBuf>)>,
        options: &Options<'_>,
    ) -> anyhow::Result<Report> {
        let (listed, told) = told.unzip();
        // What was kept takes as long to read as the folders to list.
        let kept = || {
            let kept = self.kept.take();
            kept.unwrap_or_else(|| output::kept(&self.root.join("output")).unwrap_or_default())
        };
        let listed = || listed.map_or_else(|| Listed::of(&self.root), Ok);
        let (listed, kept) = parallel::both(listed, kept);
        self.kept = Some(kept);
        let listed = listed?;
        if let Some(last) = self.last.take()
            && let Some((report, last)) = self.bodies(last, (&listed, told), options)?
        {
            // A build that was given up leaves in doubt what is written.
            let is_written = matches!(report.ending, Ending::Written { .. });
            self.last = is_written.then_some(Last { listed, ..last });
            return Ok(report);
        }
        self.straight(listed, told.is_some(), options)
    }

    /// The straight line.
    fn straight(&mut self, listed: Listed, is_told: bool, options: &Options<'_>) -> anyhow::Result<Report> {
        let output = self.root.join("output");
        let target = gather::target(options.drafts);
        let before = seen::inputs(&listed, options);
        if let Some(before) = before.filter(|_| !self.goes_on)
            && let Some(report) = seen::unchanged(&output, before, target)?
        {
            return Ok(report);
        }
        let kept = self.kept.get_or_insert_default();
        let inputs = listed.read(&self.root, &kept.entries)?;
        let mut findings = inputs.problems();
        let before_theme = findings.len();
        let theme = match &self.theme {
            Some((themes, name, theme))
                if listed.has_themes(themes.as_ref()) && *name == inputs.theme_name =>
            {
                Some(Arc::clone(theme))
            }
            _ => Theme::load(inputs.theme.as_ref(), &mut findings).map(Arc::new),
        };
        // One in which something was found is read again.
        let is_sound = findings.len() == before_theme;
        self.theme = theme
            .as_ref()
            .filter(|_| self.goes_on && is_sound)
            .map(|theme| (listed.themes.clone(), inputs.theme_name.clone(), Arc::clone(theme)));
        let request = Request { date: options.date, drafts: options.drafts };
        let site = model::read_again(&inputs.content, &request, &mut kept.entries, &mut findings);
        if let Some(site) = &site {
            check::check(site, &mut kept.checked, &mut findings);
            check::waive(site, &mut findings);
        }
        let stops = Stops::new(options.strict);
        let texts = theme.as_ref().map(|theme| theme.texts().clone()).unwrap_or_default();
        let writing = match options.goal {
            Goal::Check => Writing::look(&output, target.scopes),
            Goal::Write(faulty) if stops.may_write(&findings, faulty) => {
                let writing = Writing::begin(&output, target.scopes)?;
                // What was told is shown first; a look at everything follows.
                if is_told { writing.trusting() } else { writing }
            }
            Goal::Write(_) => {
                output::recover(&output)?;
                Writing::look(&output, target.scopes)
            }
        };
        let made = match (site, theme) {
            (Some(site), Some(theme)) => make(site, theme, &inputs, options, &stops, &writing, &mut findings)
                .map_continue(|(made, whole)| (made, Some(whole))),
            _ => ControlFlow::Continue((Made::default(), None)),
        };
        let ControlFlow::Continue((made, whole)) = made else { return Ok(Report::given_up()) };
        let findings = stop::sorted(findings);
        // What was found must be found again, so that such a build is done anew.
        let seen = before.filter(|_| findings.is_empty());
        let seen = seen.map(|before| Seen::new(before, &made, inputs.language));
        let files = inputs.files(&texts, &findings);
        let worth = kept.entries.is_worth_writing();
        let ending = end(options, &stops, &findings, writing, (seen.as_ref(), worth.then_some(&*kept)))?;
        let is_written = matches!(ending, Ending::Written { .. });
        if worth && is_written {
            kept.entries.mark_written();
        }
        let stopping = findings.iter().filter(|finding| stops.counts(finding)).count();
        if let Some(whole) = &whole {
            whole.site.drop_bodies();
        }
        if self.goes_on && is_written && stopping == 0 {
            self.last = whole.map(|whole| Last {
                asked: asked(options),
                listed,
                whole,
                made,
                findings: findings.clone(),
                files: files.clone(),
                language: inputs.language,
            });
        }
        Ok(Report {
            stopping,
            held_back: if is_written { stops.faulty(&findings) } else { Vec::new() },
            findings,
            files,
            language: inputs.language,
            entries: made.entries,
            pages: made.pages,
            sheets: made.sheets,
            ending,
        })
    }

    /// The build where nothing but bodies changed since the last one; none where more did.
    fn bodies(
        &mut self,
        mut last: Last,
        (listed, told): (&Listed, Option<&BTreeSet<PathBuf>>),
        options: &Options<'_>,
    ) -> anyhow::Result<Option<(Report, Last)>> {
        let Some(kept) = &mut self.kept else { return Ok(None) };
        let same_day = last.made.today.is_none_or(|today| today == Date::today());
        if last.asked != asked(options) || !same_day {
            return Ok(None);
        }
        let Some(changed) = listed.changed_entries(&last.listed, told) else { return Ok(None) };
        let mut entries = Vec::new();
        for file in changed {
            match model::reread(&mut last.whole.site, &mut kept.entries, file) {
                Reread::Nothing => {}
                // What is approved is the text of before: whether the new one is, is to be judged.
                Reread::Body if !review::is_asked(&last.whole.site) => {
                    entries.extend(last.whole.site.entry_at(&file.path).map(|entry| entry.id.clone()));
                }
                Reread::Body | Reread::More => return Ok(None),
            }
        }
        let mut findings = Vec::new();
        let changed: Vec<_> = entries.iter().filter_map(|id| last.whole.site.entry(id)).collect();
        let looked = check::check_again(&last.whole.site, &changed, &mut kept.checked, &mut findings);
        // What was found in them before may be mended now.
        let is_old = |finding: &Diagnostic| finding.spoiled().is_some_and(|path| looked.contains(&path));
        if !findings.is_empty() || last.findings.iter().any(is_old) {
            return Ok(None);
        }
        let target = gather::target(options.drafts);
        let Some(writing) = Writing::amend(&self.root.join("output"), target.scopes)? else {
            return Ok(None);
        };
        // Somebody may have removed files of the output: that is looked at when there is time for it.
        if entries.is_empty() && writing.stands_whole().is_none() {
            return Ok(None);
        }
        match last.whole.remake(&entries, options, &writing) {
            ControlFlow::Break(()) => return Ok(Some((Report::given_up(), last))),
            ControlFlow::Continue(false) => return Ok(None),
            ControlFlow::Continue(true) => {}
        }
        last.whole.site.drop_bodies();
        let stops = Stops::new(options.strict);
        let ending = end(options, &stops, &last.findings, writing, (None, None))?;
        let report = Report {
            findings: last.findings.clone(),
            stopping: 0,
            held_back: Vec::new(),
            files: last.files.clone(),
            language: last.language,
            entries: last.made.entries,
            pages: last.made.pages,
            sheets: last.made.sheets,
            ending,
        };
        Ok(Some((report, last)))
    }
}

impl Whole {
    /// Makes the sheets and pages of entries whose bodies changed. False where that changes more than those: then all
    /// is to be made.
    fn remake(&mut self, entries: &[Id], options: &Options<'_>, writing: &Writing) -> ControlFlow<(), bool> {
        if entries.is_empty() {
            return ControlFlow::Continue(true);
        }
        let stops = Stops::new(options.strict);
        let mut findings = Vec::new();
        let target = gather::target(options.drafts);
        let choice = options.sheets.unwrap_or(self.site.settings.sheets);
        let gathering = Gathering { site: &self.site, writing, target, stops: &stops };
        (options.on_step)(Step::Sheets)?;
        if let Some(fonts) = &self.fonts {
            let facts = typeset::sheets_of(
                &gathering,
                &self.site,
                &self.theme,
                fonts,
                choice,
                &self.pictures,
                entries,
                &mut findings,
            );
            if entries.iter().any(|id| facts.get(id) != self.facts.get(id)) {
                return ControlFlow::Continue(false);
            }
        }
        (options.on_step)(Step::Pages)?;
        render::entry_pages(
            &self.site,
            &self.theme,
            &self.facts,
            &self.pictures,
            entries,
            &gathering,
            &mut findings,
        );
        ControlFlow::Continue(findings.is_empty())
    }
}

/// Makes everything of the entries that are free of errors; each room may find more that are not.
fn make(
    mut site: Site,
    theme: Arc<Theme>,
    inputs: &Inputs,
    options: &Options<'_>,
    stops: &Stops,
    writing: &Writing,
    findings: &mut Vec<Diagnostic>,
) -> ControlFlow<(), (Made, Whole)> {
    stops.drop_faulty(&mut site, findings);
    review::admit(&mut site);
    (options.on_step)(Step::Pictures)?;
    let pictures = pictures::prepare(&site, &inputs.content, writing, findings);
    gather::check_attachments(&site, &inputs.content, findings);
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Sheets)?;
    let target = gather::target(options.drafts);
    let choice = options.sheets.unwrap_or(site.settings.sheets);
    let own_fonts = inputs.fonts(findings);
    // Without sheets the fonts are read only to say what is wrong with the site's own.
    let wanted = choice != SheetChoice::None || !own_fonts.is_empty();
    let fonts = wanted.then(|| Fonts::new(own_fonts, &theme, findings));
    let facts = fonts.as_ref().map_or_else(BTreeMap::new, |fonts| {
        let gathering = Gathering { site: &site, writing, target, stops };
        typeset::sheets_to(&gathering, &site, &theme, fonts, choice, &pictures, findings)
    });
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Pages)?;
    let gathering = Gathering { site: &site, writing, target, stops };
    let pages = render::pages(&site, &theme, &facts, &pictures, &gathering, findings);
    gathering.claim_sheets(&facts, findings);
    if let Some(fonts) = &fonts {
        gathering.slips(&theme, fonts, choice, findings);
    }
    gathering.files(&theme, &inputs.content, &pictures, findings);
    let today = (options.date.or(site.settings.date).is_none()).then_some(site.date);
    let made = Made { entries: site.entries.len(), pages, sheets: facts.len(), today };
    ControlFlow::Continue((made, Whole { site, theme, fonts, pictures, facts }))
}

/// Writes what was made, unless something stands against it.
fn end(
    options: &Options<'_>,
    stops: &Stops,
    findings: &[Diagnostic],
    writing: Writing,
    (seen, kept): (Option<&Seen>, Option<&Memory>),
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
