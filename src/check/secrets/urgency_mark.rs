//! Marks at the head of internal red-head papers.

use super::bare::Bare;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "urgency-mark",
    severity: Severity::Warning,
    group: Group::Secrets,
    waivable: true,
    what: Words::new(
        "有紧急程度、签发人、份号，像是贴进了内部公文",
        "Urgency, signer or copy number: an internal paper was pasted",
    ),
    why: Words::new(
        "这些是机关公文的版头（GB/T 9704-2012，7.2），公开的文本不带",
        "They belong to the head of official papers (GB/T 9704-2012, 7.2), not to public texts",
    ),
    mend: Words::new("核对能不能公开，删去版头", "ask whether it may go out, and take the head off"),
    look: Look::Entry(look),
};

const ALONE: &[&str] = &[
    "特急",
    "加急",
    "特提",
    "平急",
    "紧急程度特急",
    "紧急程度加急",
    "特急明电",
    "加急明电",
    "特急·明电",
    "加急·明电",
    "平急·明电",
];
const CALLED: &[&str] = &["签发人:", "份号:", "紧急程度:", "缓急:"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !subject.may_hold_any(ALONE) && !subject.may_hold_any(CALLED) {
        return;
    }
    for piece in subject.pieces() {
        if !piece.text.contains(['急', '签', '份', '提']) {
            continue;
        }
        let bare = Bare::of(&piece.text);
        let alone = bare.sentences().find(|(_, sentence)| ALONE.contains(sentence));
        // The head of a telegram: 等级：加急.
        let level = || {
            bare.text.match_indices("等级").find_map(|(at, word)| {
                let behind = bare.text.get(at + word.len()..)?;
                let level = behind.strip_prefix(':').unwrap_or(behind);
                let urgency = ALONE.iter().find(|urgency| level.starts_with(**urgency))?;
                Some(at..bare.text.len() - level.len() + urgency.len())
            })
        };
        let alone = alone.map(|(start, sentence)| start..start + sentence.len()).or_else(level);
        let found = alone.or_else(|| {
            CALLED.iter().find_map(|word| {
                let at = bare.text.find(*word)?;
                // 许可证签发人： is another's.
                let before = bare.text.get(..at)?;
                let opens = before.is_empty() || before.ends_with(['。', '；', ';', ')', '号']);
                opens.then_some(at..at + word.len())
            })
        });
        if let Some(range) = found {
            let words = bare.written(&piece.text, range.clone()).trim_end_matches([':', '：']);
            let message = Text::new(
                format!("有“{words}”，像是内部公文的版头"),
                format!("‘{words}’ stands at the head of internal papers"),
            );
            problems.push(RULE.finding(message).placed(bare.place(piece, range)));
        }
    }
}
