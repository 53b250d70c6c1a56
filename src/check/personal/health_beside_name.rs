//! Words of health beside a person's name.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::check::{Piece, PieceKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::{Column, name_before, names};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "health-beside-name",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new("姓名旁边写着病情、残疾等健康信息", "Health, illness or disability beside a name"),
    why: Words::new(
        "医疗健康是敏感个人信息（个人信息保护法第二十八条）；救助公示不公开病情",
        "Health is sensitive personal information (Personal Information Protection Law art. 28); lists of aid do not show it",
    ),
    mend: Words::new("删去健康信息，或不写姓名", "take out the health words, or the name"),
    look: Look::Entry(look),
};

/// Words of illness and disability.
const WORDS: &[&str] = &[
    "癌",
    "肿瘤",
    "白血病",
    "尿毒症",
    "艾滋",
    "HIV",
    "乙肝",
    "丙肝",
    "肝炎",
    "肝硬化",
    "肺结核",
    "尘肺",
    "精神病",
    "精神分裂",
    "精神残疾",
    "智力残疾",
    "肢体残疾",
    "视力残疾",
    "听力残疾",
    "言语残疾",
    "多重残疾",
    "残疾",
    "抑郁症",
    "癫痫",
    "糖尿病",
    "高血压",
    "心脏病",
    "脑梗",
    "脑瘫",
    "中风",
    "瘫痪",
    "偏瘫",
    "截瘫",
    "透析",
    "化疗",
    "重病",
    "大病",
    "慢性病",
    "痴呆",
    "梅毒",
    "失明",
    "致残",
    "截肢",
    "骨折",
    "脑出血",
    "脑溢血",
    "肾衰",
    "精神障碍",
    "红斑狼疮",
    "帕金森",
    "阿尔茨海默",
    "聋哑",
    "自闭症",
    "先天性",
    "流产",
    "不孕",
    "患病",
    "因病",
];

/// What is said of a sick person right behind the name.
const ILL: &[&str] = &["因患", "因病", "因残", "身患", "患有", "确诊", "住院", "残疾"];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    in_lists(subject, problems);
    let own: Vec<&str> = subject.site.word_lists.health_words.iter().map(String::as_str).collect();
    let may_tell_degrees =
        subject.may_hold_any(&["一级", "二级", "三级", "四级", "1级", "2级", "3级", "4级"]);
    if may_tell_degrees || WORDS.iter().chain(&own).any(|word| subject.holds(word)) {
        for piece in subject.pieces().iter().filter(|piece| is_running(piece)) {
            in_words(piece, &own, problems);
        }
    }
}

fn is_running(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Title | PieceKind::Paragraph | PieceKind::Heading | PieceKind::Field(_))
}

/// A kind of disability with its degree: 肢残二级, 精神三级.
fn degree(sentence: &str) -> Option<(usize, &str)> {
    const KINDS: &[&str] = &["肢体", "肢残", "视力", "听力", "言语", "智力", "智残", "精神", "精残", "多重"];
    KINDS.iter().flat_map(|kind| sentence.match_indices(kind)).find_map(|(at, kind)| {
        let behind = sentence.get(at + kind.len()..)?;
        let degree = behind.chars().next().filter(|sign| "一二三四1234".contains(*sign))?;
        let words = sentence.get(at..at + kind.len() + degree.len_utf8() + '级'.len_utf8())?;
        words.ends_with('级').then_some((at, words))
    })
}

/// A sentence that names a person and an illness.
fn in_words(piece: &Piece, own: &[&str], problems: &mut Vec<Diagnostic>) {
    let mut start = 0;
    for sentence in piece.text.split_inclusive(['。', '；', ';', '！', '？', '\n']) {
        let word = WORDS.iter().chain(own).find_map(|word| Some((sentence.find(word)?, *word)));
        let word = word.or_else(|| degree(sentence));
        let is_named = || {
            let said = |verb: &str| {
                sentence.match_indices(verb).any(|(at, _)| {
                    // 高血压患者 is no person.
                    name_before(sentence, at).is_some_and(|name| {
                        let name = sentence.get(name).unwrap_or_default();
                        !WORDS.iter().any(|word| name.contains(word) || word.contains(name))
                    })
                })
            };
            !names(sentence).is_empty() || ILL.iter().any(|verb| said(verb))
        };
        if let Some((at, word)) = word.filter(|_| is_named()) {
            let range = start + at..start + at + word.len();
            problems.push(RULE.finding(message(word)).placed(piece.place(range)));
        }
        start += sentence.len();
    }
}

/// A column of health in a list of persons, or a cell of it that holds such words.
fn in_lists(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.lists().is_empty() {
        return;
    }
    let own: Vec<&str> = subject.site.word_lists.health_words.iter().map(String::as_str).collect();
    for list in subject.lists() {
        let column = list.column(Column::Health);
        if let Some((at, cell)) = column.and_then(|at| Some((at, list.head_cell(at)?))) {
            let head = list.head(at);
            let message = Text::new(
                format!("名单里有“{head}”一列"),
                format!("a list of persons has the column ‘{head}’"),
            );
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
        }
        for row in list.rows() {
            for (_, cell) in row.cells.iter().enumerate().filter(|(at, _)| Some(*at) != column) {
                let text = cell.text();
                let word = WORDS.iter().chain(&own).find(|word| text.contains(**word)).copied();
                if let Some(word) = word.or_else(|| degree(&text).map(|(_, word)| word)) {
                    let place = subject.cell_place(list.table, cell);
                    problems.push(RULE.finding(message(word)).placed(place));
                }
            }
        }
    }
}

fn message(word: &str) -> Text {
    Text::new(format!("姓名旁边有“{word}”"), format!("beside a name stands ‘{word}’"))
}
