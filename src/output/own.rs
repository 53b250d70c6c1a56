//! The list of the files that builds made, `.mingbai/files`: only these are ever removed.

use super::place::{self, OWN, Place};
use crate::site_path::SitePath;
use std::collections::BTreeSet;
use std::io;

/// The list's name in the program's own folder.
pub(super) const LIST: &str = "files";

/// Reads the list; none where nothing was built yet. A line that is no path below the folder is passed over.
pub(super) fn read(place: &Place) -> io::Result<BTreeSet<SitePath>> {
    match place::read(&place.of(LIST)) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let paths = text.lines().filter_map(|line| SitePath::new(line).ok());
            Ok(paths.filter(|path| path.parts().next() != Some(OWN)).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// The list as bytes.
pub(super) fn bytes<'p>(paths: impl Iterator<Item = &'p SitePath>) -> Vec<u8> {
    paths.flat_map(|path| [path.as_str(), "\n"]).collect::<String>().into_bytes()
}

/// How many bytes the list of these has.
pub(super) fn size<'p>(paths: impl Iterator<Item = &'p SitePath>) -> u64 {
    paths.map(|path| path.as_str().len() as u64 + 1).sum()
}
