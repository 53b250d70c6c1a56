//! One build's write: what is known before, what is claimed, and what is staged.

mod commit;
mod recover;

pub use recover::recover;

use super::claims::{self, Claims};
use super::journal::Change;
use super::lock::{self, Lock};
use super::place::{Place, Staged, at, gone, size, write_new};
use super::state::{Record, Standing};
use super::{made, state, stop};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::parallel;
use crate::site_path::SitePath;
use crate::text::Text;
use recover::recovered;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs;
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
    /// Files that lie beside those of this build, where the list of what builds made was lost: nobody knows whose they are,
    /// and they stay.
    pub strays: Vec<SitePath>,
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
    /// The scopes of which there is nothing yet: their files are staged as a tree.
    fresh: Vec<&'static str>,
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
    /// What goes, where all else stays.
    removed: Vec<SitePath>,
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

    /// Ends a write that has filled nothing, and says what is known of the output for the next one.
    pub fn give_up(mut self) -> Option<Standing> {
        let is_locked = locked(&self.lock).is_some();
        is_locked.then(|| std::mem::take(&mut self.earlier))
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
        let is_fresh = |scope: &&&str| fs::symlink_metadata(place.root.join(scope)).is_err();
        let fresh = scopes.iter().filter(is_fresh).copied().collect();
        // About as many as there were.
        let claims = Claims::with_room(earlier.state.files.len());
        let done = Done { records: Vec::with_capacity(earlier.state.files.len()), ..Done::default() };
        Self {
            place,
            scopes,
            fresh,
            writes,
            amends: false,
            trusts: false,
            drops_stage: true,
            earlier,
            lock: Mutex::new(lock),
            claims: Mutex::new(claims),
            done: Mutex::new(done),
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
        let is_fresh = path.parts().next().is_some_and(|first| self.fresh.contains(&first));
        let change = if !is_fresh && self.holds(path, &record, bytes) {
            None
        } else {
            self.ready()?;
            let number = || self.next.fetch_add(1, Ordering::Relaxed);
            let staged = if is_fresh { Staged::Tree } else { Staged::Number(number()) };
            let place = self.place.staged(staged, path);
            at(write_new(&place, bytes), &place)?;
            stop::passed();
            Some(Change::Put { staged, bytes: record.bytes, path: path.clone() })
        };
        let mut done = locked(&self.done);
        done.records.push((path.clone(), record));
        done.changes.extend(change);
        Ok(())
    }

    /// Whether these bytes lie at a path already.
    fn holds(&self, path: &SitePath, record: &Record, bytes: &[u8]) -> bool {
        let file = self.place.root.join(path.as_str());
        size(&file) == Some(record.size)
            && match self.earlier.state.files.get(path) {
                Some(earlier) => earlier.bytes == record.bytes,
                None => fs::read(&file).is_ok_and(|now| now == bytes),
            }
    }

    /// Removes a file that an earlier build made, where all else stays ([`Self::amend`]).
    pub fn remove(&self, path: &SitePath) {
        locked(&self.done).removed.push(path.clone());
    }

    /// Whether no file that is new takes the path of one that stays ([`Self::amend`]); who takes whose, the claims of a
    /// whole build say.
    pub fn is_without_clash(&self) -> bool {
        let done = locked(&self.done);
        let known = &self.earlier.state.files;
        let is_new = |path: &&SitePath| !known.contains_key(*path);
        let new: Vec<&SitePath> = done.records.iter().map(|(path, _)| path).filter(is_new).collect();
        let staying = known.keys().filter(|path| !new.is_empty() && !done.removed.contains(path));
        !claims::clash_with(&new, staying)
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
            // What it left, where it was killed before it wrote either, would go along with a staged tree.
            at(gone(fs::remove_dir_all(self.place.of("stage"))), &self.place.of("stage"))?;
        }
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

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
