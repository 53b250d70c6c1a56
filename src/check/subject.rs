//! What a rule of an entry may look at.

use super::dates::{Written, dates};
use super::figures::TableFigures;
use super::neighbours::Neighbours;
use super::personal::{self, List, Sight};
use super::piece::{self, Piece};
use super::signs::Signs;
use super::tables::{ByVillage, by_village};
use crate::attachment::{self, Contents};
use crate::diagnostic::Place;
use crate::document::{Cell, CellPlace, Document, Table};
use crate::model::{CatalogueRow, Entry, Site, Unit};
use crate::personal::{BREAK, Column, columns};
use crate::site_path::SitePath;
use crate::source::{ByteRange, Source, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// An entry with its texts, as a rule sees it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The site. A rule of an entry takes from it the registers only.
    pub site: &'a Site,
    /// The entry.
    pub entry: &'a Entry,
    /// Its body, as it was written.
    pub body: &'a Document,
    /// Its file.
    pub source: &'a Source,
    pub(super) neighbours: &'a Neighbours<'a>,
    pieces: OnceCell<Vec<Piece>>,
    text: OnceCell<(String, Signs)>,
    columns: OnceCell<Vec<Vec<Option<Column>>>>,
    lists: OnceCell<Vec<List<'a>>>,
    dates: OnceCell<Vec<Vec<Written>>>,
    sights: OnceCell<Vec<Sight>>,
    attachments: OnceCell<Vec<(&'a SitePath, Contents)>>,
    previous: OnceCell<Option<(&'a Entry, Document)>>,
    figures: OnceCell<Vec<TableFigures<'a>>>,
    by_village: OnceCell<Vec<Option<ByVillage>>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        site: &'a Site,
        entry: &'a Entry,
        (body, source): (&'a Document, &'a Source),
        neighbours: &'a Neighbours<'a>,
    ) -> Self {
        let (pieces, previous) = (OnceCell::new(), OnceCell::new());
        let (text, lists, figures) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (sights, attachments) = (OnceCell::new(), OnceCell::new());
        let (columns, dates, by_village) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self {
            site,
            entry,
            body,
            source,
            neighbours,
            pieces,
            text,
            columns,
            lists,
            dates,
            sights,
            attachments,
            previous,
            figures,
            by_village,
        }
    }

    /// The same, but as if every word might stand in it, so that every rule is asked.
    #[cfg(test)]
    pub(super) fn that_may_hold_all(self) -> Self {
        let text = self.whole().0.clone();
        Self { text: OnceCell::from((text, Signs::all())), ..self }
    }

    /// Every text of the entry that people get to read, with its places: front matter first, then the body in the order
    /// of reading.
    pub fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| piece::of(self.entry, self.body, self.source))
    }

    /// All pieces as one text, parted by [`BREAK`].
    pub fn text(&self) -> &str {
        &self.whole().0
    }

    fn whole(&self) -> &(String, Signs) {
        self.text.get_or_init(|| {
            let mut text = String::new();
            for piece in self.pieces() {
                text.push_str(&piece.text);
                text.push(BREAK);
            }
            let signs = Signs::of(&text);
            (text, signs)
        })
    }

    /// Whether all characters of a word and all its pairs of neighbours stand somewhere in the pieces: the quickest way to
    /// see that it does not, in any width and even with blanks in it.
    pub fn may_hold(&self, word: &str) -> bool {
        self.whole().1.may_hold(word)
    }

    /// Whether one of some words may stand in the pieces, as [`Subject::may_hold`] tells.
    pub fn may_hold_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.may_hold(word))
    }

    /// Whether a word stands in the pieces.
    pub fn holds(&self, word: &str) -> bool {
        self.may_hold(word) && self.text().contains(word)
    }

    /// Where a word stands in the pieces.
    pub fn word(&self, word: &str) -> Vec<(&Piece, Range<usize>)> {
        if word.is_empty() || !self.holds(word) {
            return Vec::new();
        }
        let at = |piece| move |(at, found): (usize, &str)| (piece, at..at + found.len());
        self.pieces().iter().flat_map(|piece| piece.text.match_indices(word).map(at(piece))).collect()
    }

    /// What each column of its tables holds of persons, in the order of [`Document::tables`].
    pub(super) fn columns(&self) -> &[Vec<Option<Column>>] {
        self.columns.get_or_init(|| self.body.tables().into_iter().map(columns).collect())
    }

    /// The tables that list persons.
    pub(super) fn lists(&self) -> &[List<'a>] {
        self.lists.get_or_init(|| personal::lists(self))
    }

    /// Personal information in it that is found by its form.
    pub(super) fn sights(&self) -> &[Sight] {
        self.sights.get_or_init(|| personal::sights(self))
    }

    /// Its pieces, each with the dates that are written in it.
    pub(super) fn dates(&self) -> impl Iterator<Item = (&Piece, &[Written])> {
        let dates = self.dates.get_or_init(|| self.pieces().iter().map(|piece| dates(&piece.text)).collect());
        self.pieces().iter().zip(dates.iter().map(Vec::as_slice))
    }

    /// The figures of its tables, in the order of [`Document::tables`].
    pub(super) fn figures(&self) -> &[TableFigures<'a>] {
        let figures = |(number, table)| TableFigures::of(table, number, &self.entry.tables);
        self.figures.get_or_init(|| self.body.tables().into_iter().enumerate().map(figures).collect())
    }

    /// Which of those tables are lists by village.
    pub(super) fn by_village(&self) -> &[Option<ByVillage>] {
        self.by_village.get_or_init(|| by_village(self))
    }

    /// The files that go with the entry, looked into.
    pub(super) fn attachments(&self) -> &[(&'a SitePath, Contents)] {
        self.attachments.get_or_init(|| {
            let folder = &self.site.folder;
            let look = |path: &SitePath| match folder.files.get(path) {
                // What cannot be read is told where it is published.
                Some(file) => file.read().map(|bytes| attachment::look(&bytes)).unwrap_or_default(),
                None => {
                    let words = folder.text(path).ok().flatten();
                    let words = words.map(|source| source.text.to_string()).unwrap_or_default();
                    Contents { words, ..Contents::default() }
                }
            };
            self.entry.attachments.iter().map(|one| (&one.path, look(&one.path))).collect()
        })
    }

    /// The catalogue row of the entry.
    pub fn row(&self) -> Option<&'a CatalogueRow> {
        self.entry.catalogue_item.as_ref().and_then(|row| self.site.row(&row.value))
    }

    /// The unit that discloses.
    pub fn unit(&self) -> Option<&'a Unit> {
        self.site.unit(&self.entry.unit.value)
    }

    /// The entry of the same row and unit for the period before, with its body.
    pub fn previous(&self) -> Option<(&'a Entry, &Document)> {
        let previous = self.previous.get_or_init(|| {
            let entry = self.neighbours.previous(self.entry)?;
            Some((entry, self.site.original_body(entry).ok()?))
        });
        previous.as_ref().map(|(entry, body)| (*entry, body))
    }

    /// The entries that this one names: those it links to, corrects, or supersedes.
    pub fn cited(&self) -> Vec<&'a Entry> {
        self.neighbours.cited(self.entry)
    }

    /// The body of a cited entry.
    pub fn body_of(&self, entry: &Entry) -> Option<Document> {
        self.site.original_body(entry).ok()
    }

    /// A range of the entry's file as a place.
    pub fn place(&self, range: ByteRange) -> Place {
        Place::Text(Span { path: self.entry.path.clone(), range })
    }

    /// The place of a cell: in the entry's file, or in the table's own.
    pub fn cell_place(&self, table: &Table, cell: &Cell) -> Place {
        piece::cell_place(&self.entry.path, table, cell)
    }

    /// What a cell is called in messages: `B7` in a spreadsheet; in Markdown the row and the column, counted from 1 with
    /// the head as row 1, are named by the caller.
    pub fn sheet_cell(cell: &Cell) -> Option<&str> {
        match &cell.place {
            CellPlace::Sheet(name) => Some(name),
            CellPlace::Text(_) => None,
        }
    }
}
