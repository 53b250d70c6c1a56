//! An entry that was changed after it was approved.

use crate::check::{Group, Look, Reviewed, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::review::{self, Change};
use crate::text::Text;

use super::again;
use crate::terms::Step;

/// How many changes of an entry are told.
const TOLD: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "changed-after-approval",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "审批以后又改过的事项退回待审",
        "An entry that was changed after its approval waits for review again",
    ),
    why: Words::new(
        "批的是哪份文字，公开的就是哪份文字；一个字也要重新审（政府信息公开条例第十七条）",
        "What is disclosed is the text that was approved, to the letter (Regulation on Open Government Information art. 17)",
    ),
    mend: Words::new(
        "改回审批时的文字，或者重新审一遍",
        "write it as it was approved, or have it reviewed again",
    ),
    look: Look::Review(look),
};

fn look(site: &Site, reviewed: &[Reviewed<'_>], problems: &mut Vec<Diagnostic>) {
    for (entry, course) in reviewed {
        let before = course.approved_before.filter(|_| course.taken.is_empty() && course.returned.is_none());
        let Some(before) = before.filter(|_| !course.is_cleared()) else { continue };
        let Text { zh, en } = told(&review::changes(site, entry, before));
        let message = Text::new(
            format!("审批以后又改过{zh}，退回待审，没有上网"),
            format!("changed after its approval{en}: it waits for review again and is not public"),
        );
        let again = again(site, entry, course.next().unwrap_or(Step::Submit));
        problems.push(RULE.finding(message).help(again).at(entry.title.span.clone()));
    }
}

/// The first changes, in brackets.
fn told(changes: &[Change]) -> Text {
    let words: Vec<Text> = changes.iter().take(TOLD).map(Change::words).collect();
    if words.is_empty() {
        return Text::new("", "");
    }
    let list =
        |word: fn(&Text) -> &str, between: &str| words.iter().map(word).collect::<Vec<_>>().join(between);
    let more = if changes.len() > TOLD { "…" } else { "" };
    Text::new(
        format!("（{}{more}）", list(|words| &words.zh, "；")),
        format!(" ({}{more})", list(|words| &words.en, "; ")),
    )
}
