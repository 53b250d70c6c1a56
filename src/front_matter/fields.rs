//! Reading a map by the names and types that its owner knows.

use super::single::{
    allowed, cut, date_of, is_canonical, is_yes_or_no, term_of, text_of, unknown_term, words, wrong_type,
};
use super::{Node, Value};
use crate::calendar::{Date, Length, LengthUnit, parse_length};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::{Span, Spanned};
use crate::terms::Term;
use crate::text::Text;

/// A key that a map may have.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The name the program knows it by.
    pub name: &'static str,
    /// The Chinese names it may also be written with; the first is the one that messages show.
    pub chinese: &'static [&'static str],
}

impl Key {
    /// A key of this name and these Chinese names.
    pub const fn new(name: &'static str, chinese: &'static [&'static str]) -> Self {
        Self { name, chinese }
    }
}

impl Key {
    /// The name the program knows a written one by.
    pub fn canonical(keys: &'static [Self], written: &str) -> Option<&'static str> {
        find(keys, written).map(|key| key.name)
    }
}

/// A map that is being read. Each reader returns nothing where the field is absent or null, and also where it is
/// wrong: then a diagnostic says how to write it.
#[derive(Debug)]
pub struct Fields<'n, 'p> {
    node: &'n Node,
    keys: &'static [Key],
    pairs: Vec<(&'static str, &'n Spanned<String>, &'n Node)>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'n, 'p> Fields<'n, 'p> {
    /// Begins to read `node`; keys that are not among `keys` are reported with the nearest of them, and so are keys
    /// that come twice under two names.
    pub fn new(node: &'n Node, keys: &'static [Key], problems: &'p mut Vec<Diagnostic>) -> Self {
        let mut pairs: Vec<(&'static str, &Spanned<String>, &Node)> = Vec::new();
        match &node.value {
            Value::Map(map) => {
                for (name, value) in map {
                    match find(keys, &name.value) {
                        None => problems.push(unknown(name, keys)),
                        Some(key) => match pairs.iter().find(|(known, ..)| *known == key.name) {
                            Some((_, first, _)) => problems.push(duplicate(name, &first.value)),
                            None => pairs.push((key.name, name, value)),
                        },
                    }
                }
            }
            Value::Null => {}
            _ => problems.push(wrong_type(node, "一组“名称: 内容”", "a map of ‘name: value’")),
        }
        Self { node, keys, pairs, problems }
    }

    /// Where the map stands.
    pub fn span(&self) -> Span {
        self.node.span.clone()
    }

    /// Where findings go, for the reader of a nested map or a rule of the caller's own.
    pub fn problems(&mut self) -> &mut Vec<Diagnostic> {
        self.problems
    }

    /// Whether the field is written, be it empty.
    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(name, ..)| *name == key)
    }

    /// Where the field's name stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.pairs.iter().find(|(name, ..)| *name == key).map(|(_, name, _)| name.span.clone())
    }

    /// The field as it is, unless absent or null.
    pub fn node(&self, key: &str) -> Option<&'n Node> {
        debug_assert!(find(self.keys, key).is_some(), "{key} is not among the keys");
        let found = self.pairs.iter().find(|(name, ..)| *name == key).map(|(.., node)| *node);
        found.filter(|node| node.value != Value::Null)
    }

    /// A text; numbers such as `2022` count as the text that is written.
    pub fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        text_of(node, self.problems)
    }

    /// A text that must be there and not be empty.
    pub fn required_text(&mut self, key: &str) -> Option<Spanned<String>> {
        self.require(key, || a_line(key))?;
        self.text(key)
    }

    /// A date.
    pub fn date(&mut self, key: &str) -> Option<Spanned<Date>> {
        let node = self.node(key)?;
        date_of(node, self.problems)
    }

    /// A date that must be there.
    pub fn required_date(&mut self, key: &str) -> Option<Spanned<Date>> {
        self.require(key, || {
            let line = format!("{key}: 2026-11-30");
            Text::new(format!("加一行，如 {line}"), format!("add a line such as {line}"))
        })?;
        self.date(key)
    }

    /// Yes or no.
    pub fn bool(&mut self, key: &str) -> Option<bool> {
        let node = self.node(key)?;
        match &node.value {
            Value::Bool(value) => return Some(*value),
            Value::Text(word) if ["是", "yes", "on"].contains(&word.to_lowercase().as_str()) => {
                return Some(true);
            }
            Value::Text(word) if ["否", "no", "off"].contains(&word.to_lowercase().as_str()) => {
                return Some(false);
            }
            _ => {}
        }
        self.problems.push(wrong_type(node, "true（是）或 false（否）", "true or false"));
        None
    }

    /// A whole number.
    pub fn number(&mut self, key: &str) -> Option<Spanned<u32>> {
        let node = self.node(key)?;
        if let Value::Number(number) | Value::Text(number) = &node.value
            && let Ok(value) = number.trim().parse()
            && is_canonical(number.trim())
        {
            return Some(Spanned::new(value, node.span.clone()));
        }
        self.problems.push(wrong_type(node, "一个整数，如 12", "a whole number such as 12"));
        None
    }

    /// A list of texts; one text counts as a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        items(node).filter_map(|item| text_of(item, self.problems)).collect()
    }

    /// A map, for `Fields::new(node, KEYS, fields.problems())`.
    pub fn map(&mut self, key: &str) -> Option<&'n Node> {
        let node = self.node(key)?;
        is_map(node, self.problems).then_some(node)
    }

    /// A list of maps; one map counts as a list of one.
    pub fn maps(&mut self, key: &str) -> Vec<&'n Node> {
        let Some(node) = self.node(key) else { return Vec::new() };
        items(node).filter(|item| is_map(item, self.problems)).collect()
    }

    /// A term of a closed list.
    pub fn term<T: Term>(&mut self, key: &str) -> Option<Spanned<T>> {
        let node = self.node(key)?;
        term_of(node, self.problems)
    }

    /// A term that must be there.
    pub fn required_term<T: Term>(&mut self, key: &str) -> Option<Spanned<T>> {
        self.require(key, || {
            let (line, allowed) = (a_line(key), allowed(&words::<T>()));
            Text::new(format!("{}；{}", line.zh, allowed.zh), format!("{}; {}", line.en, allowed.en))
        })?;
        self.term(key)
    }

    /// A list of terms; one term counts as a list of one.
    pub fn terms<T: Term>(&mut self, key: &str) -> Vec<Spanned<T>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        items(node).filter_map(|item| term_of(item, self.problems)).collect()
    }

    /// A length of time: `20wd`, `5个工作日`, or a map of `length` and `unit`.
    pub fn length(&mut self, key: &str) -> Option<Length> {
        let node = self.node(key)?;
        if let Value::Map(_) = node.value {
            return Fields::new(node, LENGTH_KEYS, self.problems).own_length("length", "unit");
        }
        let text = text_of(node, self.problems)?;
        let length = parse_length(&text.value);
        if length.is_none() {
            self.problems.push(wrong_type(node, "一段时间，如 5个工作日", "a length of time such as 5wd"));
        }
        length
    }

    /// A length of time that this map itself says in two fields: `{length: 5, unit: working_days}`.
    pub fn own_length(&mut self, count: &str, unit: &str) -> Option<Length> {
        let count = self.number(count);
        let node = self.node(unit);
        let word = node.and_then(|node| text_of(node, self.problems));
        let unit = match word {
            None => LengthUnit::Days,
            Some(word) => match LengthUnit::find(&word.value) {
                Some(unit) => unit,
                None => {
                    let words = LengthUnit::WORDS;
                    self.problems.push(unknown_term(&word, words));
                    return None;
                }
            },
        };
        let count = count?;
        if !(1..=Length::MOST).contains(&count.value) {
            let most = Length::MOST;
            let message =
                Text::new(format!("时间长度是 1 到 {most}"), format!("a length of time is 1 to {most}"));
            self.problems.push(Diagnostic::error("bad-length", message).at(count.span));
            return None;
        }
        Some(Length { count: count.value, unit })
    }

    /// Reports a field as missing; for fields that are needed only sometimes.
    pub fn missing(&mut self, key: &str) {
        self.say_missing(key, a_line(key));
    }

    fn say_missing(&mut self, key: &str, help: Text) {
        let chinese = find(self.keys, key).and_then(|key| key.chinese.first()).copied().unwrap_or(key);
        let message = Text::new(format!("缺少 {key}（{chinese}）"), format!("{key} is missing"));
        // A map can be long: the finding stands where it begins.
        let mut start = self.span();
        start.range.end = start.range.start;
        let span = self.key_span(key).unwrap_or(start);
        self.problems.push(Diagnostic::error("missing-field", message).at(span).help(help));
    }

    fn require(&mut self, key: &str, help: impl FnOnce() -> Text) -> Option<()> {
        let empty = match self.node(key).map(|node| &node.value) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        if empty {
            self.say_missing(key, help());
        }
        (!empty).then_some(())
    }
}

fn a_line(key: &str) -> Text {
    Text::new(format!("加一行 {key}: …"), format!("add a line {key}: …"))
}

const LENGTH_KEYS: &[Key] = &[Key::new("length", &["时长", "数量"]), Key::new("unit", &["单位"])];

fn find(keys: &'static [Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| key.name == name || key.chinese.contains(&name))
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    }
    .iter()
}

fn is_map(node: &Node, problems: &mut Vec<Diagnostic>) -> bool {
    let is_map = matches!(node.value, Value::Map(_));
    if !is_map {
        problems.push(wrong_type(node, "一组“名称: 内容”", "a map of ‘name: value’"));
    }
    is_map
}

/// Names that an unknown-name finding lists at most: the front matter of an entry has some forty.
const LISTED: usize = 12;

fn unknown(name: &Spanned<String>, keys: &'static [Key]) -> Diagnostic {
    if is_yes_or_no(&name.value) {
        let message = Text::new(
            format!("“{}”在 YAML 里是“是”或“否”，不能作名称", name.value),
            format!("‘{}’ means yes or no in YAML and cannot be a name", name.value),
        );
        let help = Text::new("编号写成 id: \"007\"，数字加引号", "write a number as id: \"007\", in quotes");
        return Diagnostic::error("yes-no-text", message).at(name.span.clone()).help(help);
    }
    let message = Text::new(
        format!("不认识的名称“{}”", cut(&name.value)),
        format!("unknown name ‘{}’", cut(&name.value)),
    );
    let names = keys.iter().flat_map(|key| std::iter::once(key.name).chain(key.chinese.iter().copied()));
    match nearest(&name.value, names) {
        // A slip of the pen would silently lose the field.
        Some(near) => Diagnostic::error("unknown-key", message)
            .help(Text::new(format!("是不是 {near}？"), format!("did you mean {near}?"))),
        None => {
            let list = keys.iter().take(LISTED).map(|key| key.name).collect::<Vec<_>>();
            let (more_zh, more_en) = if keys.len() > LISTED { ("等", ", …") } else { ("", "") };
            Diagnostic::warning("unknown-key", message).help(Text::new(
                format!("可用：{}{more_zh}", list.join("、")),
                format!("known: {}{more_en}", list.join(", ")),
            ))
        }
    }
    .at(name.span.clone())
}

fn duplicate(name: &Spanned<String>, first: &str) -> Diagnostic {
    let second = &name.value;
    let message = if first == second {
        Text::new(format!("“{second}”写了两次"), format!("‘{second}’ is written twice"))
    } else {
        Text::new(
            format!("“{second}”和前面的“{first}”是同一项"),
            format!("‘{second}’ is the same field as ‘{first}’ above"),
        )
    };
    let help = Text::new("只留一个", "keep one of them");
    Diagnostic::error("duplicate-key", message).at(name.span.clone()).help(help)
}
