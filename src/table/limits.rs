//! How large a table file may be. A notice board holds some hundred rows; the limits lie far above that and far below
//! what would take long or fill the memory.

use crate::diagnostic::Diagnostic;
use crate::text::Text;

/// The largest table file in bytes.
pub(super) const LARGEST_FILE: u64 = 20 << 20;
/// The most XML that is inflated from one file, in bytes.
pub(super) const MOST_XML: u64 = 64 << 20;
/// The largest sum of sizes that the members of a zip file may declare, in bytes.
pub(super) const MOST_DECLARED: u64 = 200 << 20;
/// The most members of a zip file.
pub(super) const MOST_MEMBERS: usize = 2_000;
/// The most rows.
pub(super) const MOST_ROWS: u32 = 20_000;
/// The most columns.
pub(super) const MOST_COLUMNS: u32 = 200;
/// The most cells.
pub(super) const MOST_CELLS: u32 = 60_000;
/// The most cells of a register, which nobody hangs and which grows for years: as many as it may have rows, each of the
/// columns that a register has.
pub(super) const MOST_REGISTER_CELLS: u32 = MOST_ROWS * 16;

/// Which limit a table passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooLarge {
    /// The file itself.
    File,
    /// What the file unpacks to.
    Unpacked,
    /// The rows.
    Rows,
    /// The columns.
    Columns,
    /// The cells, of which there may be so many.
    Cells(u32),
}

impl TooLarge {
    /// The finding, without its place.
    pub(super) fn diagnostic(self) -> Diagnostic {
        let (zh, en) = match self {
            Self::File => (
                format!("表格文件超过 {} MB", LARGEST_FILE >> 20),
                format!("the table file is larger than {} MB", LARGEST_FILE >> 20),
            ),
            Self::Unpacked => (
                "表格文件解压后过大，正常的表格不会这么大".to_owned(),
                "the table file unpacks to far more than any table holds".to_owned(),
            ),
            Self::Rows => {
                (format!("表格超过 {MOST_ROWS} 行"), format!("the table has more than {MOST_ROWS} rows"))
            }
            Self::Columns => (
                format!("表格超过 {MOST_COLUMNS} 列"),
                format!("the table has more than {MOST_COLUMNS} columns"),
            ),
            Self::Cells(most) => {
                (format!("表格超过 {most} 格"), format!("the table has more than {most} cells"))
            }
        };
        let help = Text::new(
            "只留要公开的行和列，复制到新工作簿再保存（空行空列若设过格式，也算在内）",
            "copy only the rows and columns to publish into a new workbook (empty formatted ones count too)",
        );
        Diagnostic::error("table-too-large", Text::new(zh, en)).help(help)
    }
}

/// Counts rows and cells while they are read.
#[derive(Debug)]
pub(super) struct Counter {
    rows: u32,
    cells: u32,
    most_cells: u32,
}

impl Default for Counter {
    fn default() -> Self {
        Self::new(MOST_CELLS)
    }
}

impl Counter {
    /// A counter that allows so many cells.
    pub(super) fn new(most_cells: u32) -> Self {
        Self { rows: 0, cells: 0, most_cells }
    }

    /// One more row.
    pub(super) fn row(&mut self) -> Result<(), TooLarge> {
        self.rows += 1;
        if self.rows > MOST_ROWS { Err(TooLarge::Rows) } else { Ok(()) }
    }

    /// One more cell, in this column from 0.
    pub(super) fn cell(&mut self, column: u32) -> Result<(), TooLarge> {
        self.cells += 1;
        if column >= MOST_COLUMNS {
            Err(TooLarge::Columns)
        } else if self.cells > self.most_cells {
            Err(TooLarge::Cells(self.most_cells))
        } else {
            Ok(())
        }
    }
}
