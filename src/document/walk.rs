//! What is read off a body: its words, its tables, its pictures.

use super::{Block, BlockKind, Cell, Document, Inline, InlineKind, Table};
use crate::source::ByteRange;

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
    use crate::document::{
        Block, BlockKind, Cell, CellPlace, Column, Document, Footnote, Inline, InlineKind, Row, Table,
    };

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline { range: 0..0, kind: InlineKind::Text(text.to_owned()) }]
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
