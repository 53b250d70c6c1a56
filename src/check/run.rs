//! The rules look at a site.

use super::checked::{Checked, seen};
use super::neighbours::Neighbours;
use super::rule::Look;
use super::rules::rules;
use super::subject::Subject;
pub use super::waive::waive;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::model::{Entry, Site};
use crate::parallel;
use crate::site_path::SitePath;

/// What every rule finds in the site. Entries in which nothing was found before are not looked at again while all that
/// rules see of them is the same.
pub fn check(site: &Site, checked: &mut Checked, problems: &mut Vec<Diagnostic>) {
    check_entries(site, checked, problems);
    check_site(site, problems);
}

/// What the rules of entries find.
pub fn check_entries(site: &Site, checked: &mut Checked, problems: &mut Vec<Diagnostic>) {
    let entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).collect();
    look_at(site, &entries, &Neighbours::of(site), checked, problems);
    checked.only_of(site);
}

/// What the rules of the site find.
pub fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    for rule in rules() {
        if let Look::Site(look) = rule.look {
            look(site, problems);
        }
    }
}

/// What rules find in the entries that `changed` names, and in those that build on them, where nothing but the bodies of
/// those has changed since [`check`]; the paths of all entries looked at.
pub fn check_again<'s>(
    site: &'s Site,
    changed: &[&Entry],
    checked: &mut Checked,
    problems: &mut Vec<Diagnostic>,
) -> Vec<&'s SitePath> {
    if changed.is_empty() {
        return Vec::new();
    }
    let neighbours = Neighbours::of(site);
    let builds_on = |entry: &&Entry| {
        let is_changed = |other: &Entry| changed.iter().any(|entry| entry.path == other.path);
        is_changed(entry)
            || neighbours.previous(entry).is_some_and(is_changed)
            || neighbours.cited(entry).into_iter().any(is_changed)
    };
    let entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).filter(builds_on).collect();
    look_at(site, &entries, &neighbours, checked, problems);
    entries.iter().map(|entry| &entry.path).collect()
}

fn look_at(
    site: &Site,
    entries: &[&Entry],
    neighbours: &Neighbours<'_>,
    checked: &mut Checked,
    problems: &mut Vec<Diagnostic>,
) {
    let found = parallel::map(entries, |entry| {
        let seen = seen(site, entry, neighbours);
        let is_clean = checked.is_clean(&entry.path, seen);
        (!is_clean).then(|| one(site, entry, seen, neighbours))
    });
    for (entry, found) in entries.iter().zip(found) {
        if let Some((seen, found)) = found {
            checked.note(&entry.path, seen);
            problems.extend(found);
        }
    }
}

/// What the rules find in an entry, and the fingerprint of what they saw where they found nothing.
fn one(
    site: &Site,
    entry: &Entry,
    seen: Option<Fingerprint>,
    neighbours: &Neighbours<'_>,
) -> (Option<Fingerprint>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    match (site.original_body(entry), site.folder.text(&entry.path)) {
        (Ok(body), Ok(Some(source))) => {
            let subject = Subject::new(site, entry, (&body, &source), neighbours);
            for rule in rules() {
                if let Look::Entry(look) = rule.look {
                    look(&subject, &mut found);
                }
            }
        }
        (Err(problem), _) | (_, Err(problem)) => found.push(problem),
        (Ok(_), Ok(None)) => {}
    }
    let spoils = |found: Diagnostic| match found.spoiled() {
        Some(path) if *path == entry.path => found,
        _ => found.spoils(entry.path.clone()),
    };
    let found: Vec<_> = found.into_iter().map(spoils).collect();
    // Whoever waives something is asked each time whether it is still there to be waived.
    let is_clean = found.is_empty() && entry.waive.is_empty();
    (seen.filter(|_| is_clean), found)
}
