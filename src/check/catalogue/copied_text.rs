//! The last period's text with a new date.

use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "copied-text",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "和上一期几乎一样，只换了日期",
        "Nearly the same text as the last period's, with a new date",
    ),
    why: Words::new(
        "照抄上期是形式公开：数字一个没变，多半忘了改（政府信息公开条例第六条要求准确）",
        "A copy discloses for form's sake: where no figure differs they were probably forgotten (Regulation on Open Government Information art. 6 asks for accuracy)",
    ),
    mend: Words::new(
        "写本期的数字和情况；确实没有变化的，豁免时写明",
        "write this period's figures; where nothing changed indeed, waive it and say so",
    ),
    look: Look::Entry(look),
};

/// Texts with fewer characters are alike by chance: 本季度没有发生。
const LEAST: usize = 60;

/// How many of a hundred runs of characters both texts have.
const ALIKE: usize = 90;

/// How many characters a run has.
const RUN: usize = 4;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let (entry, body) = (subject.entry, subject.body);
    // Guides and standing texts say the same in every period.
    if entry.period.is_none() || entry.service.is_some() {
        return;
    }
    let Some((previous, before)) = subject.previous() else { return };
    let (here, there) = (Content::of(body), Content::of(before));
    if here.words.len() < LEAST || here.figures != there.figures {
        return;
    }
    let alike = alike(&here.words, &there.words);
    if alike >= ALIKE {
        let message = Text::new(
            format!("除日期外和 {} 有{alike}%一样，数字一个没变", previous.path),
            format!("{alike} % the same as {} but for dates, with no other figure", previous.path),
        );
        let first = subject.pieces().iter().find(|piece| {
            matches!(piece.kind, PieceKind::Paragraph | PieceKind::Heading | PieceKind::Cell { .. })
        });
        let place = first.map(|piece| piece.whole());
        let finding = RULE.finding(message).at(entry.title.span.clone());
        problems.push(match place {
            Some(place) => finding.placed(place),
            None => finding,
        });
    }
}

/// What a body says, dates aside.
#[derive(Debug, PartialEq)]
struct Content {
    words: Vec<char>,
    figures: Vec<String>,
}

impl Content {
    fn of(body: &Document) -> Self {
        Self::read(&body.text())
    }

    fn read(text: &str) -> Self {
        let mut content = Self { words: Vec::new(), figures: Vec::new() };
        let mut figure = String::new();
        for mark in text.chars().chain([' ']) {
            if mark.is_ascii_digit() || (!figure.is_empty() && matches!(mark, '.' | ',')) {
                figure.push(mark);
                continue;
            }
            if !figure.is_empty() {
                let of_date = matches!(mark, '年' | '月' | '日' | '-' | '季' | '期' | '号');
                let figure = std::mem::take(&mut figure);
                if !of_date {
                    content.figures.push(figure.trim_end_matches(['.', ',']).to_owned());
                }
            }
            if mark.is_alphanumeric() {
                content.words.push(mark);
            }
        }
        content
    }
}

/// How many of a hundred runs of characters two texts have in common.
fn alike(one: &[char], other: &[char]) -> usize {
    let runs = |words: &[char]| -> BTreeSet<u64> {
        words
            .windows(RUN)
            .map(|run| run.iter().fold(0, |sum: u64, mark| (sum << 16) ^ u64::from(u32::from(*mark))))
            .collect()
    };
    let (one, other) = (runs(one), runs(other));
    let both = one.intersection(&other).count();
    let all = one.len() + other.len() - both;
    (both * 100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Content, alike};

    #[test]
    fn dates_are_no_figures() {
        let content = Content::read("2022年第3期，10月8日收入1,250.50元、支出3元。");
        assert_eq!(content.figures, ["1,250.50", "3"]);
        assert_eq!(content, Content::read("2023年第4期，1月9日收入1,250.50元、支出3元。"));
    }

    #[test]
    fn texts_are_alike_by_their_runs() {
        let words = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(alike(&words("甲乙丙丁戊"), &words("甲乙丙丁戊")), 100);
        assert_eq!(alike(&words("甲乙丙丁"), &words("己庚辛壬")), 0);
        assert_eq!(alike(&words("甲"), &words("甲")), 0);
    }
}
