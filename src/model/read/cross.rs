//! What entries say of each other: ids and addresses that clash, corrections and successors that do not exist.

use super::entry::Read;
use super::names::unknown;
use super::registers::duplicate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Folder;
use crate::model::{Entry, Id, newest_first};
use crate::site_path::SitePath;
use crate::source::Spanned;
use crate::text::Text;
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The entries without errors, newest first; drafts only where they are asked for. What was found in them goes to
/// `problems`: a draft that nobody asked for may be unfinished, so that nothing that is wrong with it stops the build.
/// Beside them how many drafts nobody asked for.
pub(super) fn entries(
    mut read: Vec<Read>,
    drafts: bool,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Entry>>, usize) {
    // Where two clash the draft is at fault, whatever it is called.
    read.sort_by_key(|read| read.draft);
    let ids = ids(&mut read);
    addresses(&mut read);
    for read in &mut read {
        references(read, &ids);
    }
    let mut found = Vec::with_capacity(read.len());
    let waiting = if drafts { 0 } else { read.iter().filter(|read| read.draft).count() };
    for Read { draft, entry, problems: own, .. } in read {
        let waits = draft && !drafts;
        let faulty = own.iter().any(|problem| problem.severity == Severity::Error);
        problems.extend(own.into_iter().map(|problem| if waits { as_note(problem) } else { problem }));
        found.extend(entry.filter(|_| !waits && !faulty));
    }
    found.sort_by(|one, other| newest_first(one, other));
    (found, waiting)
}

/// Not even where warnings stop a build.
fn as_note(problem: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Note, ..problem }
}

/// Every id with its file; one that is borne twice, be it in another case, is an error in the later file.
fn ids(read: &mut [Read]) -> BTreeMap<Id, SitePath> {
    let mut seen: HashMap<String, Id> = HashMap::with_capacity(read.len());
    let mut ids = BTreeMap::new();
    for read in read {
        match seen.entry(read.id.value.to_lowercase()) {
            Slot::Occupied(first) => read.problems.push(duplicate(&read.id, first.get())),
            Slot::Vacant(free) => {
                free.insert(read.id.value.clone());
                ids.insert(read.id.value.clone(), read.path.clone());
            }
        }
    }
    ids
}

/// Two entries of a unit with the same slug would be one page.
fn addresses(read: &mut [Read]) {
    let mut seen: HashMap<(Id, String), SitePath> = HashMap::with_capacity(read.len());
    // An id that is borne twice has told of the clash already.
    let sound = |read: &&mut Read| !read.problems.iter().any(|problem| problem.severity == Severity::Error);
    for read in read.iter_mut().filter(sound) {
        let Some(entry) = &read.entry else { continue };
        match seen.entry((entry.unit.value.clone(), entry.slug.clone())) {
            Slot::Occupied(first) => {
                let message = Text::new(
                    format!("网址名“{}”与 {} 相同", entry.slug, first.get()),
                    format!("the slug ‘{}’ is also that of {}", entry.slug, first.get()),
                );
                let help = Text::new(
                    format!("加一行 slug: {}-2", entry.slug),
                    format!("add a line slug: {}-2", entry.slug),
                );
                let problem = Diagnostic::error("duplicate-id", message).help(help);
                read.problems.push(problem.at(entry.title.span.clone()));
            }
            Slot::Vacant(free) => {
                free.insert(read.path.clone());
            }
        }
    }
}

/// Corrections and successors name entries that exist, and not themselves.
fn references(read: &mut Read, ids: &BTreeMap<Id, SitePath>) {
    let Some(entry) = &read.entry else { return };
    for id in entry.supersedes.iter().chain(&entry.corrects) {
        if !ids.contains_key(&id.value) {
            let name = Spanned::new(id.value.to_string(), id.span.clone());
            // Among thousands of ids the nearest is not worth the time of looking at all.
            let known = ids.keys().take(2_000).map(|id| &**id);
            read.problems.push(unknown("unknown-entry", "事项", "entry", &name, known, "entries"));
        } else if id.value == entry.id {
            let message = Text::new("事项不能更正或代替自己", "an entry cannot correct or supersede itself");
            read.problems.push(Diagnostic::error("unknown-entry", message).at(id.span.clone()));
        }
    }
}

/// The registers, and the findings that say that something is not in them.
const CAUSES: &[(&str, &[&str])] = &[
    ("units.yaml", &["unknown-unit", "unknown-village"]),
    ("boards.yaml", &["unknown-board"]),
    ("catalogue.csv", &["unknown-catalogue-row"]),
];

/// Of a register with errors not all was read, and nobody knows what is missing from it: only its own errors are told.
pub(super) fn only_causes(folder: &Folder, problems: &mut Vec<Diagnostic>) {
    for (register, codes) in CAUSES {
        let is_of = |problem: &Diagnostic| problem.spoiled().is_some_and(|path| path.as_str() == *register);
        let spoils = |problem: &Diagnostic| problem.severity == Severity::Error && is_of(problem);
        if folder.problems.iter().chain(&*problems).any(spoils) {
            problems.retain(|problem| is_of(problem) || !codes.contains(&problem.code));
        }
    }
}
