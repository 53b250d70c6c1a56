//! What looks like a list of persons, in an entry that declares no personal data.

use super::undeclared_column::allows_no_names;
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal::{Column, Name, name, names};
use crate::terms::Disclosure;
use crate::text::Text;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "undeclared-list",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new(
        "像是名单，但没有写 personal_data",
        "What looks like a list of persons, without personal_data",
    ),
    why: Words::new(
        "公开个人信息要说明依据和内容（个人信息保护法第三十五条）",
        "Who makes personal information public says on what ground and what (Personal Information Protection Law art. 35)",
    ),
    mend: Words::new(
        "写 personal_data: {present: true, fields: [masked_name], basis: …}，不是名单的可豁免",
        "write personal_data: {present: true, fields: [masked_name], basis: …}; waive it where it is no list",
    ),
    look: Look::Entry(look),
};

/// From so many names on it is a list.
const LIST: usize = 3;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.personal_data.as_ref().is_some_and(|data| data.present) {
        return;
    }
    // Where the row allows no list at all, that is what is said.
    let is_forbidden = subject.row().is_some_and(|row| allows_no_names(&row.privacy));
    let lists = if is_forbidden { &[] } else { subject.lists() };
    for list in lists {
        let names = list.names().count();
        let cell = list.column(Column::Name).and_then(|at| list.head_cell(at));
        if let Some(cell) = cell.filter(|_| names >= LIST) {
            let message = Text::new(
                format!("表里有{names}个像姓名的格子，但没有写 personal_data"),
                format!("{names} cells look like names, but there is no personal_data"),
            );
            problems.push(RULE.finding(message).placed(subject.cell_place(list.table, cell)));
        }
    }
    in_words(subject, problems);
}

/// From so many names on running text lists them.
const ENUMERATED: usize = 4;

/// Names one after the other: parted by 、 or blanks in a text, or each an item of a list.
fn in_words(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active {
        return;
    }
    let pieces = subject.pieces();
    if masked(subject, problems) {
        return;
    }
    for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Paragraph) {
        if let Some((count, range)) = enumerated(subject, &piece.text, ENUMERATED) {
            problems.push(finding(count).placed(piece.place(range)));
        }
    }
    let items = pieces.split(|piece| {
        let bare = piece.text.trim_end_matches(['；', '。', '，', ';']);
        piece.kind != PieceKind::Paragraph || !is_whole_name(bare.trim())
    });
    for run in items.filter(|run| run.len() >= ENUMERATED) {
        let words: Vec<&str> = run.iter().map(|piece| piece.text.as_str()).collect();
        if let (Some(first), true) = (run.first(), are_people(subject, &words)) {
            problems.push(finding(run.len()).placed(first.whole()));
        }
    }
}

/// 陈*兰、王*国、李*英: masked names in running text are persons without a doubt.
fn masked(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) -> bool {
    if !subject.may_hold_any(&["*", "＊"]) {
        return false;
    }
    let mut found = Vec::new();
    for piece in subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph) {
        let is_starred = |range: &Range<usize>| {
            piece.text.get(range.clone()).is_some_and(|name| name.contains(['*', '＊']))
        };
        let own = names(&piece.text).into_iter().filter(|(range, _)| is_starred(range));
        found.extend(own.map(|(range, _)| (piece, range)));
    }
    let count = found.len();
    let first = found.into_iter().next().filter(|_| count >= LIST);
    problems.extend(first.map(|(piece, range)| {
        let message = Text::new(
            format!("文中写了{count}个遮过的姓名，但没有写 personal_data"),
            format!("{count} masked names stand in the text, but there is no personal_data"),
        );
        RULE.finding(message).placed(piece.place(range))
    }));
    count >= LIST
}

fn finding(names: usize) -> Diagnostic {
    let message = Text::new(
        format!("文中一连写了{names}个像姓名的词，但没有写 personal_data"),
        format!("{names} names, as it seems, stand one after the other, but there is no personal_data"),
    );
    RULE.finding(message)
}

fn is_whole_name(words: &str) -> bool {
    words.len() <= 4 * 4 && matches!(words.chars().count(), 2..=4) && name(words) == Some(Name::Plain)
}

/// Whether a sign is a letter or a numeral. The tables of Unicode take long over Han characters and Chinese marks, which
/// nearly all signs are.
fn is_of_word(sign: char) -> bool {
    match sign {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{3000}'..='\u{3004}' | '\u{ff01}'..='\u{ff0f}' => false,
        other => other.is_alphanumeric(),
    }
}

/// The first run of enough names in a text: how many, and where.
pub(super) fn enumerated(subject: &Subject<'_>, text: &str, least: usize) -> Option<(usize, Range<usize>)> {
    let mut run: Vec<(&str, Range<usize>)> = Vec::new();
    let found = |run: &[(&str, Range<usize>)]| {
        let words: Vec<&str> = run.iter().map(|(word, _)| *word).collect();
        let (first, last) = (run.first()?, run.last()?);
        (run.len() >= least && are_people(subject, &words)).then_some((run.len(), first.1.start..last.1.end))
    };
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, mark)| !is_of_word(*mark)).chain([(text.len(), '。')])
    {
        let word = text.get(start..at).unwrap_or_default();
        let range = start..at;
        start = at + mark.len_utf8();
        if word.is_empty() {
            continue;
        }
        // 刘德华等7人 ends a list.
        let own = word.split('等').next().unwrap_or(word);
        // 示例村陈秀兰 begins one.
        let named =
            if run.is_empty() { own.rsplit(['村', '组', '社']).next().unwrap_or(own) } else { own };
        if is_whole_name(named) {
            let end = range.start + own.len();
            run.push((named, end - named.len()..end));
        }
        let ends = !(is_whole_name(word) || run.last().is_some_and(|(_, last)| last.end == range.end))
            || !matches!(mark, '、' | '，' | ',' | ' ' | '\u{3000}' | '；' | '\n');
        if ends {
            if let Some(found) = found(&run) {
                return Some(found);
            }
            run.clear();
        }
    }
    None
}

/// Whether words that look like names are: mostly of three characters, none a village, few like 王家坪.
fn are_people(subject: &Subject<'_>, words: &[&str]) -> bool {
    let of_three = words.iter().filter(|word| word.chars().count() >= 3).count();
    let places = words.iter().filter(|word| word.chars().nth(1) == Some('家')).count();
    let is_village = |word: &&str| subject.site.units.iter().any(|unit| unit.name.contains(*word));
    of_three * 2 > words.len() && places < 2 && !words.iter().any(is_village)
}

#[cfg(test)]
mod tests {
    use super::is_of_word;

    #[test]
    fn signs_are_told_apart_as_by_unicode() {
        for sign in '\0'..=char::MAX {
            assert_eq!(is_of_word(sign), sign.is_alphanumeric(), "{}", sign.escape_unicode());
        }
    }
}
