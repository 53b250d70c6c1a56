//! The course of reviews: what waits for whom, and what is wrong with the register.

mod broken_chain;
mod changed_after_approval;
mod lost_lines;
mod not_approved;
mod open_question;
mod returned;
mod review_order;
mod same_role;
mod unsigned_step;
mod urgent_not_reviewed;
mod wrong_role;

use super::rule::{Reviewed, Rule};
use crate::diagnostic::Diagnostic;
use crate::model::{Approval, Entry, Site};
use crate::parallel;
use crate::review::{self, Discount};
use crate::terms::Step;
use crate::text::Text;

pub(super) const RULES: &[&Rule] = &[
    &not_approved::RULE,
    &changed_after_approval::RULE,
    &returned::RULE,
    &wrong_role::RULE,
    &same_role::RULE,
    &review_order::RULE,
    &open_question::RULE,
    &urgent_not_reviewed::RULE,
    &urgent_not_reviewed::DUE,
    &unsigned_step::RULE,
    &unsigned_step::FORGED,
    &broken_chain::RULE,
    &lost_lines::RULE,
];

/// Those of the entries that are no drafts and in whose review something is open or amiss, with its course; none where the
/// town has no review.
pub(super) fn reviewed<'s>(site: &'s Site, entries: &[&'s Entry]) -> Vec<Reviewed<'s>> {
    if !review::is_asked(site) {
        return Vec::new();
    }
    let courses = parallel::map(entries, |entry| {
        let course = review::course(site, entry);
        let is_plain = course.next().is_none() && course.discounted.is_empty() && course.returned.is_none();
        (!is_plain && !entry.draft).then_some((*entry, course))
    });
    courses.into_iter().flatten().collect()
}

/// The lines that do not count for the reason that `wanted` picks, each with what it means in words.
fn discounted(
    (site, reviewed): (&Site, &[Reviewed<'_>]),
    rule: &Rule,
    wanted: impl Fn(&Approval, &Discount) -> Option<Text>,
    problems: &mut Vec<Diagnostic>,
) {
    for (entry, course) in reviewed {
        // Where a step does not count, those behind it come too early; that is no fault of theirs.
        let is_told = |discount: &Discount| match discount {
            Discount::TooEarly(missing) => course.discounted.iter().any(|(line, _)| line.step == *missing),
            _ => false,
        };
        for (line, discount) in course.discounted.iter().filter(|(_, discount)| !is_told(discount)) {
            let Some(message) = wanted(line, discount) else { continue };
            let again = again(site, entry, line.step);
            let finding = rule.finding(message).help(again).at(line.span.clone());
            problems.push(finding.spoils(entry.path.clone()));
        }
    }
}

/// The command that takes a step, and who may.
fn again(site: &Site, entry: &Entry, step: Step) -> Text {
    let (id, command, who) = (&entry.id, step.id(), review::whose(site, step));
    let row = entry.catalogue_item.as_ref().and_then(|row| site.row(&row.value));
    let key = if row.is_some_and(|row| row.signed) {
        Text::new(" --key 密钥文件", " --key FILE")
    } else {
        Text::new("", "")
    };
    Text::new(
        format!("mingbai review {id} --step {command}{}（{}）", key.zh, who.zh),
        format!("mingbai review {id} --step {command}{} ({})", key.en, who.en),
    )
}
