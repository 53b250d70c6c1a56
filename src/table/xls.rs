//! xls workbooks (BIFF8), read by calamine. It gives the values and merged areas; it tells neither number formats nor
//! hidden rows and columns.

use super::area::Area;
use super::decimal::Decimal;
use super::grid::{Fault, Grid, GridCell};
use super::number_format::NumberFormat;
use super::package::Failure;
use super::workbook::SheetName;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Opens a workbook.
type Book = Xls<Cursor<Vec<u8>>>;

/// An open workbook.
pub(super) struct OldWorkbook {
    book: Book,
    sheets: Vec<SheetName>,
}

impl std::fmt::Debug for OldWorkbook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OldWorkbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

impl OldWorkbook {
    /// Opens a workbook and reads the names of its sheets.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        let book = guarded(|| Book::new(Cursor::new(bytes)))?.map_err(|error| match error {
            XlsError::Password => Failure::Encrypted,
            error => Failure::Broken(error.to_string()),
        })?;
        let sheets = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect();
        Ok(Self { book, sheets })
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
        for (row, column, value) in values.used_cells() {
            let (row, column) = (start.0 + row as u32, start.1 + column as u32);
            grid.push(row, column, cell(value, epoch_1904))?;
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

fn cell(value: &Data, epoch_1904: bool) -> GridCell {
    let number = |value: f64| match Decimal::from_f64(value) {
        Some(decimal) => GridCell::number(decimal.general(), decimal),
        None => GridCell::default(),
    };
    match value {
        Data::Empty => GridCell::default(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            GridCell::text(text.replace("\r\n", "\n"))
        }
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::Bool(value) => GridCell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => GridCell::text(date(moment.as_f64(), moment.is_duration(), epoch_1904)),
        Data::Error(error) => GridCell::fault(error.to_string(), Fault::Error(error.to_string())),
    }
}

/// A date, with its time where it has one; calamine keeps no more of the format.
fn date(value: f64, is_duration: bool, epoch_1904: bool) -> String {
    let code = match (is_duration, value < 1.0, value.fract() == 0.0) {
        (true, ..) => "[h]:mm",
        (_, true, _) => "h:mm",
        (_, _, true) => "yyyy-mm-dd",
        _ => "yyyy-mm-dd h:mm",
    };
    NumberFormat::new(code).show(value, epoch_1904)
}

/// calamine indexes into the file's bytes by offsets that the file names, so a damaged file can make it panic.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| Failure::Broken("BIFF".to_owned()))
}
