//! What the town itself publishes: the phones and places of its offices, which are nobody's secret.

use super::digits::{self, Digit};
use super::marks::{Mark, marks};
use std::collections::BTreeSet;

/// Phones and places that the registers publish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    numbers: BTreeSet<String>,
    places: Vec<String>,
}

impl Published {
    /// Adds the numbers of a text such as `0000-1234501、13800138000`.
    pub fn add_numbers(&mut self, text: &str) {
        let marks = marks(text);
        let mut at = 0;
        while let Some(mark) = marks.get(at) {
            if !mark.sign.is_ascii_digit() {
                at += 1;
                continue;
            }
            let run = digits::run(&marks, at);
            for first in 0..run.groups() {
                for last in first..run.groups().min(first + 4) {
                    let number = digits_of(run.digits(first, last));
                    if (7..=13).contains(&number.len()) {
                        self.numbers.insert(number);
                    }
                }
            }
            at = run.end().max(at + 1);
        }
    }

    /// Adds a place: 场镇正街1号.
    pub fn add_place(&mut self, text: &str) {
        let place = words(&marks(text));
        if place.chars().count() > 2 {
            self.places.push(place);
        }
    }

    pub(super) fn has_number(&self, digits: &[Digit]) -> bool {
        self.numbers.contains(&digits_of(digits))
    }

    pub(super) fn has_place(&self, marks: &[Mark]) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let place = words(marks);
        self.places.iter().any(|known| known.contains(&place))
    }

    /// All of it as values, by which two are compared.
    pub fn values(&self) -> (&BTreeSet<String>, &[String]) {
        (&self.numbers, &self.places)
    }
}

fn digits_of(digits: &[Digit]) -> String {
    digits.iter().filter_map(|digit| char::from_digit(u32::from(digit.value), 10)).collect()
}

fn words(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.sign).filter(|sign| !sign.is_whitespace()).collect()
}
