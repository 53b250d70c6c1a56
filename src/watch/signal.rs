//! What the watch is told while it waits, and while it builds.

use super::desk::{Row, Rows};
use crate::build::Preview;
use crate::site_path::SitePath;
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
    /// It is to end.
    End,
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
    news: Arc<News>,
}

/// What a build looks at between its steps.
#[derive(Default)]
pub(super) struct News {
    changed: AtomicBool,
    ended: AtomicBool,
}

/// Both sides.
pub(super) fn signals() -> (Signals, Receiver<Signal>, Arc<News>) {
    let (sender, receiver) = channel();
    let news = Arc::new(News::default());
    (Signals { sender, news: Arc::clone(&news) }, receiver, news)
}

impl Signals {
    /// Says it, to a watch that may have ended already.
    pub(super) fn send(&self, signal: Signal) {
        match signal {
            Signal::Changed { .. } => self.news.changed.store(true, Ordering::Release),
            Signal::End => self.news.ended.store(true, Ordering::Release),
            Signal::Closed { .. } | Signal::Show { .. } | Signal::List { .. } => {}
        }
        let _ = self.sender.send(signal);
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
