//! A part of a file, as readers of PDF ask for it.

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it; so is what is not understood, or several parts at once.
    Whole,
    /// These bytes.
    Part(Range<usize>),
    /// Bytes behind its end.
    Nothing,
}

/// What the header asks of a file of `length` bytes.
pub(super) fn asked(header: &str, length: usize) -> Asked {
    let Some(range) = header.strip_prefix("bytes=").filter(|range| !range.contains(',')) else {
        return Asked::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else { return Asked::Whole };
    match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first > last => Asked::Whole,
        (Ok(first), _) if first >= length => Asked::Nothing,
        (Ok(first), Ok(last)) => Asked::Part(first..last.saturating_add(1).min(length)),
        (Ok(first), Err(_)) if last.is_empty() => Asked::Part(first..length),
        (Err(_), Ok(0)) if first.is_empty() => Asked::Nothing,
        (Err(_), Ok(last)) if first.is_empty() => Asked::Part(length.saturating_sub(last)..length),
        _ => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    #[test]
    fn parts_are_cut_to_the_file() {
        assert_eq!(asked("bytes=0-3", 10), Asked::Part(0..4));
        assert_eq!(asked("bytes=8-99", 10), Asked::Part(8..10));
        assert_eq!(asked("bytes=4-", 10), Asked::Part(4..10));
        assert_eq!(asked("bytes=-3", 10), Asked::Part(7..10));
        assert_eq!(asked("bytes=-30", 10), Asked::Part(0..10));
        for nothing in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(asked(nothing, 10), Asked::Nothing, "{nothing}");
        }
        for whole in ["bytes=3-1", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=-", "bytes=+1-2x"] {
            assert_eq!(asked(whole, 10), Asked::Whole, "{whole}");
        }
    }
}
