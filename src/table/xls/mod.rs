//! xls workbooks: calamine gives the values and merged areas, `facts` what it does not tell.

mod compound;
mod facts;

use super::area::Area;
use super::decimal::Decimal;
use super::grid::{Fault, Grid, GridCell, SheetName};
use super::number_format::{self, NumberFormat};
use super::package::Failure;
use crate::caught::caught;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use facts::Facts;
use std::io::Cursor;

type Book = Xls<Cursor<Vec<u8>>>;

/// An open workbook.
pub(super) struct OldWorkbook {
    book: Book,
    facts: Facts,
    sheets: Vec<SheetName>,
    /// The places of these sheets among all that the file holds.
    places: Vec<usize>,
}

impl std::fmt::Debug for OldWorkbook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OldWorkbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

impl OldWorkbook {
    /// Opens a workbook and reads the names of its sheets.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        let stream = compound::workbook_stream(&bytes).ok_or_else(|| Failure::Broken("CFB".to_owned()))?;
        let facts = facts::read(&stream)?;
        let book = guarded(|| Book::new(Cursor::new(bytes)))?.map_err(|error| match error {
            XlsError::Password => Failure::Encrypted,
            error => Failure::Broken(error.to_string()),
        })?;
        let sheets = book.sheets_metadata().iter().enumerate();
        let (places, sheets) = sheets
            .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
            .map(|(at, sheet)| {
                let hidden = sheet.visible != SheetVisible::Visible;
                (at, SheetName { name: sheet.name.clone(), hidden })
            })
            .unzip();
        Ok(Self { book, facts, sheets, places })
    }

    /// The sheets, in order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.clone()
    }

    /// Reads a sheet.
    pub(super) fn grid(&mut self, at: usize) -> Result<Grid, Failure> {
        let mut grid = Grid::default();
        let Some(sheet) = self.sheets.get(at) else { return Ok(grid) };
        let epoch_1904 = self.book.has_1904_epoch();
        let broken = |error: XlsError| Failure::Broken(error.to_string());
        let values = self.book.worksheet_range(&sheet.name).map_err(broken)?;
        let formulas = self.book.worksheet_formula(&sheet.name).map_err(broken)?;
        let merged = self.book.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?;
        grid.merged.extend(merged.iter().map(|merged| Area {
            rows: merged.start.0..=merged.end.0,
            columns: merged.start.1..=merged.end.1,
        }));
        let start = values.start().unwrap_or_default();
        let facts = self.places.get(at).and_then(|at| self.facts.sheets.get(*at));
        for (row, column, value) in values.used_cells() {
            let (row, column) = (start.0 + row as u32, start.1 + column as u32);
            let style = facts.and_then(|facts| facts.styles.get(&(row, column)));
            let format = style.and_then(|style| self.facts.formats.get(usize::from(*style)));
            grid.push(row, column, cell(value, format, epoch_1904))?;
        }
        if let Some(facts) = facts {
            grid.hidden_rows.clone_from(&facts.hidden_rows);
            grid.hidden_columns.clone_from(&facts.hidden_columns);
        }
        let start = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells() {
            let at = (start.0 + row as u32, start.1 + column as u32);
            if values.get_value(at).is_none_or(|value| *value == Data::Empty) {
                grid.push(at.0, at.1, GridCell::fault("", Fault::NoValue))?;
            }
        }
        Ok(grid)
    }
}

fn cell(value: &Data, format: Option<&(NumberFormat, String)>, epoch_1904: bool) -> GridCell {
    let number = |value: f64| match (Decimal::from_f64(value), format) {
        (Some(decimal), Some((format, code))) => {
            number_format::cell(format, code, value, decimal, epoch_1904)
        }
        (Some(decimal), None) => GridCell::number(decimal.general(), decimal),
        (None, _) => GridCell::default(),
    };
    match value {
        Data::Empty => GridCell::default(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            GridCell::text(text.replace("\r\n", "\n"))
        }
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::DateTime(moment) => number(moment.as_f64()),
        Data::Bool(value) => GridCell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => GridCell::fault(error.to_string(), Fault::Error(error.to_string())),
    }
}

/// calamine indexes into the file's bytes by offsets that the file names, so a damaged file can make it panic.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Failure> {
    caught(read).map_err(|_| Failure::Broken("BIFF".to_owned()))
}
