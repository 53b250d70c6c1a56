//! Bodies of entries that were read a moment ago, at hand for rules, pages and sheets: as bytes, which take a quarter of
//! the memory of documents, and a quarter of the time of parsing.

use super::Entry;
use crate::document::Document;
use crate::fingerprint::{Fingerprint, pack, unpack};
use crate::site_path::SitePath;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many bytes of them are kept: those of a site of 50,000 entries.
const MOST: usize = 192 << 20;

/// Bodies, as many as the memory has room for; others are parsed again when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Bodies(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// Each with the fingerprint of the text it was read from.
    bodies: BTreeMap<SitePath, (Fingerprint, Arc<[u8]>)>,
    bytes: usize,
}

impl Bodies {
    /// Keeps the body of an entry, where there is room for it.
    pub(super) fn keep(&self, entry: &Entry, body: &Document) {
        if self.shelf().bytes > MOST {
            return;
        }
        let Some(packed) = pack(body) else { return };
        let mut shelf = self.shelf();
        shelf.bytes += packed.len();
        shelf.bodies.insert(entry.path.clone(), (entry.text, packed.into()));
    }

    /// The body of an entry, if it is at hand.
    pub(super) fn of(&self, entry: &Entry) -> Option<Document> {
        let packed = self.shelf().bodies.get(&entry.path).filter(|(text, _)| *text == entry.text)?.1.clone();
        unpack(&packed)
    }

    /// The same, for whoever needs it last.
    pub(super) fn take(&self, entry: &Entry) -> Option<Document> {
        let (text, packed) = self.shelf().bodies.remove(&entry.path)?;
        (text == entry.text).then(|| unpack(&packed)).flatten()
    }

    /// Drops them all.
    pub(super) fn clear(&self) {
        *self.shelf() = Shelf::default();
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
