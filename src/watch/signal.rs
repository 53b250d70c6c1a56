//! What the watch is told while it waits, and while it builds.

use super::desk::{Row, Rows};
use crate::build::{Preview, Report};
use crate::site_path::SitePath;
use crate::text::Language;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

/// One message.
pub(super) enum Signal {
    /// Something changed. `again` asks for another look a moment later: more may come of which nobody tells.
    Changed {
        /// Whether to look twice.
        again: bool,
        /// The file, where only what stands in one changed.
        file: Option<PathBuf>,
    },
    /// Whoever wrote a file is done with it.
    Closed {
        /// The file.
        file: PathBuf,
    },
    /// It is to end.
    End,
}

/// What the desk is asked, and told.
pub(super) enum Question {
    /// A window wants to see an entry as it would be published.
    Show {
        /// The entry's file.
        entry: SitePath,
        /// Who waits for it.
        answer: oneshot::Sender<Shown>,
    },
    /// A window wants the list of all entries.
    List {
        /// Who waits for it.
        answer: oneshot::Sender<Arc<Rows>>,
    },
    /// These files changed, or more than is known.
    Changed(Option<BTreeSet<PathBuf>>),
    /// A build ended.
    Built {
        /// What it found.
        report: Arc<Report>,
        /// The language of the site.
        language: Language,
    },
}

/// An entry as a window is shown it.
#[derive(Default)]
pub(super) struct Shown {
    /// Its row in the list.
    pub(super) row: Option<Row>,
    /// As it would be published; none where it cannot be read.
    pub(super) preview: Option<Arc<Preview>>,
}

/// The sending side, for everybody who has something to say.
#[derive(Clone)]
pub(super) struct Signals {
    sender: Sender<Signal>,
    desk: Sender<Question>,
    news: Arc<News>,
}

/// What a build looks at between its steps.
#[derive(Default)]
pub(super) struct News {
    changed: AtomicBool,
    ended: AtomicBool,
}

/// The sending side, and the receiving ones: of the rounds, with what builds look at, and of the desk.
pub(super) fn signals() -> (Signals, (Receiver<Signal>, Arc<News>), Receiver<Question>) {
    let ((sender, signals), (desk, questions)) = (channel(), channel());
    let news = Arc::new(News::default());
    (Signals { sender, desk, news: Arc::clone(&news) }, (signals, news), questions)
}

impl Signals {
    /// Says it, to a watch that may have ended already.
    pub(super) fn send(&self, signal: Signal) {
        match signal {
            Signal::Changed { .. } => self.news.changed.store(true, Ordering::Release),
            Signal::End => self.news.ended.store(true, Ordering::Release),
            Signal::Closed { .. } => {}
        }
        let _ = self.sender.send(signal);
    }

    /// Asks the desk, or tells it.
    pub(super) fn ask(&self, question: Question) {
        let _ = self.desk.send(question);
    }
}

impl News {
    /// From here on, what changes is news.
    pub(super) fn forget(&self) {
        self.changed.store(false, Ordering::Release);
    }

    /// Whether something changed since.
    pub(super) fn changed(&self) -> bool {
        self.changed.load(Ordering::Acquire)
    }

    /// Whether the watch is to end.
    pub(super) fn ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}
