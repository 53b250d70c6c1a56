//! Front matter: its syntax, the names of its fields, the form of its dates.

use super::edits::Edit;
use crate::calendar::parse_date;
use crate::front_matter::{self, Key, Node, Value};
use crate::model::entry_keys;
use crate::source::Source;

/// The fields that hold a date, wherever they stand.
const DATES: &[&str] = &[
    "formed_on",
    "issued_on",
    "confirmed_on",
    "effective_from",
    "post_from",
    "post_until",
    "accept_from",
    "accept_until",
    "on",
];

/// Full-width syntax and forgotten blanks.
pub(super) fn syntax(source: &Source) -> Vec<Edit> {
    front_matter::mends(source)
}

/// The same of a YAML file.
pub(super) fn syntax_of_yaml(source: &Source) -> Vec<Edit> {
    front_matter::mends_of_yaml(source)
}

/// Chinese names of fields become the English ones, dates 2022-12-23.
pub(super) fn names_and_dates(source: &Source) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some(head) = front_matter::split(source, &mut Vec::new()) {
        map(&head.fields, None, source, &mut edits);
    }
    edits
}

fn map(node: &Node, field: Option<&str>, source: &Source, edits: &mut Vec<Edit>) {
    let Some(keys) = entry_keys(field) else { return };
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| map(item, field, source, edits)),
        Value::Map(pairs) => {
            for (name, value) in pairs {
                let Some(canonical) = Key::canonical(keys, &name.value) else { continue };
                // A field that is written under two names is an error that a person must decide.
                let twice = pairs
                    .iter()
                    .filter(|(other, _)| Key::canonical(keys, &other.value) == Some(canonical))
                    .count();
                let range = name.span.range.start as usize..name.span.range.end as usize;
                let is_bare = source.text.get(range.clone()) == Some(name.value.as_str());
                if canonical != name.value && twice == 1 && is_bare {
                    edits.push((range, canonical.to_owned()));
                }
                if DATES.contains(&canonical) {
                    edits.extend(date(value, source));
                }
                if field.is_none() {
                    map(value, Some(canonical), source, edits);
                }
            }
        }
        _ => {}
    }
}

/// The edit that writes a date as 2022-12-23, where it is one in another form.
fn date(node: &Node, source: &Source) -> Option<Edit> {
    let Value::Text(text) = &node.value else { return None };
    let range = node.span.range.start as usize..node.span.range.end as usize;
    let written = source.text.get(range.clone())?;
    let right = parse_date(text).ok()?.to_string();
    // What stands in quotes keeps them.
    let right = if node.plain { right } else { format!("\"{right}\"") };
    let is_other = written.trim_matches(['"', '\'']) != right.trim_matches('"');
    (is_other && !written.contains('\n')).then_some((range, right))
}
