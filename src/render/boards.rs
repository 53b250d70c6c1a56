//! The boards with what hangs on each today.

use super::context::{Board, BoardColumn, Slip};
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
        columns.push(BoardColumn {
            name,
            x_mm,
            width_mm: column.width_mm,
            count: 0,
            name_mm: name_size(name, column.width_mm),
            slips: Vec::new(),
        });
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
    for column in &mut columns {
        column.slips = slips(board, column.x_mm, column.width_mm, column.count);
    }
    columns
}

/// The largest size of a column's name, and the room that it takes, mm.
const NAME: u32 = 46;
const NAME_ROOM: u32 = 110;
/// The width of a sheet in the drawing, with its margin, and its height: about A4, mm.
const SLIP: (u32, u32) = (196, 277);

/// The size in which a name of Han characters fits a column.
fn name_size(name: &str, width: u32) -> u32 {
    let characters = u32::try_from(name.chars().count()).unwrap_or(u32::MAX).max(1);
    (width.saturating_sub(60) / characters).min(NAME)
}

/// Sheets drawn side by side and below one another, as many as there is room for.
fn slips(board: &ModelBoard, x_mm: u32, width: u32, count: usize) -> Vec<Slip> {
    let (slip, height) = (SLIP.0.min(width.saturating_sub(30)).max(1), SLIP.1);
    let side_by_side = ((width.saturating_sub(20)) / (slip + 10)).max(1);
    let top = board.head_strip_mm.saturating_add(NAME_ROOM + 20);
    let rows = board.height_mm.saturating_sub(top + 20) / (height + 12);
    let left = x_mm + width.saturating_sub(side_by_side * (slip + 10) - 10) / 2;
    let places = (0..rows).flat_map(|row| (0..side_by_side).map(move |column| (row, column)));
    let slips = places.take(count).map(|(row, column)| Slip {
        x_mm: left + column * (slip + 10),
        y_mm: top + row * (height + 12),
        width_mm: slip,
        height_mm: height,
    });
    slips.collect()
}

#[cfg(test)]
mod tests {
    use super::name_size;

    #[test]
    fn a_long_name_is_written_smaller() {
        assert_eq!(name_size("党政办", 460), 46);
        assert!(name_size("致富信息栏", 240) * 5 <= 210);
        assert_eq!(name_size("", 10), 0);
    }
}
