//! Which entries were looked at and nothing was found.

use super::neighbours::Neighbours;
use crate::fingerprint::Fingerprint;
use crate::model::{Entry, Site};
use crate::site_path::SitePath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The entries in which no rule found anything, with the fingerprint of all that the rules saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    clean: BTreeMap<SitePath, Fingerprint>,
}

impl Checked {
    /// Whether nothing was found in an entry when rules last saw just this.
    pub(super) fn is_clean(&self, path: &SitePath, seen: Option<Fingerprint>) -> bool {
        seen.is_some() && self.clean.get(path).copied() == seen
    }

    /// Notes what came of looking at an entry; `seen` is none where something was found.
    pub(super) fn note(&mut self, path: &SitePath, seen: Option<Fingerprint>) {
        match seen {
            Some(seen) => self.clean.insert(path.clone(), seen),
            None => self.clean.remove(path),
        };
    }

    /// Forgets entries that are no more.
    pub(super) fn only_of(&mut self, site: &Site) {
        if self.clean.len() > site.entries.len() {
            let there: std::collections::BTreeSet<_> = site.entries.iter().map(|entry| &entry.path).collect();
            self.clean.retain(|path, _| there.contains(path));
        }
    }
}

/// The fingerprint of all that rules of entries see of an entry. None where that cannot be told.
pub(super) fn seen(site: &Site, entry: &Entry, neighbours: &Neighbours<'_>) -> Option<Fingerprint> {
    let registers = site.registers?;
    let previous = neighbours.previous(entry).map(|entry| entry.text);
    let cited: Vec<Fingerprint> = neighbours.cited(entry).iter().map(|entry| entry.text).collect();
    // The text hash is that of pictures and attachments too.
    Fingerprint::of_value(&(registers, entry.text, &entry.text_hash, previous, cited))
}
