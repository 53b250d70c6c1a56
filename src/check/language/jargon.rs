//! Words that villagers don't use.

use super::prose::prose;
use super::word_list::WordList;
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "office-jargon",
    severity: Severity::Note,
    group: Group::Language,
    waivable: true,
    what: Words::new("用了公文里的套话", "A word of offices that people don't use"),
    why: Words::new("公开是给群众看的，要让人看得懂", "It is written for people, who should understand it"),
    mend: Words::new("换成大家说的话，或直接说做了什么", "say it in plain words, or say what was done"),
    look: Look::Entry(look),
};

/// Words with plain ones.
const JARGON: &[(&str, &str)] = &[
    ("抓手", "办法"),
    ("赋能", "帮助"),
    ("闭环管理", "一件件办到底"),
    ("颗粒度", "粗细"),
    ("组合拳", "几项办法"),
    ("走深走实", "做好"),
    ("提质增效", "做得更好更省"),
    ("靶向发力", "针对问题"),
    ("压紧压实", "落实"),
    ("高位推动", "领导带头"),
    ("久久为功", "长期坚持"),
    ("驰而不息", "一直坚持"),
    ("统筹推进", "一起办"),
    ("兹将", "现将"),
    ("特此函告", "特此通知"),
    ("毋庸", "不用"),
    ("藉此", "借此"),
    ("尚需", "还要"),
    ("业经", "已经"),
    ("应予", "应当"),
];

static LIST: LazyLock<WordList<&'static str>> =
    LazyLock::new(|| WordList::new(JARGON.iter().map(|(word, plain)| (*word, plain))));

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let own = &subject.site.word_lists.jargon;
    if !LIST.may_stand_in(subject) && !own.iter().any(|word| subject.may_hold(&word.old)) {
        return;
    }
    let mut place = None;
    let mut words: Vec<(&str, &str)> = Vec::new();
    for piece in prose(subject).filter(|piece| piece.kind != PieceKind::Title) {
        LIST.find(&piece.text, &mut |at, word, plain| {
            place.get_or_insert_with(|| piece.place(at..at + word.len()));
            if !words.contains(&(word, plain)) {
                words.push((word, plain));
            }
        });
    }
    for own in own {
        if let Some((piece, range)) = subject.word(&own.old).into_iter().next() {
            place.get_or_insert_with(|| piece.place(range));
            words.push((&own.old, &own.new));
        }
    }
    let Some(place) = place else { return };
    let list = |open: char, close: char, between: &str| {
        let words: Vec<_> = words.iter().map(|(word, _)| format!("{open}{word}{close}")).collect();
        words.join(between)
    };
    let message = Text::new(
        format!("{}群众不好懂", list('“', '”', "")),
        format!("{} are hard to understand", list('‘', '’', ", ")),
    );
    let instead = |arrow: &str, between: &str| {
        let pairs: Vec<_> = words.iter().map(|(word, plain)| format!("{word}{arrow}{plain}")).collect();
        pairs.join(between)
    };
    let help = Text::new(
        format!("换成大家说的话，如 {}", instead(" → ", "，")),
        format!("say it in plain words, such as {}", instead(" → ", ", ")),
    );
    problems.push(RULE.finding(message).placed(place).help(help));
}
