//! Sheets: entries set in type and written as PDF, with a picture of each page for the site.
//!
//! A theme's sheet template (Tera) emits a short Typst program. People's words never pass through it as source: they
//! reach Typst as data (`/data.json`) and as the body written from the document tree (`/body.typ`, by `body`), which
//! calls the functions of the theme's `sheets/lib/body.typ`.

mod body;
mod choose;
mod data;
mod examine;
mod export;
mod fonts;
mod ledger;
mod preview;
mod qr;
mod set;
mod title;
mod words;
mod world;

use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Id, Pictures, SheetFacts, Site};
use crate::parallel;
use crate::review::has_sheets;
use crate::terms::SheetChoice;
use crate::theme::Theme;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use choose::Setting;
pub use data::{Band, Facts, ServiceData, SheetData, Signature};
pub use fonts::Fonts;

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

/// After so many sheets what the typesetter remembers is dropped: it would grow to a gigabyte in 1,000 sheets.
const REMEMBERED: usize = 20;

/// Sets the sheets of all entries that `choice` asks for, in the order of the entries.
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
    let entries: Vec<&Entry> = site.entries.iter().filter(|entry| has_sheets(site, entry, choice)).collect();
    let engine = world::Engine::new(theme, fonts, site.date);
    let press = set::Press { site, theme, fonts, pictures, engine: &engine };
    let count = AtomicUsize::new(0);
    let done = parallel::map_deep(&entries, threads, STACK, |entry| {
        let done = press.set(entry);
        if count.fetch_add(1, Ordering::Relaxed) % REMEMBERED == REMEMBERED - 1 {
            comemo::evict(0);
        }
        done
    });
    let mut sheets = Vec::with_capacity(done.len());
    // A fault in the theme comes up with every entry; it is told once, with the first.
    let mut faults = BTreeSet::new();
    for (sheet, found) in done {
        sheets.extend(sheet);
        problems.extend(found.into_iter().filter(|problem| {
            let place = problem.place.as_ref().map(|place| (place.order().0.clone(), place.order().1));
            problem.code != export::FAULT || faults.insert(place)
        }));
    }
    sheets
}

#[cfg(test)]
mod tests;
