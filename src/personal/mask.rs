//! The masks: what of a number or an address is shown (永安市 2023-01-04: ID 2 + 13 stars + 3, phone 3 + 4 + 4; of a card the
//! last 4, of an address the village, of a birth date the year).

use super::digits::Digit;
use super::marks::Mark;
use super::{Found, Published, find};
use std::borrow::Cow;
use std::ops::Range;

/// The sign that stands for what is hidden, as in 陈*兰.
pub(super) const STAR: &str = "*";

/// A range of bytes and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes.
    pub range: Range<usize>,
    /// What is written there.
    pub with: &'static str,
}

/// A star for each digit but the first and the last few.
pub(super) fn digits(marks: &[Mark], digits: &[Digit], first: usize, last: usize) -> Vec<Edit> {
    let hidden = digits.get(first..digits.len().saturating_sub(last).max(first)).unwrap_or_default();
    // Of a number too short for its mask nothing is shown.
    let hidden = if hidden.len() < 3 { digits } else { hidden };
    stars(marks, hidden.iter().map(|digit| digit.mark))
}

/// A star for each of these marks.
pub(super) fn stars(marks: &[Mark], hidden: impl Iterator<Item = usize>) -> Vec<Edit> {
    hidden.filter_map(|at| marks.get(at)).map(|mark| Edit { range: mark.bytes(), with: STAR }).collect()
}

/// Three stars for the whole range, so that its length is hidden too.
pub(super) fn whole(range: Range<usize>) -> Vec<Edit> {
    vec![Edit { range, with: "***" }]
}

/// How often a masked text is looked at again: what one mask lays bare may be something in itself.
const ROUNDS: usize = 4;

/// The text with all personal information masked that [`find`] finds in it.
pub fn mask<'t>(text: &'t str, published: &Published) -> Cow<'t, str> {
    let mut masked = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let found = find(&masked, published);
        if found.is_empty() {
            break;
        }
        masked = Cow::Owned(edited(&masked, &edits(&found)));
    }
    masked
}

/// What masks all of these, in the order of their places.
pub fn mask_of(text: &str, found: &[Found]) -> String {
    edited(text, &edits(found))
}

/// The edits of all findings in order; of two that overlap the first one stands.
pub(super) fn edits(found: &[Found]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = found.iter().flat_map(|found| found.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| (edit.range.start, usize::MAX - edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let apart = edit.range.start >= end;
        end = if apart { edit.range.end } else { end };
        apart
    });
    edits
}

/// The text with edits made that are in order.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        made.push_str(text.get(at..edit.range.start).unwrap_or_default());
        made.push_str(edit.with);
        at = edit.range.end;
    }
    made.push_str(text.get(at..).unwrap_or_default());
    made
}
