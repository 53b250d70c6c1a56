//! Scalars: plain, quoted and block ones.

use super::findings;
use super::locate::{Located, Shape, Stop, Walk};
use crate::diagnostic::Diagnostic;

impl Walk<'_> {
    /// A scalar or flow value at `at`; `parent` is the column of the block it lies in. The walk goes to the line
    /// behind it.
    pub(super) fn value(&mut self, at: usize, parent: Option<usize>) -> Result<Located, Stop> {
        let line_end = self.line().map_or(at, |line| line.end);
        match self.char_at(at) {
            Some('"' | '\'') => self.quoted(at, parent),
            Some('[' | '{') => self.flow_value(at),
            Some('【' | '［' | '｛') if self.is_wide_flow(at, line_end) => self.flow_value(at),
            Some(mark @ ('&' | '*' | '!')) => {
                self.refused(at, line_end, findings::yaml_feature(&mark.to_string()))
            }
            Some(mark @ ('|' | '>')) => {
                if self.is_block_header(at, line_end) {
                    self.block_text(at, parent)
                } else {
                    self.refused(at, line_end, findings::quote_needed(mark))
                }
            }
            Some(mark @ ('%' | '@' | '`' | ',' | ']' | '}')) => {
                self.refused(at, line_end, findings::quote_needed(mark))
            }
            Some(mark @ ('-' | '?' | ':')) if self.is_blank_or_end(at + 1) => {
                self.refused(at, line_end, findings::quote_needed(mark))
            }
            Some(open @ ('“' | '‘')) => match self.wide_quoted(at, line_end, open) {
                Some(found) => Ok(found),
                None => self.plain(at, parent),
            },
            _ => self.plain(at, parent),
        }
    }

    /// Reports a value that must stand in quotes, and reads it as if it did.
    fn refused(&mut self, at: usize, line_end: usize, finding: Diagnostic) -> Result<Located, Stop> {
        let end = self.value_end(at, line_end).0;
        let help = findings::in_quotes(self.slice(at..end));
        self.fault(finding.help(help), at..end)?;
        self.quote(at..end);
        self.at += 1;
        Ok(Located::new(at..end, Shape::Quoted))
    }

    fn plain(&mut self, at: usize, parent: Option<usize>) -> Result<Located, Stop> {
        let Some(line) = self.line() else { return Ok(Located::new(at..at, Shape::Empty)) };
        let (mut end, mut comment) = self.value_end(at, line.end);
        self.at += 1;
        let text = self.slice(at..end);
        if let Some(colon) =
            text.find(": ").or_else(|| text.find(":\t")).or(text.ends_with(':').then(|| text.len() - 1))
        {
            let help = findings::in_quotes(text);
            self.fault(findings::unquoted_colon().help(help), at + colon..at + colon + 1)?;
            self.quote(at..end);
            return Ok(Located::new(at..end, Shape::Quoted));
        }
        let mut index = self.at;
        while let Some(line) = self.lines.get(index).cloned().filter(|_| !comment) {
            let deeper = parent.is_none_or(|parent| line.column > parent);
            if line.content == line.end {
                self.mend_indent(index)?;
            } else {
                let text = self.slice(line.content..line.end);
                let is_pair = text.contains(": ") || text.trim_end().ends_with(':');
                if !deeper || is_pair || text.starts_with('#') {
                    break;
                }
                self.mend_indent(index)?;
                (end, comment) = self.value_end(line.content, line.end);
                self.at = index + 1;
            }
            index += 1;
        }
        Ok(Located::new(at..end, Shape::Plain))
    }

    fn quoted(&mut self, at: usize, parent: Option<usize>) -> Result<Located, Stop> {
        let first_line_end = self.line().map_or(at, |line| line.end);
        let close = self.closing_quote(at, parent.unwrap_or(0));
        let Some(end) = close else {
            // Read on as if the quote closed at the end of its line, so that later faults are found too.
            let end = self.value_end(at, first_line_end).0;
            let mark = self.slice(at..at + 1).to_owned();
            self.fault(findings::unclosed_quote(&mark), at..at + 1)?;
            self.quote(at..end);
            self.at += 1;
            return Ok(Located::new(at..end, Shape::Quoted));
        };
        if let Some(escape) = self.bad_escape(at, end) {
            let mark = self.slice(escape..escape + 1 + self.char_at(escape + 1).map_or(0, char::len_utf8));
            let finding = findings::bad_escape(mark);
            let length = mark.len();
            self.fault(finding, escape..escape + length)?;
            if end <= first_line_end {
                self.quote(at..end);
            } else {
                return Err(Stop);
            }
        }
        self.go_to(end);
        let line_end = self.line().map_or(end, |line| line.end);
        let (rest, width) = self.skip_gap(end);
        if rest < line_end && !(width > 0 && self.is_line_end(rest)) {
            if end > first_line_end {
                let mark = self.slice(at..at + 1).to_owned();
                self.fault(findings::unclosed_quote(&mark), at..at + 1)?;
                return Err(Stop);
            }
            let all = self.value_end(end, line_end).0;
            let help = findings::in_quotes(self.slice(at..all));
            self.fault(findings::text_after("引号", "the quotes").help(help), rest..all)?;
            self.quote(at..all);
            self.at += 1;
            return Ok(Located::new(at..all, Shape::Quoted));
        }
        self.at += 1;
        Ok(Located::new(at..end, Shape::Quoted))
    }

    /// The byte behind the quote that closes the one at `at`; none where it is never closed, or only behind lines
    /// that look like pairs of their own.
    pub(super) fn closing_quote(&self, at: usize, parent: usize) -> Option<usize> {
        let quote = self.char_at(at)?;
        let mut marks = self.text.get(at + 1..)?.char_indices().peekable();
        let mut line = self.at;
        while let Some((offset, mark)) = marks.next() {
            let here = at + 1 + offset;
            match mark {
                '\\' if quote == '"' && marks.peek().is_some_and(|(_, next)| *next != '\n') => {
                    marks.next();
                }
                mark if mark == quote => {
                    if quote == '\'' && marks.peek().is_some_and(|(_, next)| *next == '\'') {
                        marks.next();
                    } else {
                        return Some(here + 1);
                    }
                }
                '\n' => {
                    while self.lines.get(line).is_some_and(|line| line.end <= here) {
                        line += 1;
                    }
                    let next = self.lines.get(line)?;
                    let text = self.slice(next.content..next.end);
                    let pair = text.contains(": ") || text.ends_with(':');
                    if self.is_document_mark(next.start) || (next.column <= parent && pair) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Where a double-quoted text holds an escape that YAML does not know.
    pub(super) fn bad_escape(&self, at: usize, end: usize) -> Option<usize> {
        if self.char_at(at) != Some('"') {
            return None;
        }
        let mut here = at + 1;
        while here < end {
            let mark = self.char_at(here)?;
            if mark != '\\' {
                here += mark.len_utf8();
                continue;
            }
            let letter = self.char_at(here + 1)?;
            let digits = match letter {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ if "0abt\tnvfe \"/\\N_LP\n".contains(letter) => 0,
                _ => return Some(here),
            };
            let number = self.text.get(here + 2..here + 2 + digits);
            if digits > 0
                && number
                    .and_then(|number| u32::from_str_radix(number, 16).ok())
                    .and_then(char::from_u32)
                    .is_none()
            {
                return Some(here);
            }
            here += 1 + letter.len_utf8() + digits;
        }
        None
    }

    /// A value that stands as a whole in full-width quotes; quotes inside running text stay text.
    fn wide_quoted(&mut self, at: usize, line_end: usize, open: char) -> Option<Located> {
        let end = self.value_end(at, line_end).0;
        let close = if open == '“' { '”' } else { '’' };
        let inner = self.slice(at..end).strip_prefix(open)?.strip_suffix(close)?;
        if inner.contains([open, close]) {
            return None;
        }
        let quote = if inner.contains(['"', '\\']) { "'" } else { "\"" };
        if quote == "'" && inner.contains('\'') {
            return None;
        }
        self.edit(at..at + open.len_utf8(), quote, true);
        self.edit(end - close.len_utf8()..end, quote, true);
        self.skip_gap(end);
        self.at += 1;
        Some(Located::new(at..end, Shape::Quoted))
    }

    fn is_block_header(&self, at: usize, line_end: usize) -> bool {
        let header = self.slice(at + 1..line_end);
        let marks = header.split([' ', '\t']).next().unwrap_or_default();
        let rest = header.get(marks.len()..).unwrap_or_default().trim();
        marks.len() <= 2
            && marks.chars().filter(|mark| "+-".contains(*mark)).count() <= 1
            && marks.chars().filter(|mark| ('1'..='9').contains(mark)).count() <= 1
            && marks.chars().all(|mark| "+-".contains(mark) || ('1'..='9').contains(&mark))
            && (rest.is_empty() || rest.starts_with('#'))
    }

    fn block_text(&mut self, at: usize, parent: Option<usize>) -> Result<Located, Stop> {
        let Some(header) = self.line() else { return Ok(Located::new(at..at, Shape::Empty)) };
        let explicit = self.slice(at..header.end).chars().skip(1).take(2).find_map(|mark| mark.to_digit(10));
        let parent_column = parent.unwrap_or(0);
        let mut block: Option<usize> = explicit.map(|digit| parent_column + digit as usize);
        let mut end = self.value_end(at, header.end).0;
        self.at += 1;
        while let Some(line) = self.line() {
            if line.content == line.end {
                self.mend_indent(self.at)?;
                self.at += 1;
                continue;
            }
            let spaces =
                self.slice(line.start..line.content).bytes().take_while(|byte| *byte == b' ').count();
            if line.column <= parent_column {
                break;
            }
            // Paragraphs often begin with two full-width blanks: where these are the whole indent they are the
            // block's indent, behind plain blanks they are text.
            let indent = *block.get_or_insert(if spaces > parent_column { spaces } else { line.column });
            if spaces < indent && line.column >= indent {
                self.mend_indent(self.at)?;
            } else if spaces < indent {
                let finding = findings::bad_indent();
                self.fault(finding, line.content..line.end)?;
                self.edit(line.content..line.end, "", false);
            }
            end = line.end;
            self.at += 1;
        }
        Ok(Located::new(at..end, Shape::Quoted))
    }
}
