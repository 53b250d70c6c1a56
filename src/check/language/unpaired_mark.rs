//! Quotes and brackets without their other half.

use super::prose::{Find, before, first_of, prose};
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "unpaired-mark",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("引号、书名号、括号只有一半", "A quote or a bracket without its other half"),
    why: Words::new(
        "少了一半，就不知道引到哪里为止（GB/T 15834-2011 标点符号用法）",
        "Without it nobody can tell where the quotation ends (GB/T 15834-2011)",
    ),
    mend: Words::new("补上另一半，或删去多余的", "write the other half, or delete this one"),
    look: Look::Entry(look),
};

/// The pairs; single quotes are apostrophes too.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('【', '】'),
    ('〔', '〕'),
    ('「', '」'),
    ('『', '』'),
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut finds = Vec::new();
    let mut pieces = prose(subject).peekable();
    while let Some(piece) = pieces.next() {
        // A quotation of several paragraphs opens each of them and is closed at the end of the last.
        let goes_on = piece.kind == PieceKind::Paragraph
            && pieces.peek().is_some_and(|next| next.kind == piece.kind && next.text.starts_with('“'));
        for (at, mark) in unpaired(&piece.text) {
            if mark == '“' && goes_on {
                continue;
            }
            let message =
                Text::new(format!("{mark} 只有一半"), format!("{mark} stands without its other half"));
            let place = piece.place(at..at + mark.len_utf8());
            finds.push(Find { place, message, help: None });
        }
    }
    first_of(&RULE, finds, problems);
}

/// The marks without their other half, with their bytes.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lone = Vec::new();
    for (at, mark) in text.char_indices() {
        if !may_pair(mark) {
            continue;
        }
        let bracket = if mark == '(' { '（' } else { mark };
        if PAIRS.iter().any(|(first, _)| *first == bracket) {
            open.push((at, mark));
        } else if let Some((first, _)) =
            PAIRS.iter().find(|(_, last)| *last == mark || (mark == ')' && *last == '）'))
        {
            let opens = |other: char| other == *first || (other == '(' && *first == '（');
            if open.last().is_some_and(|(_, other)| opens(*other)) {
                open.pop();
            } else if mark != ')' && !is_number(text, at) {
                lone.push((at, mark));
            }
        }
    }
    lone.extend(open.into_iter().filter(|(_, mark)| *mark != '('));
    lone.sort_unstable();
    lone
}

/// Whether a mark is half of a pair: the quickest way to pass over all others.
fn may_pair(mark: char) -> bool {
    let rare =
        matches!(mark, '《' | '》' | '〈' | '〉' | '【' | '】' | '〔' | '〕' | '「' | '」' | '『' | '』');
    rare || matches!(mark, '(' | ')' | '“' | '”' | '（' | '）')
}

/// Whether the bracket at a byte closes the number of an item: `1）`, `a）`, `①）`.
fn is_number(text: &str, at: usize) -> bool {
    let Some(head) = text.get(..at) else { return false };
    let rest = head.trim_end_matches(|mark: char| mark.is_alphanumeric() && !super::prose::is_han(mark));
    let rest = if rest.len() == head.len() {
        head.trim_end_matches(|mark| "一二三四五六七八九十".contains(mark))
    } else {
        rest
    };
    rest.len() < head.len() && before(rest, rest.len()).is_none_or(|mark| "；。，、：\n ;,:".contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, may_pair, unpaired};

    fn marks(text: &str) -> String {
        unpaired(text).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn no_half_is_passed_over() {
        assert!(PAIRS.iter().all(|(first, last)| may_pair(*first) && may_pair(*last)));
    }

    #[test]
    fn halves_are_found() {
        assert_eq!(marks("通过“一卡通兑付"), "“");
        assert_eq!(marks("《社会救助暂行办法第十一条"), "《");
        assert_eq!(marks("”甲“"), "”“");
        assert_eq!(marks("（一）甲）"), "）");
    }

    #[test]
    fn pairs_and_numbers_of_items_are_not() {
        for text in [
            "“甲《乙》”",
            "(甲）",
            "1）甲；2）乙",
            "a）甲",
            "一）甲",
            "don’t",
            "（一）甲（乙）",
            ":)",
            "甲:)",
        ] {
            assert_eq!(marks(text), "", "{text}");
        }
    }
}
