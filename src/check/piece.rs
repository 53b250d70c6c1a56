//! The texts of an entry, one a paragraph, a cell or a field, with the way back from any of their words to its place.

use crate::diagnostic::Place;
use crate::document::{Block, BlockKind, Cell, CellPlace, Document, Inline, InlineKind, Row, Table};
use crate::model::Entry;
use crate::site_path::SitePath;
use crate::source::{ByteRange, Source, Span};
use std::ops::Range;

/// A text that people get to read: a paragraph, a heading, a cell, a field.
#[derive(Debug)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its words, without mark-up.
    pub text: String,
    /// Where it stands as a whole.
    whole: Place,
    /// From where in `text` which range of the file is written; none for texts that stand in a table file.
    runs: Vec<Run>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// The title.
    Title,
    /// A field of the front matter, by its English name.
    Field(&'static str),
    /// A heading.
    Heading,
    /// A paragraph, an item of a list, a footnote.
    Paragraph,
    /// A block of code.
    Code,
    /// A cell of a table.
    Cell {
        /// Which table of the body, from 0, in the order of [`Document::tables`].
        table: usize,
        /// The row, from 0; the head's rows come first.
        row: usize,
        /// The column, from 0.
        column: usize,
    },
    /// The words of a picture.
    Picture,
    /// The target of a link or a picture, as written.
    Target,
    /// The name of a file that goes with the entry.
    FileName,
}

/// A stretch of words that stands in one place.
#[derive(Debug)]
struct Run {
    /// From where in the piece's text, in bytes.
    start: usize,
    /// Where it is written.
    range: ByteRange,
    /// Whether the bytes there are the bytes of the text.
    exact: bool,
}

impl Piece {
    /// Where bytes of its text stand: exactly, or as nearly as the mark-up lets one say.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        let Place::Text(whole) = &self.whole else { return self.whole.clone() };
        let at = |byte: usize, is_end: bool| {
            let before = |run: &&Run| if is_end { run.start < byte.max(1) } else { run.start <= byte };
            let run = self.runs.iter().rev().find(before)?;
            let within = u32::try_from(byte.checked_sub(run.start)?).ok()?;
            let exact = run.range.start.checked_add(within)?.min(run.range.end);
            let rough = if is_end { run.range.end } else { run.range.start };
            Some(if run.exact { exact } else { rough })
        };
        match (at(bytes.start, false), at(bytes.end, true)) {
            (Some(start), Some(end)) if start <= end => {
                Place::Text(Span { path: whole.path.clone(), range: start..end })
            }
            _ => self.whole.clone(),
        }
    }

    /// Whether it is the target of a link or a picture.
    pub fn is_target(&self) -> bool {
        self.kind == PieceKind::Target
    }

    /// Where it stands as a whole.
    pub fn whole(&self) -> Place {
        self.whole.clone()
    }
}

/// The pieces of an entry.
pub(super) fn of(entry: &Entry, body: &Document, source: &Source) -> Vec<Piece> {
    let mut pieces = Pieces { path: &entry.path, source, tables: 0, found: Vec::new() };
    pieces.fields(entry);
    pieces.blocks(&body.blocks);
    for note in &body.footnotes {
        pieces.blocks(&note.blocks);
    }
    for attachment in &entry.attachments {
        pieces.word(PieceKind::Field("attachments"), &attachment.title, &entry.title.span);
        pieces.word(PieceKind::FileName, attachment.path.name(), &entry.title.span);
    }
    pieces.found
}

struct Pieces<'a> {
    path: &'a SitePath,
    source: &'a Source,
    tables: usize,
    found: Vec<Piece>,
}

impl Pieces<'_> {
    fn fields(&mut self, entry: &Entry) {
        let title = &entry.title.span;
        self.word(PieceKind::Title, &entry.title.value, title);
        let mut field = |name, text: &str| self.word(PieceKind::Field(name), text, title);
        for basis in &entry.basis {
            field("basis", basis);
        }
        if let Some(source) = &entry.source_document {
            field("source_document", &source.issuer);
            source.number.iter().for_each(|number| field("source_document", number));
        }
        entry.plain_summary.iter().for_each(|summary| field("plain_summary", summary));
        for correction in &entry.corrections {
            [&correction.place, &correction.wrong, &correction.right]
                .into_iter()
                .for_each(|text| field("corrects", text));
        }
        if let Some(service) = &entry.service {
            let single = [
                &service.basis,
                &service.fee,
                &service.result,
                &service.discipline,
                &service.office_hours,
                &service.location,
            ];
            single.into_iter().flatten().for_each(|text| field("service", text));
            let lists = [&service.conditions, &service.materials, &service.procedure];
            lists.into_iter().flatten().for_each(|text| field("service", text));
        }
    }

    /// A field: where its words stand in the front matter just so, there; else `otherwise`.
    fn word(&mut self, kind: PieceKind, text: &str, otherwise: &Span) {
        if text.is_empty() {
            return;
        }
        let found = if kind == PieceKind::Title { None } else { self.in_front_matter(text) };
        let whole = found.unwrap_or_else(|| otherwise.clone());
        let exact = self.is_written(&whole.range, text);
        let runs = vec![Run { start: 0, range: whole.range.clone(), exact }];
        self.found.push(Piece { kind, text: text.to_owned(), whole: Place::Text(whole), runs });
    }

    fn in_front_matter(&self, text: &str) -> Option<Span> {
        let text = text.lines().next()?;
        let end = self.source.text.find("\n---").unwrap_or(self.source.text.len());
        let at = self.source.text.get(..end)?.find(text)?;
        Some(self.source.span(at..at + text.len()))
    }

    fn is_written(&self, range: &ByteRange, text: &str) -> bool {
        self.source.text.get(range.start as usize..range.end as usize).is_some_and(|there| there == text)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => self.running(PieceKind::Paragraph, content, &block.range),
                BlockKind::Heading { content, .. } => self.running(PieceKind::Heading, content, &block.range),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Code { text, .. } => {
                    let whole = self.place(&block.range);
                    let text = text.trim_end_matches('\n').to_owned();
                    self.found.push(Piece { kind: PieceKind::Code, text, whole, runs: Vec::new() });
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::TableFile(_) | BlockKind::Rule => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let number = self.tables;
        self.tables += 1;
        for (row, Row { cells, .. }) in table.head.iter().chain(&table.rows).enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let kind = PieceKind::Cell { table: number, row, column };
                let whole = cell_place(self.path, table, cell);
                self.inlines(kind, &cell.content, whole);
            }
        }
    }

    fn running(&mut self, kind: PieceKind, content: &[Inline], range: &ByteRange) {
        let whole = self.place(range);
        self.inlines(kind, content, whole);
    }

    fn inlines(&mut self, kind: PieceKind, content: &[Inline], whole: Place) {
        let mut piece = Piece { kind, text: String::new(), whole, runs: Vec::new() };
        self.gather(content, &mut piece);
        if !piece.text.is_empty() {
            self.found.push(piece);
        }
    }

    fn gather(&mut self, content: &[Inline], piece: &mut Piece) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    let exact = self.is_written(&inline.range, text);
                    piece.runs.push(Run { start: piece.text.len(), range: inline.range.clone(), exact });
                    piece.text.push_str(text);
                }
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content) => {
                    self.gather(content, piece);
                }
                InlineKind::Link { target, content } => {
                    self.gather(content, piece);
                    self.target(target, &inline.range);
                }
                InlineKind::Image { target, alternative } => {
                    self.target(target, &inline.range);
                    let (kind, text) = (PieceKind::Picture, alternative.clone());
                    let whole = self.place(&inline.range);
                    self.found.push(Piece { kind, text, whole, runs: Vec::new() });
                }
                InlineKind::LineBreak => piece.text.push('\n'),
                InlineKind::FootnoteReference(_) => {}
            }
        }
    }

    fn target(&mut self, target: &str, range: &ByteRange) {
        let whole = self.place(range);
        self.found.push(Piece { kind: PieceKind::Target, text: target.to_owned(), whole, runs: Vec::new() });
    }

    fn place(&self, range: &ByteRange) -> Place {
        Place::Text(Span { path: self.path.clone(), range: range.clone() })
    }
}

/// The place of a cell of a table in the entry at `path`.
pub(super) fn cell_place(path: &SitePath, table: &Table, cell: &Cell) -> Place {
    match (&cell.place, &table.origin) {
        (CellPlace::Text(range), _) => Place::Text(Span { path: path.clone(), range: range.clone() }),
        (CellPlace::Sheet(cell), Some(origin)) => {
            Place::Cell { path: origin.path.clone(), sheet: origin.sheet.clone(), cell: cell.clone() }
        }
        (CellPlace::Sheet(_), None) => Place::File(path.clone()),
    }
}
