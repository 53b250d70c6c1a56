//! What the last builds changed, so that a page that lost its connection can catch up.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// How many builds are remembered.
const REMEMBERED: usize = 64;

/// How many paths are told at most; with more, every page looks for itself.
const MOST_TOLD: usize = 500;

/// The builds, numbered from 1.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    build: u64,
    changes: VecDeque<Arc<BTreeSet<String>>>,
}

/// What changed since a build.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// These files of the site, or fewer.
    Paths(BTreeSet<String>),
    /// Nobody remembers, or too much to tell.
    Unknown,
}

impl History {
    /// The number of the last build.
    pub(super) fn build(&self) -> u64 {
        self.build
    }

    /// Another build, which changed these files of the site.
    pub(super) fn add(&mut self, changed: BTreeSet<String>) {
        self.build += 1;
        self.changes.push_back(Arc::new(changed));
        if self.changes.len() > REMEMBERED {
            self.changes.pop_front();
        }
    }

    /// What changed since the build with this number.
    pub(super) fn since(&self, build: u64) -> Since {
        let Some(missed) = self.build.checked_sub(build).and_then(|missed| usize::try_from(missed).ok())
        else {
            return Since::Unknown;
        };
        if missed > self.changes.len() {
            return Since::Unknown;
        }
        let missed: Vec<_> = self.changes.iter().rev().take(missed).collect();
        if missed.iter().map(|changes| changes.len()).sum::<usize>() > MOST_TOLD {
            return Since::Unknown;
        }
        Since::Paths(missed.into_iter().flat_map(|changes| changes.iter().cloned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{History, REMEMBERED, Since};

    fn set(paths: &[&str]) -> std::collections::BTreeSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn what_was_missed_is_told_as_long_as_it_is_known() {
        let mut history = History::default();
        assert_eq!(history.since(0), Since::Paths(set(&[])));
        history.add(set(&["a", "b"]));
        history.add(set(&["b", "c"]));
        assert_eq!(history.since(2), Since::Paths(set(&[])));
        assert_eq!(history.since(1), Since::Paths(set(&["b", "c"])));
        assert_eq!(history.since(0), Since::Paths(set(&["a", "b", "c"])));
        assert_eq!(history.since(3), Since::Unknown, "that was another run");
        for _ in 0..REMEMBERED {
            history.add(set(&["d"]));
        }
        assert_eq!(history.since(1), Since::Unknown);
        history.add((0..600).map(|number| number.to_string()).collect());
        assert_eq!(history.since(history.build() - 1), Since::Unknown, "too much to tell");
    }
}
