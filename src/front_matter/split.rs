//! Finding the block at the head of an entry; reading blocks and whole files.

use super::values::{Raw, read};
use super::{FrontMatter, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span, Spanned};
use crate::text::Text;
use std::ops::Range;

/// Reads the head of an entry.
pub fn split(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let rest = source.text.trim_start().strip_prefix("---\n")?;
    let start = source.text.len() - rest.len();
    let length = rest.find("\n---")? + 1;
    let fields = yaml_part(source, start..start + length, problems)?;
    let after = rest.get(length..)?;
    let line = after.find('\n').map_or(after.len(), |at| at + 1);
    Some(FrontMatter { fields, body: start + length + line..source.text.len() })
}

/// Reads a whole YAML file.
pub fn yaml(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    yaml_part(source, 0..source.text.len(), problems)
}

/// Reads a part of a text, such as the block that says where a table lies.
pub fn yaml_part(source: &Source, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let span = source.span(range.clone());
    match read(source.text.get(range)?) {
        Ok(raw) => Some(place(raw, &span)),
        Err(error) => {
            let error = error.to_string();
            problems.push(Diagnostic::error("bad-yaml", Text::new(error.clone(), error)).at(span));
            None
        }
    }
}

fn place(raw: Raw, span: &Span) -> Node {
    let value = match raw {
        Raw::Null => Value::Null,
        Raw::Bool(value) => Value::Bool(value),
        Raw::Number(value) => Value::Number(value),
        Raw::Text(value) => Value::Text(value),
        Raw::List(items) => Value::List(items.into_iter().map(|item| place(item, span)).collect()),
        Raw::Map(pairs) => {
            let key = |key| match key {
                Raw::Text(key) | Raw::Number(key) => Spanned::new(key, span.clone()),
                _ => Spanned::new(String::new(), span.clone()),
            };
            Value::Map(pairs.into_iter().map(|(name, value)| (key(name), place(value, span))).collect())
        }
    };
    Node { span: span.clone(), value, plain: true }
}
