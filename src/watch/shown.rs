//! What browsers are shown: a value that each build makes anew and that never changes afterwards.

use super::history::History;
use crate::text::Language;
use std::sync::Arc;
use std::time::Duration;

/// The state of the watch after a build.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Which run of the program this is: what another one said counts for nothing.
    pub(super) run: Arc<str>,
    /// The language of the site.
    pub(super) language: Language,
    /// What the builds changed.
    pub(super) history: History,
    /// Whether a build is under way.
    pub(super) busy: bool,
    /// What stops the build, where something does.
    pub(super) trouble: Option<Arc<Trouble>>,
    /// What the last build did.
    pub(super) last: Arc<Last>,
}

impl Shown {
    /// Before the first build of this run.
    pub(super) fn new(run: &str) -> Self {
        Self {
            run: run.into(),
            language: Language::default(),
            history: History::default(),
            busy: true,
            trouble: None,
            last: Arc::default(),
        }
    }
}

/// What stops a build, as on the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// One line that says what it means.
    pub(super) title: String,
    /// The findings.
    pub(super) text: String,
}

/// What the last build did.
#[derive(Debug, Default)]
pub(super) struct Last {
    /// The files of the output that are new or changed.
    pub(super) written: Vec<String>,
    /// Those that are gone.
    pub(super) removed: Vec<String>,
    /// How long it took.
    pub(super) took: Duration,
}
