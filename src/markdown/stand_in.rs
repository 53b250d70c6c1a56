//! Hides emphasis from the Markdown parser, so that `emphasis` can pair it by rules that fit Chinese.
//!
//! Each `*` and `_` that might open or close emphasis is replaced by a private-use character, which means nothing to the
//! parser. What makes up blocks (bullets, rules across) and what is escaped stays. Private-use characters in the text
//! itself are errors (see `check`), so a stand-in is never mistaken.

use super::characters::Class;

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
        let mut so_far = SoFar::default();
        let mut rest = body;
        // What means nothing here, nearly all of it, is taken in whole stretches.
        while let Some((plain, from)) = rest.find(is_marked).and_then(|at| rest.split_at_checked(at)) {
            working.text.push_str(plain);
            so_far.pass(plain);
            let Some(mark) = from.chars().next() else { break };
            let length = from.len() - from.trim_start_matches(mark).len();
            let (run, after) = from.split_at_checked(length).unwrap_or((from, ""));
            if matches!(mark, '*' | '_') {
                working.run(mark, length, &so_far, after.chars().next());
            } else {
                working.text.extend(run.chars().map(|_| REPLACEMENT));
            }
            so_far.pass(run);
            rest = after;
        }
        working.text.push_str(rest);
        working
    }

    /// Adds a run of marks, hidden where it might open or close emphasis; `after` is what follows it.
    fn run(&mut self, mark: char, length: usize, so_far: &SoFar, after: Option<char>) {
        let is_escaped = so_far.backslashes % 2 == 1;
        if is_escaped {
            self.text.push(mark);
        }
        let left = Class::of(if is_escaped { Some(mark) } else { so_far.before });
        let right = Class::of(after);
        let in_prefix = so_far.in_prefix && !is_escaped;
        let structural = right == Class::Blank && (in_prefix || left == Class::Blank);
        let inside_word = mark == '_' && left.is_word() && right.is_word();
        for _ in usize::from(is_escaped)..length {
            if structural || inside_word {
                self.text.push(mark);
            } else {
                self.stand_ins.push(self.text.len());
                self.text.push(if mark == '*' { STAR } else { UNDERSCORE });
            }
        }
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

/// What stands before a mark.
struct SoFar {
    /// The character just before; none at the beginning.
    before: Option<char>,
    /// Whether only blanks and quotation marks stand before on the line.
    in_prefix: bool,
    /// How many backslashes stand just before.
    backslashes: usize,
}

impl Default for SoFar {
    fn default() -> Self {
        Self { before: None, in_prefix: true, backslashes: 0 }
    }
}

impl SoFar {
    /// Passes a stretch that holds no marks, or a run of one.
    fn pass(&mut self, stretch: &str) {
        let Some(last) = stretch.chars().next_back() else { return };
        self.before = Some(last);
        self.backslashes = stretch.len() - stretch.trim_end_matches('\\').len();
        let (is_new, line) = stretch.rsplit_once('\n').map_or((false, stretch), |(_, line)| (true, line));
        let is_prefix = line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        self.in_prefix = is_prefix && (is_new || self.in_prefix);
    }
}

/// Whether a character is a mark, or looks like what hides one.
fn is_marked(character: char) -> bool {
    matches!(character, '*' | '_' | STAR | UNDERSCORE)
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

#[cfg(test)]
mod tests {
    use super::{Class, REPLACEMENT, STAR, UNDERSCORE, Working};
    use proptest::prelude::*;

    /// The text for the parser, made character by character.
    fn character_by_character(body: &str) -> String {
        let characters: Vec<char> = body.chars().collect();
        let mut text = String::new();
        let (mut before, mut in_prefix, mut backslashes) = (None, true, 0);
        let mut at = 0;
        while let Some(&character) = characters.get(at) {
            let run = characters[at..].iter().take_while(|next| **next == character).count();
            if matches!(character, '*' | '_') {
                let escaped = backslashes % 2;
                text.extend(std::iter::repeat_n(character, escaped));
                let left = Class::of(if escaped == 1 { Some(character) } else { before });
                let right = Class::of(characters.get(at + run).copied());
                let prefix = in_prefix && escaped == 0;
                let stays = right == Class::Blank && (prefix || left == Class::Blank)
                    || character == '_' && left.is_word() && right.is_word();
                let hidden = if character == '*' { STAR } else { UNDERSCORE };
                text.extend(std::iter::repeat_n(if stays { character } else { hidden }, run - escaped));
                at += run;
            } else {
                text.push(if matches!(character, STAR | UNDERSCORE) { REPLACEMENT } else { character });
                at += 1;
            }
            before = Some(character);
            backslashes = if character == '\\' { backslashes + 1 } else { 0 };
            in_prefix = character == '\n' || in_prefix && matches!(character, ' ' | '\t' | '>');
        }
        text
    }

    #[test]
    fn bullets_rules_and_escapes_are_left_to_the_parser() {
        for text in ["* 项\n\n>* 项\n", "***\n", "* * *", "\\*甲\\*", "5 * 3", "li_ming", "___\n"] {
            assert_eq!(Working::new(text, 0).text, text);
        }
        assert_eq!(Working::new("**甲**", 0).text, "\u{E000}\u{E000}甲\u{E000}\u{E000}");
    }

    proptest! {
        #[test]
        fn stretches_are_taken_as_their_characters_are(text in "[*_甲a\\\\ \n\t>。\u{e000}\u{e001}\u{e002}]{0,40}") {
            prop_assert_eq!(Working::new(&text, 0).text, character_by_character(&text));
        }

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
