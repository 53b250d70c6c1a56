//! Values meet their places.

use super::locate::{Located, Shape};
use super::values::Raw;
use super::{Node, Value, findings};
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::source::{Source, Span, Spanned, turns_direction};
use std::collections::BTreeSet;
use std::ops::Range;

/// Puts the values that serde_yaml read at the places that the walk found. Where the two disagree on the
/// structure, a value takes the place of the one it lies in.
pub(super) struct Join<'j> {
    pub(super) source: &'j Source,
    pub(super) text: &'j str,
    pub(super) base: usize,
    pub(super) problems: &'j mut Vec<Diagnostic>,
}

impl Join<'_> {
    /// The node of `raw`, which stands at `located`.
    pub(super) fn node(&mut self, raw: Raw, located: &Located) -> Node {
        let span = self.span(&located.range);
        let plain = matches!(located.shape, Shape::Plain | Shape::Empty);
        let value = match (raw, &located.shape) {
            (Raw::List(items), Shape::List(places)) if items.len() == places.len() => Value::List(
                items.into_iter().zip(places).map(|(item, place)| self.node(item, place)).collect(),
            ),
            (Raw::Map(pairs), Shape::Map(places)) if pairs.len() == places.len() => {
                let placed = pairs.into_iter().zip(places).map(|((key, value), (place, located))| {
                    let key = Spanned::new(self.name(key, place), self.span(place));
                    (key, self.node(value, located))
                });
                let placed = placed.collect();
                Value::Map(self.distinct(placed))
            }
            (Raw::Number(_), Shape::Plain) => Value::Number(self.written(&located.range).to_owned()),
            (Raw::Text(text), Shape::Plain) => {
                let text = text.trim().to_owned();
                if text.bytes().all(|byte| byte.is_ascii_digit()) {
                    Value::Number(text)
                } else {
                    Value::Text(text)
                }
            }
            (raw, _) => return self.unplaced(raw, &span, plain),
        };
        self.refuse_controls(&value, &span);
        Node { span, value, plain }
    }

    fn unplaced(&mut self, raw: Raw, span: &Span, plain: bool) -> Node {
        let value = match raw {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(value),
            Raw::Number(number) => Value::Number(number),
            Raw::Text(text) => Value::Text(text),
            Raw::List(items) => {
                Value::List(items.into_iter().map(|item| self.unplaced(item, span, plain)).collect())
            }
            Raw::Map(pairs) => {
                let name = |key| match key {
                    Raw::Text(text) | Raw::Number(text) => text,
                    _ => String::new(),
                };
                let placed = pairs.into_iter().map(|(key, value)| {
                    (Spanned::new(name(key), span.clone()), self.unplaced(value, span, plain))
                });
                let placed = placed.collect();
                Value::Map(self.distinct(placed))
            }
        };
        self.refuse_controls(&value, span);
        Node { span: span.clone(), value, plain }
    }

    fn name(&self, key: Raw, place: &Range<usize>) -> String {
        match key {
            Raw::Text(text) => text,
            _ => self.written(place).to_owned(),
        }
    }

    /// The pairs whose key is new; an error stands at each other.
    fn distinct(&mut self, pairs: Vec<(Spanned<String>, Node)>) -> Vec<(Spanned<String>, Node)> {
        let mut known = BTreeSet::new();
        let mut kept = Vec::new();
        for (key, value) in pairs {
            if known.insert(key.value.clone()) {
                kept.push((key, value));
            } else {
                self.problems.push(findings::duplicate(&key.value).at(key.span));
            }
        }
        kept
    }

    /// Escapes such as `\0` could bring in what the walk keeps out.
    fn refuse_controls(&mut self, value: &Value, span: &Span) {
        let Value::Text(text) = value else { return };
        if let Some(mark) = text.chars().find(|mark| mark.is_control() && *mark != '\n' && *mark != '\t') {
            self.problems.push(load::control(mark).at(span.clone()));
        }
        // One that is written as such was found when the file was read.
        let written = self.source.text.get(span.range.start as usize..span.range.end as usize);
        if let Some(mark) = text.chars().find(|mark| turns_direction(*mark))
            && !written.is_some_and(|written| written.contains(mark))
        {
            self.problems.push(load::direction(mark).at(span.clone()));
        }
    }

    fn written(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.source.span(self.base + range.start..self.base + range.end)
    }
}
