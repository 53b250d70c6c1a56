//! What is wrong, where, and how to mend it: a plain value, and its printers.

mod files;
mod json;
mod shown;
mod terminal;

pub use files::{Files, Lines};
pub use json::json;
pub use shown::shown;
pub use terminal::{Colours, terminal};

use crate::site_path::SitePath;
use crate::source::Span;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written while it stands.
    Error,
    /// Worth a look; stops the build only with `--strict`.
    Warning,
    /// For information.
    Note,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A file as a whole.
    File(SitePath),
    /// A range of a text.
    Text(Span),
    /// A cell of a spreadsheet or of a table file.
    Cell {
        /// The table file.
        path: SitePath,
        /// The sheet's name, where the file has sheets.
        sheet: Option<String>,
        /// The cell as spreadsheets name it: `B7`.
        cell: String,
    },
}

impl Place {
    /// What findings are sorted by: the file, then the offset in it, or the row and the column.
    pub fn order(&self) -> (&SitePath, u32) {
        match self {
            Self::Text(span) => (&span.path, span.range.start),
            Self::File(path) => (path, 0),
            Self::Cell { path, cell, .. } => (path, cell_order(cell)),
        }
    }

    /// The file the place lies in.
    pub fn path(&self) -> &SitePath {
        match self {
            Self::File(path) | Self::Cell { path, .. } => path,
            Self::Text(span) => &span.path,
        }
    }
}

/// A number that rises with the row of a cell such as `B7`, then with its column.
fn cell_order(cell: &str) -> u32 {
    let digits = cell.trim_start_matches(|mark: char| mark.is_ascii_alphabetic());
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).map(|byte| u32::from(byte & 31));
    let column = letters.fold(0_u32, |column, letter| column.saturating_mul(26).saturating_add(letter));
    digits.parse::<u32>().unwrap_or(0).saturating_mul(1 << 10).saturating_add(column.min((1 << 10) - 1))
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code, kebab-case words: `bad-date`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands; none for what concerns the whole site.
    pub place: Option<Place>,
    /// What was found and what was expected.
    pub message: Text,
    /// How to mend it: short, shown beside the marked text.
    pub help: Option<Text>,
    /// The entry that the finding spoils, where it stands in another file (a table, a picture).
    pub entry: Option<SitePath>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: Text) -> Self {
        Self { code, severity: Severity::Error, place: None, message, help: None, entry: None }
    }

    /// A warning.
    pub fn warning(code: &'static str, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// A note.
    pub fn note(code: &'static str, message: Text) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, message) }
    }

    /// The finding at a range of a text.
    pub fn at(self, span: Span) -> Self {
        self.placed(Place::Text(span))
    }

    /// The finding at a file as a whole.
    pub fn in_file(self, path: SitePath) -> Self {
        self.placed(Place::File(path))
    }

    /// The finding at a place.
    pub fn placed(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The finding with the way to mend it.
    pub fn help(self, help: Text) -> Self {
        Self { help: Some(help), ..self }
    }

    /// The finding as one that spoils `entry`.
    pub fn spoils(self, entry: SitePath) -> Self {
        Self { entry: Some(entry), ..self }
    }

    /// The file whose entry cannot be built while an error stands: the entry named, else the file itself.
    pub fn spoiled(&self) -> Option<&SitePath> {
        self.entry.as_ref().or_else(|| self.place.as_ref().map(Place::path))
    }
}

#[cfg(test)]
mod tests {
    use super::cell_order;

    #[test]
    fn cells_are_in_the_order_of_reading() {
        let cells = ["", "A1", "B1", "Z1", "AA1", "A2", "B9", "A10", "XFD1048576"];
        assert!(cells.is_sorted_by(|one, other| cell_order(one) < cell_order(other)), "{cells:?}");
    }
}
