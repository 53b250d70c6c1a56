//! The journal of a write: what is moved where and what is removed. Once it is whole, the write can be finished by
//! whoever comes next, as often as it takes.

use super::place::{OWN, Place, Staged, at, gone, rename, replaceable, size};
use super::{own, state, stop};
use crate::fingerprint::Fingerprint;
use crate::site_path::SitePath;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

const FIRST: &str = "mingbai journal 1";

/// A change of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A staged file goes to its place.
    Put {
        /// Where it is staged.
        staged: Staged,
        /// The fingerprint of its bytes.
        bytes: Fingerprint,
        /// Its place, from the output folder.
        path: SitePath,
    },
    /// An old file goes, with the folders that it leaves empty.
    Remove {
        /// Its place, from the output folder.
        path: SitePath,
    },
}

/// All changes of a write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    /// The changes, in no order that matters.
    pub changes: Vec<Change>,
}

impl Journal {
    /// The journal as it is written: a line a change, closed by the fingerprint of all lines above.
    pub fn text(&self) -> String {
        let mut text = format!("{FIRST}\n");
        for change in &self.changes {
            // Writing to a string cannot fail.
            let _ = match change {
                Change::Put { staged: Staged::Number(number), bytes, path } => {
                    writeln!(text, "put {number} {bytes} {path}")
                }
                Change::Put { staged: Staged::Tree, bytes, path } => {
                    writeln!(text, "put tree {bytes} {path}")
                }
                Change::Remove { path } => writeln!(text, "remove {path}"),
            };
        }
        let end = Fingerprint::of(text.as_bytes());
        let _ = writeln!(text, "end {end}");
        text
    }

    /// Reads a journal; none where it is not whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let (_, last) = text.rsplit_once('\n')?;
        let above = text.strip_suffix(last)?;
        if Fingerprint::read(last.strip_prefix("end ")?)? != Fingerprint::of(above.as_bytes()) {
            return None;
        }
        let lines = above.strip_prefix(FIRST)?.strip_prefix('\n')?.lines();
        Some(Self { changes: lines.map(change).collect::<Option<_>>()? })
    }

    /// Writes the journal to the disk itself, not to its memory only.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = File::create(path)?;
        stop::passed();
        let text = self.text();
        let (one, other) = text.as_bytes().split_at(text.len() / 2);
        file.write_all(one)?;
        stop::passed();
        file.write_all(other)?;
        file.sync_all()
    }

    /// Every path that it changes.
    pub(super) fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.puts().map(|(_, _, path)| path).chain(self.removals())
    }

    /// Looks whether the changes can be made: no folder of other people's files in the way of a file, no folder that
    /// is read-only, no file that another program holds.
    pub(super) fn check(&self, place: &Place) -> anyhow::Result<()> {
        let removed: BTreeSet<&SitePath> = self.removals().collect();
        // A tree goes to where there is nothing.
        let trees: BTreeSet<&str> =
            self.trees().into_iter().filter(|tree| !place.root.join(tree).exists()).collect();
        let paths = self.paths().filter(|path| !trees.contains(tree_of(path)));
        let paths: Vec<&SitePath> = paths.collect();
        let folders: BTreeSet<&str> = paths.iter().map(|path| path.folder()).collect();
        let there: BTreeSet<&str> =
            folders.iter().copied().filter(|folder| place.root.join(folder).is_dir()).collect();
        // In a folder that is not there nothing is in the way.
        for (_, _, path) in self.puts().filter(|(_, _, path)| there.contains(path.folder())) {
            let file = place.root.join(path.as_str());
            if file.is_dir() && !empties(&file, path, &removed) {
                at(Err(io::Error::from(io::ErrorKind::IsADirectory)), &file)?;
            }
        }
        for path in paths.into_iter().filter(|path| there.contains(path.folder())) {
            let file = place.root.join(path.as_str());
            at(gone(replaceable(&file)), &file)?;
        }
        for folder in there {
            let folder = place.root.join(folder);
            let read_only =
                fs::metadata(&folder).is_ok_and(|data| data.is_dir() && data.permissions().readonly());
            // On Windows the mark on a folder does not concern the files in it.
            if read_only && !cfg!(windows) {
                at(Err(io::Error::from(io::ErrorKind::PermissionDenied)), &folder)?;
            }
        }
        Ok(())
    }

    /// Makes the changes. `begun` tells whether a file was changed.
    pub(super) fn apply(&self, place: &Place, begun: &mut bool) -> anyhow::Result<()> {
        let left = self.move_trees(place, begun);
        self.apply_each(place, &left, begun)
    }

    /// Makes the changes that a killed program left. What was done already is passed over, so that this can be called
    /// again after any failure. It goes file by file: a staged tree may hold by now what somebody else put there.
    pub(super) fn finish(&self, place: &Place) -> anyhow::Result<()> {
        self.apply_each(place, &self.trees(), &mut false)
    }

    /// Makes the changes, of staged trees those that are `left`, file by file.
    fn apply_each(&self, place: &Place, left: &BTreeSet<&str>, begun: &mut bool) -> anyhow::Result<()> {
        let one_by_one = || {
            self.puts().filter(|(staged, _, path)| *staged != Staged::Tree || left.contains(tree_of(path)))
        };
        let puts: BTreeSet<&str> = one_by_one().map(|(_, _, path)| path.as_str()).collect();
        let folders: BTreeSet<&str> = one_by_one().flat_map(|(_, _, path)| above(path)).collect();
        // An old file may stand where a folder is needed, or in a folder where a file is.
        let (first, last): (Vec<_>, Vec<_>) = self.removals().partition(|path| {
            folders.contains(path.as_str()) || above(path).any(|folder| puts.contains(folder))
        });
        for path in first {
            *begun = true;
            remove(place, path)?;
        }
        for folder in folders {
            let folder = place.root.join(folder);
            if !folder.is_dir() {
                at(fs::create_dir_all(&folder), &folder)?;
                stop::passed();
            }
        }
        *begun |= !puts.is_empty();
        for (staged, _, path) in one_by_one() {
            let (from, to) = (place.staged(staged, path), place.root.join(path.as_str()));
            match rename(&from, &to) {
                // It lies in its place already.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !from.exists() => {}
                // An empty folder was there.
                Err(_) if to.is_dir() => {
                    at(fs::remove_dir(&to).and_then(|()| rename(&from, &to)), &to)?;
                }
                result => at(result, &to)?,
            }
            stop::passed();
        }
        for path in last {
            *begun = true;
            remove(place, path)?;
        }
        for name in [own::LIST, state::AMENDED, state::STATE] {
            let staged = place.of("stage").join(name);
            if staged.exists() {
                at(fs::rename(&staged, place.of(name)), &place.of(name))?;
            }
            stop::passed();
        }
        Ok(())
    }

    /// Moves trees to their places as a whole. Those that are left, because something lies there by now, go file by file.
    fn move_trees(&self, place: &Place, begun: &mut bool) -> BTreeSet<&str> {
        let mut left = self.trees();
        left.retain(|tree| {
            let from = place.in_tree(tree);
            let is_moved = from.is_dir() && fs::rename(&from, place.root.join(tree)).is_ok();
            *begun |= is_moved;
            stop::passed();
            !is_moved && from.exists()
        });
        left
    }

    /// The trees that are staged as a whole.
    fn trees(&self) -> BTreeSet<&str> {
        let in_trees = self.puts().filter(|(staged, ..)| *staged == Staged::Tree);
        in_trees.map(|(_, _, path)| tree_of(path)).collect()
    }

    /// Whether every new file is there with the bytes that it should have, staged or in its place. A machine that lost
    /// its power may have kept names and lost bytes.
    pub(super) fn is_sound(&self, place: &Place) -> bool {
        let holds = |path: &Path, print| fs::read(path).is_ok_and(|bytes| Fingerprint::of(&bytes) == print);
        self.puts().all(|(staged, bytes, path)| {
            let staged = place.staged(staged, path);
            if size(&staged).is_some() {
                holds(&staged, bytes)
            } else {
                holds(&place.root.join(path.as_str()), bytes)
            }
        })
    }

    fn puts(&self) -> impl Iterator<Item = (Staged, Fingerprint, &SitePath)> {
        self.changes.iter().filter_map(|change| match change {
            Change::Put { staged, bytes, path } => Some((*staged, *bytes, path)),
            Change::Remove { .. } => None,
        })
    }

    fn removals(&self) -> impl Iterator<Item = &SitePath> {
        self.changes.iter().filter_map(|change| match change {
            Change::Put { .. } => None,
            Change::Remove { path } => Some(path),
        })
    }
}

fn change(line: &str) -> Option<Change> {
    let (word, rest) = line.split_once(' ')?;
    let path = |path: &str| SitePath::new(path).ok().filter(|path| path.parts().next() != Some(OWN));
    match word {
        "put" => {
            let mut words = rest.splitn(3, ' ');
            let staged = match words.next()? {
                "tree" => Staged::Tree,
                number => Staged::Number(number.parse().ok()?),
            };
            let bytes = Fingerprint::read(words.next()?)?;
            Some(Change::Put { staged, bytes, path: path(words.next()?)? })
        }
        "remove" => Some(Change::Remove { path: path(rest)? }),
        _ => None,
    }
}

/// The tree that a file is in: the first part of its path.
fn tree_of(path: &SitePath) -> &str {
    path.parts().next().unwrap_or_default()
}

/// Whether nothing is left in the folder `path` once the `removed` files are gone.
fn empties(folder: &Path, path: &SitePath, removed: &BTreeSet<&SitePath>) -> bool {
    let Ok(items) = fs::read_dir(folder) else { return false };
    items.flatten().all(|item| {
        let name = item.file_name();
        let below = name.to_str().and_then(|name| SitePath::new(&format!("{path}/{name}")).ok());
        let holds_some = || fs::read_dir(item.path()).is_ok_and(|mut items| items.next().is_some());
        below.is_some_and(|below| {
            removed.contains(&below) || holds_some() && empties(&item.path(), &below, removed)
        })
    })
}

/// Every folder above a file.
fn above(path: &SitePath) -> impl Iterator<Item = &str> {
    path.as_str().match_indices('/').filter_map(|(at, _)| path.as_str().get(..at))
}

/// Removes a file and the folders it leaves empty.
fn remove(place: &Place, path: &SitePath) -> anyhow::Result<()> {
    let file = place.root.join(path.as_str());
    match gone(fs::remove_file(&file)) {
        // A folder that somebody put there is not ours.
        Err(_) if file.is_dir() => {}
        // The same where a file stands in the place of its folder.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {}
        result => at(result, &file)?,
    }
    stop::passed();
    let mut rest = path.folder();
    // Fails where other files are left, which is the end of it.
    while !rest.is_empty() && fs::remove_dir(place.root.join(rest)).is_ok() {
        rest = rest.rsplit_once('/').map_or("", |(above, _)| above);
    }
    stop::passed();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::place::Staged;
    use super::{Change, Journal};
    use crate::fingerprint::Fingerprint;
    use crate::site_path::SitePath;

    fn path(path: &str) -> SitePath {
        SitePath::new(path).unwrap()
    }

    #[test]
    fn a_journal_is_read_as_it_was_written_or_not_at_all() {
        let put =
            |staged| Change::Put { staged, bytes: Fingerprint::of(b"1"), path: path("site/a b/甲.html") };
        let puts = [put(Staged::Number(7)), put(Staged::Tree)];
        let changes = puts.into_iter().chain([Change::Remove { path: path("print/b.pdf") }]).collect();
        let journal = Journal { changes };
        let text = journal.text();
        assert_eq!(Journal::read(text.as_bytes()), Some(journal));
        for end in 0..text.len() {
            assert_eq!(Journal::read(&text.as_bytes()[..end]), None, "cut at {end}");
        }
        assert_eq!(Journal::read(Journal::default().text().as_bytes()), Some(Journal::default()));
    }

    #[test]
    fn a_journal_leads_nowhere_outside() {
        for line in ["remove ../a", "remove /etc/passwd", "remove .mingbai/state", "put 1 00 site/a", "x y"] {
            let text = format!("mingbai journal 1\n{line}\n");
            let whole = format!("{text}end {}\n", Fingerprint::of(text.as_bytes()));
            assert_eq!(Journal::read(whole.as_bytes()), None, "{line}");
        }
    }
}
