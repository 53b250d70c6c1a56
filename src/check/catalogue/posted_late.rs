//! First posted after the limit.

use crate::calendar::Date;
use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Site, deadline};
use crate::parallel;
use crate::terms::Disclosure;
use crate::text::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "posted-late",
    // What is late cannot be made early: an error would keep it off the board for good.
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new("过了公开时限才张贴", "First posted after the limit of its catalogue row"),
    why: Words::new(
        "信息形成或者变更之日起20个工作日内公开，目录另有规定的从其规定（政府信息公开条例第二十六条）；晚了也要公开，所以只警告，不拦着生成",
        "Information is disclosed within 20 working days of being formed or changed, or as the catalogue says (Regulation on Open Government Information art. 26); what is late is still to be disclosed, so this only warns",
    ),
    mend: Words::new(
        "核对形成日期；确实晚了的，豁免时写明原因",
        "look at formed_on; where it is late indeed, waive it with the reason",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let late = parallel::map(&site.entries, |entry| last_day_missed(site, entry));
    if late.iter().all(Option::is_none) {
        return;
    }
    let mut posted = BTreeSet::new();
    let mut entries: Vec<(&Arc<Entry>, Option<Date>)> = site.entries.iter().zip(late).collect();
    entries.sort_by_key(|(entry, _)| (entry.post_from, &entry.path));
    for (entry, missed) in entries {
        let Some(row) = &entry.catalogue_item else { continue };
        if entry.corrects.is_some() || !entry.supersedes.is_empty() || entry.disclosure != Disclosure::Active
        {
            continue;
        }
        // Only the first posting of a period has a limit.
        if entry.period.is_some()
            && !posted.insert((&row.value, &entry.unit.value, &entry.period, &entry.thread, entry.stage))
        {
            continue;
        }
        let Some(last) = missed else { continue };
        let days = entry.post_from.days_since(last);
        let message = Text::new(
            format!("{}起张贴，目录项 {} 要求不晚于{last}，晚了{days}天", entry.post_from, row.value),
            format!(
                "posted from {}, {days} days after {last}, the last day of row {}",
                entry.post_from, row.value
            ),
        );
        problems.push(RULE.finding(message).at(entry.formed_on.span.clone()));
    }
}

/// The last day on which an entry was to be posted, where it was posted later.
fn last_day_missed(site: &Site, entry: &Entry) -> Option<Date> {
    entry.catalogue_item.as_ref()?;
    let deadline = deadline(site, entry).filter(|deadline| deadline.certain)?;
    (entry.post_from > deadline.date).then_some(deadline.date)
}
