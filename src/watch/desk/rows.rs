//! The list of entries: each with where it stands and what was found in it.

use crate::address;
use crate::build::{Previews, Report, is_entry};
use crate::calendar::Date;
use crate::diagnostic::{Colours, Diagnostic, Files, Severity, terminal};
use crate::model::{Entry, Site};
use crate::parallel;
use crate::review;
use crate::site_path::SitePath;
use crate::terms::{self, SheetChoice};
use crate::text::{Language, Text};
use serde::Serialize;
use std::collections::BTreeMap;

/// All rows.
#[derive(Debug, Default)]
pub(in super::super) struct Rows {
    /// The build date.
    pub(super) date: String,
    /// The entries; those with errors first, then the newest first.
    pub(super) rows: Vec<Row>,
    /// What was found that lies in no entry.
    pub(super) general: Vec<Told>,
}

impl Rows {
    /// The row of the entry with this file.
    pub(in super::super) fn row(&self, path: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.path == path)
    }
}

/// An entry in the list.
#[derive(Debug, Clone)]
pub(in super::super) struct Row {
    /// Its file, from `content/`.
    pub(super) path: String,
    /// Its title; of one that cannot be read the name of its file.
    pub(super) title: String,
    /// The unit that discloses.
    pub(super) unit: String,
    /// The kind: 公示.
    pub(super) kind: &'static str,
    /// Where it stands.
    pub(super) state: State,
    /// What it waits for; empty where it waits for nothing.
    waits: String,
    /// When it hangs, or will hang.
    pub(super) dates: String,
    /// Its page and its sheets in the output.
    pub(super) outputs: Vec<String>,
    /// Whether a build makes sheets of it for the printer.
    pub(super) prints: bool,
    /// What was found in it.
    pub(super) findings: Vec<Told>,
}

/// A finding, as on the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// The text.
    text: String,
}

/// Where an entry stands, as the desk tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It cannot be built.
    Faulty,
    /// One of the states of the review.
    Is(terms::State),
}

/// The states in the order of the work.
const IN_ORDER: &[terms::State] = &[
    terms::State::Draft,
    terms::State::Returned,
    terms::State::Waiting,
    terms::State::Proposed,
    terms::State::Reviewed,
    terms::State::Approved,
    terms::State::Scheduled,
    terms::State::Public,
    terms::State::Corrected,
    terms::State::DueDown,
    terms::State::Superseded,
    terms::State::Archived,
    terms::State::Withdrawn,
    terms::State::Withheld,
];

impl State {
    /// All states, in the order of the work.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::Faulty].into_iter().chain(IN_ORDER.iter().copied().map(Self::Is))
    }

    /// The id, as the script and the style know it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Faulty => "faulty",
            Self::Is(state) => state.id(),
        }
    }

    /// The state in words.
    pub(super) fn name(self) -> Words {
        match self {
            Self::Faulty => Words { zh: "有错", en: "Faulty" },
            Self::Is(state) => Words { zh: state.chinese(), en: state.english() },
        }
    }

    /// What that means.
    fn hint(self) -> Words {
        let (zh, en) = match self {
            Self::Faulty => (
                "这条有错，还不能生成。按下面的提示改好并保存，这里会自己更新",
                "This entry has errors and cannot be built. Mend it as said below and save; this page follows",
            ),
            Self::Is(terms::State::Draft) => (
                "未审核，只在这里看得到，网站和张贴件里都没有",
                "Not reviewed: it is seen here alone, on no page and no sheet that goes out",
            ),
            Self::Is(
                terms::State::Waiting
                | terms::State::Proposed
                | terms::State::Reviewed
                | terms::State::Returned,
            ) => (
                "未审核，只在这里看得到，审批完才上网、才做张贴件",
                "Not through its review: it is seen here alone until it is approved",
            ),
            Self::Is(terms::State::Approved) => (
                "已审批，依申请公开，网站上没有",
                "Approved; it is given out on request and is not on the site",
            ),
            Self::Is(terms::State::Scheduled) => (
                "还没到公开的日子，到了那天才上网",
                "Its first day lies ahead; the site shows it from then on",
            ),
            Self::Is(terms::State::Public) => ("", ""),
            Self::Is(terms::State::DueDown) => (
                "公示期已过，栏上的该撤下来了；网站上归入档案",
                "Its last day is over: take it down; the site keeps it in the archive",
            ),
            Self::Is(terms::State::Archived) => {
                ("公示期已过，网站上归入档案", "Its last day is over; the site keeps it in the archive")
            }
            Self::Is(terms::State::Corrected) => ("后来的一条更正了它", "A later entry corrects it"),
            Self::Is(terms::State::Superseded) => (
                "后来的一条代替了它，栏上的该撤下来了",
                "A later entry takes its place: take its sheets down",
            ),
            Self::Is(terms::State::Withdrawn) => {
                ("已经撤回，网站上没有，栏上的该撤下来了", "It was taken back: the site has it no more")
            }
            Self::Is(terms::State::Withheld) => {
                ("不公开，网站上没有", "It is not disclosed; the site has nothing of it")
            }
        };
        Words { zh, en }
    }

    /// Whether the site shows it.
    pub(super) fn is_public(self) -> bool {
        matches!(
            self,
            Self::Is(
                terms::State::Public
                    | terms::State::DueDown
                    | terms::State::Archived
                    | terms::State::Corrected
                    | terms::State::Superseded
            )
        )
    }
}

/// Words that live as long as the program.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    zh: &'static str,
    en: &'static str,
}

impl Words {
    /// The words in one language.
    pub(super) fn get(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

impl Row {
    /// A row for an entry that is no more.
    pub(super) fn gone(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            title: String::new(),
            unit: String::new(),
            kind: "",
            state: State::Faulty,
            waits: String::new(),
            dates: String::new(),
            outputs: Vec::new(),
            prints: false,
            findings: Vec::new(),
        }
    }

    /// Whether there is no such entry.
    pub(super) fn is_gone(&self) -> bool {
        self.title.is_empty()
    }

    /// Whether the row holds these words, in lower case.
    pub(super) fn holds(&self, words: &str) -> bool {
        let text = format!("{} {} {} {}", self.title, self.unit, self.kind, self.path).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// What its state means for the clerk.
    pub(super) fn hint(&self, language: Language) -> String {
        let hint = self.state.hint().get(language);
        if self.waits.is_empty() || self.state == State::Faulty {
            return hint.to_owned();
        }
        match language {
            Language::Chinese => format!("{}。{hint}", self.waits),
            Language::English => format!("{}. {hint}", self.waits),
        }
    }

    /// How many findings of a severity it has.
    pub(super) fn count(&self, severity: &str) -> usize {
        self.findings.iter().filter(|told| told.severity == severity).count()
    }
}

/// What a draft waits for that is not finished yet.
const UNFINISHED: Words = Words {
    zh: "还没有写完：按下面的提示填好并保存，别的事项照常生成",
    en: "Not finished: fill it in as said below and save; all other entries are built as ever",
};

/// The code of a file that was left beside an entry: it is no entry.
const LEFTOVER: &str = "leftover-file";

/// The file among the entries that a finding is told of.
fn spoiled(finding: &Diagnostic) -> Option<&SitePath> {
    finding.spoiled().filter(|path| is_entry(path) && finding.code != LEFTOVER)
}

/// The row of one entry, with what the `last` build found in it; none where it cannot be read.
pub(super) fn row_of(
    path: &SitePath,
    previews: Option<&Previews>,
    last: Option<&Report>,
    language: Language,
) -> Option<Row> {
    let site = previews?.site();
    let entry = site.entry_at(path)?;
    let told = last.map_or_else(Vec::new, |last| {
        let found = last.findings.iter().filter(|finding| spoiled(finding) == Some(path));
        found.map(|finding| tell(finding, &last.files, language)).collect()
    });
    Some(row(site, entry, told, language))
}

/// The rows of a site and of what could not be read of it, with what the `last` build found. What can no longer be read is
/// called as it was `before`.
pub(super) fn rows(
    previews: Option<&Previews>,
    last: Option<&Report>,
    before: Option<&Rows>,
    language: Language,
) -> Rows {
    let mut found: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    let mut general = Vec::new();
    for (finding, files) in
        last.iter().flat_map(|last| last.findings.iter().map(|found| (found, &last.files)))
    {
        let told = tell(finding, files, language);
        match spoiled(finding) {
            Some(path) => found.entry(path.as_str()).or_default().push(told),
            None => general.push(told),
        }
    }
    let site = previews.map(Previews::site);
    let mut rows = site.map_or_else(Vec::new, |site| {
        parallel::map(&site.entries, |entry| {
            let told = found.get(entry.path.as_str()).cloned().unwrap_or_default();
            row(site, entry, told, language)
        })
    });
    rows.iter().for_each(|row| drop(found.remove(row.path.as_str())));
    // What is left could not be read.
    let (faulty, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| path.ends_with(".md"));
    general.extend(others.into_iter().flat_map(|(_, told)| told));
    let faulty = faulty.into_iter().map(|(path, findings)| {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let known = before.and_then(|before| before.row(path)).cloned();
        let row = known.unwrap_or_else(|| Row { title: name, ..Row::gone(path) });
        // Of a draft all that was found is a note: it may be unfinished.
        let is_draft = findings.iter().all(|told| told.severity == "note");
        let state = if is_draft { State::Is(terms::State::Draft) } else { State::Faulty };
        let waits = if is_draft { UNFINISHED.get(language).to_owned() } else { String::new() };
        Row { state, waits, outputs: Vec::new(), prints: false, findings, ..row }
    });
    let date = site.map(|site| day(site.date, language)).unwrap_or_default();
    rows.splice(..0, faulty);
    Rows { date, rows, general }
}

fn row(site: &Site, entry: &Entry, findings: Vec<Told>, language: Language) -> Row {
    let state = review::state(site, entry);
    let errors = findings.iter().any(|told| told.severity == "error");
    let unit = site.unit(&entry.unit.value).map_or_else(String::new, |unit| unit.short.clone());
    let sheet = address::sheet_file(entry);
    Row {
        path: entry.path.to_string(),
        title: entry.title.value.clone(),
        unit,
        kind: entry.kind.chinese(),
        state: if errors { State::Faulty } else { State::Is(state) },
        waits: waits(site, entry, language),
        dates: dates(entry, language),
        outputs: vec![
            format!("site/{}", address::entry_page(entry)),
            format!("site/{}", address::sheet_on_site(entry)),
            format!("print/{sheet}"),
        ],
        prints: review::is_cleared(site, entry) && review::has_sheets(site, entry, SheetChoice::Current),
        findings,
    }
}

/// What an entry that is no draft waits for.
fn waits(site: &Site, entry: &Entry, language: Language) -> String {
    let waits = (!entry.draft).then(|| review::course(site, entry)).filter(|course| !course.is_cleared());
    let waits = waits.and_then(|course| review::waits_for(site, &course));
    waits.map(|waits| waits.get(language).to_owned()).unwrap_or_default()
}

fn dates(entry: &Entry, language: Language) -> String {
    let from = day(entry.post_from, language);
    match entry.post_until {
        Some(until) => Text::new(
            format!("{from}至{}", day(until, language)),
            format!("{from} to {}", day(until, language)),
        ),
        None => Text::new(format!("{from}起"), format!("from {from}")),
    }
    .get(language)
    .to_owned()
}

fn day(date: Date, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Language::English => date.to_string(),
    }
}

/// Findings as on the terminal.
pub(super) fn told(findings: &[Diagnostic], files: &Files, language: Language) -> Vec<Told> {
    findings.iter().map(|finding| tell(finding, files, language)).collect()
}

fn tell(finding: &Diagnostic, files: &Files, language: Language) -> Told {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    Told { severity, text: terminal(finding, files, language, Colours::Off).trim_end().to_owned() }
}
