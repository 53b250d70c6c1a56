//! Whether anything below some folders has changed, for disks that do not tell.

use super::stamps::REST;
use crate::fingerprint::Fingerprint;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// The largest file that is read to see whether it changed, in bytes; of a larger one the time must do.
const MOST_READ: u64 = 16 << 20;

/// The files below some folders, as the disk shows them at one moment.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<PathBuf, Look>,
}

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    size: u64,
    modified: Option<SystemTime>,
    /// The fingerprint of its bytes, where its time tells nothing yet.
    bytes: Option<Fingerprint>,
}

impl Snapshot {
    /// Looks at all files below these folders of `root`. What cannot be looked at counts as not there.
    pub fn take(root: &Path, folders: &[&str]) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "only to mistrust what changed just now; nothing is made of it"
        )]
        let newest = SystemTime::now().checked_sub(REST);
        let items = folders.iter().flat_map(|folder| WalkDir::new(root.join(folder)).follow_links(true));
        let files = items.flatten().filter_map(|item| {
            let data = item.metadata().ok().filter(Metadata::is_file)?;
            Some((item.path().to_owned(), Look::at(item.path(), &data, newest)))
        });
        Self { files: files.collect() }
    }

    /// Whether a later look shows anything else.
    pub fn differs(&self, later: &Self) -> bool {
        let same = |((one_path, one), (path, other)): ((&PathBuf, &Look), (&PathBuf, &Look))| {
            one_path == path && !one.differs(other)
        };
        self.files.len() != later.files.len() || !self.files.iter().zip(&later.files).all(same)
    }
}

impl Look {
    fn at(path: &Path, data: &Metadata, newest: Option<SystemTime>) -> Self {
        let modified = data.modified().ok();
        let rests = modified.is_some_and(|time| newest.is_some_and(|newest| time <= newest));
        let read = !rests && data.len() <= MOST_READ;
        let bytes = read.then(|| fs::read(path).ok()).flatten().map(|bytes| Fingerprint::of(&bytes));
        Self { size: data.len(), modified, bytes }
    }

    /// A file that has come to rest since is not read again: its time says whether it changed.
    fn differs(&self, later: &Self) -> bool {
        let bytes = self.bytes.is_some() && later.bytes.is_some() && self.bytes != later.bytes;
        self.size != later.size || self.modified != later.modified || bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Snapshot;
    use std::fs;

    #[test]
    fn a_change_shows_even_where_size_and_time_stay() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("a/b")).unwrap();
        let look = || Snapshot::take(root.path(), &["a", "none"]);
        let file = root.path().join("a/b/1.md");
        let empty = look();
        fs::write(&file, "甲").unwrap();
        let one = look();
        assert!(empty.differs(&one) && one.differs(&empty) && !one.differs(&look()));
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "乙").unwrap();
        fs::File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
        let two = look();
        assert!(one.differs(&two));
        fs::rename(&file, root.path().join("a/b/2.md")).unwrap();
        assert!(two.differs(&look()));
    }
}
