//! Numbers under masks that are too thin: of an identity number more than the first three and the last three digits are
//! shown, of a mobile number more than seven of its eleven.

use super::marks::{Mark, bytes, is_said_before, marks};
use std::ops::Range;

/// The places of identity numbers whose mask shows too much.
pub fn thin_masks(text: &str) -> Vec<Range<usize>> {
    masked(text, |marks, at, signs| {
        shows_too_much(signs) && !is_said_before(marks, at, 12, &["卡号", "账号", "帐号", "信用代码"])
    })
}

/// The places of mobile numbers whose mask leaves fewer than four digits to be guessed: 1380013*000, 13800**8000. One star
/// between two figures multiplies them, where no word says that they are a phone's.
pub fn thin_phones(text: &str) -> Vec<Range<usize>> {
    const CALLED: &[&str] = &["电话", "手机", "联系", "微信", "热线", "拨打"];
    masked(text, |marks, at, signs| {
        let stars = signs.iter().filter(|sign| is_star(**sign)).count();
        let is_block = signs.split(|sign| !is_star(*sign)).filter(|run| !run.is_empty()).count() == 1;
        let is_mobile = matches!(signs, ['1', '3'..='9', ..]) && signs.len() == 11;
        let is_alone = at == 0 && marks.len() == signs.len();
        is_mobile
            && (1..4).contains(&stars)
            && (is_block && stars > 1 || is_alone || is_said_before(marks, at, 12, CALLED))
    })
}

/// The places of the digits and stars, at least one a star, of which a test holds.
fn masked(text: &str, test: impl Fn(&[Mark], usize, &[char]) -> bool) -> Vec<Range<usize>> {
    let marks = marks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let end = end(&marks, at);
        if end > at {
            let signs: Vec<char> =
                marks.get(at..end).unwrap_or_default().iter().map(|mark| mark.sign).collect();
            if test(&marks, at, &signs) {
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
    let own = marks.get(at..).unwrap_or_default();
    let length = own.iter().take_while(is_one).count();
    // 110105XXXXXXXX002X
    let letters = own.iter().skip(length).take_while(|mark| matches!(mark.sign, 'x' | 'X')).count();
    if length > 0 && letters >= 4 {
        let behind = own.iter().skip(length + letters).take_while(|mark| mark.sign.is_ascii_digit()).count();
        let end = length + letters + behind;
        let is_letter = |at: usize| own.get(at).is_some_and(|mark| mark.sign.is_ascii_alphabetic());
        let ends_in_x =
            own.get(end).is_some_and(|mark| matches!(mark.sign, 'x' | 'X')) && !is_letter(end + 1);
        return match (ends_in_x, is_letter(end)) {
            (true, _) => at + end + 1,
            (false, true) => at + length,
            (false, false) => at + end,
        };
    }
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
    // The X of a check digit hides nothing, four in a row do.
    let is_crossed = signs.windows(4).any(|four| four.iter().all(|sign| matches!(sign, 'x' | 'X')));
    let shows = |sign: &&char| sign.is_ascii_digit();
    let is_check = is_crossed && matches!(signs, [.., digit, 'x' | 'X'] if digit.is_ascii_digit())
        || !is_crossed && matches!(signs, [.., 'x' | 'X']);
    let (own, check) = signs.split_at(signs.len() - usize::from(is_check));
    let head = own.iter().take_while(shows).count();
    let tail = own.iter().rev().take_while(shows).count() + check.len();
    let stars = own.iter().filter(|sign| !shows(sign)).count();
    let place: String = signs.iter().take(2).collect();
    let is_place = head < 2 || place.parse::<u8>().is_ok_and(|place| (11..=83).contains(&place));
    // The mask in the middle, or at the end.
    stars >= 2 && is_place && (head > 3 || tail > 3 || stars + head + tail < signs.len())
}

#[cfg(test)]
mod tests {
    use super::{thin_masks, thin_phones};

    #[test]
    fn a_phone_of_which_more_than_seven_digits_show_is_thin() {
        for text in [
            "13800**8000",
            "电话：1380013*000",
            "1380013800*",
            "手机138001380**",
            "联系人１３８００＊＊８０００",
        ] {
            assert_eq!(thin_phones(text).len(), 1, "{text}");
        }
        for text in [
            "138****8000",
            "138****00",
            "138***8000",
            "面积13500*21000",
            "***",
            "13800138000",
            "规格1380013*000毫米",
        ] {
            assert!(thin_phones(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mask_that_shows_more_than_three_and_three_is_thin() {
        for text in [
            "110105********002X",
            "身份证号1101051949****002X",
            "11************0021",
            "110105XXXXXXXX0021",
            "110105xxxxxxxx002X",
        ] {
            assert_eq!(thin_masks(text).len(), 1, "{text}");
        }
        for text in [
            "11*************02X",
            "138****1234",
            "卡号62**************34",
            "*******",
            "2022*3*4",
            "110105********02X",
            "11xxxxxxxxxxxxx02X",
            "11XXXXXXXXXXXXX021",
            "110105XXXXXXXX0021kg",
            "LFV110105XXXXXXXX",
        ] {
            assert!(thin_masks(text).is_empty(), "{text}");
        }
    }
}
