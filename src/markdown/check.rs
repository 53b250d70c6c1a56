//! Characters that no entry may hold, and nesting that is too deep to parse.

use crate::diagnostic::Diagnostic;
use crate::load;
use crate::source::{Source, turns_direction};
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// How deep quotations, lists and emphasis may be nested in one another: far beyond what anybody reads, and what the
/// typesetter bears.
pub(super) const DEEPEST: usize = 20;

/// Reports characters that stand for nothing, each code point once, where it stands first. What was lost in the file itself
/// is told where that is read.
pub(super) fn characters(source: &Source, body: &str, range: &Range<usize>, problems: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let own = |character: char| is_faulty(character) && character != '\u{FFFD}';
    for (at, character) in body.char_indices().filter(|(_, character)| own(*character)) {
        if seen.insert(character) {
            let (code, message, help) = fault(character);
            let start = range.start + at;
            let place = source.span(start..start + character.len_utf8());
            problems.push(Diagnostic::error(code, message).at(place).help(help));
        }
    }
}

/// Reports what an entity such as `&#x202e;` brings in and no entry may hold.
pub(super) fn brought_in(source: &Source, words: &str, range: &Range<usize>, problems: &mut Vec<Diagnostic>) {
    for character in words.chars() {
        let found = if is_faulty(character) {
            let (code, message, help) = fault(character);
            Diagnostic::error(code, message).help(help)
        } else if turns_direction(character) {
            load::direction(character)
        } else {
            continue;
        };
        problems.push(found.at(source.span(range.clone())));
    }
}

fn is_faulty(character: char) -> bool {
    match character {
        '\n' | '\t' | ' '..='~' | '\u{4e00}'..='\u{9fff}' => false,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => true,
        _ => character.is_control(),
    }
}

/// What is wrong with a faulty character.
fn fault(character: char) -> (&'static str, Text, Text) {
    let point = format!("U+{:04X}", u32::from(character));
    match character {
        '\u{FFFD}' => (
            "replacement-character",
            Text::new(
                "这里的字在转换编码时丢了（U+FFFD）",
                "a character was lost here in a change of encoding (U+FFFD)",
            ),
            Text::new("照原件重新写这个字", "write the character again from the original"),
        ),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => (
            "private-use-character",
            Text::new(
                format!("{point} 是自造字，别的电脑上显示不出来"),
                format!("{point} is a private-use character, which other computers can't show"),
            ),
            Text::new("换成标准字", "write the standard character"),
        ),
        _ => (
            "control-character",
            Text::new(
                format!("这里有控制字符 {point}"),
                format!("there is a control character {point} here"),
            ),
            Text::new("删去它", "delete it"),
        ),
    }
}

/// Where a line opens more quotations and lists than may be nested, if one does: the parser need not see it.
pub(super) fn deepest_line(body: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if markers(line) > DEEPEST {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// How many marks of quotations and lists a line begins with.
fn markers(line: &str) -> usize {
    let mut count = 0;
    let mut digits = 0;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let blank_follows = characters.peek().is_none_or(|next| next.is_whitespace());
        match character {
            ' ' | '\t' => {}
            '>' => count += 1,
            '-' | '+' | '*' if blank_follows => count += 1,
            '0'..='9' if digits < 9 => {
                digits += 1;
                continue;
            }
            '.' | ')' if digits > 0 && blank_follows => count += 1,
            _ => break,
        }
        digits = 0;
    }
    // `* * * *` is a rule across, however long.
    if line.chars().all(|character| matches!(character, '*' | ' ' | '\t' | '\n')) { 0 } else { count }
}

/// The finding that something is nested too deep.
pub(super) fn too_deep(source: &Source, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "nesting-too-deep",
        Text::new(
            format!("引用、列表或强调套了{DEEPEST}层以上"),
            format!("quotations, lists or emphasis are nested more than {DEEPEST} deep"),
        ),
    )
    .at(source.span(range))
    .help(Text::new("减少层次", "use fewer levels"))
}

/// A heading without words: screen readers and the outline of a PDF have nothing to say of it.
pub(super) fn empty_heading(source: &Source, range: Range<usize>) -> Diagnostic {
    let message = Text::new("小标题没有字，当作没有写", "the heading has no words and is left out");
    let help = Text::new("在 # 后面写上小标题，或者删去 #", "write the heading after the #, or remove the #");
    Diagnostic::warning("empty-heading", message).at(source.span(range)).help(help)
}
