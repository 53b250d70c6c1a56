//! Texts of the site and places in them.

use crate::site_path::SitePath;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// A byte range inside one text.
pub type ByteRange = Range<u32>;

/// One text file of the site, decoded to UTF-8 with `\n` line ends and without a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where the file lies, from the site's root.
    pub path: SitePath,
    /// The decoded text.
    pub text: Arc<str>,
}

/// A line and a column, both counted from 1; the column counts characters, as editors show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A source of `text` at `path`.
    pub fn new(path: SitePath, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into() }
    }

    /// The span of a byte range of this text; a range past the end is cut to it.
    pub fn span(&self, range: Range<usize>) -> Span {
        let end = range.end.min(self.text.len());
        Span { path: self.path.clone(), range: range.start.min(end) as u32..end as u32 }
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (before, _) = self.text.split_at(offset);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let (lines, line) = before.split_at(line_start);
        LineColumn { line: lines.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
}

/// Whether a character turns the direction of writing or sets words apart from it (U+202A–U+202E, U+2066–U+2069): what
/// people see is then another text than what is written.
pub fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A byte range in one text of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub path: SitePath,
    /// The bytes, in the decoded text.
    pub range: ByteRange,
}

/// A value with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
