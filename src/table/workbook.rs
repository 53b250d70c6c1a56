//! A workbook of any kind.

use super::grid::{Grid, SheetName};
use super::ods::Ods;
use super::package::Failure;
use super::xls::OldWorkbook;
use super::xlsx::Xlsx;

/// The kinds of workbook that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkbookKind {
    /// `.xlsx` and `.xlsm`.
    Xlsx,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
}

/// An open workbook.
#[derive(Debug)]
pub(super) enum Workbook {
    /// `.xlsx` and `.xlsm`.
    Xlsx(Box<Xlsx>),
    /// `.xls`.
    Xls(Box<OldWorkbook>),
    /// `.ods`.
    Ods(Box<Ods>),
}

impl Workbook {
    /// Opens a workbook.
    pub(super) fn open(kind: WorkbookKind, bytes: Vec<u8>) -> Result<Self, Failure> {
        Ok(match kind {
            WorkbookKind::Xlsx => Self::Xlsx(Box::new(Xlsx::open(bytes)?)),
            WorkbookKind::Xls => Self::Xls(Box::new(OldWorkbook::open(bytes)?)),
            WorkbookKind::Ods => Self::Ods(Box::new(Ods::open(bytes)?)),
        })
    }

    /// Its sheets, in order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        match self {
            Self::Xlsx(workbook) => workbook.sheets(),
            Self::Xls(workbook) => workbook.sheets(),
            Self::Ods(workbook) => workbook.sheets(),
        }
    }

    /// Reads the sheet at this index.
    pub(super) fn grid(&mut self, at: usize) -> Result<Grid, Failure> {
        match self {
            Self::Xlsx(workbook) => workbook.grid(at),
            Self::Xls(workbook) => workbook.grid(at),
            Self::Ods(workbook) => workbook.grid(at),
        }
    }
}
