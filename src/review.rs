//! Whether an entry is public on a date, and how much of it: the one place that answers.

use crate::calendar::Date;
use crate::model::Entry;
use crate::terms::{Audience, Channel, Disclosure};

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

/// How much of an entry the web site may show on `date`. What is meant for staff or Party members is never there;
/// what the website is no channel of is announced without its tables (个人信息保护法 art. 6: least range).
pub fn web_part(entry: &Entry, date: Date) -> WebPart {
    let for_all = match entry.audience {
        Audience::Society | Audience::Specific | Audience::Villagers | Audience::Locality => true,
        Audience::Staff | Audience::PartyMembers | Audience::AllParty => false,
    };
    match state(entry, date) {
        State::Draft | State::Withheld | State::Scheduled => WebPart::Nothing,
        State::Public | State::Ended if !for_all => WebPart::Nothing,
        State::Public | State::Ended if entry.channels.contains(&Channel::Website) => WebPart::Whole,
        State::Public | State::Ended => WebPart::Announcement,
    }
}
