//! Sheets: entries set in type and written as PDF, with a picture of each page for the site.
//!
//! A theme's sheet template (Tera) emits a short Typst program. People's words never pass through it as source: they
//! reach Typst as data (`/data.json`) and as the body written from the document tree (`/body.typ`, by `body`), which
//! calls the functions of the theme's `sheets/lib/body.typ`.

mod alone;
mod body;
mod choose;
mod data;
mod examine;
mod export;
mod fonts;
mod form;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod ledger;
mod length;
mod palette;
mod preview;
mod qr;
mod reckon;
mod set;
mod slip;
mod title;
mod words;
mod world;

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::model::{Entry, Id, Pictures, SheetFacts, Site};
use crate::parallel;
use crate::review::has_sheets;
use crate::terms::SheetChoice;
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use choose::Setting;
pub use data::{Band, Facts, ServiceData, SheetData, Signature};
pub use fonts::Fonts;
pub use form::form;
pub use slip::slip;

/// The sheets of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The entry.
    pub entry: Id,
    /// One PDF with all of them.
    pub pdf: Vec<u8>,
    /// A PNG picture of each, where the site may show the whole entry; else none.
    pub pictures: Vec<Vec<u8>>,
    /// What pages tell of them.
    pub facts: SheetFacts,
}

/// A worker goes deep into nested layouts, in bytes.
const STACK: usize = 16 << 20;

/// After so many sheets what the typesetter remembers of those before them is dropped: it would grow to a gigabyte in
/// 1,000 sheets.
const REMEMBERED: usize = 8;

/// What was of no use to the last few calls is dropped too: a watch sets one sheet at a time, for days.
const CALLS_REMEMBERED: usize = 2;

/// Where sheets go as they are set, several at a time.
pub trait Receiver: Sync {
    /// What is known of an entry's sheets, where they were set from the same inputs before; they are put out again.
    fn kept(&self, entry: &Entry, inputs: Fingerprint) -> Option<SheetFacts>;

    /// Takes the sheets of an entry, with what was found on the way. They are worth keeping where `inputs` are given.
    fn take(&self, entry: &Entry, inputs: Option<Fingerprint>, sheet: &Sheet, found: &[Diagnostic]);
}

/// Sets the sheets of all entries that `choice` asks for and hands each on, and says what is known of those that could
/// be set.
pub fn sheets_to(
    receiver: &dyn Receiver,
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    choice: SheetChoice,
    pictures: &Pictures,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, SheetFacts> {
    set_all(receiver, None, (site, theme, fonts, pictures), &with_sheets(site, choice), problems)
}

/// The same for some entries alone.
#[expect(clippy::too_many_arguments, reason = "those of `sheets_to`, and the entries")]
pub fn sheets_of(
    receiver: &dyn Receiver,
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    choice: SheetChoice,
    pictures: &Pictures,
    entries: &[Id],
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, SheetFacts> {
    let mut wanted = with_sheets(site, choice);
    wanted.retain(|entry| entries.contains(&entry.id));
    set_all(receiver, None, (site, theme, fonts, pictures), &wanted, problems)
}

fn with_sheets(site: &Site, choice: SheetChoice) -> Vec<&Entry> {
    let entries = site.entries.iter().map(AsRef::as_ref);
    entries.filter(|entry| has_sheets(site, entry, choice)).collect()
}

/// The sheets of all entries that `choice` asks for, in the order of the entries.
pub fn sheets(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    choice: SheetChoice,
    pictures: &Pictures,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    sheets_on(site, theme, fonts, choice, pictures, None, problems)
}

/// The same on a number of threads.
pub(crate) fn sheets_on(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    choice: SheetChoice,
    pictures: &Pictures,
    threads: Option<usize>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    let all = All::default();
    set_all(&all, threads, (site, theme, fonts, pictures), &with_sheets(site, choice), problems);
    let mut sheets = all.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    site.entries.iter().filter_map(|entry| sheets.remove(&entry.id)).collect()
}

/// The sheets of one entry for the eyes alone: pictures, and no PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// A PNG picture of each.
    pub pictures: Vec<Vec<u8>>,
    /// What is known of them.
    pub facts: Option<SheetFacts>,
}

/// The sheets of an entry as pictures, whatever is public of it; none where it has no sheets or they cannot be set.
pub fn proof(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    pictures: &Pictures,
    entry: &Entry,
    problems: &mut Vec<Diagnostic>,
) -> Option<Proof> {
    if !has_sheets(site, entry, SheetChoice::All) {
        return None;
    }
    let engine = world::Engine::new(theme, fonts, site.date);
    let press = set::Press { site, theme, fonts, pictures, engine: &engine, around: None };
    let mut done = parallel::map_deep(&[entry], Some(1), STACK, |entry| press.proof(entry));
    let (proof, found) = done.pop()?;
    problems.extend(found);
    comemo::evict(CALLS_REMEMBERED);
    proof
}

/// Sheets while they are gathered.
#[derive(Default)]
struct All(Mutex<BTreeMap<Id, Sheet>>);

impl Receiver for All {
    fn kept(&self, _: &Entry, _: Fingerprint) -> Option<SheetFacts> {
        None
    }

    fn take(&self, entry: &Entry, _: Option<Fingerprint>, sheet: &Sheet, _: &[Diagnostic]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.id.clone(), sheet.clone());
    }
}

fn set_all(
    receiver: &dyn Receiver,
    threads: Option<usize>,
    (site, theme, fonts, pictures): (&Site, &Theme, &Fonts, &Pictures),
    entries: &[&Entry],
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, SheetFacts> {
    let engine = world::Engine::new(theme, fonts, site.date);
    let around = Fingerprint::of_value(&(theme.fingerprint("sheets"), fonts.print, site.date.to_string()));
    let press = set::Press { site, theme, fonts, pictures, engine: &engine, around };
    let count = AtomicUsize::new(0);
    let done = parallel::map_deep(entries, threads, STACK, |entry| {
        let inputs = press.inputs(entry);
        if let Some(facts) = inputs.and_then(|inputs| receiver.kept(entry, inputs)) {
            return (Some(facts), Vec::new());
        }
        let (sheet, found) = press.set(entry);
        if let Some(sheet) = &sheet {
            // What was found must be found again.
            receiver.take(entry, inputs.filter(|_| found.is_empty()), sheet, &found);
        }
        if count.fetch_add(1, Ordering::Relaxed) % REMEMBERED == REMEMBERED - 1 {
            comemo::evict(1);
        }
        (sheet.map(|sheet| sheet.facts), found)
    });
    if count.into_inner() > 0 {
        comemo::evict(CALLS_REMEMBERED);
    }
    let mut facts = BTreeMap::new();
    // A fault in the theme comes up with every entry; it is told once, with the first.
    let mut faults = BTreeSet::new();
    for (entry, (known, found)) in entries.iter().zip(done) {
        facts.extend(known.map(|known| (entry.id.clone(), known)));
        problems.extend(found.into_iter().filter(|problem| {
            let place = problem.place.as_ref().map(|place| (place.order().0.clone(), place.order().1));
            problem.code != export::FAULT || faults.insert(place)
        }));
    }
    facts
}

#[cfg(test)]
mod tests;
