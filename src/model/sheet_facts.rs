//! What is known of an entry's sheets once they are set.

use crate::terms::{Orientation, Paper, SheetTemplate};
use serde::{Deserialize, Serialize};

/// The sheets of one entry, as pages tell of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFacts {
    /// How many sheets.
    pub pages: usize,
    /// The template they are set in.
    pub template: SheetTemplate,
    /// Their paper.
    pub paper: Paper,
    /// Which way it is turned.
    pub orientation: Orientation,
}
