//! The list of the files that builds made, `.mingbai/files`: only these are ever removed.

use crate::site_path::SitePath;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

const FOLDER: &str = ".mingbai";
const LIST: &str = ".mingbai/files";

/// Reads the list; none where nothing was built yet. A line that is no path below the folder is passed over.
pub(super) fn read(folder: &Path) -> io::Result<BTreeSet<SitePath>> {
    match fs::read(folder.join(LIST)) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let paths = text.lines().filter_map(|line| SitePath::new(line).ok());
            Ok(paths.filter(|path| path.parts().next() != Some(FOLDER)).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// Writes the list.
pub(super) fn write(folder: &Path, paths: &BTreeSet<SitePath>) -> io::Result<()> {
    let lines: String = paths.iter().map(|path| format!("{path}\n")).collect();
    super::write::replace(&folder.join(LIST), lines.as_bytes()).map(drop)
}
