//! The end of a write: everything goes to its place.

use super::{Done, Writing, Written};
use crate::output::journal::{Change, Journal};
use crate::output::place::{at, size, write_new};
use crate::output::state::{self, Record, Standing, State};
use crate::output::{made, own, stop, strays};
use crate::parallel;
use crate::site_path::SitePath;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::PoisonError;

impl Writing {
    /// Puts everything in its place; what this build has `seen` and what it `kept` is for the next one.
    ///
    /// # Errors
    /// Fails when the disk does or did, naming the file. Unless that was amid the renaming, nothing has changed; else
    /// the next build finishes what this one began.
    pub fn commit(
        self,
        seen: Option<&impl Serialize>,
        kept: Option<&(impl Serialize + Sync)>,
    ) -> anyhow::Result<Written> {
        self.commit_on(seen, kept).map(|(written, _)| written)
    }

    /// The same, with what is known of the output now, for the next write.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub fn commit_on(
        mut self,
        seen: Option<&impl Serialize>,
        kept: Option<&(impl Serialize + Sync)>,
    ) -> anyhow::Result<(Written, Standing)> {
        let done = std::mem::take(self.done.get_mut().unwrap_or_else(PoisonError::into_inner));
        let Done { records, mut changes, removed, used, failure } = done;
        if let Some(failure) = failure {
            return Err(failure);
        }
        let before = own::size(self.earlier.state.files.keys());
        let (mut new, same_files, changed) = self.known(records, &removed);
        let made = match self.amends {
            true => new.files.len(),
            false => new.files.keys().filter(|path| self.is_scoped(path)).count(),
        };
        let unchanged = made.saturating_sub(changes.len());
        let is_fresh = self.fresh.len() == self.scopes.len();
        let is_listed = is_fresh || size(&self.place.of(own::LIST)).is_some();
        let list = if same_files { None } else { self.list(&mut new, before, &mut changes)? };
        // Files that went cannot be amended away.
        let changed = changed.filter(|_| same_files).or_else(|| self.changed(&new));
        let journal = Journal { changes };
        let mut standing = std::mem::take(&mut self.earlier);
        let mut known = standing.renew(new, changed.as_deref());
        known.extend(list.map(|list| (own::LIST, list)));
        let place = self.place.clone();
        let put = || match journal.changes.is_empty() && known.is_empty() {
            true => Ok(()),
            false => self.put(&journal, known),
        };
        let (put, kept) = parallel::both(put, || kept.map(|kept| state::write_kept(&place, kept)));
        put?;
        if !self.amends {
            made::prune(&self.place, &used);
        }
        // Without these the next build only has more to do.
        if let Some(seen) = seen {
            let _ = state::remember(&self.place, seen);
        }
        if let Some(Ok(())) = kept {
            let _ = state::keep(&self.place);
        }
        let (mut written, mut removed) = (Vec::new(), Vec::new());
        for change in journal.changes {
            match change {
                Change::Put { path, .. } => written.push(path),
                Change::Remove { path } => removed.push(path),
            }
        }
        written.sort_unstable();
        let known = |path: &SitePath| standing.state.files.contains_key(path);
        let strays = if is_listed { Vec::new() } else { strays::find(&self.place, self.scopes, known) };
        Ok((Written { written, unchanged, removed, strays }, standing))
    }

    /// What is known of all files now. Where a write amends, also whether the files are those that were known before, so
    /// that none has come or gone, and what else is known of some.
    fn known(
        &mut self,
        records: Vec<(SitePath, Record)>,
        removed: &[SitePath],
    ) -> (State, bool, Option<Vec<(SitePath, Record)>>) {
        if !self.amends {
            return (State { files: records.into_iter().collect() }, false, None);
        }
        let mut known = std::mem::take(&mut self.earlier.state);
        let before = known.files.len();
        let mut changed = records;
        changed.retain(|(path, record)| known.files.get(path) != Some(record));
        known.files.extend(changed.iter().cloned());
        let came = known.files.len() > before;
        let removed = removed.iter().filter_map(|path| known.files.remove_entry(path));
        // Of what was known only this is no more.
        self.earlier.state.files = removed.collect();
        let same_files = !came && self.earlier.state.files.is_empty();
        (known, same_files, Some(changed))
    }

    /// Of which files something else is known now; none where some came or went.
    fn changed(&self, new: &State) -> Option<Vec<(SitePath, Record)>> {
        let earlier = &self.earlier.state.files;
        if new.files.len() != earlier.len() || !new.files.keys().eq(earlier.keys()) {
            return None;
        }
        let pairs = new.files.iter().zip(earlier.values());
        Some(
            pairs.filter(|((_, new), old)| new != old).map(|((path, new), _)| (path.clone(), *new)).collect(),
        )
    }

    /// Gathers what is to be removed: what earlier builds made below the scopes and this one does not. The list of own
    /// files as it will be; none where it is as it was. `before` is how long it is where it names what was known.
    fn list(
        &self,
        new: &mut State,
        before: u64,
        changes: &mut Vec<Change>,
    ) -> anyhow::Result<Option<Vec<u8>>> {
        let earlier = &self.earlier.state.files;
        // The list is written with the state, and says the same where both are whole.
        if size(&self.place.of(own::LIST)) == Some(before) {
            let gone: Vec<_> = earlier.iter().filter(|(path, _)| !new.files.contains_key(*path)).collect();
            let (going, others): (Vec<_>, Vec<_>) =
                gone.into_iter().partition(|(path, _)| self.is_scoped(path));
            changes.extend(going.iter().map(|(path, _)| Change::Remove { path: SitePath::clone(path) }));
            new.files.extend(others.into_iter().map(|(path, record)| (path.clone(), *record)));
            let same = going.is_empty() && own::size(new.files.keys()) == before;
            return Ok((!same).then(|| own::bytes(new.files.keys())));
        }
        let listed = at(own::read(&self.place), &self.place.of(own::LIST))?;
        let mut stays: BTreeSet<SitePath> = new.files.keys().cloned().collect();
        for path in listed.iter().chain(earlier.keys()).collect::<BTreeSet<_>>() {
            if new.files.contains_key(path) {
                continue;
            }
            if self.is_scoped(path) {
                changes.push(Change::Remove { path: path.clone() });
            } else {
                stays.insert(path.clone());
                new.files.extend(earlier.get(path).map(|record| (path.clone(), *record)));
            }
        }
        Ok((stays != listed).then(|| own::bytes(stays.iter())))
    }

    /// Stages what is known of the files, and then carries the journal out.
    fn put(&mut self, journal: &Journal, known: Vec<(&str, Vec<u8>)>) -> anyhow::Result<()> {
        self.ready()?;
        journal.check(&self.place)?;
        for (name, bytes) in known {
            let path = self.place.of("stage").join(name);
            at(write_new(&path, &bytes), &path)?;
            stop::passed();
        }
        self.carry_out(journal)
    }

    fn carry_out(&mut self, journal: &Journal) -> anyhow::Result<()> {
        let path = self.place.of("journal");
        if let Err(error) = journal.write(&path) {
            // What is left of it is not whole, and nobody will follow it.
            let _ = self.place.clear();
            return at(Err(error), &path);
        }
        self.drops_stage = false;
        stop::passed();
        let mut begun = false;
        if let Err(error) = journal.apply(&self.place, &mut begun) {
            if !begun {
                let _ = self.place.clear();
            }
            return Err(error);
        }
        at(self.place.clear(), &path)?;
        stop::passed();
        Ok(())
    }
}
