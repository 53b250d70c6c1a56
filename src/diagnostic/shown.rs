//! People's words as they may stand on a terminal: nothing in them moves the cursor, changes colours or turns the
//! direction of writing.

use std::ops::Range;

/// How many columns of a line are shown at most.
const WIDTH: usize = 100;
/// How many of them stand before the mark.
const BEFORE: usize = 40;

/// One line of a text, cut around its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShownLine {
    /// The line with an ellipsis where it was cut.
    pub(super) text: String,
    /// The bytes of the mark in it.
    pub(super) mark: Range<usize>,
}

/// `words` with every character escaped that a terminal would act on instead of showing it.
pub fn shown(words: &str) -> String {
    words.chars().map(shown_character).collect()
}

/// `line` cut around its bytes `mark`.
pub(super) fn shown_line(line: &str, mark: Range<usize>) -> ShownLine {
    let start = first_shown(line, mark.start);
    let mut shown = ShownLine { text: String::new(), mark: 0..0 };
    if start > 0 {
        shown.text.push('…');
    }
    shown.mark.start = usize::MAX;
    let mut width = 0;
    for (at, character) in line.char_indices().skip_while(|(at, _)| *at < start) {
        if at >= mark.start && shown.mark.start == usize::MAX {
            shown.mark.start = shown.text.len();
        }
        if width >= WIDTH {
            shown.text.push('…');
            break;
        }
        shown.text.push_str(&shown_character(character));
        width += columns(character);
        if at < mark.end {
            shown.mark.end = shown.text.len();
        }
    }
    shown.mark.start = shown.mark.start.min(shown.text.len());
    shown.mark.end = shown.mark.end.max(shown.mark.start);
    shown
}

/// The first byte of `line` that is shown, so that at most [`BEFORE`] columns stand before the mark.
fn first_shown(line: &str, mark: usize) -> usize {
    let mut width = 0;
    let mut first = mark;
    let before = line.char_indices().rev().skip_while(|(at, _)| *at >= mark);
    for (at, character) in before {
        width += columns(character);
        if width > BEFORE {
            return first;
        }
        first = at;
    }
    0
}

fn shown_character(character: char) -> String {
    match character {
        '\t' => "    ".to_owned(),
        _ if acts(character) => character.escape_unicode().to_string(),
        _ => character.to_string(),
    }
}

/// Whether a terminal would act on the character instead of showing it: controls, directions, what has no width.
pub(super) fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// About how many columns a terminal gives the character; only for cutting lines.
fn columns(character: char) -> usize {
    match character {
        '\t' => 4,
        _ if acts(character) => 8,
        '\u{1100}'.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_line};
    use proptest::prelude::{any, proptest};

    #[test]
    fn what_a_terminal_would_act_on_is_escaped() {
        assert_eq!(shown("a\u{1b}[31m红\u{202e}x\n"), "a\\u{1b}[31m红\\u{202e}x\\u{a}");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let line = "甲".repeat(500) + "乙乙" + &"丙".repeat(500);
        let cut = shown_line(&line, 1500..1506);
        assert_eq!(cut.text.get(cut.mark.clone()), Some("乙乙"));
        assert_eq!(cut.text, format!("…{}乙乙{}…", "甲".repeat(20), "丙".repeat(28)));
    }

    #[test]
    fn a_mark_at_the_end_of_a_line_is_empty() {
        let cut = shown_line("标题", 6..6);
        assert_eq!((cut.text.as_str(), cut.mark), ("标题", 6..6));
    }

    proptest! {
        #[test]
        fn any_line_can_be_cut_anywhere(line in any::<String>(), start in 0usize..300, length in 0usize..300) {
            let cut = shown_line(&line, start..start + length);
            assert!(cut.text.get(cut.mark.clone()).is_some(), "{cut:?}");
            assert!(cut.text.chars().count() <= 1200);
        }
    }
}
