//! Stand-ins for the parsers of bodies and table files.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Table, TableFile};
use crate::load::Folder;
use crate::source::Source;
use std::ops::Range;

pub(super) fn parse(_source: &Source, _body: Range<usize>, _problems: &mut Vec<Diagnostic>) -> Document {
    Document::default()
}

pub(super) fn read(
    _request: &TableFile,
    _entry: &Source,
    _folder: &Folder,
    _problems: &mut Vec<Diagnostic>,
) -> Option<Table> {
    None
}
