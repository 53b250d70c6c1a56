//! A quick count of a sheet's rows and cells, before any of them is read: a sheet that is too large is refused within
//! a fraction of the time that reading it up to the limit takes.

use super::super::limits::Counter;
use super::super::package::Failure;
use std::io::BufRead;

/// Counts the start tags `<row` and `<c` up to the limits. A sheet whose tags have a prefix is counted when it is read.
pub(super) fn check<R: BufRead>(mut member: R) -> Result<(), Failure> {
    let mut counter = Counter::default();
    let mut state = State::Outside;
    loop {
        let bytes = member.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        for byte in bytes {
            state = match (state, byte) {
                (_, b'<') => State::Tag,
                (State::Tag, b'r') => State::R,
                (State::R, b'o') => State::Ro,
                (State::Ro, b'w') => State::Row,
                (State::Tag, b'c') => State::C,
                (State::Row, b' ' | b'>' | b'/') => {
                    counter.row()?;
                    State::Outside
                }
                (State::C, b' ' | b'>' | b'/') => {
                    counter.cell(0)?;
                    State::Outside
                }
                _ => State::Outside,
            };
        }
        let length = bytes.len();
        member.consume(length);
    }
}

/// How much of a tag has been seen.
#[derive(Clone, Copy)]
enum State {
    Outside,
    Tag,
    R,
    Ro,
    Row,
    C,
}
