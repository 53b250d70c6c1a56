//! 、 before 和.

use super::prose::{Find, first_of, prose};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "mark-before-and",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("“和”“及”“以及”“或”前面用了顿号", "、 before 和, 及, 以及 or 或"),
    why: Words::new(
        "连词已经把两项连起来，前面不再用顿号（GB/T 15834-2011 4.5）",
        "The word joins the two already (GB/T 15834-2011, 4.5)",
    ),
    mend: Words::new("去掉顿号；“以及”前面可用逗号", "drop the 、; before 以及 a ， may stand"),
    look: Look::Entry(look),
};

/// The words that join, with the characters that make another word of them: 和平村, 及时, 与会.
const JOINING: &[(&str, &str)] = &[
    ("以及", ""),
    ("和", "平谐睦解顺气善好蔼美县田林静硕龙布政亲服风暖衷煦悦缓声盛兴乐安祥畅清诚信"),
    ("及", "时格早第至其"),
    ("与", "会否众时其生世日人"),
    ("或", "然许"),
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut finds = Vec::new();
    for piece in prose(subject) {
        for (at, mark) in piece.text.match_indices('、') {
            let behind = piece.text.get(at + mark.len()..).unwrap_or_default();
            let Some(word) = joining(behind) else { continue };
            let is_name = subject.site.units.iter().any(|unit| {
                [&unit.name, &unit.short].iter().any(|name| !name.is_empty() && behind.starts_with(*name))
            });
            if !is_name {
                let message =
                    Text::new(format!("“{word}”前面不用顿号"), format!("no 、 stands before ‘{word}’"));
                let place = piece.place(at..at + mark.len() + word.len());
                finds.push(Find { place, message, help: None });
            }
        }
    }
    first_of(&RULE, finds, problems);
}

/// The joining word that a text begins with.
fn joining(text: &str) -> Option<&'static str> {
    let (word, others) = JOINING.iter().find(|(word, _)| text.starts_with(word))?;
    let next = text.get(word.len()..)?.chars().next()?;
    (!others.contains(next)).then_some(*word)
}

#[cfg(test)]
mod tests {
    use super::joining;

    #[test]
    fn words_that_join_are_told_from_words_that_begin_alike() {
        assert_eq!(joining("和民政办"), Some("和"));
        assert_eq!(joining("以及镇政府"), Some("以及"));
        for other in ["和平村", "及时公开", "与会人员", "或许", "和谐", "民政办", "和", ""]
        {
            assert_eq!(joining(other), None, "{other}");
        }
    }
}
