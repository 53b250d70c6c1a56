//! Who made a complaint, in the reply to it.

use crate::check::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::{Name, name, names};
use crate::terms::{Category, Kind};
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "complainant-named",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new("答复里有提意见人的姓名", "A reply names who made the complaint"),
    why: Words::new(
        "信访、举报人的信息要保密（信访工作条例）",
        "Who complains or reports is kept secret (Regulations on Handling Petitions)",
    ),
    mend: Words::new("写“群众反映”，不写姓名", "write ‘villagers report’ without a name"),
    look: Look::Entry(look),
};

/// Words for who complained, in heads of columns and before names.
const WHO: &[&str] = &[
    "反映人",
    "投诉人",
    "来信人",
    "来访人",
    "实名",
    "举报人",
    "留言人",
    "意见人",
    "信访人",
    "提议人",
    "咨询人",
    "姓名",
    "当事人",
];

/// What they did.
const DID: &[&str] =
    &["反映", "投诉", "举报", "来信", "来电", "来访", "提出", "建议", "询问", "咨询", "留言"];

/// What ends a title of office, which names nobody.
const TITLES: &[&str] = &["书记", "主任", "村长", "组长", "镇长", "代表", "委员", "会计", "老师", "医生"];

/// Words before the name of one who is answered: 对王建国来信的答复.
const OF: &[&str] = &["对", "关于", "据", "由", "给"];

/// 王建国同志：, 尊敬的王建国：: whom a letter speaks to.
fn addressed(text: &str) -> Option<Range<usize>> {
    let own = text.strip_prefix("尊敬的").unwrap_or(text);
    let start = text.len() - own.len();
    let end = own.find(['：', ':'])?;
    let called = own.get(..end)?;
    let words = ["同志", "先生", "女士"].iter().find_map(|title| called.strip_suffix(title));
    let is_polite = start > 0 || words.is_some();
    let words = words.unwrap_or(called);
    (is_polite && name(words) == Some(Name::Plain) && !TITLES.iter().any(|title| words.ends_with(title)))
        .then(|| start..start + words.len())
}

/// 王建国等5户村民联名反映: the ends of names before 等, where what those did follows soon.
fn of_several(text: &str) -> impl Iterator<Item = usize> {
    let did = |rest: &str| {
        let far = rest.char_indices().nth(14).map_or(rest.len(), |(at, _)| at);
        let clause = rest.get(..far).unwrap_or_default().split(['，', '。', '；', '、']).next();
        clause.is_some_and(|clause| DID.iter().any(|did| clause.contains(did)))
    };
    text.match_indices('等').filter(move |(at, _)| text.get(*at..).is_some_and(did)).map(|(at, _)| at)
}

/// 石桥湾村李国强反映: a name of three characters right before what somebody did, behind a place or at the beginning.
fn in_front(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = addressed(text).into_iter().collect();
    let ends = DID.iter().flat_map(|did| text.match_indices(did)).map(|(at, _)| at);
    for at in ends.chain(of_several(text)) {
        let head = text.get(..at).unwrap_or_default();
        let head = ["同志", "先生", "女士"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
        let Some((start, _)) = head.char_indices().rev().nth(2) else { continue };
        let (before, words) = head.split_at_checked(start).unwrap_or_default();
        let opens =
            before.chars().next_back().is_none_or(|sign| {
                !sign.is_alphanumeric() || matches!(sign, '村' | '组' | '镇' | '社' | '区')
            }) || OF.iter().any(|word| before.ends_with(word));
        let is_title = TITLES.iter().any(|title| words.ends_with(title));
        let range = start..start + words.len();
        if opens && !is_title && name(words) == Some(Name::Plain) && !found.contains(&range) {
            found.push(range);
        }
    }
    found
}

/// The length of a name of three characters at the beginning of a text: 来访人张建国（电话略）反映.
fn right_behind(text: &str) -> Option<usize> {
    let length: usize = text.chars().take(3).map(char::len_utf8).sum();
    let (words, rest) = text.split_at_checked(length)?;
    let ends = rest.is_empty() || rest.starts_with(['（', '(', '，', '、', '。', '称', '要']);
    (ends && words.chars().count() == 3 && name(words) == Some(Name::Plain)).then_some(length)
}

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    if entry.kind != Kind::Reply && entry.category != Category::Feedback {
        return;
    }
    let mut report = |text: &str, place| {
        let message = Text::new(format!("答复里写了“{text}”"), format!("the reply names ‘{text}’"));
        problems.push(RULE.finding(message).placed(place));
    };
    for table in subject.body.tables() {
        for (at, _) in table.columns.iter().enumerate() {
            let head: String =
                table.head.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.text()).collect();
            if WHO.iter().any(|who| head.contains(who)) {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
                for cell in cells.filter(|cell| name(&cell.text()).is_some()) {
                    report(cell.text().trim(), subject.cell_place(table, cell));
                }
            }
        }
    }
    for piece in
        subject.pieces().iter().filter(|piece| !matches!(piece.kind, PieceKind::Target | PieceKind::FileName))
    {
        let called = names(&piece.text);
        for range in in_front(&piece.text) {
            if !called.iter().any(|(other, _)| *other == range) {
                report(piece.text.get(range.clone()).unwrap_or_default(), piece.place(range));
            }
        }
        for (range, _) in called {
            let after = piece.text.get(range.end..).unwrap_or_default();
            let after = ["同志", "先生", "女士", "等人", "等"]
                .iter()
                .find_map(|word| after.strip_prefix(word))
                .unwrap_or(after);
            if DID.iter().any(|did| after.starts_with(did)) {
                report(piece.text.get(range.clone()).unwrap_or_default(), piece.place(range));
            }
        }
        for who in WHO.iter().filter(|who| **who != "姓名" || piece.text.contains("姓名：")) {
            for (at, _) in piece.text.match_indices(who) {
                let start = at + who.len();
                let after = piece.text.get(start..).unwrap_or_default();
                let Some(rest) = after.strip_prefix(['：', ':']) else {
                    if let Some(length) = right_behind(after).filter(|_| *who != "姓名") {
                        report(after.get(..length).unwrap_or_default(), piece.place(start..start + length));
                    }
                    continue;
                };
                let end = rest
                    .find(|sign: char| {
                        matches!(sign, '，' | '。' | '；' | '、' | '（' | '(' | '）' | ')' | ' ' | '\n' | ',')
                    })
                    .unwrap_or(rest.len());
                let words = rest.get(..end).unwrap_or_default();
                if matches!(name(words), Some(Name::Plain | Name::Masked)) {
                    let from = piece.text.len() - rest.len();
                    report(words, piece.place(from..from + words.len()));
                }
            }
        }
    }
}
