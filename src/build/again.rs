//! The build where nothing but bodies and titles of entries changed since the last one: only what shows those is made.

use super::gather;
use super::inputs::Listed;
use super::session::{Last, Memory, Session, asked, end};
use super::stop::Stops;
use super::whole::Whole;
use super::{Ending, Options, Report};
use crate::calendar::Date;
use crate::check;
use crate::load::File;
use crate::model::{self, Entry, Id, Reread};
use crate::output::Writing;
use crate::render::Changed;
use crate::review;
use crate::site_path::SitePath;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// What was read anew.
#[derive(Default)]
struct Edits {
    /// The files that hold another text.
    saved: Vec<SitePath>,
    /// The entries of which only the body is another.
    bodies: Vec<Id>,
    /// Those with another title.
    titles: Vec<Id>,
}

impl Session {
    /// The build after edits that leave everything in its place; none where they do more.
    pub(super) fn again(
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
        let changed = listed.changed_entries(last.listed.as_ref(), told);
        let Some(edits) = changed.and_then(|changed| last.whole.reread(&changed, kept)) else {
            return Ok(None);
        };
        let stops = Stops::new(options.strict);
        if !last.look_again(&edits, kept, &stops) {
            return Ok(None);
        }
        let Some(changed) = last.whole.admit_again(&edits) else { return Ok(None) };
        let (output, target) = (self.root.join("output"), gather::target(options.drafts));
        let Some(writing) = Writing::amend(&output, target.scopes, self.standing.take())? else {
            return Ok(None);
        };
        // Somebody may have removed files of the output: that is looked at when there is time for it.
        if edits.saved.is_empty() && told.is_none() && writing.stands_whole().is_none() {
            return Ok(None);
        }
        match last.whole.remake(&changed, options, &writing) {
            ControlFlow::Break(()) => return Ok(Some((Report::given_up(), last))),
            ControlFlow::Continue(false) => return Ok(None),
            ControlFlow::Continue(true) => {}
        }
        last.whole.site.drop_bodies();
        let findings = last.found.all(&last.whole.site);
        let (ending, standing) = end(options, &stops, &findings, writing, (None, None))?;
        self.standing = standing;
        let held_back =
            if matches!(ending, Ending::Written { .. }) { stops.faulty(&findings) } else { Vec::new() };
        let content = &last.whole.site.folder;
        let report = Report {
            stands: told.is_none() && edits.saved.is_empty(),
            saved: edits.saved,
            stopping: 0,
            held_back,
            files: last.inputs.files_with(content, last.whole.theme.texts(), &findings),
            findings,
            language: last.inputs.language,
            entries: last.made.entries,
            pages: last.made.pages,
            sheets: last.made.sheets,
            drafts: last.made.drafts,
            ending,
        };
        Ok(Some((report, last)))
    }
}

impl Last {
    /// Has rules look again where something changed. False where that finds what stops a build, or where the making found
    /// something before: then all is to be made.
    fn look_again(&mut self, edits: &Edits, kept: &mut Memory, stops: &Stops) -> bool {
        let site = &self.whole.site;
        let entries = |ids: &[Id]| ids.iter().filter_map(|id| site.entry(id)).collect::<Vec<&Entry>>();
        let (changed, renamed) = (entries(&edits.bodies), entries(&edits.titles));
        let made_badly =
            |entry: &&Entry| self.found.making.iter().any(|finding| finding.spoiled() == Some(&entry.path));
        if changed.iter().chain(&renamed).any(made_badly) {
            return false;
        }
        if changed.is_empty() && renamed.is_empty() {
            return true;
        }
        let mut now = Vec::new();
        let looked_at = check::check_again(site, &changed, &renamed, &mut kept.checked, &mut now);
        let looked_at: Vec<SitePath> = looked_at.into_iter().cloned().collect();
        // Of a body the rules of the site see no more than whether it is the text that was approved.
        if !edits.titles.is_empty() || review::is_asked(site) {
            self.found.site.clear();
            check::check_site(site, &mut self.found.site);
        }
        self.found.renew_entries(&looked_at, now);
        !self.found.before_making(Some(site)).iter().any(|finding| stops.counts(finding))
    }
}

impl Whole {
    /// Reads the files that may have changed. None where that changes more than bodies and titles.
    fn reread(&mut self, changed: &[&File], kept: &mut Memory) -> Option<Edits> {
        let mut edits = Edits::default();
        for file in changed {
            match model::reread(&mut self.site, &mut kept.entries, file) {
                Reread::Nothing => continue,
                Reread::Draft => {}
                Reread::Body(id) => edits.bodies.push(id),
                Reread::Title(id) => edits.titles.push(id),
                Reread::More => return None,
            }
            edits.saved.push(file.path.clone());
        }
        Some(edits)
    }

    /// Puts the entries as they are now among those that the review lets through, and says which of those changed. None
    /// where one came or went.
    fn admit_again(&mut self, edits: &Edits) -> Option<Changed> {
        let mut changed = Changed::default();
        for (ids, shown) in [(&edits.bodies, &mut changed.bodies), (&edits.titles, &mut changed.items)] {
            for id in ids {
                let now = self.site.entries.iter().find(|entry| entry.id == *id)?;
                let before = self.admitted.iter_mut().find(|entry| entry.id == *id);
                match (before, review::is_admitted(&self.site, now)) {
                    (Some(before), true) => {
                        *before = Arc::clone(now);
                        shown.insert(id.clone());
                    }
                    (None, false) => {}
                    _ => return None,
                }
            }
        }
        Some(changed)
    }
}
