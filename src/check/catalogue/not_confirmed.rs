//! Standing entries that nobody has looked at for a year.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::terms::{Disclosure, DurationClass};
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "not-confirmed",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new("长期公开的事项一年没有核对", "A standing entry that nobody has confirmed for a year"),
    why: Words::new(
        "机构、电话、条件会变，公开指南和目录要及时更新（政府信息公开条例第十二条）",
        "Offices, phones and conditions change; guides and catalogue are kept current (Regulation on Open Government Information art. 12)",
    ),
    mend: Words::new(
        "核对一遍，没有变就写 confirmed_on: 核对的日期",
        "go through it; where nothing changed, write confirmed_on: the day",
    ),
    look: Look::Site(look),
};

/// How long a confirmation holds, in months.
const MONTHS: i64 = 12;

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let gone: BTreeSet<_> =
        site.entries.iter().flat_map(|entry| &entry.supersedes).map(|id| &id.value).collect();
    for entry in &site.entries {
        let stands = entry.duration_class == Some(DurationClass::LongTerm)
            && entry.disclosure == Disclosure::Active
            && entry.post_until.is_none_or(|until| until >= site.date)
            && !gone.contains(&entry.id);
        let seen = entry.confirmed_on.unwrap_or(entry.issued_on.value).max(entry.issued_on.value);
        if stands && seen.plus_months(MONTHS) < site.date {
            let message =
                Text::new(format!("{seen}以后没有核对过"), format!("nobody has confirmed it since {seen}"));
            problems.push(RULE.finding(message).at(entry.issued_on.span.clone()));
        }
    }
}
