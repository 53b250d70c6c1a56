//! First posted after the limit.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Site, deadline};
use crate::terms::Disclosure;
use crate::text::Text;
use std::collections::BTreeSet;

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
    let mut posted = BTreeSet::new();
    let mut entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).collect();
    entries.sort_by_key(|entry| (entry.post_from, &entry.path));
    for entry in entries {
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
        let Some(last) = deadline(site, entry).filter(|deadline| deadline.certain) else { continue };
        let days = entry.post_from.days_since(last.date);
        if days > 0 {
            let message = Text::new(
                format!(
                    "{}起张贴，目录项 {} 要求不晚于{}，晚了{days}天",
                    entry.post_from, row.value, last.date
                ),
                format!(
                    "posted from {}, {days} days after {}, the last day of row {}",
                    entry.post_from, last.date, row.value
                ),
            );
            problems.push(RULE.finding(message).at(entry.formed_on.span.clone()));
        }
    }
}
