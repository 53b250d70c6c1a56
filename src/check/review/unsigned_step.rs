//! A step that is not signed although its row asks for it, or whose signature is not that of its role.

use super::discounted;
use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Approval, Site};
use crate::review::{self, Discount};
use crate::terms::Step;
use crate::text::Text;

const WHY: Words = Words::new(
    "台账里的一行谁都能写，签了名才证明是那个岗位做的（中国共产党党务公开条例第十五条）",
    "Anybody can write a line; a signature shows whose it is (Party Affairs Disclosure Regulation art. 15)",
);
const MEND: Words =
    Words::new("用岗位的密钥再做一次（--key）", "take the step again with the key of the role (--key)");

pub(super) static RULE: Rule = Rule {
    code: "unsigned-step",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "目录项要求签名，这一步没有签",
        "A step is not signed although its catalogue row asks for it",
    ),
    why: WHY,
    mend: MEND,
    look: Look::Review(unsigned),
};

pub(super) static FORGED: Rule = Rule {
    code: "forged-signature",
    severity: Severity::Error,
    group: Group::Review,
    waivable: false,
    what: Words::new("签名不是这个岗位的", "A signature is not that of the role"),
    why: WHY,
    mend: MEND,
    look: Look::Review(forged),
};

fn unsigned(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let wanted = |step: Step, role: &str| {
        let (zh, en) = (step.chinese(), step.english());
        Text::new(
            format!("“{role}”的{zh}没有签名，这一步不算"),
            format!("the step ‘{en}’ by ‘{role}’ is not signed, so it does not count"),
        )
    };
    look((site, reviewed), &RULE, &Discount::Unsigned, wanted, problems);
}

fn forged(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    let wanted = |step: Step, role: &str| {
        let (zh, en) = (step.chinese(), step.english());
        Text::new(
            format!("{zh}的签名对不上“{role}”的公钥，这一步不算"),
            format!("the signature of the step ‘{en}’ is not by the key of ‘{role}’, so it does not count"),
        )
    };
    look((site, reviewed), &FORGED, &Discount::Forged, wanted, problems);
}

/// The lines that are discounted for this, as `message` says it of a step and the title of its role.
fn look(
    (site, reviewed): (&Site, &[Reviewed<'_>]),
    rule: &Rule,
    why: &Discount,
    message: fn(Step, &str) -> Text,
    problems: &mut Vec<Diagnostic>,
) {
    let wanted = |line: &Approval, discount: &Discount| {
        (discount == why).then(|| message(line.step, &review::title(site, &line.role)))
    };
    discounted((site, reviewed), rule, wanted, problems);
}
