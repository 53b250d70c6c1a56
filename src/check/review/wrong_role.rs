//! A step taken by a role that does not exist, or may not take it.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review::{self, Discount};
use crate::text::Text;

use super::discounted;

pub(super) static RULE: Rule = Rule {
    code: "wrong-role",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "做这一步的岗位不存在，或者没有这个职责",
        "A step was taken by a role that does not exist or may not take it",
    ),
    why: Words::new(
        "政府信息公开条例第十七条：公开前依法审查，明确审查的程序和责任",
        "Regulation on Open Government Information art. 17: what is disclosed is reviewed first, by a set procedure",
    ),
    mend: Words::new(
        "由有这个职责的岗位再做一次；岗位有变动的，旧岗位留在 roles.yaml 里",
        "let a role take it again that may; keep former roles in roles.yaml",
    ),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let message = |line: &crate::model::Approval, discount: &Discount| {
        let (role, zh, en) = (review::title(site, &line.role), line.step.chinese(), line.step.english());
        match discount {
            Discount::UnknownRole => Some(Text::new(
                format!("roles.yaml 里没有岗位“{role}”，这一步“{zh}”不算"),
                format!("roles.yaml has no role ‘{role}’, so its step ‘{en}’ does not count"),
            )),
            Discount::MayNot => Some(Text::new(
                format!("“{role}”没有{zh}的职责，这一步不算"),
                format!("the role ‘{role}’ may not take the step ‘{en}’, so it does not count"),
            )),
            _ => None,
        }
    };
    discounted((site, reviewed), &RULE, message, problems);
}
