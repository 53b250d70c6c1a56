//! Hides emphasis from the Markdown parser, so that `emphasis` can pair it by rules that fit Chinese.
//!
//! Each `*` and `_` that might open or close emphasis is replaced by a private-use character, which means nothing to the
//! parser. What makes up blocks (bullets, rules across) and what is escaped stays. Private-use characters in the text
//! itself are errors (see `check`), so a stand-in is never mistaken.

use super::characters::Class;
use std::iter::Peekable;
use std::str::CharIndices;

const STAR: char = '\u{E000}';
const UNDERSCORE: char = '\u{E001}';
const REPLACEMENT: char = '\u{FFFD}';

/// The text that the parser gets, and the way back to the offsets of the text it was made from.
pub(super) struct Working {
    /// The text for the parser.
    pub(super) text: String,
    /// Where the text begins in its file.
    start: usize,
    /// Where stand-ins begin in `text`, in order.
    stand_ins: Vec<usize>,
}

impl Working {
    /// `body`, which begins at `start` in its file, made ready for the parser.
    pub(super) fn new(body: &str, start: usize) -> Self {
        let mut working = Self { text: String::with_capacity(body.len() + 64), start, stand_ins: Vec::new() };
        if !may_need_stand_ins(body) {
            working.text.push_str(body);
            return working;
        }
        let mut before = None;
        // Whether only blanks and quotation marks stand before on the line, and how many backslashes just before.
        let mut in_prefix = true;
        let mut backslashes = 0_usize;
        let mut characters = body.char_indices().peekable();
        while let Some((_, character)) = characters.next() {
            match character {
                '*' | '_' => {
                    let mut length = 1 + same_that_follow(&mut characters, character);
                    if backslashes % 2 == 1 {
                        working.text.push(character);
                        before = Some(character);
                        in_prefix = false;
                        length -= 1;
                    }
                    let left = Class::of(before);
                    let right = Class::of(characters.peek().map(|(_, next)| *next));
                    let structural = right == Class::Blank && (in_prefix || left == Class::Blank);
                    let inside_word = character == '_' && left.is_word() && right.is_word();
                    for _ in 0..length {
                        if structural || inside_word {
                            working.text.push(character);
                        } else {
                            working.stand_ins.push(working.text.len());
                            working.text.push(if character == '*' { STAR } else { UNDERSCORE });
                        }
                    }
                }
                STAR | UNDERSCORE => working.text.push(REPLACEMENT),
                _ => working.text.push(character),
            }
            before = Some(character);
            backslashes = if character == '\\' { backslashes + 1 } else { 0 };
            in_prefix = character == '\n' || (in_prefix && matches!(character, ' ' | '\t' | '>'));
        }
        working
    }

    /// The offset in the file of an offset in the text for the parser.
    pub(super) fn original(&self, offset: usize) -> usize {
        let before = self.stand_ins.partition_point(|stand_in| *stand_in < offset);
        self.start + offset - before * (STAR.len_utf8() - 1)
    }

    /// Words from the parser as they were written.
    pub(super) fn restore(words: &str) -> String {
        if !may_hold_stand_ins(words) {
            return words.to_owned();
        }
        words.chars().map(|character| shown(character).unwrap_or(character)).collect()
    }
}

/// The character a stand-in stands for.
pub(super) fn shown(character: char) -> Option<char> {
    match character {
        STAR => Some('*'),
        UNDERSCORE => Some('_'),
        _ => None,
    }
}

/// Whether there may be something to hide from the parser.
fn may_need_stand_ins(body: &str) -> bool {
    body.bytes().fold(false, |may, byte| may | matches!(byte, b'*' | b'_' | LEAD))
}

/// Whether there may be stand-ins in words.
pub(super) fn may_hold_stand_ins(words: &str) -> bool {
    words.bytes().fold(false, |may, byte| may | (byte == LEAD))
}

/// The first byte of both stand-ins.
const LEAD: u8 = 0xEE;

fn same_that_follow(characters: &mut Peekable<CharIndices<'_>>, character: char) -> usize {
    let mut length = 0;
    while characters.next_if(|(_, next)| *next == character).is_some() {
        length += 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::Working;
    use proptest::prelude::*;

    #[test]
    fn bullets_rules_and_escapes_are_left_to_the_parser() {
        for text in ["* 项\n\n>* 项\n", "***\n", "* * *", "\\*甲\\*", "5 * 3", "li_ming", "___\n"] {
            assert_eq!(Working::new(text, 0).text, text);
        }
        assert_eq!(Working::new("**甲**", 0).text, "\u{E000}\u{E000}甲\u{E000}\u{E000}");
    }

    proptest! {
        #[test]
        fn offsets_and_words_find_their_way_back(text in "[*_甲a\\\\ \n>]{0,40}") {
            let working = Working::new(&text, 7);
            prop_assert_eq!(Working::restore(&working.text), text.clone());
            for (offset, character) in working.text.char_indices() {
                let shown = super::shown(character).unwrap_or(character);
                let at = working.original(offset) - 7;
                prop_assert!(text.get(at..).unwrap().starts_with(shown));
            }
        }
    }
}
