//! The rounds: wait until something changed, build, show.

use super::desk::{Findings, Rows, rows};
use super::eyes::Eyes;
use super::shown::{Last, Shown, Trouble};
use super::signal::{self, News, Signal};
use super::{Notice, Wanted};
use crate::build::{Ending, Goal, Options, Preview, Previews, Report, Session, Step};
use crate::calendar::Date;
use crate::diagnostic::{Colours, Severity, terminal};
use crate::site_path::SitePath;
use crate::text::Text;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;

/// How long nothing may happen before a change counts as complete: an editor saves in several strokes.
const QUIET: Duration = Duration::from_millis(20);

/// The same where every file that changed was written to its end and closed, as some systems tell.
const CLOSED: Duration = Duration::from_millis(6);

/// How long changes are gathered, and how long newer ones supersede a build, while they never cease.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often the clock and the folders themselves are looked at.
const TICK: Duration = Duration::from_secs(1);

/// When folders are looked at once more after files may have come of which nobody told.
const AGAIN: Duration = Duration::from_millis(400);

/// How many findings are told in full.
const TOLD: usize = 20;

/// The rounds of one watch.
pub(super) struct Rounds {
    wanted: Wanted,
    eyes: Eyes,
    shown: Shown,
    show: Sender<Arc<Shown>>,
    gate: Arc<RwLock<()>>,
    news: Arc<News>,
    session: Session,
    tell: Box<dyn FnMut(Notice<'_>) + Send>,
    /// When to look once more.
    again: Option<Instant>,
    /// The files that changed since the last build; none where there may be more to look at.
    told: Option<BTreeSet<PathBuf>>,
    /// The files that changed since the desk was last read; none where there may be more.
    unseen: Option<BTreeSet<PathBuf>>,
    /// Those of `told` that may be half written.
    open: BTreeSet<PathBuf>,
    /// The day of the last build.
    day: Date,
    /// Which day it is.
    today: fn() -> Date,
    findings: Findings,
    /// What the desk is shown of the last build, once somebody asks.
    desk: Option<Desk>,
    /// The list as it was shown last.
    before: Option<Arc<Rows>>,
    /// The site as the desk saw it last.
    previews: Option<Previews>,
}

/// The site as the desk sees it.
struct Desk {
    previews: Option<Previews>,
    rows: Arc<Rows>,
    /// The entries that were asked for.
    made: BTreeMap<SitePath, Option<Arc<Preview>>>,
}

impl Rounds {
    pub(super) fn new(
        wanted: Wanted,
        eyes: Eyes,
        show: Sender<Arc<Shown>>,
        gate: Arc<RwLock<()>>,
        news: Arc<News>,
        tell: Box<dyn FnMut(Notice<'_>) + Send>,
    ) -> Self {
        let shown = (**show.borrow()).clone();
        let session = Session::new(&wanted.root);
        let (findings, desk, before, again) = (Findings::default(), None, None, None);
        Self {
            wanted,
            eyes,
            shown,
            show,
            gate,
            news,
            session,
            tell,
            again,
            told: None,
            unseen: None,
            open: BTreeSet::new(),
            day: Date::today(),
            today: Date::today,
            findings,
            desk,
            before,
            previews: None,
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
            match signals.recv_timeout(self.again.map_or(TICK, |again| TICK.min(left(again)))) {
                Ok(Signal::Changed { again, file }) => {
                    let now = Instant::now();
                    self.note(again, file);
                    return self.gather(signals, now);
                }
                Ok(Signal::Closed { .. }) => {}
                Ok(Signal::Show { entry, answer }) => drop(answer.send(self.entry(&entry))),
                Ok(Signal::List { answer }) => drop(answer.send(Arc::clone(&self.desk().rows))),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let due = self.again.take_if(|again| left(*again).is_zero()).is_some();
            if self.eyes.look() || due || (self.today)() != self.day {
                self.told = None;
                return Some(Instant::now());
            }
        }
    }

    /// Gathers what belongs to one change. Windows that ask for something are answered after it.
    fn gather(&mut self, signals: &Receiver<Signal>, since: Instant) -> Option<Instant> {
        let mut asked = Vec::new();
        while since.elapsed() < PATIENCE {
            match signals.recv_timeout(self.quiet()) {
                Ok(Signal::Changed { again, file }) => self.note(again, file),
                Ok(Signal::Closed { file }) => self.note_closed(&file),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(asking) => asked.push(asking),
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        self.open.clear();
        if self.eyes.renew() {
            self.told = None;
        }
        // They asked before the change was known: the state of before is a true answer, and news follow.
        for asking in asked {
            match asking {
                Signal::Show { entry, answer } => drop(answer.send(self.entry(&entry))),
                Signal::List { answer } => drop(answer.send(Arc::clone(&self.desk().rows))),
                Signal::Changed { .. } | Signal::Closed { .. } | Signal::End => {}
            }
        }
        Some(since)
    }

    /// Notes what was told: one file, or that there is more to look at.
    fn note(&mut self, again: bool, file: Option<PathBuf>) {
        if again {
            self.look_again();
        }
        match (&mut self.told, file) {
            (Some(told), Some(file)) => {
                self.open.insert(file.clone());
                told.insert(file);
            }
            _ => self.told = None,
        }
    }

    /// Notes that a file was closed. Some editors empty a file first, close it, and then write.
    fn note_closed(&mut self, file: &Path) {
        if file.metadata().is_ok_and(|data| data.len() > 0) {
            self.open.remove(file);
        }
    }

    /// How long nothing may happen before what was told counts as complete.
    fn quiet(&self) -> Duration {
        if self.told.is_some() && self.open.is_empty() { CLOSED } else { QUIET }
    }

    fn look_again(&mut self) {
        self.again = Some(Instant::now() + AGAIN);
    }

    /// Builds and shows what that made. False where newer changes superseded it.
    fn round(&mut self, since: Instant) -> bool {
        self.news.forget();
        self.day = (self.today)();
        self.shown.busy = true;
        self.publish();
        let started = Instant::now();
        let result = self.build(since);
        self.shown.busy = false;
        let mut stands = false;
        match result {
            Ok(report) if matches!(report.ending, Ending::GivenUp) => return false,
            Ok(report) => {
                stands = report.stands;
                let took = started.elapsed();
                self.built(&report, took);
                self.publish();
                (self.tell)(Notice::Built { report: &report, took });
                self.findings = Findings { all: report.findings, files: report.files };
            }
            Err(error) => {
                self.failed(&error);
                self.publish();
                (self.tell)(Notice::Failed(&error));
            }
        }
        let told = self.told.replace(BTreeSet::new());
        if told.is_some() {
            // What nobody told of is looked for when what was told is shown.
            self.look_again();
        }
        if stands {
            return true;
        }
        self.unseen = self.unseen.take().zip(told).map(|(mut unseen, told)| {
            unseen.extend(told);
            unseen
        });
        if let Some(desk) = self.desk.take() {
            (self.before, self.previews) = (Some(desk.rows), desk.previews);
        }
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
        let (session, told) = (&mut self.session, self.told.as_ref());
        let built = catch_unwind(AssertUnwindSafe(|| match told {
            Some(told) => session.build_after(told, &options),
            None => session.build(&options),
        }));
        built.unwrap_or_else(|_| {
            // What it remembers may be half of something.
            self.session = Session::new(&self.wanted.root);
            Err(anyhow::Error::msg(Text::new(
                "程序出了意外，这次没有生成；改动后会再试",
                "the program failed unexpectedly and built nothing; it tries again at the next change",
            )))
        })
    }

    fn built(&mut self, report: &Report, took: Duration) {
        self.shown.language = report.language.unwrap_or(self.wanted.language);
        self.shown.trouble = self.trouble(report).map(Arc::new);
        if let Ending::Written { written, .. } = &report.ending {
            let paths = |paths: &[SitePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
            let (written, removed) = (paths(&written.written), paths(&written.removed));
            let on_site = written.iter().chain(&removed).filter_map(|path| path.strip_prefix("site/"));
            let changed: BTreeSet<String> = on_site.map(str::to_owned).collect();
            // A look that found nothing new says nothing of the last change.
            if !written.is_empty() || !removed.is_empty() || self.shown.history.build() == 0 {
                self.shown.history.add(changed);
                self.shown.last = Arc::new(Last { written, removed, took });
            }
        }
    }

    fn failed(&mut self, error: &anyhow::Error) {
        let title = Text::new(
            "无法生成，网页还是上一次的样子",
            "Nothing can be built; the pages are those of before",
        );
        let text = said(error, self.shown.language);
        let title = title.get(self.shown.language).to_owned();
        self.shown.trouble = Some(Arc::new(Trouble { title, text }));
    }

    /// What stops the build, as on the terminal; with it what is held back.
    fn trouble(&self, report: &Report) -> Option<Trouble> {
        if report.stopping == 0 {
            return None;
        }
        let language = self.shown.language;
        let count = report.stopping;
        let title = match report.ending {
            Ending::Written { .. } => Text::new(
                format!("有 {count} 个问题，有错的事项先没有带上"),
                format!("{count} problems; the faulty entries were left out"),
            ),
            _ => Text::new(
                format!("有 {count} 个问题，网页还是上一次的样子"),
                format!("{count} problems; the pages are those of before"),
            ),
        };
        let least = if self.wanted.strict { Severity::Warning } else { Severity::Error };
        let stopping = report.findings.iter().filter(|finding| finding.severity <= least);
        let mut text: String = stopping
            .take(TOLD)
            .map(|finding| terminal(finding, &report.files, language, Colours::Off))
            .collect();
        if count > TOLD {
            let rest = count - TOLD;
            let more = Text::new(format!("还有 {rest} 个"), format!("{rest} more"));
            text.push_str(more.get(language));
        }
        Some(Trouble { title: title.get(language).to_owned(), text: text.trim_end().to_owned() })
    }

    fn publish(&self) {
        self.show.send_replace(Arc::new(self.shown.clone()));
    }

    /// An entry as a window is shown it.
    fn entry(&mut self, path: &SitePath) -> signal::Shown {
        let Desk { previews, rows, made } = self.desk();
        let preview = made.entry(path.clone()).or_insert_with(|| {
            // A fault of the program must not end the watch here either.
            let made = catch_unwind(AssertUnwindSafe(|| previews.as_ref()?.of(path)));
            made.ok().flatten().map(Arc::new)
        });
        signal::Shown { row: rows.row(path.as_str()).cloned(), preview: preview.clone() }
    }

    /// What the desk is shown: read once after each build.
    fn desk(&mut self) -> &mut Desk {
        let (wanted, session) = (&self.wanted, &self.session);
        let (findings, language) = (&self.findings, self.shown.language);
        let (before, previews, unseen) = (self.before.as_deref(), &mut self.previews, &mut self.unseen);
        self.desk.get_or_insert_with(|| {
            let options = Options {
                date: wanted.date,
                sheets: wanted.sheets,
                drafts: true,
                strict: wanted.strict,
                goal: Goal::Check,
                on_step: &|_| ControlFlow::Continue(()),
            };
            let told = unseen.replace(BTreeSet::new());
            let read = catch_unwind(AssertUnwindSafe(|| {
                Previews::read(session, &options, previews.take(), told.as_ref())
            }));
            let previews = read.ok().and_then(Result::ok).flatten();
            let rows = Arc::new(rows(previews.as_ref(), findings, before, language));
            Desk { previews, rows, made: BTreeMap::new() }
        })
    }
}

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

/// What an error says, in one language.
fn said(error: &anyhow::Error, language: crate::text::Language) -> String {
    let first = match error.downcast_ref::<Text>() {
        Some(text) => text.get(language).to_owned(),
        None => error.to_string(),
    };
    if error.chain().count() > 1 { format!("{first}\n{}", error.root_cause()) } else { first }
}

#[cfg(test)]
mod tests {
    use super::{PATIENCE, Rounds};
    use crate::build::{Ending, Faulty};
    use crate::calendar::Date;
    use crate::text::Language;
    use crate::watch::Wanted;
    use crate::watch::eyes::Eyes;
    use crate::watch::shown::Shown;
    use crate::watch::signal::{Signal, Signals, signals};
    use std::fs;
    use std::path::Path;
    use std::sync::mpsc::Receiver;
    use std::sync::{Arc, RwLock};
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
        let (sender, received, news) = signals();
        let (show, _) = tokio::sync::watch::channel(Arc::new(Shown::new("r")));
        let eyes = Eyes::open(root, false, &sender);
        let gate = Arc::new(RwLock::new(()));
        (Rounds::new(wanted(root), eyes, show, gate, news, Box::new(|_| {})), sender, received)
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
