//! Which stars, underscores and tildes are emphasis, and which are signs of their own.
//!
//! CommonMark lets `**` close after punctuation only before a blank or more punctuation, so `**（大写）壹万元整。**请核对` would
//! stay plain; and it makes masks (陈\*兰) and products (2\*3\*4) vanish into emphasis. The rules here:
//!
//! 1. Between a Han character and punctuation a run of `*` or `~~` may open before what opens (`请**（注意）`) and close after what
//!    closes or stops (`注意。**请`), as the CJK-friendly amendment to CommonMark has it.
//! 2. A sign stays a sign: one `*` between two letters or digits of which one is Han or a digit (陈\*兰, 2\*3); any run
//!    between digits (138\*\*\*\*1234); four stars or more; one `~` (5~8公斤). `刘*` before a stop or a bracket is a
//!    masked name: `刘*（2组）、吴*（3组）` holds no emphasis.
//! 3. One star pairs with one and two with two; three with any.
//! 4. `_` keeps CommonMark's rules.

use super::characters::Class;

/// A run of one delimiter in running text.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// `*`, `_` or `~`.
    pub(super) sign: char,
    /// How many were written.
    pub(super) length: usize,
    /// How many are not yet used; those at its end go first when it opens, those at its start when it closes.
    pub(super) left: usize,
    /// Where those that are left begin in the file.
    pub(super) start: usize,
    /// Whether it may open.
    pub(super) opens: bool,
    /// Whether it may close.
    pub(super) closes: bool,
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    /// The run of `length` signs at `start`, between two characters.
    pub(super) fn new(
        sign: char,
        length: usize,
        start: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> Self {
        let (left, right) = (Class::of(before), Class::of(after));
        let (opens, closes) = match sign {
            '_' => underscore(left, right),
            _ if is_sign_of_its_own(sign, length, before, after) => (false, false),
            _ => (may_open(length, left, right), may_close(length, before, left, right)),
        };
        Self { sign, length, left: length, start, opens, closes, before, after }
    }

    /// How many signs this run and `closer` use up together; none where they do not pair.
    pub(super) fn pairs(&self, closer: &Self) -> Option<usize> {
        if self.sign != closer.sign || !self.opens || !closer.closes {
            return None;
        }
        if self.sign == '~' {
            return Some(2);
        }
        let either_both = (self.opens && self.closes) || (closer.opens && closer.closes);
        let thirds = (self.length + closer.length).is_multiple_of(3) && !self.length.is_multiple_of(3);
        if either_both && thirds {
            return None;
        }
        if self.sign == '*' {
            let fit = self.left == closer.left || self.length == 3 || closer.length == 3;
            if !fit || (self.is_name_before_bracket() && closer.is_after_name_or_comma()) {
                return None;
            }
        }
        Some(if self.left >= 2 && closer.left >= 2 { 2 } else { 1 })
    }

    /// `刘*（`.
    fn is_name_before_bracket(&self) -> bool {
        Class::of(self.before) == Class::Han
            && matches!(self.after, Some('（' | '(' | '［' | '[' | '【' | '〔'))
    }

    /// `吴*、`, `吴*（`, `、*`.
    fn is_after_name_or_comma(&self) -> bool {
        (Class::of(self.before) == Class::Han && !Class::of(self.after).is_word()) || is_comma(self.before)
    }
}

fn is_sign_of_its_own(sign: char, length: usize, before: Option<char>, after: Option<char>) -> bool {
    let (left, right) = (Class::of(before), Class::of(after));
    let between_words = left.is_word() && right.is_word();
    let counts = |class| matches!(class, Class::Han | Class::Digit);
    let digits = left == Class::Digit && (right == Class::Digit || matches!(after, Some('X' | 'x')));
    match (sign, length) {
        ('~', length) if length != 2 => true,
        (_, 4..) => true,
        (_, 1) => between_words && (counts(left) || counts(right)),
        _ => digits,
    }
}

fn may_open(length: usize, left: Class, right: Class) -> bool {
    match right {
        Class::Blank => false,
        Class::Han | Class::Digit | Class::Letter => true,
        Class::Opening => length > 1 || (left != Class::Digit && left != Class::Letter),
        Class::Sign => left.is_punctuation() || left == Class::Blank || (left == Class::Han && length > 1),
        Class::Closing => left == Class::Blank,
    }
}

fn may_close(length: usize, before: Option<char>, left: Class, right: Class) -> bool {
    match left {
        Class::Blank => false,
        Class::Han | Class::Digit | Class::Letter => true,
        Class::Opening => right == Class::Blank,
        // Masks may lead: `*建国、*小兰`.
        Class::Closing if length == 1 && is_comma(before) && right.is_word() => false,
        Class::Closing | Class::Sign => {
            !right.is_word() || right == Class::Han || before.is_some_and(|before| !before.is_ascii())
        }
    }
}

fn is_comma(character: Option<char>) -> bool {
    matches!(character, Some('、' | '，' | '；' | ',' | ';' | '/' | '／'))
}

fn underscore(left: Class, right: Class) -> (bool, bool) {
    let open = right != Class::Blank && (!right.is_punctuation() || !left.is_word());
    let close = left != Class::Blank && (!left.is_punctuation() || !right.is_word());
    (open && (!close || left.is_punctuation()), close && (!open || right.is_punctuation()))
}
