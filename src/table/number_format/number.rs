//! Showing a number by the digits, commas and signs of a section.

use super::{Decimal, Section, Token};

/// The number as the section shows it.
pub(super) fn show(section: &Section, decimal: Decimal) -> String {
    if section.tokens.contains(&Token::General) {
        return general(section, &decimal);
    }
    let sign = if decimal.negative && !decimal.is_zero() { "-" } else { "" };
    let parts = Parts::of(section);
    let percents = section.tokens.iter().filter(|token| **token == Token::Percent).count() as i32;
    let mut decimal = decimal.shifted(2 * percents - 3 * parts.thousands);
    let exponent = parts.exponent.map(|_| decimal.take_exponent());
    let (whole, fraction) = decimal.rounded(parts.decimals);
    let mut pieces = whole_part(
        section.tokens.get(..parts.point).unwrap_or_default(),
        &whole,
        parts.grouped,
        parts.decimals > 0,
    );
    let rest = section.tokens.get(parts.point..).unwrap_or_default();
    pieces.push_str(&fraction_part(rest, &fraction, exponent));
    format!("{sign}{pieces}")
}

fn general(section: &Section, decimal: &Decimal) -> String {
    let pieces = section.tokens.iter().map(|token| match token {
        Token::Literal(words) => words.clone(),
        Token::General => decimal.general(),
        Token::Percent => "%".to_owned(),
        _ => String::new(),
    });
    pieces.collect()
}

/// What the tokens of a section say about the number as a whole.
struct Parts {
    /// Where the point stands, or the end of the whole part.
    point: usize,
    /// How many digits stand behind the point.
    decimals: usize,
    /// Whether thousands are parted.
    grouped: bool,
    /// How many thousands the number is counted in: the commas behind its last digit.
    thousands: i32,
    exponent: Option<usize>,
}

impl Parts {
    fn of(section: &Section) -> Self {
        let tokens = &section.tokens;
        let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
        let point = tokens.iter().position(|token| *token == Token::Point);
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let last = tokens.iter().rposition(is_digit);
        let point = point.or(exponent).unwrap_or(tokens.len());
        let decimals =
            tokens.iter().take(exponent.unwrap_or(tokens.len())).skip(point).filter(|t| is_digit(t));
        let commas = |range: std::ops::Range<usize>| {
            tokens.get(range).unwrap_or_default().iter().filter(|token| **token == Token::Comma).count()
        };
        let last_whole = tokens.iter().take(point).rposition(is_digit).unwrap_or(0);
        Self {
            point,
            decimals: decimals.count(),
            grouped: commas(0..last_whole) > 0,
            thousands: last.map_or(0, |last| {
                let before_point = if last > point { commas(last_whole..point) } else { 0 };
                (commas(last..tokens.len()) + before_point) as i32
            }),
            exponent,
        }
    }
}

/// The whole part: digits fill their places from the right, and the leftmost place takes all that are left.
fn whole_part(tokens: &[Token], whole: &str, grouped: bool, point: bool) -> String {
    let leftmost = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
    let mut digits = whole.chars().rev().peekable();
    let mut pieces: Vec<String> = Vec::new();
    let mut written = 0;
    let mut push_digit = |pieces: &mut Vec<String>, digit: char| {
        if grouped && written > 0 && written % 3 == 0 {
            pieces.push(",".to_owned());
        }
        written += 1;
        pieces.push(digit.to_string());
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(place) => {
                match (digits.next(), place) {
                    (Some(digit), _) => push_digit(&mut pieces, digit),
                    (None, '0') => push_digit(&mut pieces, '0'),
                    (None, '?') => pieces.push(" ".to_owned()),
                    (None, _) => {}
                }
                while leftmost == Some(at)
                    && let Some(digit) = digits.next()
                {
                    push_digit(&mut pieces, digit);
                }
            }
            Token::Literal(words) => pieces.push(words.clone()),
            Token::Percent => pieces.push("%".to_owned()),
            _ => {}
        }
    }
    // A format with places only behind the point still shows the whole part: `.00` of 12.5 is 12.50.
    if leftmost.is_none() && point {
        pieces.extend(digits.map(String::from));
    }
    pieces.iter().rev().map(String::as_str).collect()
}

/// The point, the digits behind it and whatever follows.
fn fraction_part(tokens: &[Token], fraction: &str, exponent: Option<i32>) -> String {
    let mut shown = String::new();
    let mut digits = fraction.chars();
    for token in tokens {
        match token {
            Token::Point => shown.push('.'),
            Token::Digit(place) => {
                let digit = digits.next().unwrap_or('0');
                let only_zeros = digits.as_str().bytes().all(|digit| digit == b'0');
                match place {
                    '#' if digit == '0' && only_zeros => {}
                    '?' if digit == '0' && only_zeros => shown.push(' '),
                    _ => shown.push(digit),
                }
            }
            Token::Exponent(width) => {
                let exponent = exponent.unwrap_or(0);
                let sign = if exponent < 0 { '-' } else { '+' };
                shown.push_str(&format!("E{sign}{:0width$}", exponent.abs(), width = *width));
                // The digits of the exponent have been read with it.
                digits = "".chars();
            }
            Token::Literal(words) => shown.push_str(words),
            Token::Percent => shown.push('%'),
            _ => {}
        }
    }
    shown
}
