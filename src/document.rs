//! The body of an entry as a small tree: what Markdown is parsed into and table files are read into, and what
//! pages and sheets are written from.

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

impl Document {
    /// The words without any mark-up: a line a block, a line a row of a table with tabs between its cells, the
    /// footnotes at the end.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        push_lines(&self.blocks, &mut lines);
        for footnote in &self.footnotes {
            push_lines(&footnote.blocks, &mut lines);
        }
        lines.join("\n")
    }

    /// Every table, in order, those in lists and quotations too.
    pub fn tables(&self) -> Vec<&Table> {
        let mut tables = Vec::new();
        push_tables(&self.blocks, &mut tables);
        tables
    }
}

fn push_lines(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                lines.push(plain_text(content));
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_lines(&item.blocks, lines)),
            BlockKind::Quote(blocks) => push_lines(blocks, lines),
            BlockKind::Code { text, .. } => lines.push(text.trim_end_matches('\n').to_owned()),
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.rows) {
                    lines.push(row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("\t"));
                }
            }
            BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn push_tables<'a>(blocks: &'a [Block], tables: &mut Vec<&'a Table>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => tables.push(table),
            BlockKind::Quote(blocks) => push_tables(blocks, tables),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_tables(&item.blocks, tables)),
            _ => {}
        }
    }
}

/// Numbers headings for the output: whatever levels a body uses, they begin at `first` and none is skipped.
#[derive(Debug)]
pub struct HeadingLevels {
    first: u8,
    open: Vec<u8>,
}

impl HeadingLevels {
    /// Levels that begin at `first`.
    pub fn new(first: u8) -> Self {
        Self { first, open: Vec::new() }
    }

    /// The level in the output of the next heading, written with `level`; 6 at most.
    pub fn next(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        (self.first + self.open.len() as u8 - 1).min(6)
    }
}

/// How deep a paragraph stands in the numbering of official papers (GB/T 9704-2012): 1 for `一、`, 2 for `（一）`,
/// 3 for `1.`, 4 for `（1）`; none where it has no number.
pub fn numbering_level(content: &[Inline]) -> Option<u8> {
    let text = match content.first().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text.clone(),
        Some(InlineKind::Strong(content)) => plain_text(content),
        _ => return None,
    };
    let bracketed = text.strip_prefix(['（', '(']);
    let number = bracketed.unwrap_or(&text);
    let rest = number.trim_start_matches(|c: char| CHINESE_DIGITS.contains(c));
    let chinese = rest.len() < number.len();
    let rest = if chinese { rest } else { number.trim_start_matches(|c: char| c.is_ascii_digit()) };
    let digits = number.len() - rest.len();
    let mut after = rest.chars();
    let mark = after.next()?;
    match (bracketed.is_some(), chinese, mark) {
        _ if digits == 0 => None,
        (true, true, '）' | ')') => Some(2),
        (true, false, '）' | ')') if digits <= 2 => Some(4),
        (false, true, '、') => Some(1),
        // `1.5公里` is a length, and `2022.` a year.
        (false, false, '.' | '．' | '、')
            if digits <= 2 && !after.next().is_some_and(|c| c.is_ascii_digit()) =>
        {
            Some(3)
        }
        _ => None,
    }
}

const CHINESE_DIGITS: &str = "一二三四五六七八九十百";

/// The words of running text, without any mark-up.
pub fn plain_text(content: &[Inline]) -> String {
    let mut words = String::new();
    push_plain_text(content, &mut words);
    words
}

/// Whether running text has words of its own, pictures aside.
pub fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => !text.trim().is_empty(),
        InlineKind::Strong(content)
        | InlineKind::Emphasis(content)
        | InlineKind::Strikethrough(content)
        | InlineKind::Link { content, .. } => has_words(content),
        InlineKind::Image { .. } | InlineKind::LineBreak | InlineKind::FootnoteReference(_) => false,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline { range: 0..0, kind: InlineKind::Text(text.to_owned()) }]
    }

    #[test]
    fn paragraphs_show_how_deep_they_are_numbered() {
        for (text, level) in [
            ("一、油菜防冻", Some(1)),
            ("十二、附则", Some(1)),
            ("（一）申请", Some(2)),
            ("(三)审批", Some(2)),
            ("1.户口簿", Some(3)),
            ("12．其他", Some(3)),
            ("3、其他", Some(3)),
            ("（1）复印件", Some(4)),
            ("1.5公里长", None),
            ("2022.", None),
            ("（2022）8号", None),
            ("一户一宅", None),
            ("（注意）", None),
            ("一", None),
            ("", None),
        ] {
            assert_eq!(numbering_level(&words(text)), level, "{text}");
        }
    }

    #[test]
    fn heading_levels_begin_at_the_first_and_skip_none() {
        let mut levels = HeadingLevels::new(2);
        assert_eq!([3, 5, 5, 4, 3, 1, 2, 6].map(|level| levels.next(level)), [2, 3, 3, 3, 2, 2, 3, 4]);
    }

    #[test]
    fn the_text_has_a_line_a_block_and_a_line_a_row() {
        let cell = |text: &str| Cell { content: words(text), place: CellPlace::default() };
        let row = |cells: &[&str]| Row { cells: cells.iter().map(|text| cell(text)).collect(), total: false };
        let table = Table {
            id: None,
            columns: vec![Column::default(); 2],
            head: vec![row(&["村", "元"])],
            rows: vec![row(&["石桥湾村", "760.00"])],
            origin: None,
        };
        let block = |kind| Block { range: 0..0, kind };
        let document = Document {
            blocks: vec![block(BlockKind::Paragraph(words("现予公示。"))), block(BlockKind::Table(table))],
            footnotes: vec![Footnote {
                label: "1".to_owned(),
                blocks: vec![block(BlockKind::Paragraph(words("注")))],
            }],
        };
        assert_eq!(document.text(), "现予公示。\n村\t元\n石桥湾村\t760.00\n注");
        assert_eq!(document.tables().len(), 1);
    }
}
