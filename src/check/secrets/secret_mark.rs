//! Marks of state secrets.

use super::bare::Bare;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::BREAK;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "secret-mark",
    severity: Severity::Error,
    group: Group::Secrets,
    waivable: false,
    what: Words::new("有国家秘密的密级标志", "A mark of a state secret"),
    why: Words::new(
        "国家秘密不得公开，公开前要先审查（政府信息公开条例第十四条，保守国家秘密法第三十五条）",
        "State secrets are not made public; texts are reviewed before (Regulation on Open Government Information art. 14, State Secrets Law art. 35)",
    ),
    mend: Words::new(
        "停止公开，报保密审查员；误标的请原单位去掉标志",
        "stop, and tell the secrecy reviewer; a mark set by mistake is for the issuer to take off",
    ),
    look: Look::Entry(look),
};

const LEVELS: &[&str] = &["绝密", "机密", "秘密"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let own = &subject.site.word_lists.forbidden_marks;
    in_attachments(subject, own, problems);
    let may_own = own.iter().any(|word| subject.may_hold(word));
    if !subject.may_hold_any(LEVELS) && !may_own {
        return;
    }
    for piece in subject.pieces() {
        if !piece.text.contains('密') && !may_own {
            continue;
        }
        let bare = Bare::of(&piece.text);
        if let Some(range) = found(&bare, own) {
            let words = bare.text.get(range.clone()).unwrap_or_default();
            let message = Text::new(format!("有密级标志“{words}”"), format!("there is the mark ‘{words}’"));
            problems.push(RULE.finding(message).placed(bare.place(piece, range)));
        }
    }
}

/// The first mark of each file that goes with the entry.
fn in_attachments(subject: &Subject<'_>, own: &[String], problems: &mut Vec<Diagnostic>) {
    for (path, contents) in subject.attachments() {
        let mut lines =
            contents.words.split(['\n', BREAK]).filter(|line| line.contains('密') || !own.is_empty());
        let words = lines.find_map(|line| {
            let bare = Bare::of(line);
            found(&bare, own).and_then(|range| Some(bare.text.get(range)?.to_owned()))
        });
        if let Some(words) = words {
            let name = path.name();
            let message = Text::new(
                format!("附件“{name}”里有密级标志“{words}”"),
                format!("the attachment ‘{name}’ bears the mark ‘{words}’"),
            );
            problems.push(RULE.finding(message).in_file((*path).clone()));
        }
    }
}

/// The mark in a text, or one of the town's own.
fn found(bare: &Bare, own: &[String]) -> Option<std::ops::Range<usize>> {
    mark(bare)
        .or_else(|| own.iter().find_map(|word| bare.text.find(word.as_str()).map(|at| at..at + word.len())))
}

/// The mark in a text: a level before a star (机密★1年), after 密级：, or alone (秘密, 机密 10年, 【绝密】).
fn mark(bare: &Bare) -> Option<std::ops::Range<usize>> {
    for level in LEVELS {
        for (at, _) in bare.text.match_indices(level) {
            let end = at + level.len();
            let (before, after) = (bare.text.get(..at)?, bare.text.get(end..)?);
            let is_called =
                before.ends_with("密级:") || before.ends_with("密级") || before.ends_with("密级为");
            if let Some(term) = after.strip_prefix(['★', '*']) {
                return Some(at..end + '★'.len_utf8().min(after.len() - term.len()) + term_length(term));
            }
            if is_called && !after.starts_with(['的', '和', '、', '或']) {
                return Some(at..end);
            }
        }
    }
    if let Some(range) = behind_title(&bare.text) {
        return Some(range);
    }
    bare.sentences().find_map(|(start, sentence)| {
        let level = LEVELS.iter().find(|level| sentence.starts_with(**level))?;
        let rest = sentence.get(level.len()..)?.trim_start_matches(['级', '(', '（', ':', ',', '，']);
        // 秘密 alone, or with its term.
        let is_mark = rest.is_empty() || term_length(rest) == rest.trim_end_matches([')', '）']).len();
        let is_whole = is_mark && bounds(bare, start, sentence.len());
        is_whole.then_some(start..start + sentence.len())
    })
}

/// 关于某事的报告（机密）, 某方案（秘密1年）: a level alone in the brackets that end a title.
fn behind_title(text: &str) -> Option<std::ops::Range<usize>> {
    let inner = text.strip_suffix([')', '）', '】', ']'])?;
    let open = inner.rfind(['(', '（', '【', '['])?;
    let start = open + inner.get(open..)?.chars().next()?.len_utf8();
    let words = inner.get(start..)?;
    let rest = LEVELS.iter().find_map(|level| words.strip_prefix(level))?.trim_start_matches('级');
    (rest.is_empty() || term_length(rest) == rest.len()).then_some(start..inner.len())
}

/// Whether a sentence begins its text: what stands in brackets within a sentence is no mark.
fn bounds(bare: &Bare, start: usize, length: usize) -> bool {
    let before = bare.text.get(..start).unwrap_or_default();
    let after = bare.text.get(start + length..).unwrap_or_default();
    let opens = before.chars().all(|sign| "【[（(“\"〔《".contains(sign));
    let ends = after.chars().all(|sign| "】])）”\"〕》。".contains(sign));
    // 【机密】关于……: a mark before a title.
    opens && (ends || (!before.is_empty() && after.starts_with(['】', ']', '）', ')'])))
}

/// The length of a term: 1年, 30年, 六个月, 长期.
fn term_length(text: &str) -> usize {
    let number: usize = text
        .chars()
        .take_while(|sign| sign.is_ascii_digit() || "一二三四五六七八九十〇零".contains(*sign))
        .map(char::len_utf8)
        .sum();
    let rest = text.get(number..).unwrap_or_default();
    let unit = ["年", "个月", "月", "长期"]
        .iter()
        .find(|unit| rest.starts_with(**unit))
        .map_or(0, |unit| unit.len());
    if unit == 0 || (number == 0 && !rest.starts_with("长期")) { 0 } else { number + unit }
}
