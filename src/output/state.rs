//! What each file of the output was made from, `.mingbai/state`, and what changed of that since, `.mingbai/amended`.

use super::place::{Place, read};
use crate::fingerprint::{Fingerprint, seal, seal_to, unseal};
use crate::site_path::SitePath;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The state's name in the program's own folder.
pub(super) const STATE: &str = "state";

/// All names of files of this kind.
pub(super) const NAMES: &[&str] = &[STATE, AMENDED, SEEN, KEPT];

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

/// What is known of the output by somebody who builds again and again, so that he need not read it each time.
#[derive(Debug, Default)]
pub struct Standing {
    /// All that is known.
    pub(super) state: State,
    /// What of it the state on the disk says otherwise.
    amended: BTreeMap<SitePath, Record>,
    /// The seals of the files that say so; none where nothing that this program can trust lies there.
    seals: Option<Seals>,
}

/// The seals of the state and of what was amended in it.
type Seals = ([u8; 16], [u8; 16]);

/// What changed since the state was written, in the program's own folder, with the seal of that state: the state itself
/// is as long as the site is large. Each state has one, be there nothing in it, and counts for nothing without it.
pub(super) const AMENDED: &str = "amended";

/// So many files may have changed before the state is written anew.
const MOST_AMENDED: usize = 500;

/// What a build has seen, in the program's own folder, with the fingerprint of the state that it left: with another
/// state it counts for nothing.
const SEEN: &str = "seen";

/// Keeps what a build has seen.
pub(super) fn remember(place: &Place, seen: &impl Serialize) -> io::Result<()> {
    let state = print(place)?;
    let Some(bytes) = seal(&(state, seen)) else { return Ok(()) };
    if read(&place.of(SEEN)).is_ok_and(|now| now == bytes) {
        return Ok(());
    }
    let new = place.of("seen.new");
    fs::write(&new, bytes)?;
    fs::rename(new, place.of(SEEN))
}

/// What the build that left the present state has seen.
pub(super) fn seen<T: DeserializeOwned>(place: &Place) -> Option<T> {
    let (state, seen): (Fingerprint, T) = unseal(&read(&place.of(SEEN)).ok()?)?;
    (state == print(place).ok()?).then_some(seen)
}

/// The fingerprint of the present state.
fn print(place: &Place) -> io::Result<Fingerprint> {
    let mut bytes = read(&place.of(STATE))?;
    bytes.extend(read(&place.of(AMENDED))?);
    Ok(Fingerprint::of(&bytes))
}

/// What a build keeps of its inputs, in the program's own folder.
const KEPT: &str = "kept";

/// Writes what the next build need not read again, beside what was kept.
pub(super) fn write_kept(place: &Place, kept: &impl Serialize) -> io::Result<()> {
    let new = place.of("kept.new");
    fs::create_dir_all(place.own())?;
    let written = File::create(&new).and_then(|mut file| seal_to(&mut file, kept));
    if written.is_err() {
        let _ = fs::remove_file(new);
    }
    written
}

/// Keeps what was written so.
pub(super) fn keep(place: &Place) -> io::Result<()> {
    fs::rename(place.of("kept.new"), place.of(KEPT))
}

/// What the last build kept.
pub(super) fn kept<T: DeserializeOwned>(place: &Place) -> Option<T> {
    unseal(&read(&place.of(KEPT)).ok()?)
}

impl Standing {
    /// Reads what is known; nothing where there is no state, or none that this program can trust.
    pub(super) fn read(place: &Place) -> Self {
        let known = || {
            let state = read(&place.of(STATE)).ok()?;
            let amended = read(&place.of(AMENDED)).ok()?;
            let seals = (seal_of(&state)?, seal_of(&amended)?);
            let mut state: State = unseal(&state)?;
            let (of, amended): ([u8; 16], BTreeMap<SitePath, Record>) = unseal(&amended)?;
            state.files.extend(amended.iter().map(|(path, record)| (path.clone(), *record)));
            (of == seals.0).then_some(Self { state, amended, seals: Some(seals) })
        };
        known().unwrap_or_default()
    }

    /// Whether it still is what lies on the disk.
    pub(super) fn is_of(&self, place: &Place) -> bool {
        let lies = |name, seal| lying_seal(&place.of(name)) == Some(seal);
        self.seals.is_some_and(|(state, amended)| lies(STATE, state) && lies(AMENDED, amended))
    }

    /// Takes the place of what was known, `changed` in these files or else in more; what is to be written for it: under
    /// which names, and what. Nothing where nothing changed.
    pub(super) fn renew(
        &mut self,
        new: State,
        changed: Option<&[(SitePath, Record)]>,
    ) -> Vec<(&'static str, Vec<u8>)> {
        self.state = new;
        let base = self.seals.map(|(base, _)| base);
        if let (Some(changed), Some(base)) = (changed, base) {
            if changed.is_empty() {
                return Vec::new();
            }
            self.amended.extend(changed.iter().cloned());
            if self.amended.len() <= MOST_AMENDED {
                return vec![(AMENDED, self.seal_amended(base))];
            }
        }
        self.amended.clear();
        // Without bytes there is no state, and the next build makes everything.
        let bytes = seal(&self.state).unwrap_or_default();
        let amended = seal_of(&bytes).map(|base| self.seal_amended(base)).unwrap_or_default();
        vec![(AMENDED, amended), (STATE, bytes)]
    }

    fn seal_amended(&mut self, base: [u8; 16]) -> Vec<u8> {
        let bytes = seal(&(base, &self.amended)).unwrap_or_default();
        self.seals = seal_of(&bytes).map(|amended| (base, amended));
        bytes
    }
}

/// The seal that sealed bytes begin with.
fn seal_of(sealed: &[u8]) -> Option<[u8; 16]> {
    sealed.first_chunk::<16>().copied()
}

/// The seal of a file as it lies there.
fn lying_seal(path: &Path) -> Option<[u8; 16]> {
    let mut seal = [0; 16];
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    File::open(path).and_then(|mut file| file.read_exact(&mut seal)).ok()?;
    Some(seal)
}
