//! Marks of internal papers and of drafts that are not decided.

use super::attached::in_attachments;
use super::bare::{Bare, listed};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "internal-paper",
    severity: Severity::Error,
    group: Group::Secrets,
    waivable: true,
    what: Words::new("有内部文件、未定稿的字样", "Words of an internal paper or of a draft"),
    why: Words::new(
        "内部事务和过程性信息可以不公开，公开前要审查（政府信息公开条例第十六条、第十七条）；工作秘密不得公开（保守国家秘密法第六十四条）",
        "Internal matters and drafts are reviewed before they go out (Regulation on Open Government Information arts 16, 17); work secrets stay inside (State Secrets Law art. 64)",
    ),
    mend: Words::new(
        "核对能不能公开；能公开的，去掉字样或换成定稿",
        "ask whether it may go out; if so take the words off, or use the final text",
    ),
    look: Look::Entry(look),
};

/// What is written on internal papers.
const MARKS: &[&str] = &[
    "内部资料",
    "内部文件",
    "内部材料",
    "内部刊物",
    "内部参考",
    "内部传阅",
    "仅供内部",
    "仅限内部",
    "内部使用",
    "内部明电",
    "内部通报",
    "内部简报",
    "内部情况通报",
    "内部掌握",
    "注意保密",
    "工作秘密",
];

/// What goes on behind such a mark.
const BEHIND: &[&str] =
    &["注意", "不得", "严禁", "请勿", "免费", "切勿", ",", "，", "★", "·", "参考", "传阅", "使用"];

/// What is not to be done with such a paper.
const SPREADING: &[&str] =
    &["外传", "外泄", "扩散", "对外公布", "对外公开", "对外提供", "对外传播", "对外发布", "传播", "转发"];

/// By what such a paper speaks of itself.
const ITSELF: &[&str] =
    &["本资料", "本文件", "本材料", "本件", "此件", "此文件", "此材料", "本表", "本通报", "此稿", "本稿"];

/// Drafts that nobody has decided on.
const DRAFTS: &[&str] = &["征求意见稿", "送审稿", "讨论稿", "未定稿", "草案稿"];

/// What the foot of a paper says that is not to go out.
const WITHHOLDS: &[&str] = &["不公开", "不得公开", "不予公开", "不主动公开", "不宜公开", "依申请公开"];

/// What the foot of a paper for a few says: 此件发至县团级，不登报; 阅后收回.
const FEW: &[&str] = &["不登报", "阅后收回", "阅后退回", "阅后销毁", "阅后即焚", "阅后即毁"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let own = &subject.site.word_lists.internal_marks;
    // A draft that people are asked about is meant to be read.
    let asks =
        || subject.text().replace("征求意见稿", "").contains("征求") || subject.text().contains("征集");
    // Of drafts nothing is said in attachments: a table may be asked about in them.
    in_attachments(
        subject,
        &RULE,
        |line| {
            !own.is_empty()
                || line.contains(['内', '外', '保', '秘', '掌', '阅', '登'])
                || line.contains("公开")
        },
        |bare| listed(bare, own).or_else(|| mark(bare)),
        |name, words| {
            Text::new(
                format!("附件“{name}”里有“{words}”，像是不公开的文件"),
                format!("the attachment ‘{name}’ says ‘{words}’: that looks like a paper that is not public"),
            )
        },
        problems,
    );
    let may = |words: &[&str]| subject.may_hold_any(words);
    let is_withheld = may(WITHHOLDS) && may(&["件", "属性", "选项", "方式"]);
    let is_draft = may(DRAFTS) && !asks();
    let may_own = own.iter().any(|word| subject.may_hold(word));
    if !(is_draft || may(MARKS) || may(FEW) || may(SPREADING) || may(&["掌握"]) || is_withheld || may_own) {
        return;
    }
    // Most texts hold none of the signs that every mark has one of.
    let may_be = |text: &str| {
        may_own
            || text.contains(['内', '密', '外', '扩', '稿', '掌', '传', '转', '阅', '登'])
            || (text.contains("公开") && text.contains(['件', '属', '选', '方']))
    };
    for piece in subject.pieces().iter().filter(|piece| may_be(&piece.text)) {
        let bare = Bare::of(&piece.text);
        let draft = DRAFTS.iter().filter(|_| is_draft).find_map(|word| {
            let at = bare.text.find(*word)?;
            let before = bare.text.get(..at)?;
            // （修订讨论稿）, （第二次征求意见稿）
            let opens = |sign: char| matches!(sign, '(' | '（' | '【' | '[' | '〔');
            let from_bracket = before.chars().rev().take(7).position(opens);
            let is_marked = from_bracket
                .is_some_and(|length| before.chars().rev().take(length).all(|sign| sign.is_alphanumeric()));
            (before.is_empty() || is_marked).then_some(at..at + word.len())
        });
        let found = listed(&bare, own).or(draft).or_else(|| mark(&bare));
        if let Some(range) = found {
            let words = bare.written(&piece.text, range.clone());
            let message = Text::new(
                format!("有“{words}”，像是不公开的文件"),
                format!("‘{words}’: that looks like a paper that is not public"),
            );
            problems.push(RULE.finding(message).placed(bare.place(piece, range)));
        }
    }
}

/// The first sentence that is such a mark.
fn mark(bare: &Bare) -> Option<Range<usize>> {
    bare.sentences().find_map(|(start, sentence)| is_mark(sentence).then_some(start..start + sentence.len()))
}

/// 内部资料, 内部文件不得外传, 本资料仅供内部使用: the mark alone or with what it asks for, not a sentence about such papers.
fn is_mark(sentence: &str) -> bool {
    let short = sentence.chars().count() <= 24;
    // What stands at the foot of official papers: 此件不公开, 公开属性：依申请公开.
    let speaks = ["此件", "本件", "公开属性:", "公开方式:", "信息公开选项:"]
        .iter()
        .any(|word| sentence.starts_with(word));
    let withholds = || WITHHOLDS.iter().any(|word| sentence.contains(word));
    if short && speaks && withholds() {
        return true;
    }
    let is_rule = ["应", "须", "需", "要"].iter().any(|word| sentence.contains(word));
    if short && !is_rule && FEW.iter().any(|word| sentence.ends_with(word)) {
        return true;
    }
    let stands = MARKS.iter().any(|mark| {
        sentence.strip_prefix(mark).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(|sign: char| sign.is_ascii_digit())
                || (short && BEHIND.iter().any(|behind| rest.starts_with(behind)))
        })
    });
    let spreads = || SPREADING.iter().any(|word| sentence.contains(word));
    let asks = || ["不得", "严禁", "请勿", "切勿", "禁止"].iter().any(|word| sentence.contains(word));
    let of_papers = || {
        MARKS.iter().any(|mark| *mark != "工作秘密" && sentence.contains(mark))
            || ITSELF.iter().any(|word| sentence.contains(word))
    };
    let is_for_few = || {
        sentence.contains("仅供内部")
            || sentence.contains("仅限内部")
            || (sentence.contains("仅供")
                && ["掌握", "参阅", "传阅"].iter().any(|word| sentence.contains(word))
                && ["干部", "领导", "机关", "人员", "委员"].iter().any(|word| sentence.contains(word)))
    };
    let is_work_secret = || {
        ["本", "此"].iter().any(|word| sentence.starts_with(word))
            && ["为工作秘密", "属工作秘密", "属于工作秘密", "是工作秘密"]
                .iter()
                .any(|word| sentence.contains(word))
            && !["不为", "不属", "不是", "非", "如", "若"].iter().any(|word| sentence.contains(word))
    };
    // 以上内容仅供领导参阅 says so of whatever stands above.
    let is_above = || ["以上", "上述"].iter().any(|word| sentence.starts_with(word));
    let is_told = || of_papers() && ((spreads() && asks()) || is_for_few()) || is_above() && is_for_few();
    stands || (short && (is_work_secret() || is_told()))
}
