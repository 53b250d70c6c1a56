//! The boards with what hangs on each today.

use super::context::{Board, BoardColumn};
use super::hanging::{Sheet, Space};
use super::index::Index;
use super::words::link;
use crate::address;
use crate::model::{Board as ModelBoard, BoardColumn as ModelColumn, Entry, Id, SheetFacts};
use crate::review;
use crate::terms::{Area, Category, Section};
use std::collections::BTreeMap;

/// Every board, in the order of its file. `sheets` tells of the sheets of entries; one that it does not know is drawn
/// as an upright A4.
pub(super) fn boards<'i>(index: &'i Index<'_>, sheets: &BTreeMap<Id, SheetFacts>) -> Vec<Board<'i>> {
    let all = hanging(index);
    let board = |board: &'i ModelBoard| {
        let entries = all.get(&*board.id.value).map(Vec::as_slice).unwrap_or_default();
        self::board(index, board, entries, sheets)
    };
    index.site.boards.iter().map(board).collect()
}

/// What hangs on each board, newest first, and what the web does not show too.
fn hanging<'a>(index: &Index<'a>) -> BTreeMap<&'a str, Vec<&'a Entry>> {
    let mut entries: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let site = index.site;
    for entry in site.entries.iter().filter(|entry| review::hangs(site, entry)) {
        for board in &entry.boards {
            entries.entry(&*board.value).or_default().push(entry);
        }
    }
    entries
}

fn board<'i>(
    index: &'i Index<'_>,
    board: &'i ModelBoard,
    entries: &[&Entry],
    sheets: &BTreeMap<Id, SheetFacts>,
) -> Board<'i> {
    let id = &*board.id.value;
    let items = index.items(index.order.hanging.get(id).map(Vec::as_slice).unwrap_or_default());
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
        title_mm: type_size(&board.name, board.width_mm, board.head_strip_mm.saturating_mul(58) / 100),
        columns: columns(index, board, entries, sheets),
        readable_24h: board.readable_24h,
        opinion_box: board.opinion_box,
        hidden: entries.len().saturating_sub(items.len()),
        items,
    }
}

/// The columns with the sheets in each. A board without columns is one.
fn columns<'i>(
    index: &'i Index<'_>,
    board: &'i ModelBoard,
    entries: &[&Entry],
    sheets: &BTreeMap<Id, SheetFacts>,
) -> Vec<BoardColumn<'i>> {
    let mut hanging = vec![Vec::new(); board.columns.len().max(1)];
    for entry in entries {
        if let Some(column) = hanging.get_mut(column_of(&board.columns, entry)) {
            column.extend(Sheet::of(sheets.get(&entry.id)));
        }
    }
    let mut x_mm: u32 = 0;
    let mut columns = Vec::new();
    for (at, sheets) in hanging.iter().enumerate() {
        let column = board.columns.get(at);
        let width_mm = column.map_or(board.width_mm, |column| column.width_mm);
        let unit = column.and_then(|column| index.unit(&column.unit.as_ref()?.value)).map(|unit| unit.short);
        let section = column.and_then(|column| column.section).map(|section| section.chinese());
        let name = unit.or(section).unwrap_or_default();
        let slips = space(board, x_mm, width_mm, !name.is_empty()).hang(sheets);
        columns.push(BoardColumn {
            name,
            x_mm,
            width_mm,
            name_mm: type_size(name, width_mm, NAME),
            left: sheets.len() - slips.len(),
            slips,
        });
        x_mm = x_mm.saturating_add(width_mm);
    }
    columns
}

/// Where an entry hangs: in the column kept for its section, else in that of its unit, else in that of its matter, else
/// in the last one.
fn column_of(columns: &[ModelColumn], entry: &Entry) -> usize {
    let kept_for = |section: Option<Section>| {
        columns.iter().position(|column| section.is_some() && column.section == section)
    };
    let of_unit =
        |column: &ModelColumn| column.unit.as_ref().is_some_and(|unit| unit.value == entry.unit.value);
    let matter = match (entry.category, Area::of(entry.kind, entry.category)) {
        (Category::KeyProjects, _) => Some(Section::Projects),
        (_, Area::Party) => Some(Section::Party),
        (_, Area::Finance) => Some(Section::Finance),
        _ => None,
    };
    kept_for(entry.section)
        .or_else(|| columns.iter().position(of_unit))
        .or_else(|| kept_for(matter))
        .unwrap_or(columns.len().saturating_sub(1))
}

/// The largest size of a column's name, and the room that it takes, mm.
const NAME: u32 = 46;
const NAME_ROOM: u32 = 66;

/// The part of a column where sheets hang: below its name, and half a gap from its sides.
fn space(board: &ModelBoard, x_mm: u32, width_mm: u32, named: bool) -> Space {
    let gap = board.gap_mm;
    let top = board.head_strip_mm.saturating_add(gap).saturating_add(if named { NAME_ROOM } else { 0 });
    Space {
        x: x_mm.saturating_add(gap / 2),
        y: top,
        width: width_mm.saturating_sub(gap),
        height: board.height_mm.saturating_sub(top),
        gap,
    }
}

/// The size in which a name of Han characters fits a width, at most `largest`.
fn type_size(name: &str, width: u32, largest: u32) -> u32 {
    let characters = u32::try_from(name.chars().count()).unwrap_or(u32::MAX).max(1);
    // Letters are spaced by a tenth.
    let room = width.saturating_sub(40).saturating_mul(10) / characters.saturating_mul(11).max(1);
    room.min(largest)
}

#[cfg(test)]
mod tests {
    use super::type_size;

    #[test]
    fn a_long_name_is_written_smaller() {
        assert_eq!(type_size("党政办", 460, 46), 46);
        assert!(type_size("致富信息栏", 240, 46) * 55 <= 2000);
        assert_eq!(type_size("", 10, 46), 0);
    }
}
