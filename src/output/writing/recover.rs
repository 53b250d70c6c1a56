//! After a program that was killed at its write.

use crate::output::journal::Journal;
use crate::output::lock::{self, Lock};
use crate::output::place::{self, Place, at, free, free_for_folder, gone};
use crate::output::{own, state};
use std::fs;
use std::io;
use std::path::Path;

/// Finishes or drops the write of a program that was killed at it.
///
/// # Errors
/// Fails when another program is writing there, or the disk fails.
pub fn recover(folder: &Path) -> anyhow::Result<()> {
    recovered(&Place::new(folder)).map(drop)
}

/// The lock on the output folder, with no unfinished write in it; none where there is no output yet.
pub(super) fn recovered(place: &Place) -> anyhow::Result<Option<Lock>> {
    if !place.own().is_dir() {
        at(free_for_folder(&place.own()), &place.own())?;
        return Ok(None);
    }
    for name in ["lock", "journal", own::LIST].iter().chain(state::NAMES) {
        at(free(&place.of(name)), &place.of(name))?;
    }
    for name in ["stage", "made"] {
        at(free_for_folder(&place.of(name)), &place.of(name))?;
    }
    let lock = lock::take(&place.of("lock"))?;
    let path = place.of("journal");
    let journal = match place::read(&path) {
        Ok(bytes) => Journal::read(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return at(Err(error), &path),
    };
    if let Some(journal) = journal {
        if journal.is_sound(place) {
            journal.finish(place)?;
        } else {
            // Bytes were lost, as when the power fails: what lies there is ours, but nothing is known of it.
            let mut list = at(own::read(place), &place.of(own::LIST))?;
            list.extend(journal.paths().cloned());
            at(fs::write(place.of(own::LIST), own::bytes(list.iter())), &place.of(own::LIST))?;
            at(gone(fs::remove_file(place.of(state::STATE))), &place.of(state::STATE))?;
        }
    }
    at(place.clear(), &path)?;
    Ok(Some(lock))
}
