//! One build after the other of the same site: what the last one read and made ready is still at hand.

use super::found::Found;
use super::gather;
use super::inputs::{Inputs, Listed};
use super::seen::{self, Seen};
use super::stop::{self, Stops};
use super::whole::{self, Whole};
use super::{Ending, Faulty, Goal, Options, Report, Step};
use crate::calendar::Date;
use crate::check::{self, Checked};
use crate::diagnostic::Diagnostic;
use crate::load::Listing;
use crate::model::{self, Kept, Request};
use crate::output::{self, Standing, Writing};
use crate::parallel;
use crate::render::Changed;
use crate::site_path::SitePath;
use crate::terms::SheetChoice;
use crate::theme::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Builds of one site.
///
/// Where only bodies and titles of entries have changed since the last build, which found nothing that stops one, only the
/// pages and sheets that show those are made. Every other change goes the straight line, past
/// what is still at hand.
pub struct Session {
    pub(super) root: PathBuf,
    /// What is kept of the entries; none before the first build.
    pub(super) kept: Option<Memory>,
    pub(super) last: Option<Last>,
    /// The theme as it was last read.
    theme: Option<ThemeAsRead>,
    /// What the last write left.
    pub(super) standing: Option<Standing>,
    /// Whether there will be another build.
    goes_on: bool,
}

/// A theme as it was read, with the files it was read from and its name.
type ThemeAsRead = (Option<Listing>, String, Arc<Theme>);

/// The theme as it was read before, where none of its files changed since.
fn theme_at_hand(theme: Option<&ThemeAsRead>, listed: &Listed, name: &str) -> Option<Arc<Theme>> {
    let (themes, known, theme) = theme?;
    (listed.has_themes(themes.as_ref()) && known == name).then(|| Arc::clone(theme))
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
pub(super) struct Last {
    pub(super) asked: Asked,
    /// What was listed; none where that is being looked at again.
    pub(super) listed: Option<Listed>,
    pub(super) inputs: Inputs,
    pub(super) whole: Whole,
    pub(super) made: Made,
    pub(super) found: Found,
    /// What was to be made since, when a build was given up.
    pub(super) owed: Owed,
}

/// What a build that was given up leaves to the next one.
#[derive(Default)]
pub(super) struct Owed {
    /// What changed.
    pub(super) changed: Changed,
    /// The files that had been saved.
    pub(super) saved: Vec<SitePath>,
}

/// What a build was asked for.
pub(super) type Asked = (Option<Date>, Option<SheetChoice>, bool, bool, Goal);

pub(super) fn asked(options: &Options<'_>) -> Asked {
    (options.date, options.sheets, options.drafts, options.strict, options.goal)
}

/// How much a run made.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Made {
    pub(super) entries: usize,
    pub(super) pages: usize,
    pub(super) sheets: usize,
    /// Drafts that nobody asked for.
    pub(super) drafts: usize,
    /// The build date, where it is today's because nobody named one.
    pub(super) today: Option<Date>,
}

impl Session {
    /// Builds of the site at `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), kept: None, last: None, theme: None, standing: None, goes_on: true }
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
        let listed = self.last.as_mut().and_then(|last| last.listed.take());
        let listed = listed.and_then(|listed| listed.renewed(changed));
        self.listed_build(listed.map(|listed| (listed, changed)), options)
    }

    /// The theme as the last build read it, where none of its files changed since.
    pub(super) fn theme(&self, listed: &Listed, name: &str) -> Option<Arc<Theme>> {
        theme_at_hand(self.theme.as_ref(), listed, name)
    }

    /// What is kept of the entries: as the last build left it, else as it lies on the disk.
    pub(super) fn kept_entries(&self) -> Kept {
        let kept = self.kept.as_ref().map(|memory| memory.entries.clone());
        let on_disk = || output::kept::<Memory>(&self.root.join("output")).map(|memory| memory.entries);
        kept.or_else(on_disk).unwrap_or_default()
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
        let mut saved = told.map(|told| listed.at(told)).unwrap_or_default();
        if let Some(last) = self.last.take() {
            if told.is_none()
                && let Some(before) = &last.listed
            {
                saved = listed.news(before);
            }
            if let Some((report, last)) = self.again(last, (&listed, told), options)? {
                self.last = last.map(|last| Last { listed: Some(listed), ..last });
                return Ok(report);
            }
        }
        let report = self.straight(listed, told.is_some(), options)?;
        Ok(Report { saved, ..report })
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
        let mut inputs = listed.read(&self.root, &kept.entries)?;
        let mut found = Found { reading: inputs.problems(), ..Found::default() };
        let held = theme_at_hand(self.theme.as_ref(), &listed, &inputs.theme_name);
        let (mut of_theme, mut of_site) = (Vec::new(), Vec::new());
        let theme = || held.or_else(|| Theme::load(inputs.theme.as_ref(), &mut of_theme).map(Arc::new));
        let request = Request { date: options.date, drafts: options.drafts };
        let site = || model::read_again(&inputs.content, &request, &mut kept.entries, &mut of_site);
        let (theme, mut site) = parallel::both(theme, site);
        // One in which something was found is read again.
        let is_sound = of_theme.is_empty();
        found.reading.extend(of_theme.into_iter().chain(of_site));
        self.theme = theme
            .as_ref()
            .filter(|_| self.goes_on && is_sound)
            .map(|theme| (listed.themes.clone(), inputs.theme_name.clone(), Arc::clone(theme)));
        let known = self.standing.take();
        let goal = options.goal;
        let begin = || match goal {
            Goal::Check => Ok(None),
            Goal::Write(_) => Writing::begin_on(&output, target.scopes, known).map(Some),
        };
        let check = || {
            if let Some(site) = &site {
                check::check_entries(site, &mut kept.checked, &mut found.entries);
                check::check_site(site, &mut found.site);
                check::check_reviews(site, &check::all(site), &mut found.reviews);
            }
        };
        // What is known of the output takes a while to read.
        let ((), begun) = parallel::both(check, begin);
        let begun = begun?;
        // What comes has better use for so much memory, and a watch sits there for days.
        if let Some(site) = &mut site {
            inputs.let_go_of_texts(site, &listed, &kept.entries);
        }
        let mut findings = found.before_making(site.as_ref());
        let stops = Stops::new(options.strict);
        let texts = theme.as_ref().map(|theme| theme.texts().clone()).unwrap_or_default();
        let writing = match (options.goal, begun) {
            (Goal::Write(faulty), Some(writing)) if stops.may_write(&findings, faulty) => {
                // What was told is shown first; a look at everything follows.
                if is_told { writing.trusting() } else { writing }
            }
            (_, begun) => {
                self.standing = begun.and_then(Writing::give_up);
                Writing::look(&output, target.scopes)
            }
        };
        let before_making = findings.len();
        let made = match (site, theme) {
            (Some(site), Some(theme)) => {
                whole::make(site, theme, &inputs, options, &stops, &writing, &mut findings)
                    .map_continue(|(made, whole)| (made, Some(whole)))
            }
            _ => ControlFlow::Continue((Made::default(), None)),
        };
        let ControlFlow::Continue((made, whole)) = made else { return Ok(Report::given_up()) };
        found.making.extend(findings.iter().skip(before_making).cloned());
        let findings = stop::sorted(findings);
        let (files, language) = (inputs.files(&texts, &findings), inputs.language);
        let stopping = findings.iter().filter(|finding| stops.counts(finding)).count();
        // What stops a build, or holds entries back, must be found again.
        let before = before.filter(|_| stopping == 0);
        let seen = before.and_then(|before| Seen::new(before, &made, language, (&findings, &files)));
        let worth = kept.entries.is_worth_writing();
        let kept_now = (seen.as_ref(), worth.then_some(&*kept));
        let (ending, standing) = end(options, &stops, &findings, writing, kept_now)?;
        self.standing = standing;
        let is_written = matches!(ending, Ending::Written { .. });
        if worth && is_written {
            kept.entries.mark_written();
        }
        if let Some(whole) = &whole {
            whole.site.drop_bodies();
        }
        if is_written && stopping == 0 {
            self.last = whole.map(|whole| Last {
                asked: asked(options),
                listed: Some(listed),
                inputs: inputs.without_content(),
                whole,
                made,
                found,
                owed: Owed::default(),
            });
        }
        Ok(Report {
            saved: Vec::new(),
            stands: false,
            stopping,
            held_back: if is_written { stops.faulty(&findings) } else { Vec::new() },
            findings,
            files,
            language,
            entries: made.entries,
            pages: made.pages,
            sheets: made.sheets,
            drafts: made.drafts,
            ending,
        })
    }
}

/// Writes what was made, unless something stands against it.
pub(super) fn end(
    options: &Options<'_>,
    stops: &Stops,
    findings: &[Diagnostic],
    writing: Writing,
    (seen, kept): (Option<&Seen>, Option<&Memory>),
) -> anyhow::Result<(Ending, Option<Standing>)> {
    let Goal::Write(faulty) = options.goal else { return Ok((Ending::Checked, None)) };
    if !stops.may_write(findings, faulty) {
        let hold_back_helps = faulty == Faulty::Stop && stops.may_write(findings, Faulty::HoldBack);
        return Ok((Ending::Stopped { hold_back_helps }, None));
    }
    if (options.on_step)(Step::Write).is_break() {
        return Ok((Ending::GivenUp, writing.give_up()));
    }
    let (written, standing) = writing.commit_on(seen, kept)?;
    Ok((Ending::Written { written, folders: gather::target(options.drafts).folders }, Some(standing)))
}
