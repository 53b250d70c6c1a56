//! One build's write.

use super::claims::Claims;
use super::journal::{Change, Journal};
use super::lock::{self, Lock};
use super::place::{Place, at, gone, size, write_new};
use super::state::{Record, Standing, State};
use super::{made, own, state, stop};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, seal};
use crate::parallel;
use crate::site_path::SitePath;
use crate::text::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What writing did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or changed, from the output folder.
    pub written: Vec<SitePath>,
    /// How many files stood as they should.
    pub unchanged: usize,
    /// Files that an earlier build made and this one does not.
    pub removed: Vec<SitePath>,
}

/// One build's write. Dropped before [`Self::commit`], it leaves the output as it was.
pub struct Writing {
    place: Place,
    scopes: &'static [&'static str],
    /// Whether files are written; else they are only claimed.
    writes: bool,
    /// Whether files that are not made now stay.
    amends: bool,
    /// Whether files of earlier builds are taken to be there without a look.
    trusts: bool,
    /// Whether the stage is to be dropped in the end; not once a journal counts on it.
    drops_stage: bool,
    earlier: Standing,
    lock: Mutex<Option<Lock>>,
    claims: Mutex<Claims>,
    done: Mutex<Done>,
    next: AtomicU64,
}

/// What was done so far.
#[derive(Default)]
struct Done {
    /// What is known of the files that were made or stand, in the order of that.
    records: Vec<(SitePath, Record)>,
    changes: Vec<Change>,
    used: BTreeSet<Fingerprint>,
    failure: Option<anyhow::Error>,
}

impl Writing {
    /// Begins a write to `folder`, after whatever a killed program left there is finished or dropped. Of the files that
    /// earlier builds made below `scopes` (first parts of paths), those not made now will be removed.
    ///
    /// # Errors
    /// Fails when another program is writing there, or the disk fails.
    pub fn begin(folder: &Path, scopes: &'static [&'static str]) -> anyhow::Result<Self> {
        Self::begin_on(folder, scopes, None)
    }

    /// The same for who knows what the last write left ([`Self::commit_on`]).
    ///
    /// # Errors
    /// Fails when another program is writing there, or the disk fails.
    pub fn begin_on(
        folder: &Path,
        scopes: &'static [&'static str],
        known: Option<Standing>,
    ) -> anyhow::Result<Self> {
        let place = Place::new(folder);
        let lock = recovered(&place)?;
        let known = known.filter(|known| lock.is_some() && known.is_of(&place));
        let read = || if lock.is_some() { Standing::read(&place) } else { Standing::default() };
        let earlier = known.unwrap_or_else(read);
        Ok(Self::new(place, scopes, true, earlier, lock))
    }

    /// Begins a write that changes some files and leaves all others as they are; none where nothing is known of these.
    ///
    /// # Errors
    /// Fails when another program is writing there, or the disk fails.
    pub fn amend(
        folder: &Path,
        scopes: &'static [&'static str],
        known: Option<Standing>,
    ) -> anyhow::Result<Option<Self>> {
        let mut writing = Self::begin_on(folder, scopes, known)?;
        if writing.earlier.state.files.is_empty() {
            return Ok(None);
        }
        writing.amends = true;
        Ok(Some(writing))
    }

    /// The same, for who looks after the files of earlier builds later ([`Self::stands_whole`]).
    #[must_use]
    pub fn trusting(mut self) -> Self {
        self.trusts = true;
        self
    }

    /// A write that writes nothing: files are claimed, and what was kept can be taken.
    pub fn look(folder: &Path, scopes: &'static [&'static str]) -> Self {
        Self::new(Place::new(folder), scopes, false, Standing::default(), None)
    }

    fn new(
        place: Place,
        scopes: &'static [&'static str],
        writes: bool,
        earlier: Standing,
        lock: Option<Lock>,
    ) -> Self {
        Self {
            place,
            scopes,
            writes,
            amends: false,
            trusts: false,
            drops_stage: true,
            earlier,
            lock: Mutex::new(lock),
            claims: Mutex::default(),
            done: Mutex::default(),
            next: AtomicU64::new(0),
        }
    }

    /// Claims a path; `maker` says in words what it is made from.
    ///
    /// # Errors
    /// Says who takes the path already: a file of the same name (upper and lower case are one, as on Windows), or a
    /// file where the other needs a folder.
    pub fn claim(&self, path: &SitePath, maker: Text) -> Result<(), Diagnostic> {
        locked(&self.claims).add(path, maker)
    }

    /// Whether all these files are there as an earlier build made them from the same `inputs`: then they stay, and need
    /// not be made.
    pub fn stands(&self, paths: &[&SitePath], inputs: Fingerprint) -> bool {
        let record = |path: &SitePath| {
            let record = self.earlier.state.files.get(path).filter(|record| record.inputs == Some(inputs))?;
            let is_there = || size(&self.place.root.join(path.as_str())) == Some(record.size);
            (self.trusts || is_there()).then(|| (path.clone(), *record))
        };
        let Some(records) = paths.iter().map(|path| record(path)).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let mut done = locked(&self.done);
        done.records.extend(records);
        true
    }

    fn is_scoped(&self, path: &SitePath) -> bool {
        path.parts().next().is_some_and(|first| self.scopes.contains(&first))
    }

    /// How many files earlier builds made below the scopes, where every one of them is there in its size.
    pub fn stands_whole(&self) -> Option<usize> {
        let files: Vec<(&SitePath, &Record)> =
            self.earlier.state.files.iter().filter(|(path, _)| self.is_scoped(path)).collect();
        let stand = parallel::map(&files, |(path, record)| {
            size(&self.place.root.join(path.as_str())) == Some(record.size)
        });
        stand.into_iter().all(|stands| stands).then_some(files.len())
    }

    /// The file's bytes, made from `inputs`. A failure of the disk shows when the write is committed.
    pub fn fill(&self, path: &SitePath, inputs: Option<Fingerprint>, bytes: &[u8]) {
        if self.writes
            && let Err(failure) = self.try_fill(path, inputs, bytes)
        {
            locked(&self.done).failure.get_or_insert(failure);
        }
    }

    fn try_fill(&self, path: &SitePath, inputs: Option<Fingerprint>, bytes: &[u8]) -> anyhow::Result<()> {
        let record = Record { inputs, bytes: Fingerprint::of(bytes), size: bytes.len() as u64 };
        let file = self.place.root.join(path.as_str());
        let same = size(&file) == Some(record.size)
            && match self.earlier.state.files.get(path) {
                Some(earlier) => earlier.bytes == record.bytes,
                None => fs::read(&file).is_ok_and(|now| now == bytes),
            };
        let change = if same {
            None
        } else {
            self.ready()?;
            let staged = self.next.fetch_add(1, Ordering::Relaxed);
            let place = self.place.staged(staged);
            at(write_new(&place, bytes), &place)?;
            stop::passed();
            Some(Change::Put { staged, bytes: record.bytes, path: path.clone() })
        };
        let mut done = locked(&self.done);
        done.records.push((path.clone(), record));
        done.changes.extend(change);
        Ok(())
    }

    /// What an earlier build kept of something slow to make; `print` is the fingerprint of all that it is made from.
    pub fn made<T: DeserializeOwned>(&self, print: Fingerprint) -> Option<T> {
        let made = made::read(&self.place, print)?;
        locked(&self.done).used.insert(print);
        Some(made)
    }

    /// What was kept under `print` is of use still, though nobody took it.
    pub fn used(&self, print: Fingerprint) {
        locked(&self.done).used.insert(print);
    }

    /// Keeps something that was slow to make.
    pub fn keep(&self, print: Fingerprint, made: &impl Serialize) {
        if !self.writes {
            return;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let kept = self
            .ready()
            .and_then(|()| at(made::write(&self.place, print, made, number), &self.place.of("made")));
        let mut done = locked(&self.done);
        done.used.insert(print);
        if let Err(failure) = kept {
            done.failure.get_or_insert(failure);
        }
    }

    /// The program's own folder, and the lock on it, before the first byte goes there.
    fn ready(&self) -> anyhow::Result<()> {
        let mut lock = locked(&self.lock);
        if lock.is_none() {
            at(fs::create_dir_all(self.place.own()), &self.place.own())?;
            *lock = Some(lock::take(&self.place.of("lock"))?);
            // Another program was here first and has ended since.
            if self.place.of(state::STATE).exists() || self.place.of("journal").exists() {
                return Err(lock::busy());
            }
        }
        Ok(())
    }

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
        let Done { records, mut changes, used, failure } = done;
        if let Some(failure) = failure {
            return Err(failure);
        }
        let (mut new, same_files, changed) = self.known(records);
        let made = match self.amends {
            true => new.files.len(),
            false => new.files.keys().filter(|path| self.is_scoped(path)).count(),
        };
        let unchanged = made.saturating_sub(changes.len());
        let list = if same_files { None } else { self.list(&mut new, &mut changes)? };
        // Files that went cannot be amended away.
        let changed = changed.filter(|_| same_files).or_else(|| self.changed(&new));
        let journal = Journal { changes };
        let mut standing = std::mem::take(&mut self.earlier);
        let mut known = standing.renew(new, changed.as_deref());
        known.extend(list.map(|list| (own::LIST, list)));
        let put = || match journal.changes.is_empty() && known.is_empty() {
            true => Ok(()),
            false => self.put(&journal, known),
        };
        let (put, kept) = parallel::both(put, || kept.and_then(seal));
        put?;
        if !self.amends {
            made::prune(&self.place, &used);
        }
        // Without these the next build only has more to do.
        if let Some(seen) = seen {
            let _ = state::remember(&self.place, seen);
        }
        if let Some(kept) = kept {
            let _ = state::keep(&self.place, &kept);
        }
        let (mut written, mut removed) = (Vec::new(), Vec::new());
        for change in journal.changes {
            match change {
                Change::Put { path, .. } => written.push(path),
                Change::Remove { path } => removed.push(path),
            }
        }
        written.sort_unstable();
        Ok((Written { written, unchanged, removed }, standing))
    }

    /// What is known of all files now. Where a write amends, also whether the files are those that were known before, so
    /// that none has come, and what else is known of some.
    fn known(&mut self, records: Vec<(SitePath, Record)>) -> (State, bool, Option<Vec<(SitePath, Record)>>) {
        if !self.amends {
            return (State { files: records.into_iter().collect() }, false, None);
        }
        let mut known = std::mem::take(&mut self.earlier.state);
        let before = known.files.len();
        let mut changed = records;
        changed.retain(|(path, record)| known.files.get(path) != Some(record));
        known.files.extend(changed.iter().cloned());
        let same_files = known.files.len() == before;
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
    /// files as it will be; none where it is as it was.
    fn list(&self, new: &mut State, changes: &mut Vec<Change>) -> anyhow::Result<Option<Vec<u8>>> {
        // The list is written with the state, and says the same where both are whole.
        let same = new.files.len() == self.earlier.state.files.len()
            && new.files.keys().eq(self.earlier.state.files.keys());
        if same && size(&self.place.of(own::LIST)) == Some(own::size(new.files.keys())) {
            return Ok(None);
        }
        let listed = at(own::read(&self.place), &self.place.of(own::LIST))?;
        let mut stays: BTreeSet<SitePath> = new.files.keys().cloned().collect();
        for path in listed.iter().chain(self.earlier.state.files.keys()).collect::<BTreeSet<_>>() {
            if new.files.contains_key(path) {
                continue;
            }
            if self.is_scoped(path) {
                changes.push(Change::Remove { path: path.clone() });
            } else {
                stays.insert(path.clone());
                new.files.extend(self.earlier.state.files.get(path).map(|record| (path.clone(), *record)));
            }
        }
        Ok((stays != listed).then(|| own::bytes(&stays)))
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

impl Drop for Writing {
    fn drop(&mut self) {
        let lock = self.lock.get_mut().unwrap_or_else(PoisonError::into_inner);
        if self.drops_stage && lock.is_some() {
            // The next build tries again.
            let _ = gone(fs::remove_dir_all(self.place.of("stage")));
        }
    }
}

/// What the build that made the present output has seen; none where that is not known for sure.
pub fn seen<T: DeserializeOwned>(folder: &Path) -> Option<T> {
    state::seen(&Place::new(folder))
}

/// What the last build kept for the next one; none where there is nothing that this program can trust.
pub fn kept<T: DeserializeOwned>(folder: &Path) -> Option<T> {
    state::kept(&Place::new(folder))
}

/// Finishes or drops the write of a program that was killed at it.
///
/// # Errors
/// Fails when another program is writing there, or the disk fails.
pub fn recover(folder: &Path) -> anyhow::Result<()> {
    recovered(&Place::new(folder)).map(drop)
}

/// The lock on the output folder, with no unfinished write in it; none where there is no output yet.
fn recovered(place: &Place) -> anyhow::Result<Option<Lock>> {
    if !place.own().is_dir() {
        return Ok(None);
    }
    let lock = lock::take(&place.of("lock"))?;
    let path = place.of("journal");
    let journal = match fs::read(&path) {
        Ok(bytes) => Journal::read(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return at(Err(error), &path),
    };
    if let Some(journal) = journal {
        if journal.is_sound(place) {
            journal.apply(place, &mut false)?;
        } else {
            // Bytes were lost, as when the power fails: what lies there is ours, but nothing is known of it.
            let mut list = at(own::read(place), &place.of(own::LIST))?;
            list.extend(journal.paths().cloned());
            at(fs::write(place.of(own::LIST), own::bytes(&list)), &place.of(own::LIST))?;
            at(gone(fs::remove_file(place.of(state::STATE))), &place.of(state::STATE))?;
        }
    }
    at(place.clear(), &path)?;
    Ok(Some(lock))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
