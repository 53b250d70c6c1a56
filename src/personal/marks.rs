//! The characters of a text as finders see them: full-width signs narrowed, blanks and dashes of every width made one,
//! signs without width left out, and a long number in Han numerals (一三八〇〇一三八〇〇〇) in digits.

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
    let mut spelled = Spelled::default();
    let mut behind = 0;
    for (at, character) in text.char_indices() {
        if at < behind {
            continue;
        }
        if let Some(length) = (character == '<').then(|| line_break(text, at)).flatten() {
            behind = at + length;
            spelled.pass('\n', &mut marks);
            marks.push(Mark { at: at as u32, end: behind as u32, sign: '\n' });
        } else if let Some(sign) = narrowed(character) {
            spelled.pass(sign, &mut marks);
            // No text is so long.
            let (at, end) = (at as u32, (at + character.len_utf8()) as u32);
            marks.push(Mark { at, end, sign });
        }
    }
    spelled.end(&mut marks);
    marks
}

/// The length of the `<br>` that begins at a byte: where Markdown takes no HTML it is shown, and parts a number all the same.
fn line_break(text: &str, at: usize) -> Option<usize> {
    let tag = text.get(at..)?;
    let end = tag.find('>').filter(|end| *end <= 6)?;
    let name = tag.get(1..end)?.trim_end_matches(['/', ' ']);
    name.eq_ignore_ascii_case("br").then_some(end + 1)
}

/// A stretch of numerals, Han ones among them, one a digit, as a number is read out: 一一〇一〇五.
#[derive(Debug, Default)]
struct Spelled {
    /// How many marks it has, blanks among them.
    length: usize,
    /// How many of them are numerals.
    numerals: usize,
    /// Whether Han numerals are among them.
    is_spelled: bool,
}

/// From so many numerals on they are a phone's or a person's number; shorter ones are years and amounts.
const LEAST_SPELLED: usize = 11;

impl Spelled {
    /// Before a sign is added to the marks: whether the stretch goes on with it, or has ended.
    fn pass(&mut self, sign: char, marks: &mut [Mark]) {
        let is_han = spelled(sign).is_some();
        if is_han || sign.is_ascii_digit() {
            self.length += 1;
            self.numerals += 1;
            self.is_spelled |= is_han;
        } else if self.numerals > 0 && matches!(sign, ' ' | '-' | '\n' | '\t') {
            self.length += 1;
        } else if self.numerals > 0 {
            self.end(marks);
        }
    }

    /// Writes the numerals of a long stretch in digits.
    fn end(&mut self, marks: &mut [Mark]) {
        if self.is_spelled && self.numerals >= LEAST_SPELLED {
            for mark in marks.iter_mut().rev().take(self.length) {
                mark.sign = spelled(mark.sign).unwrap_or(mark.sign);
            }
        }
        *self = Self::default();
    }
}

/// The digit of a Han numeral.
fn spelled(sign: char) -> Option<char> {
    Some(match sign {
        '〇' | '零' | '○' | '◯' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return None,
    })
}

/// The character as finders see it; none for one without width.
fn narrowed(character: char) -> Option<char> {
    // Nearly all are.
    if character.is_ascii() || matches!(character, '\u{4e00}'..='\u{9fff}') {
        return Some(character);
    }
    Some(match character {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        // A sign written over the one before.
        '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' => return None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // The Roman ten, and the letters of other scripts that look like an X.
        'Ⅹ' | 'ⅹ' | 'Х' | 'х' | 'Χ' | 'χ' => 'X',
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
