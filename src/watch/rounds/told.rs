//! What was told since the last build: which files changed, whether they are complete, and when to look once more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long nothing may happen before a change counts as complete: an editor saves in several strokes.
const QUIET: Duration = Duration::from_millis(20);

/// The same where every file that changed was written to its end and closed, as some systems tell.
const CLOSED: Duration = Duration::from_millis(6);

/// When folders are looked at once more after files may have come of which nobody told.
const AGAIN: Duration = Duration::from_millis(400);

/// What was told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The files that changed; none where there may be more to look at.
    files: Option<BTreeSet<PathBuf>>,
    /// Those of them that may be half written.
    open: BTreeSet<PathBuf>,
    /// When to look once more.
    again: Option<Instant>,
}

impl Told {
    /// The files that changed; none where there may be more to look at.
    pub(super) fn files(&self) -> Option<&BTreeSet<PathBuf>> {
        self.files.as_ref()
    }

    /// Notes what was told: one file, or that there is more to look at, now or also a moment later.
    pub(super) fn note(&mut self, again: bool, file: Option<PathBuf>) {
        if again {
            self.look_again();
        }
        match (&mut self.files, file) {
            (Some(files), Some(file)) => {
                self.open.insert(file.clone());
                files.insert(file);
            }
            _ => self.files = None,
        }
    }

    /// Notes that a file was closed. Some editors empty a file first, close it, and then write.
    pub(super) fn note_closed(&mut self, file: &Path) {
        if file.metadata().is_ok_and(|data| data.len() > 0) {
            self.open.remove(file);
        }
    }

    /// How long nothing may happen before what was told counts as complete.
    pub(super) fn quiet(&self) -> Duration {
        if self.files.is_some() && self.open.is_empty() { CLOSED } else { QUIET }
    }

    /// What was told is complete, or has been waited for long enough.
    pub(super) fn complete(&mut self) {
        self.open.clear();
    }

    /// More may have changed than was told.
    pub(super) fn doubt(&mut self) {
        self.files = None;
    }

    /// Lets go of what was told, when it was built: from here on only what is told counts, and what nobody told of is looked
    /// for when what was told is shown.
    pub(super) fn built(&mut self) {
        if self.files.replace(BTreeSet::new()).is_some() {
            self.look_again();
        }
    }

    /// How long until the next look, `most` at most.
    pub(super) fn wait(&self, most: Duration) -> Duration {
        self.again.map_or(most, |again| most.min(again.saturating_duration_since(Instant::now())))
    }

    /// Whether the look is due.
    pub(super) fn is_due(&mut self) -> bool {
        self.again.take_if(|again| *again <= Instant::now()).is_some()
    }

    /// There is a look to be had after a pause, whatever happens until then.
    pub(super) fn look_after(&mut self, pause: Duration) {
        self.again = Some(Instant::now() + pause);
    }

    fn look_again(&mut self) {
        self.look_after(AGAIN);
    }
}

#[cfg(test)]
mod tests {
    use super::{CLOSED, QUIET, Told};
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn a_file_counts_as_complete_sooner_once_it_was_closed_with_something_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let mut told = Told::default();
        assert_eq!((told.files(), told.quiet()), (None, QUIET), "at first there is everything to look at");
        told.built();
        told.note(false, Some(file.clone()));
        assert_eq!(told.quiet(), QUIET);
        fs::write(&file, "").unwrap();
        told.note_closed(&file);
        assert_eq!(told.quiet(), QUIET, "emptied, and to be written");
        fs::write(&file, "公示").unwrap();
        told.note_closed(&file);
        assert_eq!((told.quiet(), told.files().map(BTreeSet::len)), (CLOSED, Some(1)));
        told.note(false, None);
        assert_eq!((told.quiet(), told.files()), (QUIET, None));
    }
}
