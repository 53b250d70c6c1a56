//! Tables from files: CSV, xlsx, xls and ods. The only module that uses `csv`, `calamine`, `zip` and `quick-xml`.
//!
//! A block of an entry is a `request`; its `file` is opened (`kind`, `package`), one sheet of the `workbook` is read
//! into a `grid` of cells as they are shown (`xlsx`, `xls`, `ods`, `records`), and `read` picks the table from it.

mod area;
mod decimal;
mod faults;
mod file;
mod grid;
mod inside;
mod kind;
mod limits;
mod number_format;
mod ods;
mod package;
mod read;
mod records;
mod request;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use inside::{Inside, inside, inside_old_workbook, without_authors};
pub use read::read;
pub use records::{Record, delimiter, records};
