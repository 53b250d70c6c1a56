//! What happens in the folders of a site, told as "look again": by the system where it tells, else by looking.
//!
//! An event says no more than that, but which file to look at first. A file in a folder made a moment ago has no event of its own, editors save by
//! renaming, truncating and copying: what really changed, the build finds out from sizes, times and bytes.

use super::mounts;
use super::signal::{Signal, Signals};
use crate::load::Snapshot;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The folders that are read.
const FOLDERS: &[&str] = &["content", "themes", "fonts"];

/// The folders that are made: where somebody deletes one, it is made again.
const MADE: &[&str] = &["output/site", "output/print", "output/.mingbai"];

/// How often folders are looked at where nothing tells of changes; on a slow disk more rarely.
const POLL: Duration = Duration::from_secs(1);

/// The open eyes.
pub(super) struct Eyes {
    root: PathBuf,
    signals: Signals,
    sight: Sight,
    /// Which folders these are, so that one that takes the place of another is noticed.
    known: Vec<Option<Identity>>,
    /// Which folders the last build left.
    made: Vec<Option<Identity>>,
    /// Set where one of them came, went or was renamed: a new folder may have the number of the old one.
    moved: Arc<AtomicBool>,
}

enum Sight {
    /// The system tells.
    Told { _watcher: RecommendedWatcher },
    /// Nobody tells.
    Polled { seen: Snapshot, next: Instant },
}

impl Eyes {
    /// Opens the eyes on the site at `root`; `poll` is for disks that do not tell.
    pub(super) fn open(root: &Path, poll: bool, signals: &Signals) -> Self {
        let known = identities(root);
        let moved = Arc::new(AtomicBool::new(false));
        let told = (!poll && !mounts::is_remote(root)).then(|| watcher(root, signals, &moved)).flatten();
        let sight = match told {
            Some(watcher) => Sight::Told { _watcher: watcher },
            None => polled(root),
        };
        Self { root: root.to_owned(), signals: signals.clone(), sight, known, made: Vec::new(), moved }
    }

    /// The folders of the output are now as a build left them.
    pub(super) fn note_output(&mut self) {
        self.made = MADE.iter().map(|name| identity(&self.root.join(name))).collect();
    }

    /// Whether a folder of the output is gone, or another one.
    fn misses_output(&self) -> bool {
        let mut made = self.made.iter().zip(MADE);
        made.any(|(made, name)| made.is_some() && *made != identity(&self.root.join(name)))
    }

    /// Whether nobody tells, so that a change shows only after a second or so.
    pub(super) fn polls(&self) -> bool {
        matches!(self.sight, Sight::Polled { .. })
    }

    /// Watches again what is no longer the folder that was watched, and says whether that was so.
    pub(super) fn renew(&mut self) -> bool {
        let now = identities(&self.root);
        if !self.moved.swap(false, Ordering::AcqRel) && now == self.known {
            return false;
        }
        self.known = now;
        if let Sight::Told { .. } = self.sight {
            self.sight = match watcher(&self.root, &self.signals, &self.moved) {
                Some(watcher) => Sight::Told { _watcher: watcher },
                None => polled(&self.root),
            };
        }
        true
    }

    /// Looks whether anything changed of which nobody told.
    pub(super) fn look(&mut self) -> bool {
        let renewed = self.renew() || self.misses_output();
        let Sight::Polled { seen, next } = &mut self.sight else { return renewed };
        let now = Instant::now();
        if now < *next {
            return renewed;
        }
        let later = Snapshot::take(&self.root, FOLDERS);
        *next = now + POLL.max(now.elapsed() * 5);
        let differs = seen.differs(&later);
        *seen = later;
        renewed || differs
    }
}

fn polled(root: &Path) -> Sight {
    Sight::Polled { seen: Snapshot::take(root, FOLDERS), next: Instant::now() + POLL }
}

/// A watcher of the site's folders; none where the system cannot watch them all.
fn watcher(root: &Path, signals: &Signals, moved: &Arc<AtomicBool>) -> Option<RecommendedWatcher> {
    // A root that is a link may lead elsewhere tomorrow: then its identity changes.
    let root = root.canonicalize().ok()?;
    let (told, signals, moved) = (root.clone(), signals.clone(), Arc::clone(moved));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
        Ok(event) => {
            if let Some(signal) = signal(&event, &told) {
                if moves(&event, &told) {
                    moved.store(true, Ordering::Release);
                }
                signals.send(signal);
            }
        }
        // Something was missed.
        Err(_) => signals.send(Signal::Changed { again: true, file: None }),
    })
    .ok()?;
    watcher.watch(&root, RecursiveMode::NonRecursive).ok()?;
    for folder in FOLDERS.iter().map(|name| root.join(name)).filter(|folder| folder.is_dir()) {
        watcher.watch(&folder, RecursiveMode::Recursive).ok()?;
    }
    Some(watcher)
}

/// What an event asks for. Reading raises events too: those ask for nothing, nor does what is not read. Where the system
/// tells that a file was closed by who wrote it, that is told on.
fn signal(event: &Event, root: &Path) -> Option<Signal> {
    if event.need_rescan() {
        return Some(Signal::Changed { again: true, file: None });
    }
    let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    if matches!(event.kind, EventKind::Access(_)) && !is_closed {
        return None;
    }
    let is_read = |path: &PathBuf| match path.strip_prefix(root) {
        Ok(path) => path.iter().next().is_none_or(|first| FOLDERS.iter().any(|name| first == *name)),
        Err(_) => true,
    };
    if !event.paths.is_empty() && !event.paths.iter().any(is_read) {
        return None;
    }
    if is_closed {
        return event.paths.first().map(|file| Signal::Closed { file: file.clone() });
    }
    // What came to be in a folder before that was watched has no event of its own.
    let again = matches!(
        event.kind,
        EventKind::Create(CreateKind::Folder | CreateKind::Any | CreateKind::Other)
            | EventKind::Remove(RemoveKind::Folder | RemoveKind::Any | RemoveKind::Other)
            | EventKind::Modify(ModifyKind::Name(_))
            | EventKind::Any
            | EventKind::Other
    );
    let file = match (event.kind, event.paths.as_slice()) {
        (EventKind::Modify(ModifyKind::Data(_)), [file]) => Some(file.clone()),
        _ => None,
    };
    Some(Signal::Changed { again, file })
}

/// Whether one of the watched folders itself came, went or was renamed.
fn moves(event: &Event, root: &Path) -> bool {
    let is_move = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let is_top = |path: &PathBuf| path == root || path.parent() == Some(root);
    is_move && event.paths.iter().any(is_top)
}

/// What tells a folder from another of the same name.
type Identity = (u64, u64);

fn identities(root: &Path) -> Vec<Option<Identity>> {
    let folders = FOLDERS.iter().map(|name| root.join(name));
    std::iter::once(root.to_owned()).chain(folders).map(|folder| identity(&folder)).collect()
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let data = folder.metadata().ok().filter(std::fs::Metadata::is_dir)?;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    let data = folder.metadata().ok().filter(std::fs::Metadata::is_dir)?;
    let made = data.created().ok()?.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
    Some((made.as_secs(), made.subsec_nanos().into()))
}

#[cfg(test)]
mod tests {
    use super::signal;
    use crate::watch::signal::Signal;
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, ModifyKind};
    use notify::{Event, EventKind};
    use std::path::Path;

    fn asks(kind: EventKind, path: &str) -> Option<bool> {
        let event = Event::new(kind).add_path(path.into());
        signal(&event, Path::new("/site")).map(|signal| match signal {
            Signal::Changed { again, .. } => again,
            Signal::Closed { .. } => panic!("closing a file changes nothing"),
            _ => panic!("an event only asks to look"),
        })
    }

    #[test]
    fn it_is_told_when_a_file_that_is_read_was_written_to_its_end() {
        let closed = |mode, path: &str| {
            let event = Event::new(EventKind::Access(AccessKind::Close(mode))).add_path(path.into());
            matches!(signal(&event, Path::new("/site")), Some(Signal::Closed { .. }))
        };
        assert!(closed(AccessMode::Write, "/site/content/a.md"));
        assert!(!closed(AccessMode::Read, "/site/content/a.md"));
        assert!(!closed(AccessMode::Write, "/site/output/site/index.html"));
    }

    #[test]
    fn only_changes_of_what_is_read_ask_to_look_again() {
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(asks(write, "/site/content/entries/a.md"), Some(false));
        assert_eq!(asks(write, "/site/themes/default/pages/entry.html"), Some(false));
        assert_eq!(asks(EventKind::Access(AccessKind::Any), "/site/content/a.md"), None);
        assert_eq!(asks(write, "/site/output/site/index.html"), None);
        assert_eq!(asks(EventKind::Create(CreateKind::Folder), "/site/content/新"), Some(true));
        assert_eq!(asks(EventKind::Create(CreateKind::File), "/site/content/新/a.md"), Some(false));
    }
}
