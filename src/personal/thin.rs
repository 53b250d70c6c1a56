//! Identity numbers under masks that are too thin: more than the first three and the last three digits are shown.

use super::marks::{Mark, bytes, is_said_before, marks};
use std::ops::Range;

/// The places of identity numbers whose mask shows too much.
pub fn thin_masks(text: &str) -> Vec<Range<usize>> {
    let marks = marks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let end = end(&marks, at);
        if end > at {
            let signs: Vec<char> =
                marks.get(at..end).unwrap_or_default().iter().map(|mark| mark.sign).collect();
            if shows_too_much(&signs)
                && !is_said_before(&marks, at, 12, &["卡号", "账号", "帐号", "信用代码"])
            {
                found.push(bytes(&marks, at, end - 1));
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// The end of the digits and stars that begin at `at`, with an `X` as the last.
fn end(marks: &[Mark], at: usize) -> usize {
    let is_one = |mark: &&Mark| mark.sign.is_ascii_digit() || is_star(mark.sign);
    let length = marks.get(at..).unwrap_or_default().iter().take_while(is_one).count();
    let ends_in_x = length > 0 && marks.get(at + length).is_some_and(|mark| matches!(mark.sign, 'x' | 'X'));
    at + length + usize::from(ends_in_x)
}

fn is_star(sign: char) -> bool {
    matches!(sign, '*' | '★' | '☆' | '×' | '•' | '●' | '✱' | '#' | '■' | '□' | '＊')
}

fn shows_too_much(signs: &[char]) -> bool {
    if !matches!(signs.len(), 15 | 18) {
        return false;
    }
    let head = signs.iter().take_while(|sign| !is_star(**sign)).count();
    let tail = signs.iter().rev().take_while(|sign| !is_star(**sign)).count();
    let stars = signs.iter().filter(|sign| is_star(**sign)).count();
    let place: String = signs.iter().take(2).collect();
    let is_place = head < 2 || place.parse::<u8>().is_ok_and(|place| (11..=83).contains(&place));
    // The mask in the middle, or at the end.
    stars >= 2 && is_place && (head > 3 || tail > 3 || stars + head + tail < signs.len())
}

#[cfg(test)]
mod tests {
    use super::thin_masks;

    #[test]
    fn a_mask_that_shows_more_than_three_and_three_is_thin() {
        for text in ["110105********002X", "身份证号1101051949****002X", "11************0021"] {
            assert_eq!(thin_masks(text).len(), 1, "{text}");
        }
        for text in [
            "11*************02X",
            "138****1234",
            "卡号62**************34",
            "*******",
            "2022*3*4",
            "110105********02X",
        ] {
            assert!(thin_masks(text).is_empty(), "{text}");
        }
    }
}
