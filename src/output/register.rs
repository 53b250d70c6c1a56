//! Registers on the disk: one person at a time adds to one, and nobody ever meets half of it.

use super::place;
use crate::text::Text;
use anyhow::Context;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long somebody else's turn is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The right to add to the registers of a site, as long as it lives.
#[derive(Debug)]
pub struct Turn {
    _file: File,
}

/// Waits for the turn to add to the registers in `folder`, which is made where there is none. Whoever has it reads the
/// register once more before adding to it.
///
/// # Errors
/// When the disk fails, or somebody else does not come to an end.
pub fn turn(folder: &Path) -> anyhow::Result<Turn> {
    let path = folder.join(".lock");
    let file = fs::create_dir_all(folder)
        .and_then(|()| OpenOptions::new().create(true).truncate(false).write(true).open(&path));
    let file = place::at(file, &path)?;
    let since = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Turn { _file: file }),
            Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(anyhow::Error::msg(Text::new(
                    "另一个人正在写台账，等他写完再试",
                    "somebody else is writing the register; try again in a moment",
                )));
            }
            // Some network disks know no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(Turn { _file: file });
            }
            Err(TryLockError::Error(error)) => return place::at(Err(error), &path),
        }
    }
}

impl Turn {
    /// Puts the new text of a register in the place of the old one, in one stroke.
    ///
    /// # Errors
    /// When the disk fails, or another program holds the file open.
    pub fn replace(&self, path: &Path, text: &str) -> anyhow::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A name that the reading of the content passes over.
        let new = path.with_file_name(format!(".{name}.new"));
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&new, path)).with_context(|| {
            let path = path.display();
            Text::new(
                format!("写不了台账“{path}”；如果它在 Excel 或 WPS 里开着，先关掉再试"),
                format!("cannot write the register ‘{path}’; close it in Excel or WPS and try again"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::turn;
    use std::fs;
    use std::thread;

    #[test]
    fn everybody_waits_for_his_turn_and_no_line_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("registers/a.csv");
        thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let turn = turn(path.parent().unwrap()).unwrap();
                    let before = fs::read_to_string(path).unwrap_or_default();
                    turn.replace(path, &format!("{before}{number}\n")).unwrap();
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["0", "1", "2", "3", "4", "5", "6", "7"]);
    }
}
