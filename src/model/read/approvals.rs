//! registers/approvals.csv: the lines of the review.

use crate::calendar::parse_date;
use crate::diagnostic::Diagnostic;
use crate::model::approvals::{APPROVAL_COLUMNS, Approval, Approvals};
use crate::register::{self, Line};
use crate::source::Source;
use crate::terms::{Answer, Decision, Question, Step};
use crate::text::Text;
use std::sync::OnceLock;

/// Reads the register. A line that says no step, no decision or no day is reported and left out.
pub(in crate::model) fn approvals(source: &Source, problems: &mut Vec<Diagnostic>) -> Approvals {
    let register = register::read(source, APPROVAL_COLUMNS, problems);
    let mut approvals = Approvals { faults: register.faults, ..Approvals::default() };
    for line in register.lines {
        match approval(&line) {
            Ok(approval) => {
                let lines = approvals.by_entry.entry(approval.entry.clone()).or_default();
                lines.push(approvals.list.len());
                approvals.list.push(approval);
            }
            Err((zh, en)) => {
                // An altered or handwritten line is reported as that.
                if approvals.faults.iter().all(|fault| fault.row != line.row) {
                    let message = Text::new(
                        format!("第 {} 行的“{zh}”看不懂", line.row),
                        format!("the {en} of row {} is not understood", line.row),
                    );
                    problems.push(Diagnostic::error("bad-register-line", message).at(line.span.clone()));
                }
            }
        }
    }
    approvals
}

fn approval(line: &Line) -> Result<Approval, (&'static str, &'static str)> {
    let answers = [Question::StateSecret, Question::TradeSecret, Question::Privacy, Question::Legality];
    let text = line.value("text").strip_prefix('t').unwrap_or_default();
    Ok(Approval {
        row: line.row,
        span: line.span.clone(),
        entry: line.value("entry").into(),
        step: Step::find(line.value("step")).ok_or(("步骤", "step"))?,
        role: line.value("role").to_owned(),
        decision: Decision::find(line.value("decision")).ok_or(("决定", "decision"))?,
        answers: answers.map(|question| Answer::find(line.value(question.id()))),
        note: line.value("note").to_owned(),
        on: parse_date(line.value("on")).map_err(|_| ("日期", "date"))?,
        text: text.to_owned(),
        // Most lines have none, and it is as long as the line.
        signed: if line.signature.is_empty() { String::new() } else { line.signed.clone() },
        signature: line.signature.clone(),
        line: line.own.clone(),
        is_signed: OnceLock::new(),
    })
}
