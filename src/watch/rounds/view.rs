//! What the desk is shown of the last build, read once somebody asks.

use super::told;
use crate::build::{Goal, Options, Preview, Previews, Report, Session};
use crate::site_path::SitePath;
use crate::text::Language;
use crate::watch::desk::{Findings, Rows, rows};
use crate::watch::{Wanted, signal};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// The desk's view of the site.
#[derive(Default)]
pub(super) struct View {
    /// What the last build found.
    findings: Findings,
    /// What the desk is shown of it, once somebody asks.
    desk: Option<Desk>,
    /// The list as it was shown last.
    before: Option<Arc<Rows>>,
    /// The site as the desk saw it last.
    previews: Option<Previews>,
    /// The files that changed since the desk was last read; none where there may be more.
    unseen: Option<BTreeSet<PathBuf>>,
}

/// The site as the desk sees it.
struct Desk {
    previews: Option<Previews>,
    rows: Arc<Rows>,
    /// The entries that were asked for.
    made: BTreeMap<SitePath, Option<Arc<Preview>>>,
}

/// What a view is read with.
pub(super) struct Beside<'b> {
    pub(super) wanted: &'b Wanted,
    pub(super) session: &'b Session,
    pub(super) language: Language,
}

impl View {
    /// Takes what a build found.
    pub(super) fn found(&mut self, report: Report) {
        self.findings = Findings { all: report.findings, files: report.files };
    }

    /// What was read is old: these files changed, or more.
    pub(super) fn outdate(&mut self, told: Option<BTreeSet<PathBuf>>) {
        told::add(&mut self.unseen, told);
        if let Some(desk) = self.desk.take() {
            (self.before, self.previews) = (Some(desk.rows), desk.previews);
        }
    }

    /// The list of all entries.
    pub(super) fn rows(&mut self, beside: &Beside<'_>) -> Arc<Rows> {
        Arc::clone(&self.desk(beside).rows)
    }

    /// An entry as a window is shown it.
    pub(super) fn entry(&mut self, path: &SitePath, beside: &Beside<'_>) -> signal::Shown {
        let Desk { previews, rows, made } = self.desk(beside);
        let preview = made.entry(path.clone()).or_insert_with(|| {
            // A fault of the program must not end the watch here either.
            let made = catch_unwind(AssertUnwindSafe(|| previews.as_ref()?.of(path)));
            made.ok().flatten().map(Arc::new)
        });
        signal::Shown { row: rows.row(path.as_str()).cloned(), preview: preview.clone() }
    }

    /// The site as it lies on the disk, read once after each build.
    fn desk(&mut self, beside: &Beside<'_>) -> &mut Desk {
        let Beside { wanted, session, language } = beside;
        let (before, previews, unseen) = (self.before.as_deref(), &mut self.previews, &mut self.unseen);
        let findings = &self.findings;
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
            let rows = Arc::new(rows(previews.as_ref(), findings, before, *language));
            Desk { previews, rows, made: BTreeMap::new() }
        })
    }
}
