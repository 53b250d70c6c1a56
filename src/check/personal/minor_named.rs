//! Children under 14 by name.

use super::lists::List;
use crate::check::piece::{Piece, PieceKind};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Row;
use crate::personal::{self, Column, Kind, Name};
use crate::terms::Disclosure;
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "minor-named",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new("公开了不满十四周岁的人的姓名", "Children under fourteen are named"),
    why: Words::new(
        "不满十四周岁的人的信息都是敏感个人信息，须监护人同意（个人信息保护法第二十八条、第三十一条）",
        "All information on children under fourteen is sensitive and needs their guardians' consent (Personal Information Protection Law arts 28, 31)",
    ),
    mend: Words::new("只公布人数、金额，不列姓名", "publish numbers and sums, no names"),
    look: Look::Entry(look),
};

/// Below this age everything about a person is sensitive.
const AGE: i32 = 14;

/// Words by which a list is one of children.
const CHILDREN: &[&str] = &[
    "学生名单",
    "儿童名单",
    "幼儿名单",
    "孤儿",
    "留守儿童",
    "困境儿童",
    "事实无人抚养儿童",
    "未成年人",
    "婴幼儿",
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    look_at(subject, &mut found);
    // 孤儿张小花（9岁） is one child, whatever tells so.
    for finding in found {
        if !problems.iter().any(|other| other.code == finding.code && other.place == finding.place) {
            problems.push(finding);
        }
    }
}

fn look_at(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let year = i32::from(subject.entry.issued_on.value.year());
    for sight in subject.sights().iter().filter(|sight| sight.kind == Kind::Identity) {
        if born(&sight.written).is_some_and(|born| year - born < AGE) {
            let message = Text::new(
                "身份证号是不满十四周岁的人的",
                "the identity number is that of a child under fourteen",
            );
            problems.push(RULE.finding(message).placed(sight.place.clone()));
        }
    }
    in_words(subject, problems);
    born_in(subject, year, problems);
    pupils(subject, problems);
    children(subject, problems);
    for list in subject.lists() {
        if let Some(cell) = list.column(Column::Name).and_then(|at| list.head_cell(at))
            && is_of_children(subject, list)
        {
            let message = Text::new("这是儿童、学生的名单", "this is a list of children or pupils");
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
            continue;
        }
        for row in list.rows().filter(|row| is_child(list, row, year)) {
            let Some(cell) = list.column(Column::Name).and_then(|at| row.cells.get(at)) else { continue };
            let message = Text::new(
                format!("“{}”不满十四周岁", cell.text().trim()),
                format!("‘{}’ is under fourteen", cell.text().trim()),
            );
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
        }
    }
}

/// 李小明（8岁）, 李小明，8岁: a name with an age behind it.
fn in_words(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active || !subject.may_hold("岁") {
        return;
    }
    for piece in subject.pieces() {
        let is_running = matches!(
            piece.kind,
            PieceKind::Title | PieceKind::Paragraph | PieceKind::Heading | PieceKind::Field(_)
        );
        for (at, _) in piece.text.match_indices('岁').filter(|_| is_running) {
            let Some((head, tail)) = piece.text.split_at_checked(at) else { continue };
            let before = head.trim_end_matches(|sign: char| sign.is_ascii_digit());
            let age = head.get(before.len()..).and_then(|age| age.parse::<i32>().ok());
            let bare = before.trim_end_matches(BETWEEN);
            let closes = tail.starts_with("岁）") || tail.starts_with("岁)");
            let is_bracketed = closes && before.ends_with(['（', '(']);
            let name = named(bare, is_bracketed).filter(|_| before.len() > bare.len());
            let (Some(name), true) = (name, age.is_some_and(|age| age < AGE)) else { continue };
            let named = bare.get(name.clone()).unwrap_or_default();
            problems.push(RULE.finding(is_young(named)).placed(piece.place(name)));
        }
    }
}

/// What stands between a name and an age or a year of birth.
const BETWEEN: &[char] = &['（', '(', '，', ',', '今', '年', '男', '女', '于', ' '];

fn is_young(name: &str) -> Text {
    Text::new(format!("“{name}”不满十四周岁"), format!("‘{name}’ is under fourteen"))
}

/// 陈秀兰，2015年出生: a name with a year of birth behind it.
fn born_in(subject: &Subject<'_>, year: i32, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active
        || !subject.may_hold_any(&["出生", "年生", "月生", "日生"])
    {
        return;
    }
    let is_running = |piece: &&Piece| {
        matches!(
            piece.kind,
            PieceKind::Title | PieceKind::Paragraph | PieceKind::Heading | PieceKind::Field(_)
        )
    };
    for piece in subject.pieces().iter().filter(is_running) {
        for (at, _) in piece.text.match_indices('年') {
            let (head, tail) = piece.text.split_at_checked(at).unwrap_or_default();
            let rest = tail.trim_start_matches(|sign: char| {
                sign.is_ascii_digit() || matches!(sign, '年' | '月' | '日' | ' ')
            });
            let before = head.trim_end_matches(|sign: char| sign.is_ascii_digit());
            let born = head.get(before.len()..).and_then(|born| born.parse::<i32>().ok());
            let is_child = born.is_some_and(|born| (year - AGE + 1..=year).contains(&born));
            let goes_on = ["出生", "生，", "生）", "生)", "生。"].iter().any(|word| rest.starts_with(word));
            if !is_child || !goes_on {
                continue;
            }
            let bare = before.trim_end_matches(BETWEEN);
            if let Some(name) = named(bare, false).filter(|_| before.len() > bare.len()) {
                let named = bare.get(name.clone()).unwrap_or_default();
                problems.push(RULE.finding(is_young(named)).placed(piece.place(name)));
            }
        }
    }
}

/// Words right before the names of children, whatever school they go to.
const LEADS: &[&str] =
    &["孤儿", "留守儿童", "困境儿童", "抚养儿童", "学生名单：", "儿童名单：", "幼儿名单："];
/// What goes on behind such a name: as little as can be, for 儿童高兴地 names nobody.
const GOES_ON: &[&str] = &["、", "，", "。", "（", "(", "等", "每月", "享受", "领取", "获"];

/// 留守儿童刘小雨、张子涵: a name of three characters behind a word for children.
fn children(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active || !subject.may_hold_any(LEADS) {
        return;
    }
    let is_running =
        |piece: &&Piece| matches!(piece.kind, PieceKind::Title | PieceKind::Paragraph | PieceKind::Heading);
    for piece in subject.pieces().iter().filter(is_running) {
        for (at, lead) in LEADS.iter().flat_map(|lead| piece.text.match_indices(lead)) {
            let start = at + lead.len();
            let behind = piece.text.get(start..).unwrap_or_default();
            let colon = if behind.starts_with('：') { '：'.len_utf8() } else { 0 };
            let (start, behind) = (start + colon, behind.get(colon..).unwrap_or_default());
            let length: usize = behind.chars().take(3).map(char::len_utf8).sum();
            let (name, rest) = behind.split_at_checked(length).unwrap_or_default();
            let is_name = name.chars().count() == 3 && personal::name(name).is_some();
            if is_name && (rest.is_empty() || GOES_ON.iter().any(|word| rest.starts_with(word))) {
                let message =
                    Text::new(format!("写了儿童“{name}”的姓名"), format!("the child ‘{name}’ is named"));
                problems.push(RULE.finding(message).placed(piece.place(start..start + length)));
            }
        }
    }
}

/// Words for children who go to a school for those under fourteen.
const PUPILS: &[&str] = &["学生", "同学", "小朋友", "幼儿", "少先队员"];
/// Words that say so of the sentence.
const SCHOOLS: &[&str] =
    &["小学", "幼儿园", "学前班", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级"];
/// What goes on behind a name.
const BEHIND: &[&str] =
    &["获", "荣获", "被", "领取", "享受", "受", "因", "在", "的", "等", "参加", "，", "、", "（", "(", "。"];

/// 三年级学生李明轩获……: a name of three characters behind a word for pupils, in a sentence about a primary school.
fn pupils(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let is_active = subject.entry.disclosure == Disclosure::Active;
    if !is_active || !subject.may_hold_any(PUPILS) || !subject.may_hold_any(SCHOOLS) {
        return;
    }
    let is_running =
        |piece: &&Piece| matches!(piece.kind, PieceKind::Title | PieceKind::Paragraph | PieceKind::Heading);
    for piece in subject.pieces().iter().filter(is_running) {
        if !SCHOOLS.iter().any(|word| piece.text.contains(word)) {
            continue;
        }
        for word in PUPILS {
            for (at, _) in piece.text.match_indices(word) {
                let start = at + word.len();
                let behind = piece.text.get(start..).unwrap_or_default();
                // 受助学生：王小明（五年级）
                let lead = if behind.starts_with('：') { '：'.len_utf8() } else { 0 };
                let (start, behind) = (start + lead, behind.get(lead..).unwrap_or_default());
                let length: usize = behind.chars().take(3).map(char::len_utf8).sum();
                let (name, rest) = behind.split_at_checked(length).unwrap_or_default();
                let is_name = name.chars().count() == 3 && personal::name(name) == Some(Name::Plain);
                let goes_on = rest.is_empty() || BEHIND.iter().any(|word| rest.starts_with(word));
                if is_name && goes_on {
                    let message = Text::new(
                        format!("写了小学生、幼儿“{name}”的姓名"),
                        format!("the pupil ‘{name}’ is named"),
                    );
                    problems.push(RULE.finding(message).placed(piece.place(start..start + length)));
                }
            }
        }
    }
}

/// Words right before a child's name.
const SAID: &[&str] =
    &["学生", "儿童", "幼儿", "孤儿", "之子", "之女", "其子", "其女", "儿子", "女儿", "孙子", "孙女"];

/// The name that a text ends in. One of two characters is as often a word: it is a name behind a word for children, or
/// where the age alone stands in brackets behind it.
fn named(text: &str, is_bracketed: bool) -> Option<Range<usize>> {
    let is_name = |words: &str| personal::name(words) == Some(Name::Plain);
    let last = |count: usize| text.char_indices().rev().nth(count - 1).map(|(start, _)| start);
    let behind_word = [2, 3].into_iter().filter_map(last).find(|start| {
        let (before, name) = text.split_at(*start);
        SAID.iter().any(|word| before.ends_with(word)) && is_name(name)
    });
    let short = || {
        let (before, name) = text.split_at(last(2).filter(|_| is_bracketed)?);
        let is_first = before.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
        (is_first && is_name(name)).then_some(before.len())
    };
    // 陈*兰, 8 years old, is known to the whole village.
    let masked = || {
        let is_masked = |start: &usize| text.get(*start..).and_then(personal::name) == Some(Name::Masked);
        [3, 2].into_iter().filter_map(last).find(is_masked)
    };
    let start = || behind_word.or_else(short).or_else(masked);
    personal::name_before(text, text.len()).or_else(|| Some(start()?..text.len()))
}

/// The year of birth in an identity number of 18 digits.
fn born(written: &str) -> Option<i32> {
    let digits: String = written.chars().filter_map(|sign| char::from_digit(narrow(sign)?, 10)).collect();
    digits.get(6..10).filter(|_| digits.len() >= 17)?.parse().ok()
}

fn narrow(sign: char) -> Option<u32> {
    let wide = || u32::from(sign).checked_sub(0xff10).filter(|value| *value < 10);
    let spelled =
        || "〇一二三四五六七八九".chars().zip(0..).find(|(one, _)| *one == sign).map(|(_, value)| value);
    let zero = || matches!(sign, '零' | '○' | '◯').then_some(0);
    sign.to_digit(10).or_else(wide).or_else(spelled).or_else(zero)
}

fn is_of_children(subject: &Subject<'_>, list: &List<'_>) -> bool {
    let head = list.column(Column::Name).map(|at| list.head(at)).unwrap_or_default();
    let is_called = |text: &str| CHILDREN.iter().any(|word| text.contains(word));
    // The guardians' names alone name no child.
    let of_others = ["监护人", "家长", "教师", "户主"].iter().any(|word| head.contains(word));
    !of_others
        && (is_called(&subject.entry.title.value)
            || is_called(&head)
            || head.contains("学生")
            || head.contains("儿童")
            || head.contains("幼儿"))
}

fn is_child(list: &List<'_>, row: &Row, year: i32) -> bool {
    let cell = |column: Column| list.column(column).and_then(|at| row.cells.get(at)).map(|cell| cell.text());
    let number = |text: String| -> Option<i32> {
        let digits: String = text
            .chars()
            .skip_while(|sign| narrow(*sign).is_none())
            .map_while(narrow)
            .filter_map(|value| char::from_digit(value, 10))
            .collect();
        digits.parse().ok()
    };
    let age = cell(Column::Age).and_then(number);
    let born =
        cell(Column::Birth).and_then(number).map(|born| if born > 9_999 { born / 10_000 } else { born });
    age.is_some_and(|age| age < AGE)
        || born.is_some_and(|born| (1900..=year).contains(&born) && year - born < AGE)
}
