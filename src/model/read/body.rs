//! The body of an entry, parsed again when a page or a sheet is made of it and it is not at hand.

use super::tables;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::load::Folder;
use crate::markdown;
use crate::model::Entry;

/// The body of `entry` as it was written, with tables from files read in and their total rows marked.
pub(in crate::model) fn body(entry: &Entry, folder: &Folder) -> Result<Document, Diagnostic> {
    let Some(source) = folder.text(&entry.path)? else { return Ok(Document::default()) };
    let range = entry.body.start as usize..entry.body.end as usize;
    // What was found in it was reported when the entry was read.
    let mut known = Vec::new();
    let mut body = markdown::parse(&source, range, &mut known);
    tables::read_files(&mut body, &source, folder, &mut known);
    tables::apply_rules(&mut body, &entry.tables, &mut known);
    Ok(body)
}
