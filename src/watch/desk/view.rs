//! What the desk shows: entries as they lie on the disk, beside the builds, and the list as the last build left it.

use super::{Row, Rows, row_of, rows};
use crate::build::{Goal, Options, Preview, Previews, Report, Session};
use crate::site_path::SitePath;
use crate::text::Language;
use crate::watch::Wanted;
use crate::watch::signal::{Question, Shown};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

/// The desk's view of the site.
pub(in super::super) struct View {
    wanted: Wanted,
    session: Arc<Mutex<Session>>,
    language: Language,
    /// The last build.
    last: Option<Arc<Report>>,
    /// The list of all entries after it, once somebody asks.
    rows: Option<Arc<Rows>>,
    /// The list as it was shown last.
    before: Option<Arc<Rows>>,
    /// The site as it was read last.
    previews: Option<Previews>,
    /// The files that changed since; none where there may be more.
    unseen: Option<BTreeSet<PathBuf>>,
    /// The entries that were asked for since.
    made: BTreeMap<SitePath, Option<Arc<Preview>>>,
}

impl View {
    /// A view of the site that the `session` builds.
    pub(in super::super) fn new(wanted: Wanted, session: Arc<Mutex<Session>>) -> Self {
        let language = wanted.language;
        Self {
            wanted,
            session,
            language,
            last: None,
            rows: None,
            before: None,
            previews: None,
            unseen: None,
            made: BTreeMap::new(),
        }
    }

    /// Answers until nobody can ask any more.
    pub(in super::super) fn follow(mut self, questions: &Receiver<Question>) {
        while let Ok(question) = questions.recv() {
            match question {
                Question::Show { entry, answer } => drop(answer.send(self.entry(&entry))),
                Question::List { answer } => drop(answer.send(self.rows())),
                Question::Changed(files) => {
                    add(&mut self.unseen, files);
                    self.made.clear();
                }
                Question::Built { report, language } => {
                    (self.last, self.language) = (Some(report), language);
                    self.before = self.rows.take().or(self.before.take());
                }
            }
        }
    }

    /// The list of all entries.
    fn rows(&mut self) -> Arc<Rows> {
        if let Some(rows) = &self.rows {
            return Arc::clone(rows);
        }
        self.look();
        let rows = rows(self.previews.as_ref(), self.last.as_deref(), self.before.as_deref(), self.language);
        Arc::clone(self.rows.insert(Arc::new(rows)))
    }

    /// An entry as a window is shown it.
    fn entry(&mut self, path: &SitePath) -> Shown {
        self.look();
        let previews = self.previews.as_ref();
        let preview = self.made.entry(path.clone()).or_insert_with(|| {
            // A fault of the program must not end the desk.
            let made = catch_unwind(AssertUnwindSafe(|| previews?.of(path)));
            made.ok().flatten().map(Arc::new)
        });
        let preview = preview.clone();
        let row: Option<Row> = row_of(path, previews, self.last.as_deref(), self.language);
        Shown { row: row.or_else(|| self.rows().row(path.as_str()).cloned()), preview }
    }

    /// Reads the site as it lies on the disk, where that changed.
    fn look(&mut self) {
        let unseen = self.unseen.replace(BTreeSet::new());
        if unseen.as_ref().is_some_and(BTreeSet::is_empty) {
            return;
        }
        let options = Options {
            date: self.wanted.date,
            sheets: self.wanted.sheets,
            drafts: true,
            strict: self.wanted.strict,
            goal: Goal::Check,
            on_step: &|_| ControlFlow::Continue(()),
        };
        let before = self.previews.take();
        let read = catch_unwind(AssertUnwindSafe(|| {
            let before = match (before, unseen) {
                (Some(before), Some(files)) => match before.after(&files, &options) {
                    Some(renewed) => return Ok(Some(renewed)),
                    None => None,
                },
                (before, _) => before,
            };
            // What a build has read need not be read again: it is waited for.
            let session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
            Previews::read(&session, &options, before)
        }));
        self.previews = read.ok().and_then(Result::ok).flatten();
    }
}

/// Adds files that changed to those before them; none where there may be more.
fn add(all: &mut Option<BTreeSet<PathBuf>>, files: Option<BTreeSet<PathBuf>>) {
    *all = mem::take(all).zip(files).map(|(mut all, files)| {
        all.extend(files);
        all
    });
}

#[cfg(test)]
mod tests {
    use super::add;
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    #[test]
    fn what_may_be_more_stays_more_until_all_was_looked_at() {
        let set = |path: &str| Some(BTreeSet::from([PathBuf::from(path)]));
        let mut all = set("a");
        add(&mut all, set("b"));
        assert_eq!(all.as_ref().map(BTreeSet::len), Some(2));
        add(&mut all, None);
        add(&mut all, set("c"));
        assert_eq!(all, None);
    }
}
