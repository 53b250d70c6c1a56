//! The role that approves is the one that proposed.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review::{self, Discount};
use crate::text::Text;

use super::discounted;

pub(super) static RULE: Rule = Rule {
    code: "same-role",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("提出和审批是同一个岗位", "The same role proposed and approved"),
    why: Words::new(
        "自己提出、自己审批，等于没有审；提出、审核、审批要分开（中国共产党党务公开条例第十五条）",
        "Who approves what he proposed himself reviews nothing; the steps are apart (Party Affairs Disclosure Regulation art. 15)",
    ),
    mend: Words::new("由别的岗位再审批一次", "let another role approve it"),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let message = |line: &crate::model::Approval, discount: &Discount| {
        let (role, zh, en) = (review::title(site, &line.role), line.step.chinese(), line.step.english());
        (*discount == Discount::SameRole).then(|| {
            Text::new(
                format!("提出和审批都是“{role}”，这一步“{zh}”不算"),
                format!("‘{role}’ both proposed and approved, so the step ‘{en}’ does not count"),
            )
        })
    };
    discounted((site, reviewed), &RULE, message, problems);
}
