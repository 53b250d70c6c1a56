//! A sheet as it was read: what every cell shows, before an entry's request picks its table from it.

use super::area::Area;
use super::decimal::Decimal;
use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TooLarge};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The name of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetName {
    /// The name.
    pub(super) name: String,
    /// Whether the sheet is hidden.
    pub(super) hidden: bool,
}

/// A sheet; rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The cells that show something or are at fault, by row and column.
    pub(super) cells: BTreeMap<(u32, u32), GridCell>,
    /// The merged areas.
    pub(super) merged: Vec<Area>,
    /// The hidden rows that hold cells.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// The hidden columns.
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct GridCell {
    /// What it shows.
    pub(super) shown: String,
    /// The number behind it, where it is a number and no date.
    pub(super) number: Option<Decimal>,
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
}

/// What can be wrong with a cell of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// A formula whose value was never saved.
    NoValue,
    /// An error such as `#REF!`.
    Error(String),
    /// A number of more than 15 digits.
    LongNumber,
    /// A long number that was written to a CSV file in short: `1.10101E+17`.
    Exponent,
    /// A number format that this program cannot follow.
    Format(String),
}

impl GridCell {
    /// A cell with words.
    pub(super) fn text(shown: impl Into<String>) -> Self {
        Self { shown: shown.into(), ..Self::default() }
    }

    /// A cell that shows a number.
    pub(super) fn number(shown: String, decimal: Decimal) -> Self {
        let fault = decimal.is_long().then_some(Fault::LongNumber);
        Self { shown, number: Some(decimal), fault }
    }

    /// A cell at fault, with what it shows all the same.
    pub(super) fn fault(shown: impl Into<String>, fault: Fault) -> Self {
        Self { shown: shown.into(), number: None, fault: Some(fault) }
    }

    fn is_blank(&self) -> bool {
        self.shown.trim().is_empty() && self.fault.is_none()
    }
}

impl Grid {
    /// Adds a cell, unless it is blank.
    pub(super) fn push(&mut self, row: u32, column: u32, cell: GridCell) -> Result<(), TooLarge> {
        if cell.is_blank() {
            return Ok(());
        }
        if row >= MOST_ROWS {
            return Err(TooLarge::Rows);
        }
        if column >= MOST_COLUMNS {
            return Err(TooLarge::Columns);
        }
        self.cells.insert((row, column), cell);
        if self.cells.len() > MOST_CELLS as usize { Err(TooLarge::Cells(MOST_CELLS)) } else { Ok(()) }
    }

    /// The area of all cells that show something; none for an empty sheet.
    pub(super) fn used(&self) -> Option<Area> {
        let rows = self.cells.first_key_value()?.0.0..=self.cells.last_key_value()?.0.0;
        let columns = self.cells.keys().map(|(_, column)| *column);
        Some(Area { rows, columns: columns.clone().min()?..=columns.max()? })
    }

    /// Whether any cell of the row shows something within the columns.
    pub(super) fn row_is_used(&self, row: u32, columns: &RangeInclusive<u32>) -> bool {
        self.cells.range((row, *columns.start())..=(row, *columns.end())).next().is_some()
    }

    /// Fills every merged area, as far as it lies in `area`, with its first cell. An amount stands in the first cell only:
    /// written twice it would count twice. `is_repeated` says of which columns numbers are told again in each row.
    pub(super) fn fill_merged(&mut self, area: &Area, is_repeated: &dyn Fn(&Self, u32) -> bool) {
        for merged in std::mem::take(&mut self.merged) {
            let first = (*merged.rows.start(), *merged.columns.start());
            let (Some(cell), Some(shared)) = (self.cells.get(&first).cloned(), merged.intersection(area))
            else {
                continue;
            };
            let is_once = cell.number.is_some() && !is_repeated(self, first.1);
            for row in shared.rows {
                for column in shared.columns.clone().filter(|column| !is_once || (row, *column) == first) {
                    self.cells.insert((row, column), cell.clone());
                }
            }
        }
    }
}
