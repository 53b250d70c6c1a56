//! Marks of state secrets.

use super::attached::in_attachments;
use super::bare::{Bare, listed};
use crate::check::{Group, Look, Piece, PieceKind, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

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
    in_attachments(
        subject,
        &RULE,
        |line| line.contains('密') || !own.is_empty(),
        |bare| found(bare, own),
        |name, words| {
            Text::new(
                format!("附件“{name}”里有密级标志“{words}”"),
                format!("the attachment ‘{name}’ bears the mark ‘{words}’"),
            )
        },
        problems,
    );
    let may_own = own.iter().any(|word| subject.may_hold(word));
    if !subject.may_hold_any(LEVELS) && !may_own {
        return;
    }
    for piece in subject.pieces() {
        if !piece.text.contains('密') && !may_own {
            continue;
        }
        if let Some(range) = before_title(piece) {
            let words = piece.text.get(range.clone()).unwrap_or_default();
            let message = Text::new(format!("有密级标志“{words}”"), format!("there is the mark ‘{words}’"));
            problems.push(RULE.finding(message).placed(piece.place(range)));
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

/// 机密 关于……的情况: a level that a blank parts from the title or heading behind it.
fn before_title(piece: &Piece) -> Option<Range<usize>> {
    let is_head = matches!(piece.kind, PieceKind::Title | PieceKind::Heading);
    let level = LEVELS.iter().find(|level| is_head && piece.text.starts_with(**level))?;
    piece.text.get(level.len()..)?.starts_with([' ', '\u{3000}']).then_some(0..level.len())
}

/// The mark in a text, or one of the town's own.
fn found(bare: &Bare, own: &[String]) -> Option<Range<usize>> {
    mark(bare).or_else(|| listed(bare, own))
}

/// The mark in a text: a level before a star (机密★1年), after 密级：, alone (秘密, 机密 10年, 【绝密】), or said of a paper.
fn mark(bare: &Bare) -> Option<Range<usize>> {
    for level in LEVELS {
        for (at, _) in bare.text.match_indices(level) {
            let end = at + level.len();
            let (before, after) = (bare.text.get(..at)?, bare.text.get(end..)?);
            let is_called =
                before.ends_with("密级:") || before.ends_with("密级") || before.ends_with("密级为");
            // 工作秘密★1年 and 商业秘密★ are told of as what they are.
            let is_other = before.ends_with("工作") || before.ends_with("商业");
            let starred = after.strip_prefix('级').unwrap_or(after).strip_prefix(['★', '*']);
            if let Some(term) = starred.filter(|_| !is_other && !is_example(before)) {
                return Some(at..bare.text.len() - term.len() + term_length(term));
            }
            if let Some(length) = other_sign(before, after) {
                return Some(at..end + length);
            }
            if is_called && !after.starts_with(['的', '和', '、', '或']) {
                return Some(at..end);
            }
            if is_said_of_paper(before, after) {
                let class = if after.starts_with('级') { '级'.len_utf8() } else { 0 };
                return Some(at..end + class);
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

/// 标志形式如“机密★20年”: what a lesson on marks shows in quotes.
fn is_example(before: &str) -> bool {
    let Some(told) = before.strip_suffix(['“', '"', '‘', '「', '《']) else { return false };
    let near: String = told.chars().rev().take(24).collect();
    // Read from behind.
    ["志标", "识标", "注标", "式样", "式形"].iter().any(|word| near.contains(word))
}

/// The length of another sign than the star behind a level that begins the text, and of its term: 机密▲, 绝密·启用前.
fn other_sign(before: &str, after: &str) -> Option<usize> {
    if before.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let term = after.strip_prefix(['▲', '△', '●', '○', '◆', '•', '·', '・', '☉', '■'])?;
    let until = ["启用前", "使用前", "启封前"].iter().find(|words| term.starts_with(**words));
    let length = until.map_or_else(|| term_length(term), |words| words.len());
    let ends = term.get(length..)?.chars().next().is_none_or(|sign| !sign.is_alphanumeric());
    ends.then_some(after.len() - term.len() + length)
}

/// What a paper is called that may bear a mark.
const PAPERS: &[&str] = &[
    "文件", "方案", "材料", "资料", "通知", "报告", "预案", "信息", "数据", "电报", "公文", "纪要", "函",
    "规划", "名单", "清单", "图纸", "合同", "件", "明电", "密电", "传真",
];

/// Whether the words around a level say that a paper has it: 本方案为机密级, 此件属秘密, 县委机密级电报（望委发电〔2022〕3号）.
/// What laws say of papers of a level (机密级文件应当…, 属于机密级的事项) is no such word.
fn is_said_of_paper(before: &str, after: &str) -> bool {
    let clause = before.rsplit(['。', '；', ';', '，', ',', ':', '\n']).next().unwrap_or_default();
    let (is_level, after) = after.strip_prefix('级').map_or((false, after), |rest| (true, rest));
    let ends = is_level
        || after.chars().next().is_none_or(|sign| !sign.is_alphanumeric())
        || ["文件", "件", "国家秘密"].iter().any(|word| after.starts_with(word));
    let link = ["属于", "确定为", "定为", "列为", "标为", "属", "为", "系", "是"]
        .iter()
        .find_map(|link| clause.strip_suffix(link));
    let is_conditional = ["应", "如", "若", "凡", "是否", "不", "未", "非", "拟", "可能", "哪", "什么"]
        .iter()
        .any(|word| clause.contains(word));
    let of_itself = link.is_some_and(|subject| {
        let speaks = ["本", "此"]
            .iter()
            .any(|word| PAPERS.iter().any(|paper| subject.contains(&format!("{word}{paper}"))));
        let speaks = speaks || subject.starts_with("附件");
        speaks && !is_conditional && !after.starts_with("以")
    });
    // A paper with its number.
    let kind = PAPERS.iter().find_map(|paper| after.strip_prefix(paper));
    let is_numbered = kind.is_some_and(|rest| {
        if !rest.starts_with(['（', '(', '《', '“', '〔', '"']) {
            return false;
        }
        let rest = rest.trim_start_matches(['（', '(', '《', '“']);
        let number: String = rest.chars().take(20).take_while(|sign| !"。；，、".contains(*sign)).collect();
        number.contains(['〔', '[', '【']) && number.contains('号')
    });
    (of_itself && ends) || is_numbered
}

/// 关于某事的报告（机密）, 某方案（秘密1年）: a level alone in the brackets that end a title.
fn behind_title(text: &str) -> Option<Range<usize>> {
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
    let unit = ["年", "个月", "月", "天", "日", "长期"]
        .iter()
        .find(|unit| rest.starts_with(**unit))
        .map_or(0, |unit| unit.len());
    if unit == 0 || (number == 0 && !rest.starts_with("长期")) { 0 } else { number + unit }
}
