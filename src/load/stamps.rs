//! Whether a file is still the one that was read, as far as the disk tells without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// How long a file must have rested before its time tells anything: some disks count in steps of two seconds.
pub(super) const REST: Duration = Duration::from_secs(3);

/// The size and the times of a file: a file that bears the stamp it bore has the bytes it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified: Duration,
    on_disk: (u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file; none where it would not tell every change, because the file was changed a moment before
    /// `now` and may change again within the same tick of the disk's clock.
    pub(super) fn of(data: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = data.modified().ok()?;
        if modified > now.checked_sub(REST)? {
            return None;
        }
        let modified = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(Self { size: data.len(), modified, on_disk: on_disk(data) })
    }
}

/// The file's number and when anything of it was changed (seconds, nanoseconds), where the system tells.
#[cfg(unix)]
fn on_disk(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn on_disk(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
