//! What the fuzz targets share: a small town to read entries in, and what must hold of whatever comes out.

pub mod findings;
pub mod html;
pub mod places;
pub mod town;
pub mod typst;
pub mod words;

use std::hash::{DefaultHasher, Hash, Hasher};

/// Whether an input is the one in so many that what is slow is done with; always the same ones.
pub fn one_in(many: u64, input: &[u8]) -> bool {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    hasher.finish().is_multiple_of(many)
}
