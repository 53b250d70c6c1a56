//! An entry that was returned and not changed since.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review;
use crate::text::Text;

use super::again;
use crate::terms::Step;

pub(super) static RULE: Rule = Rule {
    code: "returned-entry",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new("退回修改的事项还没有改", "An entry that was returned has not been changed yet"),
    why: Words::new(
        "政府信息公开条例第十七条：公开前依法审查，明确审查的程序和责任",
        "Regulation on Open Government Information art. 17: what is disclosed is reviewed first, by a set procedure",
    ),
    mend: Words::new("按退回的意见改好，再提出", "mend it as asked, then propose it again"),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    for (entry, course) in reviewed {
        let Some(line) = course.returned else { continue };
        let (role, on, note) = (review::title(site, &line.role), line.on, &line.note);
        let message = Text::new(
            format!("{role}在{}退回了这条：“{note}”，没有上网", on.chinese()),
            format!("{role} returned this entry on {on}: ‘{note}’; it is not public"),
        );
        let again = again(site, entry, course.next().unwrap_or(Step::Submit));
        problems.push(RULE.finding(message).help(again).at(entry.title.span.clone()));
    }
}
