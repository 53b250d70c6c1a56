//! The lock against two builds at once. The system lets go of it when its holder ends in whatever way, so a lock that is
//! held is never stale; the file itself stays.

use crate::text::Text;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long it may take until a lock that nobody means to hold is let go.
const MOMENT: Duration = Duration::from_millis(100);

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock at `path`.
pub(super) fn take(path: &Path) -> anyhow::Result<Lock> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    let file = super::place::at(file, path)?;
    let since = Instant::now();
    let taken = loop {
        match file.try_lock() {
            // A program that is being started, such as a browser, holds what its starter held for a moment.
            Err(TryLockError::WouldBlock) if since.elapsed() < MOMENT => thread::sleep(MOMENT / 20),
            taken => break taken,
        }
    };
    match taken {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(busy()),
        // Some network disks know no locks: a build there is worth more than the guard.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            Ok(Lock { _file: file })
        }
        Err(TryLockError::Error(error)) => super::place::at(Err(error), path),
    }
}

/// What is said where another build holds the lock.
pub(super) fn busy() -> anyhow::Error {
    anyhow::Error::msg(Text::new(
        "另一个 mingbai 正在生成这个站点，等它结束再试",
        "another mingbai is building this site; try again when it has ended",
    ))
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn a_lock_is_held_once_and_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let held = take(&path).unwrap();
        assert!(take(&path).is_err());
        drop(held);
        assert!(take(&path).is_ok(), "the file alone locks nothing");
    }
}
