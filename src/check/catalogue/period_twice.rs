//! Two entries for one catalogue row, unit and period.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Site};
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: "period-twice",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "同一目录项、同一单位、同一所属期公开了两次",
        "One row, unit and period is disclosed twice",
    ),
    why: Words::new(
        "两份不一样的数字挂在一起，群众不知道信哪份；改正要用更正",
        "Of two notices with other figures nobody knows which to believe; a correction says which",
    ),
    mend: Words::new(
        "改正用 corrects，代替用 supersedes，不同的事项写不同的所属期",
        "use corrects or supersedes, or give each its own period",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<_, &Entry> = BTreeMap::new();
    let mut entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).collect();
    entries.sort_by_key(|entry| (entry.issued_on.value, &entry.path));
    for entry in entries {
        let Some((row, period)) = entry.catalogue_item.as_ref().zip(entry.period.as_ref()) else { continue };
        if entry.corrects.is_some() || !entry.supersedes.is_empty() {
            continue;
        }
        // The steps of one matter are no repetition.
        let key = (&row.value, &entry.unit.value, period, &entry.thread, entry.stage);
        let other = *first.entry(key).or_insert(entry);
        if other.path == entry.path {
            continue;
        }
        let message = Text::new(
            format!("目录项 {} 的 {period} 已由 {} 公开过", row.value, other.path),
            format!("row {} is disclosed for {period} by {} already", row.value, other.path),
        );
        problems.push(RULE.finding(message).at(row.span.clone()));
    }
}
