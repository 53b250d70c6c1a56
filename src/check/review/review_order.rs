//! A step taken before one that comes first.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review::Discount;
use crate::text::Text;

use super::discounted;

pub(super) static RULE: Rule = Rule {
    code: "review-order",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("审核的先后次序不对", "The steps of the review are out of order"),
    why: Words::new(
        "先审查、后公开，没有做保密审查不能审批（保守国家秘密法实施条例第四十二条）",
        "Review comes before disclosure, secrecy review before approval (State Secrets Law Implementing Regulation art. 42)",
    ),
    mend: Words::new("把前面的步骤补上，再做这一步", "take the earlier step, then this one again"),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let message = |line: &crate::model::Approval, discount: &Discount| {
        let Discount::TooEarly(missing) = discount else { return None };
        Some(Text::new(
            format!("还没有{}就{}了，这一步不算", missing.chinese(), line.step.chinese()),
            format!(
                "the step ‘{}’ came before ‘{}’, so it does not count",
                line.step.english(),
                missing.english()
            ),
        ))
    };
    discounted((site, reviewed), &RULE, message, problems);
}
