//! What each file of the output was made from, `.mingbai/state`.

use super::place::Place;
use crate::fingerprint::{Fingerprint, seal, unseal};
use crate::site_path::SitePath;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;

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

/// What a build has seen, in the program's own folder, with the fingerprint of the state that it left: with another
/// state it counts for nothing.
const SEEN: &str = "seen";

/// Keeps what a build has seen.
pub(super) fn remember(place: &Place, seen: &impl Serialize) -> io::Result<()> {
    let state = Fingerprint::of(&fs::read(place.of(STATE))?);
    let Some(bytes) = seal(&(state, seen)) else { return Ok(()) };
    if fs::read(place.of(SEEN)).is_ok_and(|now| now == bytes) {
        return Ok(());
    }
    let new = place.of("seen.new");
    fs::write(&new, bytes)?;
    fs::rename(new, place.of(SEEN))
}

/// What the build that left the present state has seen.
pub(super) fn seen<T: DeserializeOwned>(place: &Place) -> Option<T> {
    let (state, seen): (Fingerprint, T) = unseal(&fs::read(place.of(SEEN)).ok()?)?;
    (state == Fingerprint::of(&fs::read(place.of(STATE)).ok()?)).then_some(seen)
}

/// What a build keeps of its inputs, in the program's own folder.
const KEPT: &str = "kept";

/// Keeps what the next build need not read again.
pub(super) fn keep(place: &Place, sealed: &[u8]) -> io::Result<()> {
    let new = place.of("kept.new");
    fs::create_dir_all(place.own())?;
    fs::write(&new, sealed)?;
    fs::rename(new, place.of(KEPT))
}

/// What the last build kept.
pub(super) fn kept<T: DeserializeOwned>(place: &Place) -> Option<T> {
    unseal(&fs::read(place.of(KEPT)).ok()?)
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
