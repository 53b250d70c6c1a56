//! The boards with what hangs on each today.

use super::context::{Board, BoardColumn};
use super::index::Index;
use super::words::link;
use crate::address;
use crate::model::{Board as ModelBoard, BoardColumn as ModelColumn, Entry};
use crate::review::{self, State};
use std::collections::BTreeMap;

/// Every board, in the order of its file.
pub(super) fn boards<'i>(index: &'i Index<'_>) -> Vec<Board<'i>> {
    let all = hanging(index);
    index.site.boards.iter().map(|board| self::board(index, board, &all)).collect()
}

/// How many entries hang on each board, those that the web does not show too.
fn hanging<'a>(index: &Index<'a>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    let site = index.site;
    for entry in site.entries.iter().filter(|entry| review::state(entry, site.date) == State::Public) {
        for board in &entry.boards {
            *counts.entry(&*board.value).or_default() += 1;
        }
    }
    counts
}

fn board<'i>(index: &'i Index<'_>, board: &'i ModelBoard, all: &BTreeMap<&str, usize>) -> Board<'i> {
    let id = &*board.id.value;
    let places = index.hanging.get(id).map(Vec::as_slice).unwrap_or_default();
    let entries: Vec<&Entry> =
        places.iter().filter_map(|place| index.shown.get(*place)).map(|shown| shown.entry).collect();
    let items = index.items(places);
    let unit = index.unit(&board.unit.value);
    Board {
        id,
        name: &board.name,
        kind: board.kind.into(),
        href: address::board_page(id),
        place: &board.place,
        unit: unit.map_or_else(|| link("", ""), |unit| link(unit.short, unit.href.clone())),
        keeper: board.keeper.as_deref(),
        width_mm: board.width_mm,
        height_mm: board.height_mm,
        head_strip_mm: board.head_strip_mm,
        columns: columns(index, board, &entries),
        readable_24h: board.readable_24h,
        opinion_box: board.opinion_box,
        hidden: all.get(id).copied().unwrap_or(0).saturating_sub(items.len()),
        items,
    }
}

/// The columns with how many entries hang in each: an entry hangs in the column kept for its section, else in that of its
/// unit, else in the last one.
fn columns<'i>(index: &'i Index<'_>, board: &'i ModelBoard, entries: &[&Entry]) -> Vec<BoardColumn<'i>> {
    let mut x_mm: u32 = 0;
    let mut columns: Vec<BoardColumn<'i>> = Vec::new();
    for column in &board.columns {
        let unit = column.unit.as_ref().and_then(|unit| index.unit(&unit.value)).map(|unit| unit.short);
        let name = unit.or(column.section.map(|section| section.chinese())).unwrap_or_default();
        columns.push(BoardColumn { name, x_mm, width_mm: column.width_mm, count: 0 });
        x_mm = x_mm.saturating_add(column.width_mm);
    }
    for entry in entries {
        let of_unit =
            |column: &ModelColumn| column.unit.as_ref().is_some_and(|unit| unit.value == entry.unit.value);
        let of_section = |column: &ModelColumn| column.section.is_some() && column.section == entry.section;
        let at = board.columns.iter().position(of_section).or_else(|| board.columns.iter().position(of_unit));
        if let Some(column) = columns.get_mut(at.unwrap_or(board.columns.len().saturating_sub(1))) {
            column.count += 1;
        }
    }
    columns
}
