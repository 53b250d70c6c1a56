//! Runs of digits that may belong together: groups, and what stands between them.

use super::marks::Mark;

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Blanks, the end of a line, or dashes: one number may be written so.
    Spaced,
    /// The border of two cells.
    Cells,
    /// A point, a line below, a star, a bracket: a figure, a mask, or a number written in an odd way.
    Other,
}

/// One digit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digit {
    /// 0 to 9, and 10 for the `X` that ends identity numbers.
    pub(super) value: u8,
    /// The place of its mark.
    pub(super) mark: usize,
}

/// A run of digits.
#[derive(Debug, Default)]
pub(super) struct Run {
    digits: Vec<Digit>,
    /// Where each group begins in `digits`.
    starts: Vec<usize>,
    /// What stands before each group but the first.
    between: Vec<Between>,
}

/// The most digits of a run; longer ones are parted.
const MOST: usize = 4096;
/// The most signs between two groups.
const WIDEST: usize = 4;

/// The run that begins at the mark `at`.
pub(super) fn run(marks: &[Mark], at: usize) -> Run {
    let mut run = Run { starts: vec![0], ..Run::default() };
    let mut at = at;
    while run.digits.len() < MOST {
        if let Some(value) = value(marks, at, !run.digits.is_empty()) {
            run.digits.push(Digit { value, mark: at });
            at += 1;
            continue;
        }
        let Some((between, next)) = gap(marks, at) else { break };
        if value(marks, next, true).is_none() {
            break;
        }
        run.starts.push(run.digits.len());
        run.between.push(between);
        at = next;
    }
    run
}

/// The value of the digit at a mark; an `X` counts where digits stand before it and no word goes on behind it.
fn value(marks: &[Mark], at: usize, inside: bool) -> Option<u8> {
    let sign = marks.get(at)?.sign;
    match sign {
        '0'..='9' => Some(sign as u8 - b'0'),
        'x' | 'X' if inside => {
            let goes_on = marks.get(at + 1).is_some_and(|next| next.sign.is_ascii_alphabetic());
            (!goes_on).then_some(10)
        }
        _ => None,
    }
}

/// What stands between the group that ends before `at` and the next sign that is no divider.
fn gap(marks: &[Mark], at: usize) -> Option<(Between, usize)> {
    let mut found = None;
    for next in at..=at + WIDEST {
        let sign = marks.get(next)?.sign;
        let kind = match sign {
            ' ' | '\n' | '-' => Between::Spaced,
            '\t' => Between::Cells,
            '.' | '_' | '·' | '*' | '/' | '(' | ')' => Between::Other,
            _ => return found.map(|found| (found, next)),
        };
        found = Some(match (found, kind) {
            (Some(Between::Cells), _) | (_, Between::Cells) => Between::Cells,
            (Some(Between::Other), _) | (_, Between::Other) => Between::Other,
            _ => Between::Spaced,
        });
    }
    None
}

impl Run {
    /// How many groups it has.
    pub(super) fn groups(&self) -> usize {
        self.starts.len()
    }

    /// The place of the mark behind its last digit.
    pub(super) fn end(&self) -> usize {
        self.digits.last().map_or(0, |digit| digit.mark + 1)
    }

    /// The digits of a group and of those after it, to the end of group `last`.
    pub(super) fn digits(&self, first: usize, last: usize) -> &[Digit] {
        let start = self.starts.get(first).copied().unwrap_or(self.digits.len());
        let end = self.starts.get(last + 1).copied().unwrap_or(self.digits.len());
        self.digits.get(start..end).unwrap_or_default()
    }

    /// How many digits a group has.
    pub(super) fn length(&self, group: usize) -> usize {
        self.digits(group, group).len()
    }

    /// What stands before a group.
    pub(super) fn before(&self, group: usize) -> Option<Between> {
        self.between.get(group.checked_sub(1)?).copied()
    }

    /// The last group of those that from `first` on have exactly `count` digits together, written as one number may be:
    /// `joins` says of what stands between two groups whether it may.
    pub(super) fn whole(&self, first: usize, count: usize, joins: impl Fn(Between) -> bool) -> Option<usize> {
        let mut digits = 0;
        for group in first..self.groups() {
            if group > first && !self.before(group).is_some_and(&joins) {
                return None;
            }
            digits += self.length(group);
            if digits >= count {
                return (digits == count).then_some(group);
            }
        }
        None
    }
}

/// The digits as one number; none where an `X` is among them.
pub(super) fn number(digits: &[Digit]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        let value = u64::from(digit.value);
        (value < 10).then(|| number.wrapping_mul(10).wrapping_add(value))
    })
}

/// Whether a unit, decimals or a group of thousands follows: then it is an amount.
pub(super) fn is_amount(marks: &[Mark], digits: &[Digit]) -> bool {
    let (Some(first), Some(last)) = (digits.first(), digits.last()) else { return false };
    let sign = |at: usize| marks.get(at).map(|mark| mark.sign);
    let after = match sign(last.mark + 1) {
        Some(' ') => sign(last.mark + 2),
        other => other,
    };
    let is_unit = after.is_some_and(|sign| UNITS.contains(sign));
    let before = super::marks::sign_before(marks, first.mark, 1);
    let is_money = matches!(before, Some('¥' | '￥' | '$'));
    let is_decimal = before == Some('.') && super::marks::sign_before(marks, first.mark, 2) == Some('0');
    is_unit || is_money || is_decimal || goes_on(marks, last.mark)
}

/// Whether decimals or three digits of a group of thousands follow the digit at a mark. A comma between two numbers, of
/// another width or before more digits, is none of theirs.
fn goes_on(marks: &[Mark], last: usize) -> bool {
    let (Some(digit), Some(point)) = (marks.get(last), marks.get(last + 1)) else { return false };
    let follow = marks.get(last + 2..).unwrap_or_default();
    let count = follow.iter().take(7).take_while(|mark| mark.sign.is_ascii_digit()).count();
    let same_width = digit.bytes().len() == point.bytes().len();
    same_width
        && match point.sign {
            '.' => (1..=6).contains(&count),
            ',' => count == 3,
            _ => false,
        }
}

const UNITS: &str = "元万亿吨亩平㎡公株头只斤克升米㎞个户人次度千%‰";

/// Whether letters stand right beside the digits, as in the numbers of contracts and devices.
pub(super) fn is_in_word(marks: &[Mark], digits: &[Digit]) -> bool {
    let (Some(first), Some(last)) = (digits.first(), digits.last()) else { return false };
    let is_letter = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphabetic());
    let before = super::marks::sign_before(marks, first.mark, 1);
    let before_that = super::marks::sign_before(marks, first.mark, 2);
    let is_joined = matches!(before, Some('-' | '_' | '/' | '.')) && is_letter(before_that);
    is_letter(before) || is_joined || is_letter(marks.get(last.mark + 1).map(|mark| mark.sign))
}
