//! Lines that the register has no more: a text was kept when somebody took a step on it, and no line names it. The chain of
//! hashes shows what is missing before a line; this shows what was cut off behind the last one.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{APPROVALS, Site};
use crate::review;
use crate::site_path::SitePath;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "lost-lines",
    severity: Severity::Warning,
    group: Group::Review,
    waivable: false,
    what: Words::new(
        "审过的文字还存着，审核台账里却没有一行提到它；整本台账不见了，是错误",
        "A reviewed text is kept, but no line of the review register names it; an error where the whole register is gone",
    ),
    why: Words::new(
        "提出、核实、审批时都把当时的文字存下来；台账里找不到，多半是末尾的行被删了，或者同步没有跟上（中国共产党党务公开条例第十五条）",
        "Every step keeps the text it is about; where no line tells of it, lines were probably cut off the end, or files are not yet synchronised (Party Affairs Disclosure Regulation art. 15)",
    ),
    mend: Words::new(
        "从备份里找回台账；有冲突副本，用 mingbai review --merge 并进来；都没有，就把那一步再做一次，或者删去存下的文字",
        "take the register from a backup, or bring a copy of it in with mingbai review --merge; without either, take the step again, or delete the kept text",
    ),
    look: Look::Site(look),
};

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    if !review::is_asked(site) {
        return;
    }
    let lost = review::unnamed_texts(site);
    match site.approvals.list.last() {
        None if !lost.is_empty() => {
            let count = lost.len();
            let message = Text::new(
                format!("审核台账不见了：存着 {count} 份审过的文字，台账里一行也没有"),
                format!("the review register is gone: {count} reviewed texts are kept, and it has no line"),
            );
            let finding = Diagnostic { severity: Severity::Error, ..RULE.finding(message) };
            let Ok(register) = SitePath::new(APPROVALS) else { return };
            problems.push(finding.in_file(register));
        }
        None => {}
        Some(last) => problems.extend(lost.into_iter().map(|(path, title)| {
            // Where lines are missing in the midst, that is told at the line behind.
            if !site.approvals.faults.is_empty() {
                let message = Text::new(
                    format!("台账里可能少了行：“{title}”审过的文字存着，没有一行提到它"),
                    format!("lines may be missing in the register: a reviewed text of ‘{title}’ is kept, and no line names it"),
                );
                return RULE.finding(message).in_file(path);
            }
            let message = Text::new(
                format!("台账最后一行（第 {} 行）后面可能少了行：“{title}”审过的文字存着，没有一行提到它", last.row),
                format!(
                    "lines may be missing after the last one of the register (row {}): a reviewed text of ‘{title}’ is kept, and no line names it",
                    last.row
                ),
            );
            RULE.finding(message).in_file(path)
        })),
    }
}
