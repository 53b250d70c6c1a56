//! Edits of a text.

use std::ops::Range;

/// What stands in the place of a range of a text.
pub(super) type Edit = (Range<usize>, String);

/// The text with the edits; those that overlap an earlier one, would add or remove lines, or lie between the bytes of a
/// character are left out.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for (range, with) in edits {
        let between = text.get(from..range.start);
        let (Some(between), Some(old)) = (between, text.get(range.clone())) else { continue };
        if old.contains('\n') || with.contains('\n') {
            continue;
        }
        new.push_str(between);
        new.push_str(&with);
        from = range.end;
    }
    new.push_str(text.get(from..).unwrap_or_default());
    new
}
