//! Sentences that are too long to follow.

use super::prose::{Find, first_of, is_han, prose};
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "long-sentence",
    severity: Severity::Note,
    group: Group::Language,
    waivable: true,
    what: Words::new("一句话超过60个字", "A sentence of more than 60 characters"),
    why: Words::new(
        "站在公开栏前看的人，长句看到后面就忘了前面",
        "Who reads it standing at a board has forgotten its beginning when its end comes",
    ),
    mend: Words::new("分成几句，或列成几条", "part it, or make a list of it"),
    look: Look::Entry(look),
};

/// How many characters a sentence holds at most.
const MOST: usize = 60;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut finds = Vec::new();
    let running = |kind| matches!(kind, PieceKind::Paragraph | PieceKind::Field("plain_summary"));
    for piece in prose(subject).filter(|piece| running(piece.kind)) {
        for (range, count) in sentences(&piece.text) {
            if count > MOST {
                let message = Text::new(
                    format!("这句话有{count}个字"),
                    format!("this sentence has {count} characters"),
                );
                finds.push(Find { place: piece.place(range), message, help: None });
            }
        }
    }
    first_of(&RULE, finds, problems);
}

/// The sentences of a text with their Han characters. What stands in 《》, “” and brackets is read as one word, and so is
/// a list of names between 、.
fn sentences(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let (mut start, mut count, mut depth, mut since) = (0, 0, 0_u32, 0);
    for (at, mark) in text.char_indices() {
        match mark {
            '《' | '“' | '（' => {
                count += usize::from(depth == 0);
                depth += 1;
            }
            '》' | '”' | '）' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' | '；' | '\n' => {
                if start < at {
                    found.push((start..at, count));
                }
                (start, count, depth, since) = (at + mark.len_utf8(), 0, 0, 0);
            }
            '、' if depth == 0 => {
                count -= since;
                count += 1;
                since = 0;
            }
            '，' | '：' => since = 0,
            _ if depth == 0 && is_han(mark) => {
                count += 1;
                since += 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        found.push((start..text.len(), count));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn han_characters_are_counted_sentence_by_sentence() {
        let counts = |text: &str| sentences(text).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
        assert_eq!(counts("公示七天。2022年起；执行"), [4, 2, 2]);
        assert_eq!(counts("依据《社会救助暂行办法》公示"), [5]);
        assert_eq!(counts("青楠坝村、石桥湾村、双河口村"), [6]);
    }
}
