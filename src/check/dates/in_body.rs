//! Dates of the body: days that do not exist, and several ways of writing them.

use super::written::Form;
use crate::check::piece::PieceKind;
use crate::check::tables::push_some;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static IMPOSSIBLE: Rule = Rule {
    code: "impossible-date",
    severity: Severity::Error,
    group: Group::Dates,
    waivable: true,
    what: Words::new("正文里写了日历上没有的日期", "A day in the text that the calendar does not have"),
    why: Words::new(
        "期限落在不存在的日子上，就无法执行",
        "A time limit that ends on such a day cannot be kept",
    ),
    mend: Words::new("照原件改正", "mend it by the original"),
    look: Look::Entry(impossible),
};

pub(super) static MIXED: Rule = Rule {
    code: "mixed-date-forms",
    severity: Severity::Note,
    group: Group::Dates,
    waivable: true,
    what: Words::new("一篇里日期有几种写法", "Several ways of writing dates in one text"),
    why: Words::new(
        "同一篇文字里写法应当一致（GB/T 15835—2011，GB/T 9704—2012 第7.3.5条）",
        "One text writes them in one way (GB/T 15835-2011, GB/T 9704-2012, 7.3.5)",
    ),
    mend: Words::new("统一写成2022年12月23日这样", "write all of them like 2022年12月23日"),
    look: Look::Entry(mixed),
};

fn impossible(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for (piece, dates) in subject.dates() {
        if matches!(piece.kind, PieceKind::Code | PieceKind::Target | PieceKind::FileName) {
            continue;
        }
        // 2月29日 without a year is a day of some year.
        for date in dates.iter().filter(|date| date.date(2000).is_none()) {
            let in_calendar = date.year.is_none_or(|year| (1900..2200).contains(&year));
            let Some(words) = piece.text.get(date.range.clone()).filter(|_| in_calendar) else { continue };
            let message = Text::new(format!("没有“{words}”这一天"), format!("there is no day ‘{words}’"));
            found.push(IMPOSSIBLE.finding(message).placed(piece.place(date.range.clone())));
        }
    }
    push_some(found, problems);
}

fn mixed(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let mut first: Option<(Form, String)> = None;
    let tables = subject.body.tables();
    for (piece, dates) in subject.dates() {
        let in_file = |table: usize| tables.get(table).is_some_and(|table| table.origin.is_some());
        let is_read = match piece.kind {
            PieceKind::Heading | PieceKind::Paragraph => true,
            // What a table file has is shown as the file has it.
            PieceKind::Cell { table, .. } => {
                piece.text.contains(|mark: char| mark.is_ascii_digit()) && !in_file(table)
            }
            _ => false,
        };
        // Birth dates are another rule's, which does not show them.
        if dates.is_empty() || !is_read || piece.text.contains("出生") {
            continue;
        }
        // 一九四九年十月一日 tells of a day in history.
        for date in dates.iter().filter(|date| !matches!(date.form, Form::Short | Form::Han)) {
            let words = piece.text.get(date.range.clone()).unwrap_or_default();
            match &first {
                Some((form, other)) if *form != date.form => {
                    let message = Text::new(
                        format!("日期“{words}”和前面的“{other}”写法不同"),
                        format!("the date ‘{words}’ is written in another way than ‘{other}’ above"),
                    );
                    problems.push(MIXED.finding(message).placed(piece.place(date.range.clone())));
                    return;
                }
                Some(_) => {}
                None => first = Some((date.form, words.to_owned())),
            }
        }
    }
}
