//! The rounds: wait until something changed, build, show.

mod told;
mod trouble;

use super::eyes::Eyes;
use super::shown::{Last, Shown, Trouble};
use super::signal::{News, Question, Signal, Signals};
use super::{Notice, Wanted};
use crate::build::{Ending, Goal, Options, Report, Session, Step};
use crate::calendar::Date;
use crate::site_path::SitePath;
use crate::text::Text;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;
use told::Told;

/// How long changes are gathered, and how long newer ones supersede a build, while they never cease.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often the clock and the folders themselves are looked at.
const TICK: Duration = Duration::from_secs(1);

/// How long after a build that failed it is tried again: what stood against it, such as a full disk or another build,
/// may be gone by then. Each time it is twice as long.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest of these pauses.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The rounds of one watch.
pub(super) struct Rounds {
    wanted: Wanted,
    eyes: Eyes,
    shown: Shown,
    show: Sender<Arc<Shown>>,
    gate: Arc<RwLock<()>>,
    news: Arc<News>,
    session: Arc<Mutex<Session>>,
    /// The way to the desk.
    signals: Signals,
    tell: Box<dyn FnMut(Notice<'_>) + Send>,
    /// What changed since the last build.
    told: Told,
    /// Whether nobody's change asks for the present round: it only looks whether there is one.
    looks: bool,
    /// How long after a failure it is tried again.
    pause: Duration,
    /// The day of the last build.
    day: Date,
    /// Which day it is.
    today: fn() -> Date,
}

impl Rounds {
    pub(super) fn new(
        wanted: Wanted,
        eyes: Eyes,
        (show, gate): (Sender<Arc<Shown>>, Arc<RwLock<()>>),
        (signals, news): (Signals, Arc<News>),
        session: Arc<Mutex<Session>>,
        tell: Box<dyn FnMut(Notice<'_>) + Send>,
    ) -> Self {
        let shown = (**show.borrow()).clone();
        Self {
            wanted,
            eyes,
            shown,
            show,
            gate,
            news,
            session,
            signals,
            tell,
            told: Told::default(),
            looks: false,
            pause: PAUSE,
            day: Date::today(),
            today: Date::today,
        }
    }

    /// Goes round until the watch is to end.
    pub(super) fn follow(mut self, signals: &Receiver<Signal>, port: u16) {
        let address = format!("http://127.0.0.1:{port}/");
        (self.tell)(Notice::Serving { address: &address, polls: self.eyes.polls() });
        let mut since = Instant::now();
        loop {
            let done = self.round(since);
            if self.news.ended() {
                return;
            }
            // What superseded the build is being told: it is gathered first.
            let waited = if done { self.wait(signals) } else { self.gather(signals, since) };
            let Some(changed) = waited else { return };
            since = changed;
        }
    }

    /// Waits until something changed and changes no more, and says when that began; none when the watch is to end.
    fn wait(&mut self, signals: &Receiver<Signal>) -> Option<Instant> {
        loop {
            match signals.recv_timeout(self.told.wait(TICK)) {
                Ok(Signal::Changed { again, file }) => {
                    let now = Instant::now();
                    self.told.note(again, file);
                    return self.gather(signals, now);
                }
                Ok(Signal::Closed { .. }) => {}
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let is_due = self.told.is_due();
            let is_changed = self.eyes.look() || (self.today)() != self.day;
            if is_changed || is_due {
                self.looks = !is_changed;
                self.told.doubt();
                return Some(Instant::now());
            }
        }
    }

    /// Gathers what belongs to one change.
    fn gather(&mut self, signals: &Receiver<Signal>, since: Instant) -> Option<Instant> {
        self.looks = false;
        while since.elapsed() < PATIENCE {
            match signals.recv_timeout(self.told.quiet()) {
                Ok(Signal::Changed { again, file }) => self.told.note(again, file),
                Ok(Signal::Closed { file }) => self.told.note_closed(&file),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        self.told.complete();
        if self.eyes.renew() {
            self.told.doubt();
        }
        Some(since)
    }

    /// Builds and shows what that made. False where newer changes superseded it.
    fn round(&mut self, since: Instant) -> bool {
        self.news.forget();
        self.day = (self.today)();
        // Where it is known what changed, the desk shows it beside the build.
        let told = self.told.files().cloned();
        if told.is_some() {
            self.signals.ask(Question::Changed(told.clone()));
        }
        self.shown.busy = true;
        self.publish();
        let started = Instant::now();
        let before = self.shown.trouble.clone();
        let result = self.build(since);
        self.shown.busy = false;
        let failed = result.is_err();
        match result {
            Ok(report) if matches!(report.ending, Ending::GivenUp) => return false,
            Ok(report) => {
                let report = Arc::new(report);
                let took = started.elapsed();
                let has_written = self.built(&report, took);
                if told.is_none() && !report.stands {
                    self.signals.ask(Question::Changed(None));
                }
                let language = self.shown.language;
                self.signals.ask(Question::Built { report: Arc::clone(&report), language });
                self.publish();
                if has_written || !self.was_told(before.as_deref()) {
                    (self.tell)(Notice::Built { report: &report, took });
                }
            }
            Err(error) => {
                self.shown.trouble = Some(Arc::new(trouble::of_failure(&error, self.shown.language)));
                self.signals.ask(Question::Changed(None));
                self.publish();
                if !self.was_told(before.as_deref()) {
                    (self.tell)(Notice::Failed(&error));
                }
            }
        }
        self.told.built();
        if failed {
            self.told.look_after(self.pause);
        }
        self.pause = if failed { LONGEST_PAUSE.min(self.pause * 2) } else { PAUSE };
        true
    }

    fn build(&mut self, since: Instant) -> anyhow::Result<Report> {
        // Held from the first file that goes to its place until the last.
        let closed = Cell::new(None);
        let superseded = || self.news.ended() || (self.news.changed() && since.elapsed() < PATIENCE);
        let options = Options {
            date: self.wanted.date,
            sheets: self.wanted.sheets,
            drafts: false,
            strict: self.wanted.strict,
            goal: Goal::Write(self.wanted.faulty),
            on_step: &|step| {
                if superseded() {
                    return ControlFlow::Break(());
                }
                if step == Step::Write {
                    closed.set(Some(self.gate.write().unwrap_or_else(PoisonError::into_inner)));
                }
                ControlFlow::Continue(())
            },
        };
        // A fault of the program is told like any other, and the next save gets its build.
        let told = self.told.files();
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let built = catch_unwind(AssertUnwindSafe(|| match told {
            Some(told) => session.build_after(told, &options),
            None => session.build(&options),
        }));
        // Still behind the gate: whoever is answered after it may delete what he was shown.
        self.eyes.note_output();
        built.unwrap_or_else(|_| {
            // What it remembers may be half of something.
            *session = Session::new(&self.wanted.root);
            Err(anyhow::Error::msg(Text::new(
                "程序出了意外，这次没有生成；改动后会再试",
                "the program failed unexpectedly and built nothing; it tries again at the next change",
            )))
        })
    }

    /// Whether a look has found nothing but the trouble that was told `before`.
    fn was_told(&self, before: Option<&Trouble>) -> bool {
        self.looks && before.is_some() && self.shown.trouble.as_deref() == before
    }

    /// Takes what a build did to what is shown, and says whether that changed anything on the disk.
    fn built(&mut self, report: &Report, took: Duration) -> bool {
        self.shown.language = report.language.unwrap_or(self.wanted.language);
        let trouble = trouble::of_report(report, self.wanted.strict, self.shown.language);
        self.shown.trouble = trouble.map(Arc::new);
        if let Ending::Written { written, .. } = &report.ending {
            let paths = |paths: &[SitePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
            let (written, removed) = (paths(&written.written), paths(&written.removed));
            let on_site = written.iter().chain(&removed).filter_map(|path| path.strip_prefix("site/"));
            let changed: BTreeSet<String> = on_site.map(str::to_owned).collect();
            let has_written = !written.is_empty() || !removed.is_empty();
            // A look that found nothing new says nothing of the last change.
            if has_written || self.shown.history.build() == 0 {
                self.shown.history.add(changed);
                self.shown.last = Arc::new(Last { written, removed, took });
            }
            return has_written;
        }
        false
    }

    fn publish(&self) {
        self.show.send_replace(Arc::new(self.shown.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_PAUSE, PATIENCE, PAUSE, Rounds};
    use crate::build::{Ending, Faulty, Session};
    use crate::calendar::Date;
    use crate::text::Language;
    use crate::watch::Wanted;
    use crate::watch::eyes::Eyes;
    use crate::watch::shown::Shown;
    use crate::watch::signal::{Signal, Signals, signals};
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::Receiver;
    use std::sync::{Arc, Mutex, RwLock};
    use std::time::Instant;

    fn wanted(root: &Path) -> Wanted {
        Wanted {
            root: root.to_owned(),
            date: None,
            sheets: None,
            strict: false,
            faulty: Faulty::Stop,
            port: None,
            poll: false,
            language: Language::Chinese,
        }
    }

    /// The rounds over a folder, with both ends of what they are told.
    fn rounds(root: &Path) -> (Rounds, Signals, Receiver<Signal>) {
        let (sender, (received, news), _) = signals();
        let (show, _) = tokio::sync::watch::channel(Arc::new(Shown::new("r")));
        let eyes = Eyes::open(root, false, &sender);
        let gate = Arc::new(RwLock::new(()));
        let session = Arc::new(Mutex::new(Session::new(root)));
        let own = (sender.clone(), news);
        (Rounds::new(wanted(root), eyes, (show, gate), own, session, Box::new(|_| {})), sender, received)
    }

    #[test]
    fn what_stops_a_build_is_told_once_however_often_it_is_looked_at() {
        let root = tempfile::tempdir().unwrap();
        let (mut rounds, _sender, _received) = rounds(root.path());
        let told = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&told);
        rounds.tell = Box::new(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut round = |looks| {
            rounds.looks = looks;
            assert!(rounds.round(Instant::now()));
            (told.load(Ordering::Relaxed), rounds.told.wait(LONGEST_PAUSE), rounds.pause)
        };
        assert_eq!(round(false).0, 1, "there is no content");
        let (times, wait, pause) = round(true);
        assert_eq!(times, 1, "that is known");
        assert!(wait <= PAUSE * 2, "it is tried again after a pause: {wait:?}");
        assert_eq!(pause, PAUSE * 4, "the next is longer");
        assert_eq!(round(false).0, 2, "a save is answered");
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/site.yaml"), "town: 青楠镇\n").unwrap();
        assert_eq!(round(true).0, 3, "there is something else to tell: no units.yaml");
        assert_eq!(round(true).0, 3);
        assert_eq!(round(false).0, 4);
    }

    #[test]
    fn midnight_is_a_change() {
        let root = tempfile::tempdir().unwrap();
        let (mut rounds, sender, received) = rounds(root.path());
        rounds.today = || Date::new(2022, 12, 24).unwrap();
        rounds.day = Date::new(2022, 12, 23).unwrap();
        assert!(rounds.wait(&received).is_some(), "the day is another");
        rounds.day = Date::new(2022, 12, 24).unwrap();
        sender.send(Signal::End);
        assert!(rounds.wait(&received).is_none(), "nothing changed until the end");
    }

    #[test]
    fn a_newer_save_supersedes_a_build_but_not_for_ever() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/site.yaml"), "town: 青楠镇\n").unwrap();
        let (mut rounds, sender, _received) = rounds(root.path());
        sender.send(Signal::Changed { again: false, file: None });
        let now = Instant::now();
        assert!(matches!(rounds.build(now).unwrap().ending, Ending::GivenUp));
        let long_ago = now.checked_sub(PATIENCE * 2).unwrap();
        assert!(matches!(rounds.build(long_ago).unwrap().ending, Ending::Stopped { .. }), "no units.yaml");
        rounds.news.forget();
        assert!(matches!(rounds.build(now).unwrap().ending, Ending::Stopped { .. }));
    }
}
