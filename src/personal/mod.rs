//! Personal information in texts: where it stands, and how it is masked. Pure functions over text and over the body of
//! an entry; who may see what is decided elsewhere.
//!
//! A text is read once, into `marks` (its characters, with full-width signs narrowed); `digits` gathers runs of digits
//! that belong together, and `identity`, `card`, `phone`, `birth` and `address` look at each. Serial numbers, amounts and
//! document numbers are told apart by check digits, by what they begin with, and by the words beside them.

mod address;
mod birth;
mod body;
mod card;
mod column;
mod digits;
mod identity;
mod marks;
mod mask;
mod name;
mod phone;
mod published;
#[cfg(test)]
mod tests;
mod thin;

pub use body::{Leaf, LeafPlace, Words, columns, in_cell, is_personal_target, mask_document};
pub use column::{Column, column};
pub use mask::{Edit, mask, mask_of};
pub use name::{Name, name, name_before, names};
pub use published::Published;
pub use thin::{thin_masks, thin_phones};

use marks::{Mark, marks};
use std::ops::Range;

/// The kinds of personal information that are found by their form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An identity number (居民身份证号码) of 18 or 15 digits, or the number of a certificate that holds one.
    Identity,
    /// A mobile number, or the number of a home.
    Phone,
    /// The number of a bank card or account.
    Card,
    /// A home's address, finer than village and group.
    Address,
    /// A person's full date of birth.
    BirthDate,
}

impl Kind {
    /// What it is called.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Identity => "身份证号",
            Self::Phone => "电话号码",
            Self::Card => "银行卡号",
            Self::Address => "详细住址",
            Self::BirthDate => "出生日期",
        }
    }

    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Identity => "ID number",
            Self::Phone => "phone number",
            Self::Card => "bank card number",
            Self::Address => "home address",
            Self::BirthDate => "birth date",
        }
    }
}

/// Personal information in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How it is masked.
    edits: Vec<Edit>,
}

impl Found {
    /// What is shown of it in the text it was found in, once it is masked.
    pub fn shown(&self, text: &str) -> String {
        let own = text.get(self.range.clone()).unwrap_or_default();
        let within = |edit: &Edit| Edit {
            range: edit.range.start.saturating_sub(self.range.start)
                ..edit.range.end.saturating_sub(self.range.start),
            with: edit.with,
        };
        mask::edited(own, &self.edits.iter().map(within).collect::<Vec<_>>())
    }
}

/// Parts of a text that do not belong together (paragraphs, rows of a table) are divided by this character.
pub const BREAK: char = '\u{1e}';

/// Finds personal information in a text, in the order of its place; what the town itself publishes is none. A number may
/// be spaced, in full-width digits, or split over a line; an identity number also over cells, which a tab divides.
pub fn find(text: &str, published: &Published) -> Vec<Found> {
    let marks = marks(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        match mark.sign {
            '0'..='9' => {
                let run = digits::run(&marks, at);
                let end = run.end();
                look_at_run(&marks, &run, published, &mut found);
                at = end.max(at + 1);
                continue;
            }
            '号' | '栋' | '幢' | '室' | '元' => found.extend(address::at(&marks, at, published)),
            '区' | '苑' => found.extend(address::in_dashes(&marks, at)),
            '生' => found.extend(birth::in_words(&marks, at)),
            '年' => found.extend(birth::in_han(&marks, at)),
            _ => {}
        }
        at += 1;
    }
    in_order(found)
}

/// What a run of digits holds: groups that one finding takes are no part of another.
fn look_at_run(marks: &[Mark], run: &digits::Run, published: &Published, found: &mut Vec<Found>) {
    let mut group = 0;
    while group < run.groups() {
        // How many digits a number that begins here can have: 15 an identity number, 12 a card's, 7 a phone's.
        let most = run.digits(group, run.groups()).len();
        let long = |least: usize| (most >= least).then_some(());
        let taken = long(15)
            .and_then(|()| identity::at(marks, run, group))
            .or_else(|| long(12).and_then(|()| card::at(marks, run, group)))
            .or_else(|| long(7).and_then(|()| phone::at(marks, run, group, published)))
            .or_else(|| birth::in_digits(marks, run, group));
        group = match taken {
            Some((one, next)) => {
                found.extend(one);
                next.max(group + 1)
            }
            None => group + 1,
        };
    }
}

/// In the order of their places; of two that overlap, the one that begins first, and of those the longer.
fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (one.range.start, usize::MAX - one.range.end));
    let mut end = 0;
    found.retain(|one| {
        let apart = one.range.start >= end;
        end = if apart { one.range.end } else { end };
        apart
    });
    found
}
