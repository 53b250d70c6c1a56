//! What calamine does not tell of an xls workbook: number formats, hidden rows and columns, and how large the sheets
//! are, before they are laid out ([MS-XLS] 2.4).

use super::super::limits::{MOST_CELLS, TooLarge};
use super::super::number_format::{NumberFormat, builtin};
use super::compound::{u16_at, u32_at};
use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

/// The most cells that the areas of all sheets may come to; calamine lays them all out.
const MOST_LAID_OUT: u64 = 2_000_000;

/// The facts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The sheets in the order of the file, those without cells included.
    pub(super) sheets: Vec<SheetFacts>,
    /// The formats by the number that cells name their style with, with their codes.
    pub(super) formats: Vec<(NumberFormat, String)>,
}

/// The facts of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    /// The style of every cell that has a value.
    pub(super) styles: HashMap<(u32, u32), u16>,
}

/// Reads the workbook's stream; an error where a sheet is too large to lay out.
pub(super) fn read(stream: &[u8]) -> Result<Facts, TooLarge> {
    let mut facts = Facts::default();
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut places = Vec::new();
    let mut is_biff8 = true;
    for (kind, data) in Records::new(stream, 0) {
        match kind {
            0x0809 => is_biff8 = u16_at(data, 0) == Some(0x0600),
            0x041e => codes.extend(format(data, is_biff8)),
            0x00e0 => styles.extend(u16_at(data, 2)),
            0x0085 => places.extend(u32_at(data, 0)),
            0x000a => break,
            _ => {}
        }
    }
    facts.formats = styles.iter().map(|id| number_format(*id, &codes)).collect();
    let (mut laid_out, mut read) = (0_u64, 0);
    for place in places {
        let (sheet, area, length) = sheet(stream, place as usize);
        laid_out = laid_out.saturating_add(area);
        read += length;
        // Sheets lie one behind the other; more bytes than the file has are the same ones, named again and again.
        if laid_out > MOST_LAID_OUT || read > 2 * stream.len() {
            return Err(TooLarge::Cells(MOST_CELLS));
        }
        facts.sheets.push(sheet);
    }
    Ok(facts)
}

fn number_format(id: u16, codes: &HashMap<u16, String>) -> (NumberFormat, String) {
    let code = codes.get(&id).map(String::as_str).or_else(|| builtin(u32::from(id))).unwrap_or("General");
    (NumberFormat::new(code), code.to_owned())
}

/// A format's number and code.
fn format(data: &[u8], is_biff8: bool) -> Option<(u16, String)> {
    let id = u16_at(data, 0)?;
    let code = if is_biff8 {
        let length = usize::from(u16_at(data, 2)?);
        let is_wide = data.get(4)? & 1 == 1;
        let text = data.get(5..)?;
        if is_wide {
            let units: Vec<u16> =
                text.chunks_exact(2).take(length).filter_map(|pair| u16_at(pair, 0)).collect();
            String::from_utf16_lossy(&units)
        } else {
            text.iter().take(length).map(|byte| char::from(*byte)).collect()
        }
    } else {
        let length = usize::from(*data.get(2)?);
        data.get(3..)?.iter().take(length).map(|byte| char::from(*byte)).collect()
    };
    Some((id, code))
}

/// The facts of the sheet that begins at this place, the size of the area it will be laid out in, and its length.
fn sheet(stream: &[u8], place: usize) -> (SheetFacts, u64, usize) {
    let mut facts = SheetFacts::default();
    let mut declared = 0_u64;
    let mut depth = 0_u32;
    let mut records = Records::new(stream, place);
    let start = records.rest.len();
    for (kind, data) in records.by_ref() {
        match kind {
            0x0809 => depth += 1,
            0x000a if depth <= 1 => break,
            0x000a => depth -= 1,
            // Charts inside the sheet have records of their own.
            _ if depth > 1 => {}
            0x0200 => declared = declared.max(dimensions(data).unwrap_or(0)),
            _ => {
                facts.add(kind, data);
            }
        }
    }
    let rows = facts.styles.keys().map(|(row, _)| u64::from(*row));
    let columns = facts.styles.keys().map(|(_, column)| u64::from(*column));
    let side = |min: Option<u64>, max: Option<u64>| max.unwrap_or(0) - min.unwrap_or(0) + 1;
    let area = side(rows.clone().min(), rows.max()) * side(columns.clone().min(), columns.max());
    (facts, area.max(declared), start - records.rest.len())
}

/// How many cells a sheet says it has. calamine makes room for as many, and takes an area whose end lies before its
/// start for an endless one.
fn dimensions(data: &[u8]) -> Option<u64> {
    let (first, last, right) = if data.len() >= 14 {
        (u32_at(data, 0)?, u32_at(data, 4)?, u16_at(data, 10)?)
    } else {
        (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?), u16_at(data, 6)?)
    };
    if last == 0 || right == 0 {
        return Some(1);
    }
    let Some(rows) = last.checked_sub(first).filter(|rows| *rows > 0) else { return Some(u64::MAX) };
    Some(u64::from(rows) * u64::from(right))
}

impl SheetFacts {
    /// Adds what a record tells; nothing where it is cut short.
    fn add(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let first = u16_at(data, 0)?;
        let second = u16_at(data, 2)?;
        match kind {
            0x0208 if u16_at(data, 12)? & 0x20 != 0 => {
                self.hidden_rows.insert(u32::from(first));
            }
            0x007d if u16_at(data, 8)? & 1 != 0 => {
                self.hidden_columns.push(u32::from(first)..=u32::from(second));
            }
            // A number, a text, a formula, or a truth or error value.
            0x0203 | 0x0204 | 0x00d6 | 0x00fd | 0x027e | 0x0006 | 0x0205 => {
                self.styles.insert((u32::from(first), u32::from(second)), u16_at(data, 4)?);
            }
            // A row of numbers: six bytes each, then the last column.
            0x00bd => {
                let cells = data.get(4..data.len().checked_sub(2)?)?;
                for (at, cell) in cells.chunks_exact(6).enumerate() {
                    self.styles.insert((u32::from(first), u32::from(second) + at as u32), u16_at(cell, 0)?);
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// The records of a stream from a place on: their kinds and their data.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], place: usize) -> Self {
        Self { rest: stream.get(place..).unwrap_or_default() }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let end = 4 + usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..)?;
        Some((kind, data))
    }
}
