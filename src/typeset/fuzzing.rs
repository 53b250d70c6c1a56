//! The way in for the fuzz targets in `tests/fuzz`.

use super::body;
use super::data::SheetData;
use super::fonts::Fonts;
use crate::document::Document;
use crate::model::{Entry, Site};

/// The program of an entry's body, as the typesetter gets it.
pub fn program(entry: &Entry, document: &Document) -> String {
    body::body(entry, document).source
}

/// The data of an entry's sheet, as layouts get it.
///
/// # Errors
/// Says what cannot be written as JSON.
pub fn data(site: &Site, entry: &Entry, fonts: &Fonts) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&SheetData::of(site, entry, fonts, true))
}

/// Drops what the typesetter remembers, which would grow without end.
pub fn forget() {
    comemo::evict(0);
}
