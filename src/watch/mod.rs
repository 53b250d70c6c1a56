//! The watch: every save is built and shown at once.
//!
//! Four things go on beside each other. The *eyes* tell that something changed; the *rounds* build the site whenever they
//! do, and say what that changed; the *desk* shows entries as they would be published, drafts too; the *server* shows the
//! output on loopback, tells open pages what changed, and asks the desk. They speak by messages: signals go to the rounds,
//! questions to the desk, and what is shown is one value that every round replaces.
//!
//! Nothing that content does ends a watch. What stops a build is shown over the last good page until a save mends it.

mod browser;
mod desk;
mod eyes;
mod history;
mod mounts;
mod rounds;
mod server;
mod shown;
mod signal;

pub use browser::open_browser;

use crate::build::{Faulty, Report, Session};
use crate::calendar::Date;
use crate::terms::SheetChoice;
use crate::text::Language;
use desk::View;
use eyes::Eyes;
use rounds::Rounds;
use server::Room;
use shown::Shown;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Duration;

/// What to watch, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The site's folder.
    pub root: PathBuf,
    /// The build date; else that of the settings, else today, whatever day that is by then.
    pub date: Option<Date>,
    /// Which entries get sheets; else as the settings say.
    pub sheets: Option<SheetChoice>,
    /// Whether warnings stop a build.
    pub strict: bool,
    /// What becomes of faulty entries.
    pub faulty: Faulty,
    /// The port; the next free one where it is taken.
    pub port: Option<u16>,
    /// Whether to look again and again instead of being told, as network drives need.
    pub poll: bool,
    /// The language, until the settings name one.
    pub language: Language,
}

/// What happens in a watch.
#[derive(Debug)]
pub enum Notice<'a> {
    /// It began to serve.
    Serving {
        /// The address of the site.
        address: &'a str,
        /// Whether it looks again and again.
        polls: bool,
    },
    /// A build ended.
    Built {
        /// What it found and did.
        report: &'a Report,
        /// How long it took.
        took: Duration,
    },
    /// A build failed for a reason that lies outside the content.
    Failed(&'a anyhow::Error),
}

/// A worker goes deep into nested layouts, in bytes.
const STACK: usize = 16 << 20;

/// How long a build may go on after the watch was told to end. It may be cut off at any moment; it is tidier if not.
const GRACE: Duration = Duration::from_secs(2);

/// Watches, builds and serves until it is told to end (Ctrl-C), and tells what happens.
///
/// # Errors
/// When no port is free, or the system gives no thread.
pub fn watch(wanted: Wanted, tell: Box<dyn FnMut(Notice<'_>) + Send>) -> anyhow::Result<()> {
    let (signals, (received, news), questions) = signal::signals();
    let (listener, port) = server::listen(wanted.port)?;
    let run = format!("{:x}", RandomState::new().hash_one(port));
    let (show, shown) =
        tokio::sync::watch::channel(Arc::new(Shown { language: wanted.language, ..Shown::new(&run) }));
    let gate = Arc::new(RwLock::new(()));
    let output = wanted.root.join("output");
    let room =
        Room { output, gate: Arc::clone(&gate), shown, signals: signals.clone(), shelf: Mutex::default() };
    server::serve(listener, room)?;
    let eyes = Eyes::open(&wanted.root, wanted.poll, &signals);
    let session = Arc::new(Mutex::new(Session::new(&wanted.root)));
    let view = View::new(wanted.clone(), Arc::clone(&session));
    let deep = |name: &str| thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    deep("desk").spawn(move || view.follow(&questions))?;
    let rounds = Rounds::new(wanted, eyes, (show, gate), (signals, Arc::clone(&news)), session, tell);
    let (done, ended) = channel();
    deep("builder").spawn(move || {
        rounds.follow(&received, port);
        let _ = done.send(());
    })?;
    // Ctrl-C ends the builder between two steps, or else with the program.
    loop {
        match ended.recv_timeout(GRACE) {
            Err(RecvTimeoutError::Timeout) if !news.ended() => {}
            _ => return Ok(()),
        }
    }
}
