//! Registers (台账) in which no line can be altered, removed or moved without a trace: CSV files whose lines carry the
//! hash of the line before.
//!
//! A register stays a table that people open and save in Excel or WPS. So a line is hashed not as its bytes lie there but
//! in a form of its own (`layout`): quoting, byte order marks, line ends, encodings, blanks, empty columns, the order of
//! the columns and the ways of writing a date make no difference.
//!
//! A line names in `previous` every line that was the last one when it was written, and in `line` its own hash. Two people
//! who write at once on copies of a register each name the same line: the register then forks, and the next line names
//! both ends. So copies are brought together by appending the lines that one has and the other has not, in their order,
//! and a line that is missing, altered or out of order shows all the same: the one after it names a line that is not above
//! it. What a chain cannot show is that lines at its very end were cut off, or that all of it was written anew.

mod append;
mod layout;
mod read;
mod sign;

pub use append::{NewLine, append, merge};
pub use layout::{Column, Form};
pub use read::{Fault, Line, Register, Wrong, read};
pub use sign::{Key, is_public_key, is_signed, new_key};
