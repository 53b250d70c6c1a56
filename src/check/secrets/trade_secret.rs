//! Words of business secrets: reserve prices before the opening, itemised bids.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "trade-secret",
    severity: Severity::Warning,
    group: Group::Secrets,
    waivable: true,
    what: Words::new(
        "有标底、报价明细等商业秘密的字样",
        "A reserve price, itemised bids or other business secrets",
    ),
    why: Words::new(
        "涉及商业秘密的不得公开（政府信息公开条例第十五条）；开标前标底必须保密（招标投标法）",
        "Business secrets are not made public (Regulation on Open Government Information art. 15); a reserve price is secret until the opening (Tendering Law)",
    ),
    mend: Words::new("删去，或写明权利人同意公开", "take it out, or say that its owner agrees"),
    look: Look::Entry(look),
};

/// Words that are a secret wherever they stand.
const ALWAYS: &[&str] = &["报价明细", "分项报价", "核心商密", "普通商密", "商业秘密★", "商业秘密▲"];
/// Prices that are a secret before the opening.
const BEFORE: &[&str] = &["标底", "底价"];
/// Words by which the opening lies behind.
const AFTER: &[&str] = &["中标", "成交", "开标结果", "评标结果", "流标", "结算"];
/// How a text begins that says of itself that it holds such secrets.
const OF_ITSELF: &[&str] =
    &["本文件", "本资料", "本材料", "本表", "本方案", "以下", "下列", "下表", "上表", "所附"];
/// Words by which something is not shown.
const HIDDEN: &[&str] = &["不公开", "不公布", "不含", "保密", "不得", "已隐去"];
/// A word by which something is told elsewhere: the same clause, or one without a subject of its own.
const ELSEWHERE: &str = "另行";

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let own = subject.site.word_lists.trade_words.iter().map(String::as_str);
    let is_over = AFTER.iter().any(|word| subject.holds(word));
    let always = ALWAYS.iter().copied().chain(own).map(|word| (word, false));
    let before = BEFORE.iter().copied().filter(|_| !is_over).map(|word| (word, true));
    for (piece, range) in subject.word("商业秘密") {
        let before = piece.text.get(..range.start).unwrap_or_default();
        let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let speaks = OF_ITSELF.iter().any(|word| sentence.starts_with(word))
            && ["涉及", "属", "含", "为"].iter().any(|word| sentence.contains(word))
            && !["不", "未", "如", "若", "可能", "是否"].iter().any(|word| sentence.contains(word));
        if speaks {
            let message = Text::new("写明了有商业秘密", "it says itself that it holds business secrets");
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
    for (word, is_price) in always.chain(before) {
        for (piece, range) in subject.word(word) {
            let before = piece.text.get(..range.start).unwrap_or_default();
            let after = piece.text.get(range.end..).unwrap_or_default();
            let sentence_before = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
            let sentence_after = after.split(['。', '；', '\n']).next().unwrap_or_default();
            let hidden =
                HIDDEN.iter().any(|word| sentence_before.contains(word) || sentence_after.contains(word))
                    || sentence_after.split(['，', ',']).enumerate().any(|(at, clause)| {
                        clause.starts_with(ELSEWHERE) || at == 0 && clause.contains(ELSEWHERE)
                    });
            // 到底价格 is no reserve price; a price has a figure.
            let is_figure = !before.ends_with('到')
                && (sentence_after.chars().take(12).any(|sign| sign.is_numeric())
                    || (before.trim().is_empty() && after.chars().count() <= 6));
            if !hidden && (!is_price || is_figure) {
                let message = Text::new(
                    format!("有“{word}”，可能是商业秘密"),
                    format!("‘{word}’ may be a business secret"),
                );
                problems.push(RULE.finding(message).placed(piece.place(range)));
            }
        }
    }
}
