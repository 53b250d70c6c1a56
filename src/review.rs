//! Whether an entry is public on a date, and how much of it: the one place that answers.

use crate::calendar::Date;
use crate::model::{Entry, Site};
use crate::terms::{Audience, Channel, Disclosure, SheetChoice};

/// Where an entry stands on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A draft, or not through its review: 未审核.
    Draft,
    /// Not disclosed at all.
    Withheld,
    /// Its first day lies ahead.
    Scheduled,
    /// It hangs.
    Public,
    /// Its last day lies behind; it stays in the archive.
    Ended,
}

/// How much of an entry the web site shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebPart {
    /// Everything, with tables, sheets and attachments.
    Whole,
    /// That it is posted, where, until when and how to object; its body without tables, no sheets, no attachments.
    Announcement,
    /// Nothing.
    Nothing,
}

/// The state of an entry on `date`.
pub fn state(entry: &Entry, date: Date) -> State {
    if entry.draft {
        State::Draft
    } else if entry.disclosure != Disclosure::Active {
        State::Withheld
    } else if date < entry.post_from {
        State::Scheduled
    } else if entry.post_until.is_some_and(|until| date > until) {
        State::Ended
    } else {
        State::Public
    }
}

/// How much of an entry the web site shows on its build date. What is withheld or meant for staff or Party members is
/// never there; what the website is no channel of is announced without its tables (个人信息保护法 art. 6: least range).
/// A draft is there only in a preview, as if its first day had come; its page and sheets say 未审核.
pub fn web_part(site: &Site, entry: &Entry) -> WebPart {
    let shown = match state(entry, site.date) {
        State::Draft => site.preview && entry.disclosure == Disclosure::Active,
        State::Withheld | State::Scheduled => false,
        State::Public | State::Ended => true,
    };
    let for_all = match entry.audience {
        Audience::Society | Audience::Specific | Audience::Villagers | Audience::Locality => true,
        Audience::Staff | Audience::PartyMembers | Audience::AllParty => false,
    };
    match (shown && for_all, entry.channels.contains(&Channel::Website)) {
        (false, _) => WebPart::Nothing,
        (true, true) => WebPart::Whole,
        (true, false) => WebPart::Announcement,
    }
}

/// Whether sheets are made for an entry: by default for what hangs or will hang. What is withheld has none.
pub fn has_sheets(site: &Site, entry: &Entry, choice: SheetChoice) -> bool {
    match (choice, state(entry, site.date)) {
        (SheetChoice::None, _) | (_, State::Withheld) => false,
        (_, State::Draft) => site.preview && entry.disclosure == Disclosure::Active,
        (SheetChoice::Current, State::Ended) => false,
        (SheetChoice::Current | SheetChoice::All, State::Scheduled | State::Public | State::Ended) => true,
    }
}

/// How many days an entry still hangs after `date`: 0 on its last day. None where it does not hang, or hangs for good.
pub fn days_left(entry: &Entry, date: Date) -> Option<u32> {
    let until = entry.post_until.filter(|_| state(entry, date) == State::Public)?;
    u32::try_from(until.days_since(date)).ok()
}
