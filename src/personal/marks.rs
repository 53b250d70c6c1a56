//! The characters of a text as finders see them: full-width signs narrowed, blanks and dashes of every width made one,
//! signs without width left out.

use std::ops::Range;

/// A character with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its first byte.
    at: u32,
    /// The byte behind it.
    end: u32,
    /// The character, narrowed.
    pub(super) sign: char,
}

impl Mark {
    /// The bytes it is written in.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.at as usize..self.end as usize
    }
}

/// The characters of a text.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / 2);
    for (at, character) in text.char_indices() {
        if let Some(sign) = narrowed(character) {
            // No text is so long.
            let (at, end) = (at as u32, (at + character.len_utf8()) as u32);
            marks.push(Mark { at, end, sign });
        }
    }
    marks
}

/// The character as finders see it; none for one without width.
fn narrowed(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character);
    }
    Some(match character {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        // A sign written over the one before.
        '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' => return None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{1d7ce}'..='\u{1d7ff}' => {
            char::from_digit((u32::from(character) - 0x1d7ce) % 10, 10).unwrap_or(character)
        }
        other => other,
    })
}

/// Whether one of `words` stands in the `within` characters before `at`, in the same part of the text.
pub(super) fn is_said_before(marks: &[Mark], at: usize, within: usize, words: &[&str]) -> bool {
    let from = at.saturating_sub(within);
    let before = marks.get(from..at).unwrap_or_default();
    let begin = before.iter().rposition(|mark| mark.sign == super::BREAK).map_or(0, |place| place + 1);
    holds(before.get(begin..).unwrap_or_default(), words)
}

/// Whether one of `words` stands in these marks; blanks do not count.
pub(super) fn holds(marks: &[Mark], words: &[&str]) -> bool {
    let said: String = marks.iter().map(|mark| mark.sign).filter(|sign| !sign.is_whitespace()).collect();
    words.iter().any(|word| said.contains(word))
}

/// The mark at `at`, counted back from it by `back`.
pub(super) fn sign_before(marks: &[Mark], at: usize, back: usize) -> Option<char> {
    marks.get(at.checked_sub(back)?).map(|mark| mark.sign)
}

/// The bytes from one mark to another, both included.
pub(super) fn bytes(marks: &[Mark], first: usize, last: usize) -> Range<usize> {
    let start = marks.get(first).map_or(0, |mark| mark.bytes().start);
    start..marks.get(last).map_or(start, |mark| mark.bytes().end).max(start)
}
