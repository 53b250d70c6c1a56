//! Titles that fill more than three lines.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "long-title",
    severity: Severity::Note,
    group: Group::Language,
    waivable: true,
    what: Words::new("标题在A4纸上超过三行", "A title of more than three lines on A4"),
    why: Words::new(
        "标题用二号字，一行20个字，三行以内才排得成梯形或菱形；在哪里断行由程序按词意排：数字、书名号里不断，词语尽量不拆（GB/T 9704-2012 7.3.1）",
        "Titles are set at 22 pt, 20 characters a line, in the shape of a trapezium or a diamond; lines are broken by sense: never within a number or a book title, nor within a word where that can be helped (GB/T 9704-2012, 7.3.1)",
    ),
    mend: Words::new("缩短标题，细节写到正文里", "shorten it, and say the rest in the body"),
    look: Look::Entry(look),
};

/// How many characters fill three lines.
const MOST: usize = 60;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let title = &subject.entry.title;
    // Two Latin letters are as wide as one Han character.
    let halves: usize = title.value.chars().map(|mark| if mark.is_ascii() { 1 } else { 2 }).sum();
    let count = halves.div_ceil(2);
    if count > MOST {
        let message = Text::new(
            format!("标题有{count}个字宽，三行放{MOST}个"),
            format!("the title is {count} characters wide; three lines hold {MOST}"),
        );
        problems.push(RULE.finding(message).at(title.span.clone()));
    }
}
