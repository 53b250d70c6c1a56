//! One value as what its field asks for: a text, a date, a word of a closed list.

use super::{Node, Value};
use crate::calendar::{Date, DateProblem, parse_date};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::Spanned;
use crate::terms::Term;
use crate::text::Text;

/// The term of a closed list that a value names.
pub(super) fn term_of<T: Term>(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Spanned<T>> {
    let word = text_of(node, problems)?;
    let found = T::ALL.iter().copied().find(|term| term.id() == word.value || term.chinese() == word.value);
    match found {
        Some(term) => Some(Spanned::new(term, word.span)),
        None => {
            problems.push(unknown_term(&word, &words::<T>()));
            None
        }
    }
}

/// The finding that a word is not in its closed list.
pub(super) fn unknown_term(word: &Spanned<String>, words: &[(&str, &str)]) -> Diagnostic {
    let message = Text::new(
        format!("“{}”不在可用的词里", word.value),
        format!("‘{}’ is not one of the words allowed here", word.value),
    );
    let near = nearest(&word.value, words.iter().flat_map(|(id, chinese)| [*id, *chinese]));
    let allowed = allowed(words);
    let help = Text::new(
        near.map_or_else(String::new, |near| format!("是不是 {near}？")) + &allowed.zh,
        near.map_or_else(String::new, |near| format!("did you mean {near}? ")) + &allowed.en,
    );
    Diagnostic::error("unknown-term", message).at(word.span.clone()).help(help)
}

/// The words of a closed list, as its files have them and in Chinese.
pub(super) fn words<T: Term>() -> Vec<(&'static str, &'static str)> {
    T::ALL.iter().map(|term| (term.id(), term.chinese())).collect()
}

/// What stands in a closed list.
pub(super) fn allowed(words: &[(&str, &str)]) -> Text {
    let word = |(id, chinese): &(&str, &str)| {
        if id == chinese { (*id).to_owned() } else { format!("{id} {chinese}") }
    };
    let list: Vec<String> = words.iter().map(word).collect();
    Text::new("可用：".to_owned() + &list.join("、"), "allowed: ".to_owned() + &list.join(", "))
}

/// The text that a value is; a value that YAML takes for something else is reported.
pub(super) fn text_of(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let (code, written) = match &node.value {
        Value::Text(text) if node.plain && is_yes_or_no(text) => ("yes-no-text", text.clone()),
        Value::Text(text) => return Some(Spanned::new(text.clone(), node.span.clone())),
        Value::Number(number) if is_canonical(number) => {
            return Some(Spanned::new(number.clone(), node.span.clone()));
        }
        Value::Number(number) => ("number-as-text", number.clone()),
        Value::Bool(value) => ("yes-no-text", value.to_string()),
        _ => {
            let help = Text::new(
                "一段文字里有冒号或括号时，整段加引号",
                "put a text that holds colons or brackets in quotes",
            );
            problems.push(wrong_type(node, "一段文字", "a text").help(help));
            return None;
        }
    };
    let message = Text::new(
        format!("“{written}”没有引号，会被当成别的东西，不是文字"),
        format!("without quotes ‘{written}’ is taken for something other than text"),
    );
    let help = Text::new(format!("写成 \"{written}\""), format!("write \"{written}\""));
    problems.push(Diagnostic::error(code, message).at(node.span.clone()).help(help));
    None
}

/// The date that a value is.
pub(super) fn date_of(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Spanned<Date>> {
    let (Value::Text(text) | Value::Number(text)) = &node.value else {
        problems.push(wrong_type(node, "一个日期，如 2026-11-30", "a date such as 2026-11-30"));
        return None;
    };
    let (code, zh, en) = match parse_date(text) {
        Ok(date) => return Some(Spanned::new(date, node.span.clone())),
        Err(DateProblem::NotADate) => ("bad-date", "不是日期", "is not a date"),
        Err(DateProblem::NoSuchDay) => ("no-such-day", "：没有这一天", "does not exist in the calendar"),
        Err(DateProblem::FarYear) => {
            ("no-such-day", "：年份要在1900到2199之间", "is not of a year from 1900 to 2199")
        }
        Err(DateProblem::NoYear) => ("date-without-year", "没有写年份", "has no year"),
    };
    let message = Text::new(format!("“{text}”{zh}"), format!("‘{text}’ {en}"));
    let help = match without_marks(text) {
        Some(date) => Text::new(format!("写成 {date}"), format!("write {date}")),
        None => Text::new("写成 2026-11-30 这样", "write it like 2026-11-30"),
    };
    problems.push(Diagnostic::error(code, message).at(node.span.clone()).help(help));
    None
}

/// The date of 20221221.
fn without_marks(text: &str) -> Option<Date> {
    let is_whole = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let ((year, rest), true) = (text.split_at_checked(4)?, is_whole) else { return None };
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether YAML, in one of its versions, takes the word for true or false.
pub(super) fn is_yes_or_no(word: &str) -> bool {
    ["yes", "no", "on", "off", "true", "false"].contains(&word.to_lowercase().as_str())
}

/// Whether a number is written so that as a text it can be meant in one way only: `2022`, `4.20`, `-3`.
pub(super) fn is_canonical(number: &str) -> bool {
    let number = number.strip_prefix('-').unwrap_or(number);
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
}

/// The finding that a value is not what is asked for.
pub(super) fn wrong_type(node: &Node, zh: &str, en: &str) -> Diagnostic {
    let (found_zh, found_en) = match &node.value {
        Value::Null => ("空".to_owned(), "nothing".to_owned()),
        Value::Bool(value) => (format!("“{value}”"), format!("‘{value}’")),
        Value::Number(text) | Value::Text(text) => (format!("“{}”", cut(text)), format!("‘{}’", cut(text))),
        Value::List(_) => ("一个列表".to_owned(), "a list".to_owned()),
        Value::Map(_) => ("一组“名称: 内容”".to_owned(), "a map of ‘name: value’".to_owned()),
    };
    let message =
        Text::new(format!("这里要{zh}，写的是{found_zh}"), format!("expected {en}, found {found_en}"));
    Diagnostic::error("wrong-type", message).at(node.span.clone())
}

/// The head of a text that is too long for a message.
pub(super) fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
