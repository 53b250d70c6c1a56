//! Whether an entry is public on the build date, and how much of it.

use super::state::{is_cleared, is_over, is_superseded, is_withdrawn};
use crate::model::{Entry, Site};
use crate::parallel;
use crate::terms::{Audience, Channel, Disclosure, SheetChoice};
use std::sync::Arc;

/// How much of an entry the web site shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebPart {
    /// Everything, with tables, sheets and attachments.
    Whole,
    /// That it is posted, where, until when and how to object; its body without tables, no sheets, no attachments.
    Announcement,
    /// That it was posted, where and until when, and nothing of its body: a list of persons whose period has ended.
    Trace,
    /// Nothing.
    Nothing,
}

/// Takes out of the site what nobody outside the office may see: what is not through its review, and what was taken back.
/// In a preview all stays, for the office's eyes.
pub fn admit(site: &mut Site) {
    if site.preview {
        return;
    }
    let entries = parallel::map(&site.entries, |entry| is_admitted(site, entry).then(|| Arc::clone(entry)));
    site.entries = entries.into_iter().flatten().collect();
    site.is_admitted = true;
}

/// Whether [`admit`] leaves an entry in the site.
pub fn is_admitted(site: &Site, entry: &Entry) -> bool {
    site.preview || (is_cleared(site, entry) && !is_withdrawn(site, entry))
}

/// How much of an entry the web site shows on its build date. What is withheld or meant for staff or Party members is
/// never there; what the website is no channel of is announced without its tables (个人信息保护法 art. 6: least range);
/// lists of persons leave it when their period ends (art. 19: no longer than needed).
/// What is not through its review, and what waits for its first day, are there only in a preview, as if that day had
/// come; the page and the sheets of what is not reviewed say 未审核.
pub fn web_part(site: &Site, entry: &Entry) -> WebPart {
    let is_up = || entry.post_from <= site.date && is_cleared(site, entry) && !is_withdrawn(site, entry);
    let for_all = match entry.audience {
        Audience::Society | Audience::Specific | Audience::Villagers | Audience::Locality => true,
        Audience::Staff | Audience::PartyMembers | Audience::AllParty => false,
    };
    let shown = for_all && entry.disclosure == Disclosure::Active && (site.preview || is_up());
    let names_persons = entry.personal_data.as_ref().is_some_and(|data| data.present);
    match (shown, entry.channels.contains(&Channel::Website)) {
        (false, _) => WebPart::Nothing,
        (true, _) if names_persons && is_over(site, entry) => WebPart::Trace,
        (true, true) => WebPart::Whole,
        (true, false) => WebPart::Announcement,
    }
}

/// Whether sheets are made for an entry: by default for what hangs or will hang. What is withheld has none.
pub fn has_sheets(site: &Site, entry: &Entry, choice: SheetChoice) -> bool {
    if entry.disclosure != Disclosure::Active || choice == SheetChoice::None {
        return false;
    }
    if !is_cleared(site, entry) || is_withdrawn(site, entry) {
        return site.preview;
    }
    choice == SheetChoice::All || !(is_over(site, entry) || is_superseded(site, entry))
}

/// Whether the sheets of an entry hang on the build date.
pub fn hangs(site: &Site, entry: &Entry) -> bool {
    let is_up = entry.post_from <= site.date && !is_over(site, entry);
    let open = is_up && entry.disclosure == Disclosure::Active && is_cleared(site, entry);
    open && !is_withdrawn(site, entry) && !is_superseded(site, entry)
}

/// How many days an entry still hangs: 0 on its last day. None where it does not hang, or hangs for good.
pub fn days_left(site: &Site, entry: &Entry) -> Option<u32> {
    let until = entry.post_until.filter(|_| hangs(site, entry))?;
    u32::try_from(until.days_since(site.date)).ok()
}

#[cfg(test)]
mod tests {
    use super::{WebPart, days_left, has_sheets, web_part};
    use crate::calendar::Date;
    use crate::load::Folder;
    use crate::model::{Request, Site, read};
    use crate::review::state;
    use crate::site_path::SitePath;
    use crate::source::Source;
    use crate::terms::{SheetChoice, State};

    /// A town with one entry that hangs from 20 to 26 December 2022, on that day of December.
    fn town(fields: &str, day: i8, drafts: bool) -> Site {
        let entry = format!(
            "---\ntitle: 公示\nkind: publication\nunit: mzb\ncategory: policy\nformed_on: 2022-12-20\n\
             post_until: 2022-12-26\n{fields}\n---\n正文\n"
        );
        let files = [
            ("site.yaml", "town: 青楠镇\n"),
            ("units.yaml", "- {id: mzb, name: 民政办}\n"),
            ("entries/a.md", entry.as_str()),
        ];
        let mut folder = Folder::default();
        for (path, text) in files {
            let path = SitePath::new(path).unwrap();
            folder.sources.insert(path.clone(), Source::new(path, text));
        }
        let mut problems = Vec::new();
        let site = read(folder, &Request { date: Date::new(2022, 12, day), drafts }, &mut problems).unwrap();
        assert_eq!(problems, []);
        site
    }

    #[test]
    fn dates_decide_where_an_entry_stands() {
        let on = |day| {
            let site = town("", day, false);
            let entry = &site.entries[0];
            let sheets = [SheetChoice::Current, SheetChoice::All, SheetChoice::None];
            let sheets = sheets.map(|choice| has_sheets(&site, entry, choice));
            (state(&site, entry), web_part(&site, entry), days_left(&site, entry), sheets)
        };
        assert_eq!(on(19), (State::Scheduled, WebPart::Nothing, None, [true, true, false]));
        assert_eq!(on(20), (State::Public, WebPart::Whole, Some(6), [true, true, false]));
        assert_eq!(on(26), (State::Public, WebPart::Whole, Some(0), [true, true, false]));
        assert_eq!(on(27), (State::DueDown, WebPart::Whole, None, [false, true, false]));
    }

    #[test]
    fn the_web_shows_what_is_for_all_and_no_more() {
        let part = |fields: &str| {
            let site = town(fields, 23, false);
            web_part(&site, &site.entries[0])
        };
        assert_eq!(part("channels: [board]"), WebPart::Announcement);
        assert_eq!(part("audience: staff"), WebPart::Nothing);
        assert_eq!(part("audience: party_members"), WebPart::Nothing);
        assert_eq!(part("disclosure: on_request"), WebPart::Nothing);
        assert_eq!(part("disclosure: withheld\nexemption: privacy"), WebPart::Nothing);
    }

    #[test]
    fn lists_of_persons_leave_the_web_when_their_period_ends() {
        let part = |fields: &str, day| {
            let site = town(fields, day, false);
            web_part(&site, &site.entries[0])
        };
        let list = "personal_data: {present: true, fields: [name]}";
        assert_eq!((part(list, 26), part(list, 27)), (WebPart::Whole, WebPart::Trace));
        let on_boards = "personal_data: {present: true, fields: [name]}\nchannels: [board]";
        assert_eq!((part(on_boards, 26), part(on_boards, 27)), (WebPart::Announcement, WebPart::Trace));
        assert_eq!(part("personal_data: {present: false}", 27), WebPart::Whole);
    }

    #[test]
    fn what_waits_for_its_day_is_shown_in_previews_only() {
        let part = |drafts| {
            let site = town("", 19, drafts);
            web_part(&site, &site.entries[0])
        };
        assert_eq!((part(false), part(true)), (WebPart::Nothing, WebPart::Whole));
    }

    #[test]
    fn a_draft_is_shown_in_previews_only() {
        assert!(town("draft: true", 23, false).entries.is_empty());
        let shown = |fields: &str, preview| {
            let mut site = town(&format!("draft: true\n{fields}"), 23, true);
            site.preview = preview;
            let entry = &site.entries[0];
            (state(&site, entry), web_part(&site, entry), has_sheets(&site, entry, SheetChoice::Current))
        };
        assert_eq!(shown("", true), (State::Draft, WebPart::Whole, true));
        assert_eq!(shown("", false), (State::Draft, WebPart::Nothing, false));
        assert_eq!(shown("audience: staff", true), (State::Draft, WebPart::Nothing, true));
        assert_eq!(shown("disclosure: on_request", true), (State::Draft, WebPart::Nothing, false));
    }
}
