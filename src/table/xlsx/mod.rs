//! xlsx workbooks (ECMA-376), read in one pass with limits. `calamine` reads them too, but it tells neither hidden
//! rows nor formulas without a value, and it builds the whole sheet before its size is known.

mod cells;
mod count;
mod styles;
mod workbook;

use super::grid::{Grid, SheetName};
use super::package::{Failure, Package};
use workbook::Workbook;

/// An open workbook.
#[derive(Debug)]
pub(super) struct Xlsx {
    package: Package,
    workbook: Workbook,
}

impl Xlsx {
    /// Opens a workbook and reads the names of its sheets.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        let mut package = Package::open(bytes)?;
        let workbook = workbook::read(&mut package)?;
        Ok(Self { package, workbook })
    }

    /// The sheets, in order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads a sheet.
    pub(super) fn grid(&mut self, at: usize) -> Result<Grid, Failure> {
        let Some(sheet) = self.workbook.sheets.get(at) else { return Ok(Grid::default()) };
        let missing = || Failure::Broken(sheet.member.clone());
        count::check(self.package.member(&sheet.member)?.ok_or_else(missing)?)?;
        self.package.rewind();
        let styles = styles::read(&mut self.package, &self.workbook.styles)?;
        let strings = cells::shared_strings(&mut self.package, &self.workbook.strings)?;
        let lookup = cells::Lookup { styles, strings, epoch_1904: self.workbook.epoch_1904 };
        let member = self.package.member(&sheet.member)?;
        cells::read(member.ok_or_else(missing)?, &lookup)
    }
}
