//! Set phrases and titles that the town wants compared with the original.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "set-phrase",
    severity: Severity::Warning,
    group: Group::Secrets,
    waivable: true,
    what: Words::new("有须由人核对的固定提法", "A set phrase that a person is to compare with the original"),
    why: Words::new(
        "重要提法一字不能错，由单位在 terms.yaml 里列出",
        "Not one character of such phrases may be wrong; the town lists them in terms.yaml",
    ),
    mend: Words::new(
        "逐字核对原文，核对过的写 waive",
        "compare it character by character, and waive it once that is done",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for phrase in &subject.site.word_lists.set_phrases {
        for (piece, range) in subject.word(phrase) {
            let message = Text::new(
                format!("“{phrase}”须逐字核对"),
                format!("‘{phrase}’ is to be compared character by character"),
            );
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}
