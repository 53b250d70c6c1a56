//! What must hold of the places in a body.

use mingbai::document::{Block, BlockKind, Document, Inline, InlineKind, Row};
use mingbai::source::{ByteRange, Source};

/// Every block and all running text stand in the text, from one character to another.
pub fn check(document: &Document, source: &Source) {
    let places = Places { text: &source.text };
    places.blocks(&document.blocks);
    for note in &document.footnotes {
        places.blocks(&note.blocks);
    }
}

struct Places<'a> {
    text: &'a str,
}

impl Places<'_> {
    fn is_inside(&self, range: &ByteRange) {
        let found = self.text.get(range.start as usize..range.end as usize);
        assert!(found.is_some(), "{range:?} marks no characters of {:?}", self.text);
    }

    fn blocks(&self, blocks: &[Block]) {
        for block in blocks {
            self.is_inside(&block.range);
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::TableFile(request) => self.is_inside(&request.range),
                BlockKind::Table(table) => {
                    let width = table.columns.len();
                    for row in table.head.iter().chain(&table.rows) {
                        assert_eq!(row.cells.len(), width, "a row is not as wide as its table");
                        self.row(row);
                    }
                }
                BlockKind::Code { .. } | BlockKind::Rule => {}
            }
        }
    }

    fn row(&self, row: &Row) {
        row.cells.iter().for_each(|cell| self.inlines(&cell.content));
    }

    fn inlines(&self, content: &[Inline]) {
        for inline in content {
            self.is_inside(&inline.range);
            match &inline.kind {
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. } => self.inlines(content),
                _ => {}
            }
        }
    }
}
