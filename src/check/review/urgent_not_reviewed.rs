//! An urgent entry that went up with one approval, and whose other steps are to follow.

use super::again;
use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review;
use crate::terms::Step;
use crate::text::Text;

const WHY: Words = Words::new(
    "重大紧急事项可以先批先公开，但不能不审（政府信息公开条例第十七条；镇公开制度）",
    "What is urgent may go up with one approval, but not without review (Regulation on Open Government Information art. 17)",
);
const MEND: Words = Words::new("把没有做的步骤补上", "take the steps that are missing");

pub(super) static RULE: Rule = Rule {
    code: "urgent-not-reviewed",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "紧急公开的事项，审批后过了一个工作日，其他步骤还没有补齐",
        "An urgent entry whose other steps did not follow within one working day of its approval",
    ),
    why: WHY,
    mend: MEND,
    look: Look::Review(look),
};

pub(super) static DUE: Rule = Rule {
    code: "urgent-review-due",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "紧急公开的事项，审批后一个工作日内还要补齐其他步骤",
        "An urgent entry whose other steps are to follow within one working day of its approval",
    ),
    why: WHY,
    mend: MEND,
    look: Look::Elsewhere,
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    for (entry, course) in reviewed.iter().filter(|(_, course)| course.is_cleared()) {
        let Some((step, approved)) = course.next().zip(course.taken(Step::Approve)) else { continue };
        let due = review::due_after(site, approved.on);
        let missing = course.steps.iter().filter(|step| course.taken(**step).is_none());
        let (zh, en): (Vec<_>, Vec<_>) = missing.map(|step| (step.chinese(), step.english())).unzip();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let finding = if site.date > due {
            RULE.finding(Text::new(
                format!("紧急公开的事项，{zh}最晚应在{}补上，还没有补", due.chinese()),
                format!("steps of this urgent entry were due by {due} and were not taken: {en}"),
            ))
        } else {
            DUE.finding(Text::new(
                format!("紧急公开的事项，{zh}最晚{}补上", due.chinese()),
                format!("steps of this urgent entry are due by {due}: {en}"),
            ))
        };
        let again = again(site, entry, step);
        problems.push(finding.help(again).at(entry.title.span.clone()));
    }
}
