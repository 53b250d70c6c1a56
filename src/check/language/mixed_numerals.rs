//! 第3季度 and 第三季度 in one entry.

use super::prose::prose;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: "mixed-numerals",
    severity: Severity::Note,
    group: Group::Language,
    waivable: true,
    what: Words::new("同一种序数有的写数字、有的写汉字", "One count written both in figures and in words"),
    why: Words::new(
        "同类数字写法要统一（GB/T 15835-2011 出版物上数字用法）",
        "Counts of one kind are written in one way (GB/T 15835-2011)",
    ),
    mend: Words::new("统一成一种写法", "write all of them in one way"),
    look: Look::Entry(look),
};

/// What is counted, longer words first.
const COUNTED: &[&str] = &["村民小组", "季度", "阶段", "批次", "批", "期", "次", "届", "轮", "标段"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(&str, Option<char>), (bool, String)> = BTreeMap::new();
    for piece in prose(subject) {
        for (at, _) in piece.text.match_indices('第') {
            let Some((words, counted, in_figures)) = ordinal(&piece.text, at) else { continue };
            let key = (counted, named(&piece.text, at + words.len(), counted));
            let (other_in_figures, other) =
                first.entry(key).or_insert_with(|| (in_figures, words.to_owned()));
            if *other_in_figures != in_figures {
                let message = Text::new(
                    format!("有“{other}”，又有“{words}”"),
                    format!("‘{other}’ stands beside ‘{words}’"),
                );
                problems.push(RULE.finding(message).placed(piece.place(at..at + words.len())));
                return;
            }
        }
    }
}

/// What is counted by a word that counts anything: 第9次镇长办公会议 is no other writing of 第三次进度款.
fn named(text: &str, end: usize, counted: &str) -> Option<char> {
    let counts_anything = matches!(counted, "批次" | "批" | "期" | "次" | "届" | "轮");
    text.get(end..)?.chars().next().filter(|sign| counts_anything && sign.is_alphabetic())
}

/// The ordinal whose 第 stands at a byte: its words, what it counts, and whether it is written in figures. What stands
/// between 《 and 》 is quoted as it is.
fn ordinal(text: &str, at: usize) -> Option<(&str, &'static str, bool)> {
    let (head, tail) = text.split_at_checked(at)?;
    if head.rfind('《') > head.rfind('》') {
        return None;
    }
    let number = tail.strip_prefix('第')?;
    let figures = number.trim_start_matches(|mark: char| mark.is_ascii_digit());
    let words = number.trim_start_matches(|mark| "一二三四五六七八九十百".contains(mark));
    let (rest, in_figures) = match (figures.len() < number.len(), words.len() < number.len()) {
        (true, _) => (figures, true),
        (_, true) => (words, false),
        _ => return None,
    };
    let counted = COUNTED.iter().find(|counted| rest.starts_with(**counted))?;
    Some((tail.get(..tail.len() - rest.len() + counted.len())?, counted, in_figures))
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_are_read() {
        assert_eq!(ordinal("第3季度", 0), Some(("第3季度", "季度", true)));
        assert_eq!(ordinal("第十二期", 0), Some(("第十二期", "期", false)));
        for none in ["第3号公告", "第十一条", "第一", "第", "《第三期》"] {
            assert_eq!(ordinal(none, none.find('第').unwrap_or_default()), None, "{none}");
        }
    }
}
