//! What each file of the output was made from, `.mingbai/state`.

use super::place::Place;
use crate::fingerprint::{Fingerprint, seal, unseal};
use crate::site_path::SitePath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;

/// The state's name in the program's own folder.
pub(super) const STATE: &str = "state";

/// What is known of a file that a build made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Of all that it was made from; none where that was not asked.
    pub(super) inputs: Option<Fingerprint>,
    /// Of its bytes.
    pub(super) bytes: Fingerprint,
    /// How many these are.
    pub(super) size: u64,
}

/// What is known of all of them.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) files: BTreeMap<SitePath, Record>,
}

impl State {
    /// Reads the state; an empty one where there is none, or none that this program can trust.
    pub(super) fn read(place: &Place) -> Self {
        fs::read(place.of(STATE)).ok().and_then(|bytes| unseal(&bytes)).unwrap_or_default()
    }

    /// The state as bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // Without bytes there is no state, and the next build makes everything.
        seal(self).unwrap_or_default()
    }
}
