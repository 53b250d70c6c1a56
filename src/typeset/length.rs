//! How much an entry may put on paper. What is far beyond any board is refused before the typesetter sees it: its time
//! grows faster than a paragraph, and its memory with every cell.

use super::data::SheetData;
use super::words;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Block, BlockKind, Cell, CellPlace, Document, Inline, InlineKind, TableOrigin};
use crate::model::{Entry, Pictures, Target, target};
use crate::source::{ByteRange, Span};
use crate::text::Text;

/// The most characters of a paragraph: three pages in one piece.
const MOST_PARAGRAPH: usize = 2_000;

/// The most signs one after another, between which no line can end: the typesetter's time grows with the square of them.
const MOST_UNBROKEN: usize = 300;

/// The most characters of a cell, a title, a name: a page in one piece.
const MOST_CELL: usize = 1_000;

/// The most characters of a whole entry, with what other things stand for: above a hundred pages.
const MOST: usize = 60_000;

/// What a block, a cell or a footnote stands for beside its words, in characters.
const PART: usize = 6;

/// What a heading stands for: it is kept with what follows, and stands in the contents of the PDF.
const HEADING: usize = 30;

/// What a picture stands for, and how many bytes of a drawing count as a character more: each time it is shown its
/// shapes are set anew.
const PICTURE: usize = 300;
const DRAWN: usize = 200;

/// The first thing that is too long to be set, if one is.
pub(super) fn check(
    entry: &Entry,
    body: &Document,
    data: &SheetData,
    pictures: &Pictures,
) -> Option<Diagnostic> {
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
        measure.length += drawn(entry, body, pictures);
        let Measure { length, found, .. } = measure;
        found.or_else(|| (length > MOST).then(|| whole(length).in_file(entry.path.clone())))
    })
}

/// What the drawings of a body stand for beside other pictures.
fn drawn(entry: &Entry, body: &Document, pictures: &Pictures) -> usize {
    let shown = body.images().into_iter().filter_map(|image| match target(&entry.path, image.target) {
        Target::File(path) => pictures.get(&path),
        _ => None,
    });
    shown.filter(|picture| picture.ending == "svg").map(|picture| picture.web.len() / DRAWN).sum()
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
                    if matches!(block.kind, BlockKind::Heading { .. }) {
                        self.length += HEADING;
                    }
                    let length = Length::of(content);
                    self.piece(&length, "这一段", "the paragraph", MOST_PARAGRAPH, self.place(&block.range));
                }
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Code { text, .. } => {
                    for line in text.lines() {
                        let whole = line.chars().count() + PART;
                        let length = Length { whole, ..Length::default() };
                        self.piece(&length, "这一行", "the line", MOST_CELL, self.place(&block.range));
                    }
                }
                BlockKind::Table(table) => {
                    table
                        .head
                        .iter()
                        .chain(&table.rows)
                        .flat_map(|row| &row.cells)
                        .for_each(|cell| self.cell(cell, table.origin.as_ref()));
                }
                BlockKind::TableFile(_) | BlockKind::Rule => {}
            }
        }
    }

    fn cell(&mut self, cell: &Cell, origin: Option<&TableOrigin>) {
        let place = match (&cell.place, origin) {
            (CellPlace::Text(range), _) => self.place(range),
            (CellPlace::Sheet(cell), Some(TableOrigin { path, sheet, .. })) => {
                Place::Cell { path: path.clone(), sheet: sheet.clone(), cell: cell.clone() }
            }
            (CellPlace::Sheet(_), None) => Place::File(self.entry.path.clone()),
        };
        self.length += PART;
        self.piece(&Length::of(&cell.content), "单元格", "the cell", MOST_CELL, place);
    }

    fn piece(&mut self, length: &Length, zh: &str, en: &str, most: usize, place: Place) {
        self.length += length.whole;
        if self.found.is_some() {
        } else if length.whole > most {
            self.found = Some(self.placed(too_long(zh, en, length.whole, most), place));
        } else if length.unbroken > MOST_UNBROKEN {
            self.found = Some(self.placed(unbroken(length.unbroken), place));
        }
    }

    fn placed(&self, finding: Diagnostic, place: Place) -> Diagnostic {
        let entry = &self.entry.path;
        let is_its_own = place.path() == entry;
        let finding = finding.placed(place);
        if is_its_own { finding } else { finding.spoils(entry.clone()) }
    }

    fn place(&self, range: &ByteRange) -> Place {
        Place::Text(Span { path: self.entry.path.clone(), range: range.start..range.start })
    }
}

/// How long running text is, and its longest piece in which no line can end.
#[derive(Default)]
struct Length {
    whole: usize,
    open: usize,
    unbroken: usize,
}

impl Length {
    fn of(content: &[Inline]) -> Self {
        let mut length = Self::default();
        length.add(content);
        length
    }

    fn add(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.words(text),
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. } => self.add(content),
                InlineKind::Image { .. } => self.whole += PICTURE,
                InlineKind::FootnoteReference(_) | InlineKind::LineBreak => self.whole += PART,
            }
        }
    }

    fn words(&mut self, text: &str) {
        for character in text.chars() {
            self.whole += 1;
            // A line may end at a blank, beside Han characters, and within words that are too long for it.
            let breaks = character.is_whitespace() || character.is_alphanumeric();
            self.open = if breaks { 0 } else { self.open + 1 };
            self.unbroken = self.unbroken.max(self.open);
        }
    }
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

fn unbroken(length: usize) -> Diagnostic {
    let message = Text::new(
        format!("有 {length} 个符号连在一起，张贴件里没有地方换行，最多 {MOST_UNBROKEN} 个"),
        format!(
            "{length} signs stand together, with no place to end a line; a sheet takes {MOST_UNBROKEN} at most"
        ),
    );
    let help = Text::new("中间加空格，或删短", "put blanks between them, or shorten them");
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
