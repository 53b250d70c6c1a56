//! The preview desk (预览台): every entry with its state, its page and its sheets before they are public.
//!
//! The desk is one page with a script (`assets/`), which asks for the list and for one entry as JSON. All its words come
//! from here, so that none is left untranslated.

mod rows;
mod shelf;
mod view;
mod words;

pub(super) use rows::{Row, Rows};
use rows::{row_of, rows};
pub(super) use shelf::Shelf;
pub(super) use view::View;

use super::shown::Shown;
use super::signal;
use crate::json::json;
use crate::text::Language;
use serde::Serialize;
use shelf::Changed;
use words::{DeskWords, desk_words};

/// A file of the desk's own, with its kind.
pub(super) fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "" => ("text/html; charset=utf-8", include_str!("../assets/desk.html")),
        "desk.css" => ("text/css; charset=utf-8", include_str!("../assets/desk.css")),
        "desk.js" => ("text/javascript; charset=utf-8", include_str!("../assets/desk.js")),
        "live.js" => ("text/javascript; charset=utf-8", include_str!("../assets/live.js")),
        _ => return None,
    })
}

/// The page that is shown where nothing was built yet.
pub(super) fn waiting(language: Language) -> String {
    let page = include_str!("../assets/waiting.html");
    let [title, text] = words::waiting(language);
    page.replace("{title}", title).replace("{text}", text)
}

/// What the desk asks of the list.
pub(super) struct Asked {
    /// Only entries in this state; empty for all.
    pub(super) state: String,
    /// Only entries that hold these words in their title, unit or file.
    pub(super) words: String,
    /// How many at most.
    pub(super) most: usize,
}

#[derive(Serialize)]
struct List<'l> {
    language: &'static str,
    words: DeskWords,
    busy: bool,
    build: u64,
    date: &'l str,
    took: String,
    written: usize,
    removed: usize,
    changed: Vec<&'l str>,
    trouble: Option<(&'l str, &'l str)>,
    /// The first entry that stops the build.
    faulty: Option<&'l str>,
    general: &'l [rows::Told],
    states: Vec<StateCount>,
    total: usize,
    rows: Vec<ListRow<'l>>,
}

#[derive(Serialize)]
struct StateCount {
    id: &'static str,
    name: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct ListRow<'l> {
    path: &'l str,
    title: &'l str,
    unit: &'l str,
    kind: &'l str,
    state: &'static str,
    name: &'static str,
    dates: &'l str,
    errors: usize,
    warnings: usize,
    changed: bool,
}

/// How many changed files are named.
const CHANGES_NAMED: usize = 60;

/// The list as JSON.
pub(super) fn list(shown: &Shown, rows: &Rows, asked: &Asked) -> String {
    let language = shown.language;
    let matches = |row: &&Row| {
        (asked.state.is_empty() || row.state.id() == asked.state) && row.holds(&asked.words.to_lowercase())
    };
    let found: Vec<&Row> = rows.rows.iter().filter(matches).collect();
    let states = rows::State::all().map(|state| StateCount {
        id: state.id(),
        name: state.name().get(language),
        count: rows.rows.iter().filter(|row| row.state == state).count(),
    });
    let last = &shown.last;
    let list = List {
        language: words::code(language),
        words: desk_words(language),
        busy: shown.busy,
        build: shown.history.build(),
        date: &rows.date,
        took: format!("{:.1}", last.took.as_secs_f64().max(0.05)),
        written: last.written.len(),
        removed: last.removed.len(),
        changed: last.written.iter().chain(&last.removed).take(CHANGES_NAMED).map(String::as_str).collect(),
        trouble: shown.trouble.as_ref().map(|trouble| (&*trouble.title, &*trouble.text)),
        faulty: rows.rows.iter().find(|row| row.count("error") > 0).map(|row| &*row.path),
        general: &rows.general,
        states: states.filter(|state| state.count > 0).collect(),
        total: found.len(),
        rows: found
            .iter()
            .take(asked.most)
            .map(|row| ListRow {
                path: &row.path,
                title: &row.title,
                unit: &row.unit,
                kind: row.kind,
                state: row.state.id(),
                name: row.state.name().get(language),
                dates: &row.dates,
                errors: row.count("error"),
                warnings: row.count("warning"),
                // The first build of a run says nothing of the last change.
                changed: shown.history.build() > 1
                    && row.outputs.iter().any(|output| last.written.binary_search(output).is_ok()),
            })
            .collect(),
    };
    json(&list).unwrap_or_default()
}

#[derive(Serialize)]
struct EntryView<'e> {
    path: &'e str,
    found: bool,
    title: &'e str,
    unit: &'e str,
    kind: &'e str,
    state: &'static str,
    name: &'static str,
    hint: String,
    dates: &'e str,
    /// Where its page is, as the desk shows it; none where the web shows nothing of it.
    page: Option<String>,
    /// What names the bytes of the page, so that a frame is loaded again only where they changed.
    tag: String,
    /// Where its page is on the site; none for what is not public.
    public: Option<String>,
    print: Option<String>,
    sheets: Vec<String>,
    /// Whether what is shown is older than what lies on the disk, because that cannot be read.
    stale: bool,
    /// Whether it is only about how the entry will look, because something is wrong with it.
    guess: bool,
    findings: Vec<rows::Told>,
    changed: Changed,
}

/// One entry as JSON.
pub(super) fn entry(shown: &Shown, path: &str, seen: signal::Shown, shelf: &mut Shelf) -> String {
    let language = shown.language;
    let signal::Shown { row, preview } = seen;
    let stale = preview.is_none();
    if let Some(preview) = preview {
        shelf.put(path, shown.history.build(), preview);
    }
    let kept = shelf.get(path);
    let row = row.unwrap_or_else(|| Row::gone(path));
    let mut findings = row.findings.clone();
    let own = kept
        .filter(|_| !stale)
        .map(|kept| rows::told(&kept.preview.findings, &kept.preview.places, language));
    for told in own.into_iter().flatten() {
        if !findings.contains(&told) {
            findings.push(told);
        }
    }
    let page = kept.and_then(|kept| kept.preview.page.as_deref());
    let is_public = row.state.is_public();
    let view = EntryView {
        path,
        found: !row.is_gone(),
        title: &row.title,
        unit: &row.unit,
        kind: row.kind,
        state: row.state.id(),
        name: row.state.name().get(language),
        hint: row.hint(language),
        dates: &row.dates,
        page: page.map(|page| format!("/_desk/site/{page}")),
        tag: kept.map(shelf::Kept::page_tag).unwrap_or_default(),
        public: page.filter(|_| is_public).map(|page| format!("/{page}")),
        print: kept.filter(|_| row.prints).map(|kept| format!("/_desk/print/{}", kept.preview.print)),
        sheets: kept.map(shelf::Kept::sheet_addresses).unwrap_or_default(),
        stale: stale && !row.is_gone(),
        guess: kept.is_some_and(|kept| !stale && kept.preview.is_provisional),
        findings,
        changed: kept.map(|kept| kept.changed.clone()).unwrap_or_default(),
    };
    json(&view).unwrap_or_default()
}
