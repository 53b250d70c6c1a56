//! How an entry stands, as programs read it.

use super::course::course;
use super::state::state;
use crate::model::{Entry, Site};
use serde::Serialize;

/// Where an entry stands, in words that stay: scripts and other programs read them.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// The entry's id.
    entry: String,
    /// Its file, from the site's root.
    file: String,
    title: String,
    /// The id of the unit that discloses it.
    unit: String,
    /// The state's word in English, as `due-down`.
    state: &'static str,
    state_zh: &'static str,
    /// The step that comes next; none where none is asked for, or of a draft.
    waits_for: Option<&'static str>,
    urgent: bool,
    check_code: String,
}

/// How an entry stands on the build date.
pub fn standing(site: &Site, entry: &Entry) -> Standing {
    let state = state(site, entry);
    let next = if entry.draft { None } else { course(site, entry).next() };
    Standing {
        entry: entry.id.to_string(),
        file: format!("content/{}", entry.path),
        title: entry.title.value.clone(),
        unit: entry.unit.value.to_string(),
        state: state.id(),
        state_zh: state.chinese(),
        waits_for: next.map(|step| step.id()),
        urgent: entry.urgent,
        check_code: entry.check_code.clone(),
    }
}
