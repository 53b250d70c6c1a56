//! The build where nothing but bodies and titles of entries changed since the last one: only what shows those is made. What
//! has its approval lost by that, or gained, goes or comes.

use super::found;
use super::gather;
use super::inputs::Listed;
use super::session::{Last, Memory, Owed, Session, asked, end};
use super::stop::Stops;
use super::whole::Whole;
use super::{Ending, Options, Report};
use crate::calendar::Date;
use crate::check;
use crate::load::File;
use crate::model::{self, Entry, Id, Reread, newest_first};
use crate::output::Writing;
use crate::render::Changed;
use crate::review;
use crate::site_path::SitePath;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::mem;
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
    /// The build after edits of bodies and titles, and what the next one can build on; none where they do more.
    pub(super) fn again(
        &mut self,
        mut last: Last,
        (listed, told): (&Listed, Option<&BTreeSet<PathBuf>>),
        options: &Options<'_>,
    ) -> anyhow::Result<Option<(Report, Option<Last>)>> {
        let Some(kept) = &mut self.kept else { return Ok(None) };
        let same_day = last.made.today.is_none_or(|today| today == Date::today());
        if last.asked != asked(options) || !same_day {
            return Ok(None);
        }
        let changed = listed.changed_entries(last.listed.as_ref(), told);
        let Some(mut edits) = changed.and_then(|changed| last.whole.reread(&changed, kept)) else {
            return Ok(None);
        };
        let stops = Stops::new(options.strict);
        if !last.look_again(&edits, kept, &stops) {
            return Ok(None);
        }
        let Some(changed) = last.whole.admit_again(&edits) else { return Ok(None) };
        let owed = mem::take(&mut last.owed);
        let is_looking = told.is_none() && edits.saved.is_empty() && owed.changed.is_empty();
        edits.saved.extend(owed.saved);
        let (changed, saved) = (changed.after(owed.changed), edits.saved);
        let (output, target) = (self.root.join("output"), gather::target(options.drafts));
        let Some(writing) = Writing::amend(&output, target.scopes, self.standing.take())? else {
            return Ok(None);
        };
        // Somebody may have removed files of the output: that is looked at when there is time for it.
        if is_looking && writing.stands_whole().is_none() {
            return Ok(None);
        }
        match last.whole.remake(&changed, options, &writing) {
            ControlFlow::Break(()) => {
                self.standing = writing.give_up();
                return Ok(Some((Report::given_up(), last.owing(Owed { changed, saved }))));
            }
            ControlFlow::Continue(false) => return Ok(None),
            ControlFlow::Continue(true) => {}
        }
        last.whole.site.drop_bodies();
        last.made = last.whole.made(last.made);
        let findings = last.found.all(&last.whole.site);
        let (ending, standing) = end(options, &stops, &findings, writing, (None, None))?;
        self.standing = standing;
        if !matches!(ending, Ending::Written { .. }) {
            return Ok(Some((Report::given_up(), last.owing(Owed { changed, saved }))));
        }
        let held_back = stops.faulty(&findings);
        let content = &last.whole.site.folder;
        let report = Report {
            stands: is_looking,
            saved,
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
        Ok(Some((report, Some(last))))
    }
}

impl Last {
    /// The same after a build that was given up, which the next one makes up for. None where it was to remove files: which,
    /// is no longer known.
    fn owing(self, owed: Owed) -> Option<Self> {
        owed.changed.moved.is_empty().then_some(Self { owed, ..self })
    }

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
        let (mut now, mut reviews) = (Vec::new(), Vec::new());
        let looked_at = check::check_again(site, &changed, &renamed, &mut kept.checked, &mut now);
        found::renew(&mut self.found.entries, &looked_at, now);
        // Whether it is the text that was approved.
        let edited: Vec<&Entry> = changed.iter().chain(&renamed).copied().collect();
        check::check_reviews(site, &edited, &mut reviews);
        let edited: Vec<&SitePath> = edited.iter().map(|entry| &entry.path).collect();
        found::renew(&mut self.found.reviews, &edited, reviews);
        // Of bodies these see nothing.
        if !edits.titles.is_empty() {
            self.found.site.clear();
            check::check_site(site, &mut self.found.site);
        }
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
    /// where one came or went that others build on, or that brings files.
    fn admit_again(&mut self, edits: &Edits) -> Option<Changed> {
        let mut changed = Changed::default();
        let is_alone = |entry: &Entry| {
            let follows = entry.corrects.is_some() || !entry.supersedes.is_empty();
            !follows && !self.site.followers.contains_key(&entry.id)
        };
        let has_files = |entry: &Entry| !entry.images.is_empty() || !entry.attachments.is_empty();
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
                    _ if is_alone(now) && !has_files(now) => changed.moved.push(Arc::clone(now)),
                    _ => return None,
                }
            }
        }
        for entry in &changed.moved {
            let at = self.admitted.partition_point(|other| newest_first(other, entry) == Ordering::Less);
            match self.admitted.get(at).filter(|other| other.id == entry.id) {
                Some(_) => drop(self.admitted.remove(at)),
                None => self.admitted.insert(at, Arc::clone(entry)),
            }
        }
        Some(changed)
    }
}
