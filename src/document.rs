//! The body of an entry as a small tree: what Markdown is parsed into and table files are read into, and what
//! pages and sheets are written from.

use crate::source::ByteRange;

/// A body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their first reference; [`InlineKind::FootnoteReference`] counts them from 0.
    pub footnotes: Vec<Footnote>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// The label as written: `注1` of `[^注1]`.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A block with its place in the entry's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The bytes in the entry's file (not in its body).
    pub range: ByteRange,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct TableFile {
    /// The id from `<!-- table: id -->`.
    pub id: Option<String>,
    /// The YAML inside the fence.
    pub yaml: String,
    /// Where the YAML stands in the entry's file.
    pub range: ByteRange,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The tick of a task list.
    pub done: Option<bool>,
    /// Its blocks; a tight item holds one paragraph.
    pub blocks: Vec<Block>,
}

/// Running text with its place in the entry's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// The bytes in the entry's file; empty for text that stands in a table file.
    pub range: ByteRange,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of running text.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The id from `<!-- table: id -->`, to which the front matter's `tables` refers.
    pub id: Option<String>,
    /// How each column is set; every row has as many cells.
    pub columns: Vec<Column>,
    /// The head rows, from the top.
    pub head: Vec<Row>,
    /// The rows below the head.
    pub rows: Vec<Row>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Column {
    /// Where its cells stand.
    pub align: Align,
}

/// Where text stands in its column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The cells, one a column.
    pub cells: Vec<Cell>,
    /// Whether the row is the total, set apart by layouts.
    pub total: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub place: CellPlace,
}

/// Where a cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// The words of running text, without any mark-up.
pub fn plain_text(content: &[Inline]) -> String {
    let mut words = String::new();
    push_plain_text(content, &mut words);
    words
}

/// A picture in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image<'a> {
    /// Where it stands in the entry's file.
    pub range: ByteRange,
    /// Its target as written.
    pub target: &'a str,
}

impl Document {
    /// The pictures in the order they stand in, the footnotes' last; addresses count them from 1 in this order.
    pub fn images(&self) -> Vec<Image<'_>> {
        let mut images = Vec::new();
        push_images(&self.blocks, &mut images);
        for footnote in &self.footnotes {
            push_images(&footnote.blocks, &mut images);
        }
        images
    }
}

fn push_images<'a>(blocks: &'a [Block], images: &mut Vec<Image<'a>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                push_inline_images(content, images);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_images(&item.blocks, images)),
            BlockKind::Quote(blocks) => push_images(blocks, images),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
                cells.for_each(|cell| push_inline_images(&cell.content, images));
            }
            BlockKind::Code { .. } | BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn push_inline_images<'a>(content: &'a [Inline], images: &mut Vec<Image<'a>>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Image { target, .. } => images.push(Image { range: inline.range.clone(), target }),
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => push_inline_images(content, images),
            _ => {}
        }
    }
}

fn push_plain_text(content: &[Inline], words: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => words.push_str(text),
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => push_plain_text(content, words),
            InlineKind::Image { alternative, .. } => words.push_str(alternative),
            InlineKind::LineBreak => words.push('\n'),
            InlineKind::FootnoteReference(_) => {}
        }
    }
}

impl Cell {
    /// The words in the cell.
    pub fn text(&self) -> String {
        plain_text(&self.content)
    }
}
