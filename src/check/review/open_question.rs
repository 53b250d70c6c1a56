//! A step that leaves one of the four questions open.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review::Discount;
use crate::terms::Question;
use crate::text::Text;

use super::discounted;

pub(super) static RULE: Rule = Rule {
    code: "open-question",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "四个问题没有答全，或者答了“是”没有写怎么处理",
        "One of the four questions is open, or answered with yes and nothing noted",
    ),
    why: Words::new(
        "公开的内容不得涉及国家秘密、商业秘密、个人隐私，不得违反法律法规（政府信息公开条例第十四条、第十五条）",
        "What is disclosed holds no state secret, no trade secret, no privacy and nothing unlawful (Regulation on Open Government Information arts 14-15)",
    ),
    mend: Words::new(
        "四个问题都答了再做一次；答“是”的写明怎么处理的",
        "answer all four and take the step again; say what was done where it is yes",
    ),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let message = |line: &crate::model::Approval, discount: &Discount| {
        let Discount::Open(questions) = discount else { return None };
        let list = |word: fn(Question) -> &'static str, between: &str| {
            questions.iter().map(|question| word(*question)).collect::<Vec<_>>().join(between)
        };
        Some(Text::new(
            format!("{}时没有答清：{}；这一步不算", line.step.chinese(), list(Question::chinese, "、")),
            format!(
                "the step ‘{}’ left questions open: {}; so it does not count",
                line.step.english(),
                list(Question::english, ", ")
            ),
        ))
    };
    discounted((site, reviewed), &RULE, message, problems);
}
