//! The three steps from a YAML text to nodes.

use super::join::Join;
use super::locate::{Edit, MOST_DEPTH, Shape, Walk};
use super::{Node, Value, findings, values};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads the YAML in a range of a text.
pub(super) fn read(source: &Source, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = source.text.get(range.clone())?;
    let base = range.start;
    let (located, edits, clean) = Walk::new(text, source, base, problems).document()?;
    warn_of_full_width(source, text, base, &edits, problems);
    if located.shape == Shape::Empty {
        return Some(Node { span: source.span(base..base), value: Value::Null, plain: true });
    }
    let mended = apply(text, 0..text.len(), &edits);
    if brackets_open(&mended) > 1000 {
        problems.push(findings::too_deep().at(source.span(range)));
        return None;
    }
    match values::read(&mended) {
        Ok(raw) => Some(Join { source, text, base, problems }.node(raw, &located)),
        // After a fault of the walk the parser's own words would only repeat it.
        Err(_) if !clean => None,
        Err(error) => {
            let (line, detail) = described(&error);
            problems.push(findings::unreadable(&detail).at(source.span(line_range(text, line, base))));
            None
        }
    }
}

/// The edits that make the syntax in a range of a text plain ASCII and put blanks where they were forgotten, in order.
/// They change no value.
pub(super) fn mends(source: &Source, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let Some(text) = source.text.get(range.clone()) else { return Vec::new() };
    let found = Walk::new(text, source, range.start, &mut Vec::new()).document();
    let edits = found.map(|(_, edits, _)| edits).unwrap_or_default();
    let is_forgotten = |edit: &Edit| edit.range.is_empty() && edit.with == " ";
    edits
        .into_iter()
        .filter(|edit| edit.wide || is_forgotten(edit))
        .map(|edit| (range.start + edit.range.start..range.start + edit.range.end, edit.with))
        .collect()
}

/// serde_yaml's words without the place it adds, and the line, from 1.
fn described(error: &serde_yaml::Error) -> (usize, String) {
    let text = error.to_string();
    let detail = text.split(" at line ").next().unwrap_or_default().to_owned();
    (error.location().map_or(1, |location| location.line()), detail)
}

/// The bytes of a line without its indent; edits add and remove no lines, so that lines are the same in both texts.
fn line_range(text: &str, line: usize, base: usize) -> Range<usize> {
    let mut start = base;
    for (index, content) in text.split('\n').enumerate() {
        if index + 1 == line && !content.trim().is_empty() {
            let indent = content.len() - content.trim_start().len();
            return start + indent..start + content.trim_end().len();
        }
        start += content.len() + 1;
    }
    base..base + text.trim_end().len()
}

/// The part `range` of a text with the edits that lie in it.
fn apply(text: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(range.len() + edits.len());
    let mut from = range.start;
    for edit in edits.iter().filter(|edit| edit.range.start >= range.start && edit.range.end <= range.end) {
        mended.push_str(text.get(from..edit.range.start).unwrap_or_default());
        mended.push_str(&edit.with);
        from = edit.range.end;
    }
    mended.push_str(text.get(from..range.end).unwrap_or_default());
    mended
}

/// One warning a line, at the first full-width mark, with the line as it should be.
fn warn_of_full_width(
    source: &Source,
    text: &str,
    base: usize,
    edits: &[Edit],
    problems: &mut Vec<Diagnostic>,
) {
    let mut lines: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    let mut start = 0;
    let mut rest = edits.iter().peekable();
    for line in text.split('\n') {
        let end = start + line.len();
        while let Some(edit) = rest.next_if(|edit| edit.range.start <= end) {
            lines.entry(start).or_default().push(edit.clone());
        }
        if let Some(first) = lines.get(&start).and_then(|edits| edits.iter().find(|edit| edit.wide)) {
            let edits = lines.get(&start).map(Vec::as_slice).unwrap_or_default();
            let fixed = apply(text, start..end, edits);
            let span = source.span(base + first.range.start..base + first.range.end);
            problems.push(findings::full_width(fixed.trim()).at(span));
        }
        start = end + 1;
    }
}

/// How many brackets are open at most, quotes and all: a second wall before the parser, whose time grows with the
/// square of them. The walk is the first.
fn brackets_open(text: &str) -> usize {
    let mut open: usize = 0;
    let mut most = MOST_DEPTH;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}
