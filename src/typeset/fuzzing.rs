//! The way in for the fuzz targets in `tests/fuzz`.

use super::body;
use super::data::SheetData;
use super::fonts::Fonts;
use crate::document::Document;
use crate::json::json;
use crate::model::{Entry, Site};

/// The program of an entry's body, as the typesetter gets it.
pub fn program(entry: &Entry, document: &Document) -> String {
    body::body(entry, document).source
}

/// The data of an entry's sheet as JSON, as layouts get it.
pub fn data(site: &Site, entry: &Entry, fonts: &Fonts) -> Option<String> {
    json(&SheetData::of(site, entry, fonts, true))
}

/// Drops what the typesetter remembers, which would grow without end.
pub fn forget() {
    comemo::evict(0);
}
