//! What is slow to make, kept by the fingerprint of what it is made from: `.mingbai/made/`.

use super::place::{self, Place, write_new};
use super::stop;
use crate::fingerprint::{Fingerprint, seal, unseal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

const FOLDER: &str = "made";

/// How much of what the last build did not use is kept, in bytes: what is changed is often changed back.
const MOST_UNUSED: u64 = 64 << 20;

/// What was kept under `print`; none where it is not there whole.
pub(super) fn read<T: DeserializeOwned>(place: &Place, print: Fingerprint) -> Option<T> {
    unseal(&place::read(&path(place, print)).ok()?)
}

/// Keeps a value; `number` is that of a staged file that nobody else writes.
pub(super) fn write(
    place: &Place,
    print: Fingerprint,
    value: &impl Serialize,
    number: u64,
) -> io::Result<()> {
    let Some(bytes) = seal(value) else { return Ok(()) };
    let staged = place.numbered(number);
    write_new(&staged, &bytes)?;
    stop::passed();
    fs::create_dir_all(place.of(FOLDER))?;
    let path = path(place, print);
    fs::rename(&staged, &path).or_else(|_| {
        place::free(&path)?;
        fs::rename(&staged, &path)
    })
}

/// Removes what was not `used`, the oldest first, until little enough is left.
pub(super) fn prune(place: &Place, used: &BTreeSet<Fingerprint>) {
    let Ok(items) = fs::read_dir(place.of(FOLDER)) else { return };
    let mut unused: Vec<(SystemTime, PathBuf, u64)> = items
        .flatten()
        .filter(|item| {
            let name = item.file_name();
            name.to_str().and_then(Fingerprint::read).is_some_and(|print| !used.contains(&print))
        })
        .filter_map(|item| {
            let data = item.metadata().ok()?;
            Some((data.modified().ok()?, item.path(), data.len()))
        })
        .collect();
    unused.sort();
    let mut size: u64 = unused.iter().map(|(_, _, size)| size).sum();
    for (_, path, one) in unused {
        if size <= MOST_UNUSED {
            break;
        }
        // One that cannot be removed today is removed another day.
        let _ = fs::remove_file(path);
        size -= one;
    }
}

fn path(place: &Place, print: Fingerprint) -> PathBuf {
    place.of(FOLDER).join(print.to_string())
}
