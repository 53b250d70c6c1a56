//! Marks that stand twice, or beside one that they cannot stand beside.

use super::prose::{Find, first_of, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "doubled-mark",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("标点连写了两个", "Two marks where one belongs"),
    why: Words::new(
        "多半是改稿时留下的，句子可能缺了半截",
        "Mostly left from a change, and part of the sentence may be gone",
    ),
    mend: Words::new("留一个，看看中间是否漏了字", "keep one, and see whether words are missing"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !subject.may_hold_any(PAIRS) {
        return;
    }
    let mut finds = Vec::new();
    for piece in prose(subject) {
        for (range, marks) in doubled(&piece.text) {
            let message =
                Text::new(format!("“{marks}”连在一起"), format!("‘{marks}’ stand beside each other"));
            finds.push(Find { place: piece.place(range), message, help: None });
        }
    }
    first_of(&RULE, finds, problems);
}

/// All that can be found.
#[rustfmt::skip]
const PAIRS: &[&str] = &[
    "，，", "，。", "，；", "，：", "，、",
    "。，", "。。", "。；", "。：", "。、",
    "；，", "；。", "；；", "；：", "；、",
    "：，", "：。", "：；", "：：", "：、",
    "、，", "、。", "、；", "、：", "、、",
];

/// Two marks that part sentences, one behind the other.
fn doubled(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let parts = |mark: char| matches!(mark, '，' | '。' | '；' | '：' | '、');
    let mut found = Vec::new();
    let mut last: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices() {
        if !mark.is_ascii() && parts(mark) {
            if let Some((before, _)) = last.filter(|(before, other)| before + other.len_utf8() == at) {
                let range = before..at + mark.len_utf8();
                if let Some(marks) = text.get(range.clone()) {
                    found.push((range, marks));
                }
            }
            last = Some((at, mark));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, doubled};

    #[test]
    fn every_two_that_can_be_found_are_named() {
        let marks = ['，', '。', '；', '：', '、'];
        let pairs =
            marks.iter().flat_map(|one| marks.iter().map(move |other| String::from_iter([*one, *other])));
        assert!(pairs.eq(PAIRS.iter().map(|pair| (*pair).to_owned())));
        assert!(PAIRS.iter().all(|pair| doubled(pair).len() == 1));
    }

    #[test]
    fn two_that_part_sentences_are_found() {
        assert_eq!(doubled("甲，，乙").len(), 1);
        assert_eq!(doubled("甲，。").first().map(|(_, marks)| *marks), Some("，。"));
        assert!(doubled("甲……乙——丙，丁。”；戊！？").is_empty());
    }
}
