//! A text without blanks and in narrow signs, as marks are looked for: 机 密 ★ １ 年 is 机密★1年.

use crate::check::Piece;
use crate::check::signs::folded;
use crate::diagnostic::Place;
use std::ops::Range;

/// A text without blanks.
pub(super) struct Bare {
    /// The text.
    pub(super) text: String,
    /// For each sign: where it begins here, and its bytes in the piece.
    signs: Vec<(usize, Range<usize>)>,
}

impl Bare {
    pub(super) fn of(written: &str) -> Self {
        let mut bare = Self { text: String::with_capacity(written.len()), signs: Vec::new() };
        for (at, sign) in written.char_indices() {
            let Some(narrow) = folded(sign) else { continue };
            bare.signs.push((bare.text.len(), at..at + sign.len_utf8()));
            bare.text.push(narrow);
        }
        bare
    }

    /// Where bytes of it stand.
    pub(super) fn place(&self, piece: &Piece, range: Range<usize>) -> Place {
        self.bytes(range).map_or_else(|| piece.whole(), |written| piece.place(written))
    }

    /// The bytes of the piece that bytes of it are written in.
    fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let of = |byte: usize| {
            let at = self.signs.partition_point(|(start, _)| *start <= byte).checked_sub(1)?;
            self.signs.get(at).map(|(_, written)| written.clone())
        };
        Some(of(range.start)?.start..of(range.end.saturating_sub(1))?.end)
    }

    /// Bytes of it as they are written.
    pub(super) fn written<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        self.bytes(range).and_then(|range| text.get(range)).unwrap_or(text)
    }

    /// Its sentences without brackets around them, each with the byte it begins at.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = 0;
        self.text.split_inclusive(['。', '；', ';', '！', '!', '\n', '】', ']', '）', ')']).map(
            move |sentence| {
                let begin = start;
                start += sentence.len();
                let trimmed = sentence.trim_start_matches(OPENING);
                (begin + sentence.len() - trimmed.len(), trimmed.trim_end_matches(CLOSING))
            },
        )
    }
}

/// The first of the town's own words that a text has.
pub(super) fn listed(bare: &Bare, own: &[String]) -> Option<Range<usize>> {
    own.iter().find_map(|word| bare.text.find(word.as_str()).map(|at| at..at + word.len()))
}

const OPENING: &[char] = &['★', '▲', '△', '●', '【', '[', '（', '(', '“', '"', '〔', '《'];
const CLOSING: &[char] =
    &['★', '▲', '△', '●', '】', ']', '）', ')', '”', '"', '〕', '》', '。', '；', ';', '！', '!', '，', ','];
