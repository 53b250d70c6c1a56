//! Whether a text says the same after it was put right.

use super::numbers::in_right_form;
use crate::calendar::parse_date;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{self, Key, Node, Value};
use crate::markdown;
use crate::model::entry_keys;
use crate::source::Source;

/// Whether two texts of one file read to the same values, but for what is put right: names of fields, forms of dates, the
/// brackets of document numbers. What was found in the first may be gone from the second; nothing new may be found.
pub(super) fn reads_the_same(old: &Source, new: &Source) -> bool {
    if old.text == new.text {
        return true;
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let same = match old.path.ending().as_str() {
        "md" => entry(old, &mut before) == entry(new, &mut after),
        _ => {
            let read = |source, problems: &mut _| {
                front_matter::yaml(source, problems).map(|node| told(&node, None, false))
            };
            read(old, &mut before) == read(new, &mut after)
        }
    };
    let codes = |problems: &[Diagnostic]| {
        let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        codes.sort_unstable();
        codes
    };
    let mut left = codes(&before);
    let nothing_new = codes(&after).iter().all(|code| match left.iter().position(|other| other == code) {
        Some(at) => {
            left.remove(at);
            true
        }
        None => false,
    });
    same && nothing_new
}

/// What an entry says: its fields, and its body without the places of things.
fn entry(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<(String, String)> {
    let head = front_matter::split(source, problems)?;
    let body = markdown::parse(source, head.body, problems);
    Some((told(&head.fields, None, true), in_right_form(&without_places(&format!("{body:?}")))))
}

/// A value in one form: canonical names, dates as 2022-12-23.
fn told(node: &Node, field: Option<&str>, of_entry: bool) -> String {
    match &node.value {
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| told(item, field, of_entry)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Map(pairs) => {
            let keys = if of_entry { entry_keys(field) } else { None };
            let pairs = pairs.iter().map(|(name, value)| {
                let canonical = keys.and_then(|keys| Key::canonical(keys, &name.value));
                let name = canonical.unwrap_or(&name.value);
                // Maps within maps of fields have names of their own.
                let inner = if field.is_none() { Some(name) } else { Some("") };
                format!("{name:?}:{}", told(value, inner, of_entry))
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        }
        Value::Text(text) => match parse_date(text) {
            Ok(date) if of_entry => date.to_string(),
            _ => format!("{:?}", in_right_form(text)),
        },
        other => format!("{other:?}"),
    }
}

/// The debug form of a document without its byte ranges.
fn without_places(debug: &str) -> String {
    let mut rest = debug;
    let mut told = String::with_capacity(debug.len());
    while let Some((before, after)) = rest.split_once("range: ") {
        told.push_str(before);
        let end = after.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '.');
        rest = end;
    }
    told.push_str(rest);
    // The place of a cell.
    let mut parts = told.split("place: Text(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut told, part| {
        told.push_str(part.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '.'));
        told
    })
}
