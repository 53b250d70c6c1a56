//! Tables from files: CSV, xlsx, xls and ods. The only module that uses `csv`, `calamine`, `zip` and `quick-xml`.

mod area;
mod decimal;
mod grid;
mod limits;
mod number_format;
mod ods;
mod package;
mod records;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use records::{Record, records};
