//! How deep headings and numbered paragraphs stand.

use super::{Inline, InlineKind, plain_text};

/// Numbers headings for the output: whatever levels a body uses, they begin at `first` and none is skipped.
#[derive(Debug)]
pub struct HeadingLevels {
    first: u8,
    open: Vec<u8>,
}

impl HeadingLevels {
    /// Levels that begin at `first`.
    pub fn new(first: u8) -> Self {
        Self { first, open: Vec::new() }
    }

    /// The level in the output of the next heading, written with `level`; 6 at most.
    pub fn next(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        (self.first + self.open.len() as u8 - 1).min(6)
    }
}

/// How deep a paragraph stands in the numbering of official papers (GB/T 9704-2012): 1 for `一、`, 2 for `（一）`,
/// 3 for `1.`, 4 for `（1）`; none where it has no number.
pub fn numbering_level(content: &[Inline]) -> Option<u8> {
    let text = match content.first().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text.clone(),
        Some(InlineKind::Strong(content)) => plain_text(content),
        _ => return None,
    };
    let bracketed = text.strip_prefix(['（', '(']);
    let number = bracketed.unwrap_or(&text);
    let rest = number.trim_start_matches(|c: char| CHINESE_DIGITS.contains(c));
    let chinese = rest.len() < number.len();
    let rest = if chinese { rest } else { number.trim_start_matches(|c: char| c.is_ascii_digit()) };
    let digits = number.len() - rest.len();
    let mut after = rest.chars();
    let mark = after.next()?;
    match (bracketed.is_some(), chinese, mark) {
        _ if digits == 0 => None,
        (true, true, '）' | ')') => Some(2),
        (true, false, '）' | ')') if digits <= 2 => Some(4),
        (false, true, '、') => Some(1),
        // `1.5公里` is a length, and `2022.` a year.
        (false, false, '.' | '．' | '、')
            if digits <= 2 && !after.next().is_some_and(|c| c.is_ascii_digit()) =>
        {
            Some(3)
        }
        _ => None,
    }
}

const CHINESE_DIGITS: &str = "一二三四五六七八九十百";

#[cfg(test)]
mod tests {
    use super::{HeadingLevels, numbering_level};
    use crate::document::{Inline, InlineKind};

    #[test]
    fn paragraphs_show_how_deep_they_are_numbered() {
        for (text, level) in [
            ("一、油菜防冻", Some(1)),
            ("十二、附则", Some(1)),
            ("（一）申请", Some(2)),
            ("(三)审批", Some(2)),
            ("1.户口簿", Some(3)),
            ("12．其他", Some(3)),
            ("3、其他", Some(3)),
            ("（1）复印件", Some(4)),
            ("1.5公里长", None),
            ("2022.", None),
            ("（2022）8号", None),
            ("一户一宅", None),
            ("（注意）", None),
            ("一", None),
            ("", None),
        ] {
            let words = vec![Inline { range: 0..0, kind: InlineKind::Text(text.to_owned()) }];
            assert_eq!(numbering_level(&words), level, "{text}");
        }
    }

    #[test]
    fn heading_levels_begin_at_the_first_and_skip_none() {
        let mut levels = HeadingLevels::new(2);
        assert_eq!([3, 5, 5, 4, 3, 1, 2, 6].map(|level| levels.next(level)), [2, 3, 3, 3, 2, 2, 3, 4]);
    }
}
