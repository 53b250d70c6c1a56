//! Walking a YAML text line by line: where every key and value stands, and what must be mended before a parser may
//! see it. The walk is linear and its depth bounded, so it also keeps hostile texts from serde_yaml.

use super::findings;
use super::key::KeyContext;
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::source::{Source, Span};
use std::cmp::Reverse;
use std::ops::Range;

/// The deepest nesting, block and flow together.
pub(super) const MOST_DEPTH: usize = 32;

/// How many faults are reported before the walk gives up.
const MOST_FAULTS: usize = 20;

/// How many lines that are no pairs are reported: more of them are a body that follows an unclosed head.
const MOST_STRAY: usize = 3;

/// The place of a value; ranges are bytes of the walked text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Located {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Empty,
    Plain,
    Quoted,
    List(Vec<Located>),
    Map(Vec<(Range<usize>, Located)>),
}

impl Located {
    pub(super) fn new(range: Range<usize>, shape: Shape) -> Self {
        Self { range, shape }
    }
}

/// A range that the parser must see differently.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) with: String,
    /// Whether it makes full-width syntax ASCII; such a line is shown as it should be.
    pub(super) wide: bool,
}

/// The walk cannot go on; why is among the problems.
#[derive(Debug)]
pub(super) struct Stop;

/// One line of the walked text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) start: usize,
    /// The first character that is no blank; the end where there is none.
    pub(super) content: usize,
    pub(super) end: usize,
    /// The width of the indent; a full-width blank counts two.
    pub(super) column: usize,
}

/// A walk under way.
pub(super) struct Walk<'w> {
    pub(super) text: &'w str,
    source: &'w Source,
    base: usize,
    pub(super) lines: Vec<Line>,
    /// The line the walk has come to.
    pub(super) at: usize,
    pub(super) edits: Vec<Edit>,
    problems: &'w mut Vec<Diagnostic>,
    faults: usize,
    stray_lines: usize,
    pub(super) depth: usize,
    /// Where the bracket opens that is at hand.
    pub(super) opened: usize,
    tab_reported: bool,
    /// The lines whose indent has been looked at: those before this one.
    indents_done: usize,
}

impl<'w> Walk<'w> {
    /// A walk over `text`, which begins at byte `base` of `source`.
    pub(super) fn new(
        text: &'w str,
        source: &'w Source,
        base: usize,
        problems: &'w mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            source,
            base,
            lines: lines(text),
            at: 0,
            edits: Vec::new(),
            problems,
            faults: 0,
            stray_lines: 0,
            depth: 0,
            opened: 0,
            tab_reported: false,
            indents_done: 0,
        }
    }

    /// Walks the whole text, a map or a list; gives the places, the edits in order, and whether no error was found.
    pub(super) fn document(mut self) -> Option<(Located, Vec<Edit>, bool)> {
        self.refuse_controls().ok()?;
        let found = self.top().ok()?;
        self.edits.sort_by_key(|edit| (edit.range.start, !edit.range.is_empty(), Reverse(edit.range.end)));
        let mut end = 0;
        self.edits.retain(|edit| {
            let keep = edit.range.start >= end;
            end = end.max(edit.range.end);
            keep
        });
        Some((found, self.edits, self.faults == 0))
    }

    fn top(&mut self) -> Result<Located, Stop> {
        self.next_content()?;
        let Some(line) = self.line() else { return Ok(Located::new(0..0, Shape::Empty)) };
        let found = match self.char_at(line.content) {
            Some('[' | '{') => self.value(line.content, None)?,
            _ if self.is_dash(line.content) => self.list(line.content, line.column)?,
            _ => self.map(line.content, line.column, KeyContext::Running)?,
        };
        while self.next_content()? {
            self.misplaced_line()?;
        }
        Ok(found)
    }

    /// A node that begins at `at` in the line the walk has come to; `parent` is the column of the block it lies in.
    fn node(
        &mut self,
        at: usize,
        column: usize,
        parent: usize,
        context: KeyContext,
    ) -> Result<Located, Stop> {
        if self.is_dash(at) {
            self.list(at, column)
        } else if self.key(at, context).is_some() {
            self.map(at, column, context)
        } else if context == KeyContext::Fresh && self.is_tight_dash(at) {
            self.list(at, column)
        } else {
            self.value(at, Some(parent))
        }
    }

    fn list(&mut self, mut at: usize, column: usize) -> Result<Located, Stop> {
        self.deeper(at)?;
        let start = at;
        let mut items = Vec::new();
        loop {
            if !self.is_dash(at) {
                let written = self.rest_of_line(at);
                self.fault(findings::missing_blank(&written, "-"), at..at + 1)?;
                self.edit(at + 1..at + 1, " ", false);
            }
            let (content, width) = self.skip_gap(at + 1);
            items.push(if self.is_line_end(content) {
                self.at += 1;
                self.child(column, at + 1, false)?
            } else {
                self.node(content, column + 1 + width.max(1), column, KeyContext::Item)?
            });
            match self.next_in_block(column)? {
                Some(next) if self.is_dash(next) || self.is_tight_dash(next) => at = next,
                _ => break,
            }
        }
        self.depth -= 1;
        Ok(self.block_from(start, Shape::List(items)))
    }

    fn map(&mut self, mut at: usize, column: usize, mut context: KeyContext) -> Result<Located, Stop> {
        self.deeper(at)?;
        let start = at;
        let mut pairs = Vec::new();
        loop {
            match self.key(at, context) {
                Some(key) => {
                    let name = key.name.clone();
                    let after = self.take_key(&key)?;
                    let value = if self.is_line_end(after) {
                        self.at += 1;
                        self.child(column, key.end, true)?
                    } else {
                        self.value(after, Some(column))?
                    };
                    pairs.push((name, value));
                }
                None => self.no_pair(at)?,
            }
            context = KeyContext::Running;
            match self.next_in_block(column)? {
                Some(next) => at = next,
                None => break,
            }
        }
        self.depth -= 1;
        Ok(self.block_from(start, Shape::Map(pairs)))
    }

    /// The value that stands on the lines below its key or dash; nothing where they are not deeper.
    fn child(&mut self, parent: usize, after: usize, of_key: bool) -> Result<Located, Stop> {
        self.next_content()?;
        match self.line() {
            Some(line) if line.column > parent => {
                self.node(line.content, line.column, parent, KeyContext::Fresh)
            }
            // A list may stand at the column of its key.
            Some(line) if of_key && line.column == parent && self.is_dash(line.content) => {
                self.list(line.content, parent)
            }
            _ => Ok(Located::new(after..after, Shape::Empty)),
        }
    }

    /// Where the next line of the block at `column` begins; deeper lines that belong nowhere are reported.
    fn next_in_block(&mut self, column: usize) -> Result<Option<usize>, Stop> {
        while self.next_content()? {
            let Some(line) = self.line() else { break };
            if line.column <= column {
                return Ok((line.column == column).then_some(line.content));
            }
            self.misplaced_line()?;
        }
        Ok(None)
    }

    fn misplaced_line(&mut self) -> Result<(), Stop> {
        let Some(line) = self.line() else { return Ok(()) };
        let end = self.value_end(line.content, line.end).0;
        self.fault(findings::bad_indent(), line.content..end)?;
        self.skip_line(&line);
        Ok(())
    }

    fn no_pair(&mut self, at: usize) -> Result<(), Stop> {
        let Some(line) = self.line() else { return Ok(()) };
        let end = self.value_end(at, line.end).0;
        let finding = match self.char_at(at) {
            Some(mark @ ('&' | '*' | '!')) => findings::yaml_feature(&mark.to_string()),
            Some('?') if self.is_blank_or_end(at + 1) => findings::yaml_feature("?"),
            _ => {
                let above = self.at.checked_sub(1).and_then(|above| self.lines.get(above));
                let after_gap = above.is_some_and(|line| line.content == line.end);
                self.stray_lines += 1;
                findings::not_a_pair(self.slice(at..end), after_gap)
            }
        };
        self.fault(finding, at..end)?;
        if self.stray_lines >= MOST_STRAY {
            return Err(Stop);
        }
        self.edit(at..line.end, "", false);
        self.at += 1;
        Ok(())
    }

    fn skip_line(&mut self, line: &Line) {
        self.edit(line.content..line.end, "", false);
        self.at += 1;
    }

    /// A block's place: from its start to the end of the last line that was walked.
    fn block_from(&self, start: usize, shape: Shape) -> Located {
        let last = match &shape {
            Shape::List(items) => items.last().map(|item| item.range.end),
            Shape::Map(pairs) => pairs.last().map(|(_, value)| value.range.end),
            _ => None,
        };
        Located::new(start..last.unwrap_or(start).max(start), shape)
    }

    /// Counts one level; the caller counts it off again.
    pub(super) fn deeper(&mut self, at: usize) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            self.fault(findings::too_deep(), at..at + 1)?;
            return Err(Stop);
        }
        Ok(())
    }

    /// Goes to the next line that holds more than blanks and a comment; false at the end.
    pub(super) fn next_content(&mut self) -> Result<bool, Stop> {
        while let Some(line) = self.line() {
            self.mend_indent(self.at)?;
            let marker = line.content == line.start && self.is_document_mark(line.start);
            if marker && self.before_is_empty() && self.slice(line.start..line.end).trim_end() == "---" {
                self.at += 1;
            } else if marker {
                self.fault(findings::second_document(), line.start..line.start + 3)?;
                return Err(Stop);
            } else if line.content == line.end || self.char_at(line.content) == Some('#') {
                self.at += 1;
            } else {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn before_is_empty(&self) -> bool {
        let before = self.lines.iter().take(self.at);
        before.clone().all(|line| line.content == line.end || self.char_at(line.content) == Some('#'))
    }

    /// Whether `---` or `...` stands at `at`, the start of a line.
    pub(super) fn is_document_mark(&self, at: usize) -> bool {
        matches!(self.text.get(at..at + 3), Some("---" | "...")) && self.is_blank_or_end(at + 3)
    }

    /// Makes an indent plain blanks: a tab is an error, a full-width blank counts as two.
    pub(super) fn mend_indent(&mut self, index: usize) -> Result<(), Stop> {
        if index < self.indents_done {
            return Ok(());
        }
        self.indents_done = index + 1;
        let Some(line) = self.lines.get(index).cloned() else { return Ok(()) };
        let indent = self.slice(line.start..line.content);
        if indent.bytes().all(|byte| byte == b' ') {
            return Ok(());
        }
        if line.content == line.end {
            self.edit(line.start..line.end, "", false);
            return Ok(());
        }
        let tab = indent.contains('\t');
        if tab && !self.tab_reported {
            self.tab_reported = true;
            self.fault(findings::tab_indent(), line.start..line.content)?;
        }
        self.edit(line.start..line.content, &" ".repeat(line.column), !tab);
        Ok(())
    }

    /// The line the walk has come to.
    pub(super) fn line(&self) -> Option<Line> {
        self.lines.get(self.at).cloned()
    }

    /// Goes to the line that holds the byte `at`.
    pub(super) fn go_to(&mut self, at: usize) {
        while self.lines.get(self.at).is_some_and(|line| line.end < at) {
            self.at += 1;
        }
        self.indents_done = self.indents_done.max(self.at + 1);
    }

    /// Reports an error.
    pub(super) fn fault(&mut self, finding: Diagnostic, range: Range<usize>) -> Result<(), Stop> {
        self.problems.push(finding.at(self.span(range)));
        self.faults += 1;
        if self.faults >= MOST_FAULTS { Err(Stop) } else { Ok(()) }
    }

    /// Notes an edit.
    pub(super) fn edit(&mut self, range: Range<usize>, with: &str, wide: bool) {
        self.edits.push(Edit { range, with: with.to_owned(), wide });
    }

    /// Notes that the parser must see a range, which lies in one line, as quoted.
    pub(super) fn quote(&mut self, range: Range<usize>) {
        let quoted = format!("'{}'", self.slice(range.clone()).replace('\'', "''"));
        self.edit(range, &quoted, false);
    }

    fn span(&self, range: Range<usize>) -> Span {
        let end = (range.start..=range.end).rev().find(|at| self.text.is_char_boundary(*at));
        let end =
            end.unwrap_or(range.start).max(self.char_end(range.start).min(range.end.max(range.start + 1)));
        self.source.span(self.base + range.start..self.base + end)
    }

    fn char_end(&self, at: usize) -> usize {
        at + self.char_at(at).map_or(0, char::len_utf8)
    }

    fn refuse_controls(&mut self) -> Result<(), Stop> {
        let refused = |mark: char| {
            (mark.is_control() && mark != '\n' && mark != '\t')
                || matches!(mark, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        };
        let Some((at, mark)) = self.text.char_indices().find(|(_, mark)| refused(*mark)) else {
            return Ok(());
        };
        self.fault(load::control(mark), at..at + mark.len_utf8())?;
        Err(Stop)
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let mut column = 0;
        let mut content = end;
        for (at, mark) in line.char_indices() {
            match mark {
                ' ' => column += 1,
                mark if mark.is_whitespace() => column += 2,
                _ => {
                    content = start + at;
                    break;
                }
            }
        }
        lines.push(Line { start, content, end, column });
        start = end + 1;
    }
    lines
}
