//! Tables from files: CSV, xlsx, xls and ods. The only module that uses `csv`, `calamine`, `zip` and `quick-xml`.

mod limits;
mod records;

pub use records::{Record, records};
