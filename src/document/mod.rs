//! The body of an entry as a small tree: what Markdown is parsed into and table files are read into, and what
//! pages and sheets are written from.

mod levels;
mod walk;

pub use levels::{HeadingLevels, numbering_level};
pub use walk::{Image, has_words, plain_text};

use crate::site_path::SitePath;
use crate::source::ByteRange;
use serde::{Deserialize, Serialize};

/// A body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their first reference; [`InlineKind::FootnoteReference`] counts them from 0.
    pub footnotes: Vec<Footnote>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// The label as written: `注1` of `[^注1]`.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A block with its place in the entry's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// The bytes in the entry's file (not in its body).
    pub range: ByteRange,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; the level as written, 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list; `start` is the first number of an ordered one.
    List {
        /// The first number, none for a list with bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A block of code.
    Code {
        /// The word after the fence.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A table, written in Markdown or read from a file.
    Table(Table),
    /// A fenced block ```` ```table ````, whose YAML names a file; replaced by a [`BlockKind::Table`] when read.
    TableFile(TableFile),
    /// A rule across.
    Rule,
}

/// A request for a table from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableFile {
    /// The id from `<!-- table: id -->`.
    pub id: Option<String>,
    /// The YAML inside the fence.
    pub yaml: String,
    /// Where the YAML stands in the entry's file.
    pub range: ByteRange,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The tick of a task list.
    pub done: Option<bool>,
    /// Its blocks; a tight item holds one paragraph.
    pub blocks: Vec<Block>,
}

/// Running text with its place in the entry's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// The bytes in the entry's file; empty for text that stands in a table file.
    pub range: ByteRange,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Words struck through.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// The target as written; only `http`, `https`, `mailto`, `tel` and relative targets get here.
        target: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A picture.
    Image {
        /// The target as written, from the entry's folder.
        target: String,
        /// What it shows, in words.
        alternative: String,
    },
    /// A reference to the footnote with this number, from 0.
    FootnoteReference(usize),
    /// A line break that was asked for.
    LineBreak,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The id from `<!-- table: id -->`, to which the front matter's `tables` refers.
    pub id: Option<String>,
    /// How each column is set; every row has as many cells.
    pub columns: Vec<Column>,
    /// The head rows, from the top.
    pub head: Vec<Row>,
    /// The rows below the head.
    pub rows: Vec<Row>,
    /// The file it was read from; none for one written in Markdown.
    pub origin: Option<TableOrigin>,
}

/// Where a table was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableOrigin {
    /// The table file.
    pub path: SitePath,
    /// The sheet's name, where the file has sheets.
    pub sheet: Option<String>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Where its cells stand.
    pub align: Align,
}

/// Where text stands in its column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right, as figures do.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The cells, one a column.
    pub cells: Vec<Cell>,
    /// Whether the row is the total, set apart by layouts.
    pub total: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands in it.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub place: CellPlace,
}

/// Where a cell stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellPlace {
    /// In the entry's file.
    Text(ByteRange),
    /// In a table file, as spreadsheets name it: `B7`.
    Sheet(String),
}

impl Default for CellPlace {
    fn default() -> Self {
        Self::Text(0..0)
    }
}
