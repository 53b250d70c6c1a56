//! A stand-in for the reader of table files.

use crate::diagnostic::Diagnostic;
use crate::document::{Table, TableFile};
use crate::load::Folder;
use crate::source::Source;

pub(super) fn read(
    _request: &TableFile,
    _entry: &Source,
    _folder: &Folder,
    _problems: &mut Vec<Diagnostic>,
) -> Option<Table> {
    None
}
