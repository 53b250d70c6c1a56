//! Marks of internal papers and of drafts that are not decided.

use super::bare::Bare;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::BREAK;
use crate::text::Text;

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
    "内部掌握",
    "注意保密",
    "工作秘密",
];

/// What goes on behind such a mark.
const BEHIND: &[&str] =
    &["注意", "不得", "严禁", "请勿", "免费", "切勿", ",", "，", "★", "参考", "传阅", "使用"];

/// What is not to be done with such a paper.
const SPREADING: &[&str] = &["外传", "外泄", "扩散"];

/// Drafts that nobody has decided on.
const DRAFTS: &[&str] = &["征求意见稿", "送审稿", "讨论稿", "未定稿", "草案稿"];

/// What the foot of a paper says that is not to go out.
const WITHHOLDS: &[&str] = &["不公开", "不予公开", "不主动公开", "不宜公开", "依申请公开"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let own = &subject.site.word_lists.internal_marks;
    // A draft that people are asked about is meant to be read.
    let asks =
        || subject.text().replace("征求意见稿", "").contains("征求") || subject.text().contains("征集");
    in_attachments(subject, own, problems);
    let may = |words: &[&str]| subject.may_hold_any(words);
    let is_withheld = may(WITHHOLDS) && may(&["件", "属性", "选项", "方式"]);
    let is_draft = may(DRAFTS) && !asks();
    let may_own = own.iter().any(|word| subject.may_hold(word));
    if !(is_draft || may(MARKS) || may(SPREADING) || is_withheld || may_own) {
        return;
    }
    // Most texts hold none of the signs that every mark has one of.
    let may_be = |text: &str| {
        may_own
            || text.contains(['内', '密', '外', '扩', '稿'])
            || (text.contains("公开") && text.contains(['件', '属', '选', '方']))
    };
    for piece in subject.pieces().iter().filter(|piece| may_be(&piece.text)) {
        let bare = Bare::of(&piece.text);
        let draft = DRAFTS.iter().filter(|_| is_draft).find_map(|word| {
            let at = bare.text.find(*word)?;
            let before = bare.text.get(..at)?;
            let alone = before.is_empty() || before.ends_with(['(', '（', '【', '[', '〔']);
            alone.then_some(at..at + word.len())
        });
        let found = own
            .iter()
            .find_map(|word| bare.text.find(word.as_str()).map(|at| at..at + word.len()))
            .or(draft)
            .or_else(|| {
                bare.sentences()
                    .find_map(|(start, sentence)| is_mark(sentence).then_some(start..start + sentence.len()))
            });
        if let Some(range) = found {
            let words = bare.text.get(range.clone()).unwrap_or_default();
            let message = Text::new(
                format!("有“{words}”，像是不公开的文件"),
                format!("‘{words}’: that looks like a paper that is not public"),
            );
            problems.push(RULE.finding(message).placed(bare.place(piece, range)));
        }
    }
}

/// The first mark of each file that goes with the entry. Of drafts nothing is said: a table may be asked about in them.
fn in_attachments(subject: &Subject<'_>, own: &[String], problems: &mut Vec<Diagnostic>) {
    for (path, contents) in subject.attachments() {
        let may = |line: &&str| {
            !own.is_empty() || ["内", "外", "保", "秘", "公开"].iter().any(|sign| line.contains(sign))
        };
        let words = contents.words.split(['\n', BREAK]).filter(may).find_map(|line| {
            let bare = Bare::of(line);
            let own = own.iter().find(|word| bare.text.contains(word.as_str())).cloned();
            own.or_else(|| {
                bare.sentences().map(|(_, words)| words).find(|words| is_mark(words)).map(str::to_owned)
            })
        });
        if let Some(words) = words {
            let name = path.name();
            let message = Text::new(
                format!("附件“{name}”里有“{words}”，像是不公开的文件"),
                format!("the attachment ‘{name}’ says ‘{words}’: that looks like a paper that is not public"),
            );
            problems.push(RULE.finding(message).in_file((*path).clone()));
        }
    }
}

/// 内部资料, 内部文件不得外传, 本资料仅供内部使用: the mark alone or with what it asks for, not a sentence about such papers.
fn is_mark(sentence: &str) -> bool {
    let short = sentence.chars().count() <= 24;
    // What stands at the foot of official papers: 此件不公开, 公开属性：依申请公开.
    let speaks = ["此件", "本件", "公开属性:", "公开方式:", "信息公开选项:"]
        .iter()
        .any(|word| sentence.starts_with(word));
    let withholds = WITHHOLDS.iter().any(|word| sentence.contains(word));
    if short && speaks && withholds {
        return true;
    }
    let stands = MARKS.iter().any(|mark| {
        sentence.strip_prefix(mark).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(|sign: char| sign.is_ascii_digit())
                || (short && BEHIND.iter().any(|behind| rest.starts_with(behind)))
        })
    });
    let spreads = SPREADING.iter().any(|word| sentence.contains(word));
    let asks = ["不得", "严禁", "请勿", "切勿", "禁止"].iter().any(|word| sentence.contains(word));
    let of_papers = MARKS.iter().any(|mark| *mark != "工作秘密" && sentence.contains(mark))
        || ["本资料", "本文件", "本材料"].iter().any(|word| sentence.contains(word));
    stands || (short && of_papers && ((spreads && asks) || sentence.contains("仅供内部")))
}
