//! Finding the block at the head of an entry, and the limits on what is read as YAML.

use super::{FrontMatter, Node, Value, findings, read};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::text::Text;
use std::ops::Range;

/// The most bytes of an entry's head, and of a block in a body.
const MOST_IN_ENTRY: usize = 16 << 10;

/// The most bytes of a file that is YAML as a whole.
const MOST_IN_FILE: usize = 256 << 10;

/// Reads the head of an entry: the lines between two lines `---`, the first of which begins the file.
pub fn split(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let text = &*source.text;
    let mut lines = Lines { text, at: 0 };
    let first = lines.by_ref().find(|line| !is_empty(text, line)).unwrap_or(0..0);
    if !is_fence(text, &first) {
        let message = Text::new(
            "文件开头没有 --- 开始的信息块",
            "the file does not begin with a block between --- lines",
        );
        let help = Text::new(
            "第一行写 ---，下面写“title: 标题”等各行，再写一行 ---，然后是正文",
            "write ---, then lines such as ‘title: …’, then --- again, then the body",
        );
        problems.push(Diagnostic::error("no-front-matter", message).at(source.span(first)).help(help));
        return None;
    }
    let start = lines.at;
    let Some(last) = lines.by_ref().find(|line| is_fence(text, line)) else {
        let message = Text::new("信息块没有结束", "the block has no end");
        let help = Text::new(
            "在各项之后、正文之前加一行 ---",
            "add a line --- behind the fields and before the body",
        );
        problems.push(Diagnostic::error("unclosed-front-matter", message).at(source.span(first)).help(help));
        return None;
    };
    for fence in [&first, &last] {
        let written = text.get(fence.clone()).unwrap_or_default().trim();
        if written != "---" {
            problems.push(findings::full_width("---").at(source.span(fence.clone())));
        }
    }
    let mut fields = limited(source, start..last.start, MOST_IN_ENTRY, problems)?;
    match fields.value {
        Value::Map(_) => {}
        Value::Null => fields.value = Value::Map(Vec::new()),
        _ => {
            problems.push(findings::not_a_map().at(fields.span));
            return None;
        }
    }
    Some(FrontMatter { fields, body: lines.at..text.len() })
}

/// The edits that make the syntax of an entry's head plain: `：`, `，`, `【】`, `———` and the like become ASCII, and blanks
/// stand where they were forgotten. They change no value. None where the file has no head.
pub fn mends(source: &Source) -> Vec<(Range<usize>, String)> {
    let text = &*source.text;
    let mut lines = Lines { text, at: 0 };
    let first = lines.by_ref().find(|line| !is_empty(text, line)).unwrap_or(0..0);
    let start = lines.at;
    let last = lines.find(|line| is_fence(text, line)).filter(|_| is_fence(text, &first));
    let Some(last) = last.filter(|last| last.start - start <= MOST_IN_ENTRY) else { return Vec::new() };
    let fence = |line: &Range<usize>| {
        let written = text.get(line.clone()).unwrap_or_default().trim_end();
        (written != "---").then(|| (line.start..line.start + written.len(), "---".to_owned()))
    };
    let head = read::mends(source, start..last.start);
    fence(&first).into_iter().chain(head).chain(fence(&last)).collect()
}

/// The same of a file that is YAML as a whole.
pub fn mends_of_yaml(source: &Source) -> Vec<(Range<usize>, String)> {
    let length = source.text.len();
    if length > MOST_IN_FILE { Vec::new() } else { read::mends(source, 0..length) }
}

/// Reads a file that is YAML as a whole.
pub fn yaml(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    limited(source, 0..source.text.len(), MOST_IN_FILE, problems)
}

/// Reads a part of a text, such as the block that says where a table lies.
pub fn yaml_part(source: &Source, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    limited(source, range, MOST_IN_ENTRY, problems)
}

fn limited(
    source: &Source,
    range: Range<usize>,
    most: usize,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    if range.len() > most {
        let most = most >> 10;
        let message =
            Text::new(format!("这一部分超过 {most} KB"), format!("this part is larger than {most} KB"));
        let first_line =
            source.text.get(range.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
        let span = source.span(range.start..range.start + first_line);
        problems.push(Diagnostic::error("yaml-too-large", message).at(span));
        return None;
    }
    read::read(source, range, problems)
}

/// The lines of a text as ranges without their ends.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = self.at..self.at + length;
        self.at = (line.end + 1).min(self.text.len());
        Some(line)
    }
}

fn is_empty(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).is_none_or(|line| line.trim().trim_matches('\u{feff}').is_empty())
}

/// `---` at the start of a line; `———` and `－－－` are what an input method makes of it.
fn is_fence(text: &str, line: &Range<usize>) -> bool {
    let line = text.get(line.clone()).unwrap_or_default().trim_start_matches('\u{feff}').trim_end();
    matches!(line, "---" | "———" | "－－－" | "——")
}
