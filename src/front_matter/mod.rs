//! YAML with guards in front and places behind: the block at the head of an entry, and whole files.
//!
//! The text passes three steps. `locate` walks it, finds the place of every key and value, mends full-width
//! punctuation, and refuses what could cost unbounded time. serde_yaml reads the mended text. `join` puts the
//! values at their places. [`Fields`] then reads a map by the names and types that its owner knows.

mod fields;
mod findings;
mod flow;
mod join;
mod key;
mod locate;
mod read;
mod scalar;
mod single;
mod split;
mod values;

pub use fields::{Fields, Key};
pub use split::{mends, mends_of_yaml, split, yaml, yaml_part};

use crate::source::{Span, Spanned};
use std::ops::Range;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands, quotes included.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// Whether it is a scalar without quotes.
    pub plain: bool,
}

/// A YAML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written: `007`, `1e3`, `4.20`.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of writing; of a key written twice, the first.
    Map(Vec<(Spanned<String>, Node)>),
}

/// The head of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// The fields: always a map.
    pub fields: Node,
    /// The body's bytes in the text.
    pub body: Range<usize>,
}

#[cfg(test)]
mod tests;
