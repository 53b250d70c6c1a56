//! Where an entry stands: one word for all that its review, its dates and later entries say.

use super::course::{Course, course, is_asked};
use super::waits::due_after;
use crate::model::{Entry, Site};
use crate::terms::{Disclosure, State, Step};

/// Whether an entry is through its review, as far as it must be to go up.
pub fn is_cleared(site: &Site, entry: &Entry) -> bool {
    !entry.draft && (site.is_admitted || !is_asked(site) || course(site, entry).is_cleared())
}

/// Where an entry stands on the build date.
pub fn state(site: &Site, entry: &Entry) -> State {
    if entry.draft {
        return State::Draft;
    }
    if entry.disclosure == Disclosure::Withheld {
        return State::Withheld;
    }
    if is_withdrawn(site, entry) {
        return State::Withdrawn;
    }
    if is_asked(site) && !site.is_admitted {
        let course = course(site, entry);
        if !course.is_cleared() {
            return waiting(&course);
        }
    }
    if entry.disclosure == Disclosure::OnRequest {
        return if is_asked(site) { State::Approved } else { State::Withheld };
    }
    if site.date < entry.post_from {
        return State::Scheduled;
    }
    match followed(site, entry) {
        Some(false) => State::Superseded,
        Some(true) => State::Corrected,
        None if !is_over(site, entry) => State::Public,
        None if entry.post_until.is_some_and(|until| site.date <= due_after(site, until)) => State::DueDown,
        None => State::Archived,
    }
}

fn waiting(course: &Course<'_>) -> State {
    if course.returned.is_some() {
        return State::Returned;
    }
    match course.next() {
        Some(Step::Approve) if course.taken(Step::SecrecyReview).is_some() => State::Reviewed,
        _ if course.taken.is_empty() => State::Waiting,
        _ => State::Proposed,
    }
}

/// Whether the last day of an entry lies behind.
pub(super) fn is_over(site: &Site, entry: &Entry) -> bool {
    entry.post_until.is_some_and(|until| site.date > until)
}

/// Whether an entry is disclosed on the build date: its sheets hang, or hung.
pub fn is_disclosed(site: &Site, entry: &Entry) -> bool {
    let is_up = entry.post_from <= site.date && entry.disclosure == Disclosure::Active;
    is_up && is_cleared(site, entry) && !is_withdrawn(site, entry)
}

/// Whether an entry was taken back.
pub(super) fn is_withdrawn(site: &Site, entry: &Entry) -> bool {
    entry.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.on <= site.date)
}

/// Whether another entry that is up itself follows this one: false where it supersedes it, true where it corrects it.
pub(super) fn followed(site: &Site, entry: &Entry) -> Option<bool> {
    let followers = site.followers.get(&entry.id)?;
    let is_up = |id: &str| site.entry(id).is_some_and(|other| is_disclosed(site, other));
    followers.iter().filter(|other| is_up(&other.entry)).map(|other| other.corrects).min()
}

/// Whether another entry that is up supersedes this one.
pub(super) fn is_superseded(site: &Site, entry: &Entry) -> bool {
    followed(site, entry) == Some(false)
}
