//! An entry that is not through its review.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review;
use crate::text::Text;

use super::again;

pub(super) static RULE: Rule = Rule {
    code: "not-approved",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "没有审完的事项不上网、不做张贴件",
        "An entry that is not through its review is on no page and no sheet",
    ),
    why: Words::new(
        "政府信息公开条例第十七条：公开前依法审查，明确审查的程序和责任",
        "Regulation on Open Government Information art. 17: what is disclosed is reviewed first, by a set procedure",
    ),
    mend: Words::new(
        "按次序做完提出、核实、保密审查、审批",
        "take the steps in order: submit, fact_review, secrecy_review, approve",
    ),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    for (entry, course) in reviewed {
        let told_elsewhere =
            course.returned.is_some() || (course.approved_before.is_some() && course.taken.is_empty());
        let Some(step) = course.next().filter(|_| !course.is_cleared() && !told_elsewhere) else { continue };
        let Some(waits) = review::waits_for(site, course) else { continue };
        let message = Text::new(
            format!("没有审完，没有上网：{}", waits.zh),
            format!("not through its review, so it is not public: {}", waits.en),
        );
        let again = again(site, entry, step);
        problems.push(RULE.finding(message).help(again).at(entry.title.span.clone()));
    }
}
