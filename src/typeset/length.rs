//! How much an entry may put on paper. What is far beyond any board is refused before the typesetter sees it: its time
//! grows faster than a paragraph, and its memory with every cell.

use super::data::SheetData;
use super::words;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Block, BlockKind, Cell, CellPlace, Document, Inline, InlineKind};
use crate::model::Entry;
use crate::source::{ByteRange, Span};
use crate::text::Text;

/// The most characters of a paragraph: five pages in one piece.
const MOST_PARAGRAPH: usize = 5_000;

/// The most characters of a cell, a title, a name: a page in one piece.
const MOST_CELL: usize = 1_000;

/// The most characters of a whole entry, with what other things stand for: above a hundred pages.
const MOST: usize = 60_000;

/// What a block, a cell or a footnote stands for beside its words, in characters.
const PART: usize = 6;

/// What a picture stands for.
const PICTURE: usize = 300;

/// The first thing that is too long to be set, if one is.
pub(super) fn check(entry: &Entry, body: &Document, data: &SheetData) -> Option<Diagnostic> {
    let title = &entry.title;
    let place = Place::Text(title.span.clone());
    let titles = piece("标题", "the title", &title.value, MOST_CELL).map(|finding| finding.placed(place));
    let named = || {
        let mut texts = words::texts(data).into_iter();
        let finding = texts.find_map(|text| piece("一项", "an item", text, MOST_CELL))?;
        Some(finding.in_file(entry.path.clone()))
    };
    titles.or_else(named).or_else(|| {
        let mut measure = Measure { entry, length: 0, found: None };
        measure.blocks(&body.blocks);
        body.footnotes.iter().for_each(|footnote| measure.blocks(&footnote.blocks));
        let Measure { length, found, .. } = measure;
        found.or_else(|| (length > MOST).then(|| whole(length).in_file(entry.path.clone())))
    })
}

struct Measure<'a> {
    entry: &'a Entry,
    length: usize,
    found: Option<Diagnostic>,
}

impl Measure<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.length += PART;
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                    let length = length(content);
                    self.piece(length, "这一段", "the paragraph", MOST_PARAGRAPH, self.place(&block.range));
                }
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Code { text, .. } => {
                    for line in text.lines() {
                        let length = line.chars().count() + PART;
                        self.piece(length, "这一行", "the line", MOST_CELL, self.place(&block.range));
                    }
                }
                BlockKind::Table(table) => {
                    table
                        .head
                        .iter()
                        .chain(&table.rows)
                        .flat_map(|row| &row.cells)
                        .for_each(|cell| self.cell(cell));
                }
                BlockKind::TableFile(_) | BlockKind::Rule => {}
            }
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let place = match &cell.place {
            CellPlace::Text(range) => self.place(range),
            CellPlace::Sheet(_) => Place::File(self.entry.path.clone()),
        };
        let name = match &cell.place {
            CellPlace::Sheet(name) => name.as_str(),
            CellPlace::Text(_) => "",
        };
        self.length += PART;
        let (zh, en) = (format!("单元格{name}"), format!("the cell {name}"));
        self.piece(length(&cell.content), &zh, en.trim_end(), MOST_CELL, place);
    }

    fn piece(&mut self, length: usize, zh: &str, en: &str, most: usize, place: Place) {
        self.length += length;
        if length > most && self.found.is_none() {
            self.found = Some(too_long(zh, en, length, most).placed(place));
        }
    }

    fn place(&self, range: &ByteRange) -> Place {
        Place::Text(Span { path: self.entry.path.clone(), range: range.start..range.start })
    }
}

fn length(content: &[Inline]) -> usize {
    let of = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => text.chars().count(),
        InlineKind::Strong(content)
        | InlineKind::Emphasis(content)
        | InlineKind::Strikethrough(content)
        | InlineKind::Link { content, .. } => length(content),
        InlineKind::Image { .. } => PICTURE,
        InlineKind::FootnoteReference(_) | InlineKind::LineBreak => PART,
    };
    content.iter().map(of).sum()
}

fn piece(zh: &str, en: &str, text: &str, most: usize) -> Option<Diagnostic> {
    let length = text.chars().count();
    (length > most).then(|| too_long(zh, en, length, most))
}

fn too_long(zh: &str, en: &str, length: usize, most: usize) -> Diagnostic {
    let message = Text::new(
        format!("{zh}有 {length} 字，张贴件里最多 {most} 字"),
        format!("{en} has {length} characters; a sheet takes {most} at most"),
    );
    let help = Text::new("分成几段，或删短", "part it, or shorten it");
    Diagnostic::error("sheet-too-long", message).help(help)
}

fn whole(length: usize) -> Diagnostic {
    let message = Text::new(
        format!("正文和表格合起来约 {length} 字，排成张贴件最多 {MOST} 字"),
        format!("body and tables come to about {length} characters; sheets take {MOST} at most"),
    );
    let help = Text::new(
        "分成几条事项，或把长表作附件；不张贴的，channels 里不写 board",
        "part the entry or attach its long tables; what is not posted needs no board under ‘channels’",
    );
    Diagnostic::error("sheet-too-long", message).help(help)
}
