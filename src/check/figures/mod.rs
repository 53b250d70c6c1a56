//! The figures of an entry: what its tables hold, read once for all rules, and how sums are made of them.

mod amount_words;
mod column;
mod quantity;
mod reading;
mod rows;
mod slips;
mod sums;
mod table;

pub(in crate::check) use amount_words::{is_capital, is_part, read as read_amount, write as write_amount};
pub(in crate::check) use column::{Column, ColumnKind, money_power, split_unit};
pub(in crate::check) use quantity::{Quantity, numbers, quantities};
pub(in crate::check) use reading::{Reading, Slip};
pub(in crate::check) use rows::{Role, without_blanks};
pub(in crate::check) use slips::{are_swapped, swapped};
pub(in crate::check) use sums::{Fault, Part, Sum};
pub(in crate::check) use table::TableFigures;
