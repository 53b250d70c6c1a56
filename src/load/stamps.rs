//! Whether files are still those that were read, as far as the disk tells without reading them.

use crate::fingerprint::Fingerprint;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// How long a file must have rested before its time tells anything: some disks count in steps of two seconds.
const REST: Duration = Duration::from_secs(3);

/// The fingerprint of the names, sizes and times of all files below these folders of `root`. None where that would not
/// tell every change: a file changed a moment ago may change again within the same tick of the disk's clock.
pub fn stamps(root: &Path, folders: &[&str]) -> Option<Fingerprint> {
    #[expect(
        clippy::disallowed_methods,
        reason = "only to mistrust what changed just now; nothing is made of it"
    )]
    let newest = SystemTime::now().checked_sub(REST)?;
    let mut stamps = Vec::new();
    for folder in folders {
        let place = root.join(folder);
        if !place.exists() {
            continue;
        }
        for item in WalkDir::new(&place).follow_links(true).sort_by_file_name() {
            let item = item.ok()?;
            let data = item.metadata().ok()?;
            let changed = data.modified().ok()?;
            // A folder's time changes with the files in it, which are listed themselves.
            if data.is_dir() {
                continue;
            }
            if changed > newest {
                return None;
            }
            let path = item.path().strip_prefix(root).ok()?.to_str()?.to_owned();
            let changed = changed.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            stamps.push((path, data.len(), changed, on_disk(&data)));
        }
    }
    Fingerprint::of_value(&stamps)
}

/// The file's number and when anything of it was changed, where the system tells.
#[cfg(unix)]
fn on_disk(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn on_disk(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::stamps;
    use std::fs::{self, File};
    use std::time::Duration;

    #[test]
    fn a_change_of_a_file_that_has_rested_is_seen() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        let rested = |path: &str, text: &str, seconds| {
            fs::write(root.path().join(path), text).unwrap();
            let file = File::options().append(true).open(root.path().join(path)).unwrap();
            let time = file.metadata().unwrap().modified().unwrap() - Duration::from_secs(seconds);
            file.set_modified(time).unwrap();
            stamps(root.path(), &["a", "b"])
        };
        assert_eq!(rested("a/1", "x", 0), None, "it may change again at once");
        let first = rested("a/1", "x", 60);
        assert!(first.is_some());
        assert_eq!(stamps(root.path(), &["a", "b"]), first);
        let longer = rested("a/1", "xy", 60);
        assert_ne!(longer, first);
        assert_ne!(rested("a/2", "", 60), longer);
        fs::remove_file(root.path().join("a/2")).unwrap();
        assert_eq!(stamps(root.path(), &["a", "b"]), longer);
    }
}
