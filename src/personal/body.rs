//! Personal information in the body of an entry: its words as one text, so that what is split over cells, bold words or
//! lines is found, and the masks laid over them.

use super::marks::marks;
use super::mask::{Edit, edited, edits};
use super::{
    BREAK, Column, Found, Published, address, birth, card, column, digits, find, identity, mask, phone,
};
use crate::document::{Block, BlockKind, Cell, CellPlace, Document, Inline, InlineKind, Row, Table};
use crate::source::ByteRange;
use std::ops::Range;

/// The words of a body as one text, with the places they come from. A paragraph and a row of a table are
/// parts of their own ([`BREAK`]); a tab divides cells.
#[derive(Debug, Default)]
pub struct Words<'d> {
    /// The text.
    pub text: String,
    /// Where each piece of it stands, in order.
    pub leaves: Vec<Leaf<'d>>,
}

/// A piece of the text.
#[derive(Debug)]
pub struct Leaf<'d> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Where it stands.
    pub place: LeafPlace<'d>,
}

/// Where a piece stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeafPlace<'d> {
    /// In the entry's file.
    Text(ByteRange),
    /// In a table file: the number of the table in [`Document::tables`], and the cell.
    Cell(usize, &'d str),
}

impl<'d> Words<'d> {
    /// The words of a body.
    pub fn of(body: &'d Document) -> Self {
        let mut walk = Walk::default();
        walk.blocks(&body.blocks);
        for note in &body.footnotes {
            walk.blocks(&note.blocks);
        }
        walk.words
    }

    /// The piece in which a byte of the text stands.
    pub fn leaf(&self, at: usize) -> Option<&Leaf<'d>> {
        let next = self.leaves.partition_point(|leaf| leaf.range.start <= at);
        self.leaves.get(next.checked_sub(1)?)
    }
}

#[derive(Default)]
struct Walk<'d> {
    words: Words<'d>,
    tables: usize,
}

impl<'d> Walk<'d> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                    self.inlines(content, None);
                    self.words.text.push(BREAK);
                }
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(quoted) => self.blocks(quoted),
                BlockKind::Code { text, .. } => {
                    self.leaf(text, LeafPlace::Text(block.range.clone()));
                    self.words.text.push(BREAK);
                }
                BlockKind::Table(table) => {
                    table.head.iter().chain(&table.rows).for_each(|row| self.row(row));
                    self.tables += 1;
                }
                BlockKind::TableFile(_) | BlockKind::Rule => {}
            }
        }
    }

    fn row(&mut self, row: &'d Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                self.words.text.push('\t');
            }
            self.inlines(&cell.content, Some(cell));
        }
        self.words.text.push(BREAK);
    }

    fn inlines(&mut self, content: &'d [Inline], cell: Option<&'d Cell>) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.leaf(text, self.place(inline, cell)),
                InlineKind::Image { alternative, .. } => self.leaf(alternative, self.place(inline, cell)),
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. } => self.inlines(content, cell),
                InlineKind::LineBreak => self.words.text.push('\n'),
                InlineKind::FootnoteReference(_) => {}
            }
        }
    }

    fn place(&self, inline: &Inline, cell: Option<&'d Cell>) -> LeafPlace<'d> {
        match cell.map(|cell| &cell.place) {
            Some(CellPlace::Sheet(name)) => LeafPlace::Cell(self.tables, name),
            _ => LeafPlace::Text(inline.range.clone()),
        }
    }

    fn leaf(&mut self, text: &str, place: LeafPlace<'d>) {
        let start = self.words.text.len();
        self.words.text.push_str(text);
        self.words.leaves.push(Leaf { range: start..self.words.text.len(), place });
    }
}

/// What a cell holds, by the head of its column: numbers there are what the head calls them, whatever their form.
pub fn in_cell(column: Column, text: &str, published: &Published) -> Vec<Found> {
    let marks = marks(text);
    match column {
        Column::Identity => runs(&marks, 6, |digits| Some(identity::found(&marks, digits))),
        Column::Card => runs(&marks, 8, |digits| Some(card::found(&marks, digits))),
        Column::Phone => {
            let mobile = find(text, published);
            if mobile.is_empty() {
                runs(&marks, 7, |digits| {
                    (!published.has_number(digits)).then(|| phone::found(&marks, digits))
                })
            } else {
                mobile
            }
        }
        Column::Address => address::in_cell(&marks, published).into_iter().collect(),
        Column::Birth => birth::is_whole_date(&marks).map(|date| date.found(&marks)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Every run of at least so many digits that is not masked yet.
fn runs(
    marks: &[super::marks::Mark],
    least: usize,
    found: impl Fn(&[digits::Digit]) -> Option<Found>,
) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        if mark.sign.is_ascii_digit() {
            let run = digits::run(marks, at);
            let whole = run.digits(0, run.groups().saturating_sub(1));
            if whole.len() >= least {
                all.extend(found(whole));
            }
            at = run.end().max(at + 1);
        } else {
            at += 1;
        }
    }
    all
}

/// What each column of a table holds, by its head.
pub fn columns(table: &Table) -> Vec<Option<Column>> {
    (0..table.columns.len())
        .map(|at| {
            let cells = table.head.iter().filter_map(|row| row.cells.get(at));
            let head: String = cells.map(Cell::text).collect();
            column(&head)
        })
        .collect()
}

/// How often a masked body is looked at again.
const ROUNDS: usize = 4;

/// Masks all personal information in a body.
pub fn mask_document(body: &mut Document, published: &Published) {
    each_table(&mut body.blocks, &mut |table| mask_columns(table, published));
    for note in &mut body.footnotes {
        each_table(&mut note.blocks, &mut |table| mask_columns(table, published));
    }
    for _ in 0..ROUNDS {
        let words = Words::of(body);
        let found = find(&words.text, published);
        if found.is_empty() {
            break;
        }
        let mut edits = of_leaves(&words, edits(&found));
        let mut leaves = edits.iter_mut();
        let mut change = |text: &mut String| {
            if let Some(edits) = leaves.next().filter(|edits| !edits.is_empty()) {
                *text = edited(text, edits);
            }
        };
        each_leaf(&mut body.blocks, &mut change);
        for note in &mut body.footnotes {
            each_leaf(&mut note.blocks, &mut change);
        }
    }
    unlink_blocks(&mut body.blocks, published);
    for note in &mut body.footnotes {
        unlink_blocks(&mut note.blocks, published);
    }
}

/// The edits of the text, each for the piece it falls into; one that falls into several takes its part of each.
fn of_leaves(words: &Words<'_>, edits: Vec<Edit>) -> Vec<Vec<Edit>> {
    let mut parted: Vec<Vec<Edit>> = words.leaves.iter().map(|_| Vec::new()).collect();
    for edit in edits {
        let mut with = edit.with;
        for (leaf, own) in words.leaves.iter().zip(&mut parted) {
            let (start, end) = (edit.range.start.max(leaf.range.start), edit.range.end.min(leaf.range.end));
            if start < end {
                own.push(Edit { range: start - leaf.range.start..end - leaf.range.start, with });
                with = "";
            }
        }
    }
    parted
}

/// Calls `change` for every piece of text, in the order of [`Words`].
fn each_leaf(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                each_inline(content, change);
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| each_leaf(&mut item.blocks, change));
            }
            BlockKind::Quote(quoted) => each_leaf(quoted, change),
            BlockKind::Code { text, .. } => change(text),
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells);
                cells.for_each(|cell| each_inline(&mut cell.content, change));
            }
            BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn each_inline(content: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => change(text),
            InlineKind::Image { alternative, .. } => change(alternative),
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => each_inline(content, change),
            InlineKind::LineBreak | InlineKind::FootnoteReference(_) => {}
        }
    }
}

fn each_table(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Table)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Table(table) => visit(table),
            BlockKind::Quote(quoted) => each_table(quoted, visit),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| each_table(&mut item.blocks, visit));
            }
            _ => {}
        }
    }
}

/// Masks the cells of columns whose heads say what they hold.
fn mask_columns(table: &mut Table, published: &Published) {
    let columns = columns(table);
    let of_persons = columns.contains(&Some(Column::Name));
    for row in &mut table.rows {
        for (cell, column) in row.cells.iter_mut().zip(&columns) {
            let Some(column) = column.filter(|column| *column != Column::Phone || of_persons) else {
                continue;
            };
            let text = cell.text();
            let found = in_cell(column, &text, published);
            if found.is_empty() {
                continue;
            }
            let range = cell.content.first().map_or(0..0, |first| first.range.clone());
            let words = mask::mask_of(&text, &found);
            cell.content = vec![Inline { range, kind: InlineKind::Text(words) }];
        }
    }
}

/// Takes away links whose target holds personal information (`tel:`), and leaves their words. Files of the site are no
/// such targets: their names never reach a page.
fn unlink_blocks(blocks: &mut [Block], published: &Published) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => unlink(content, published),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| unlink_blocks(&mut item.blocks, published));
            }
            BlockKind::Quote(quoted) => unlink_blocks(quoted, published),
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells);
                cells.for_each(|cell| unlink(&mut cell.content, published));
            }
            BlockKind::Code { .. } | BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn unlink(content: &mut Vec<Inline>, published: &Published) {
    let mut kept = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match &mut inline.kind {
            InlineKind::Link { target, content } => {
                unlink(content, published);
                if is_personal_target(target, published) {
                    kept.append(content);
                    continue;
                }
            }
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content) => unlink(content, published),
            _ => {}
        }
        kept.push(inline);
    }
    *content = kept;
}

/// Whether a target beyond the site holds personal information: `tel:+8613800138000`, `https://a.example/?id=…`.
pub fn is_personal_target(target: &str, published: &Published) -> bool {
    let Some((_, rest)) = target.split_once(':') else { return false };
    // `%` and letters beside a number would hide it.
    let spaced: String = rest
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() && !sign.is_ascii_alphabetic() || matches!(sign, 'x' | 'X') {
                sign
            } else {
                '\n'
            }
        })
        .collect();
    !find(&spaced, published).is_empty()
}
