//! Keys of block maps, and the small looks at marks that tell syntax from text.

use super::findings;
use super::locate::{Stop, Walk};
use std::ops::Range;

/// Where a text stands that may be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyContext {
    /// At the column of a map under way: the line must be a pair.
    Running,
    /// On the first line below a key or dash: a map or a text.
    Fresh,
    /// Behind the dash of a list: often running text.
    Item,
}

/// A key that was found.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Its name, quotes included.
    pub(super) name: Range<usize>,
    /// The byte behind its colon.
    pub(super) end: usize,
    colon: Colon,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colon {
    Ascii,
    /// `：`
    Wide,
    /// A `:` with no blank behind it.
    Tight,
}

impl Walk<'_> {
    /// The key that begins at `at`, if the line is a pair.
    pub(super) fn key(&self, at: usize, context: KeyContext) -> Option<Key> {
        let line_end = self.line()?.end;
        let first = self.char_at(at)?;
        if first == '"' || first == '\'' {
            return self.quoted_key(at, first, line_end);
        }
        if "[]{},#&*!|>%@`".contains(first) || ("-?".contains(first) && self.is_blank_or_end(at + 1)) {
            return None;
        }
        let found = |end: usize, mark: char, colon| {
            let name = at..at + self.slice(at..end).trim_end().len();
            (!name.is_empty()).then_some(Key { name, end: end + mark.len_utf8(), colon })
        };
        let mut tight = None;
        let mut wide_seen = false;
        let mut before = ' ';
        for (offset, mark) in self.slice(at..line_end).char_indices() {
            let here = at + offset;
            match mark {
                '#' if before.is_whitespace() => break,
                ':' if self.is_blank_or_end(here + 1) => return found(here, mark, Colon::Ascii),
                ':' => tight = tight.or(Some(here)),
                '：' if !wide_seen => {
                    wide_seen = true;
                    if self.may_be_key(at..here, context) {
                        return found(here, mark, Colon::Wide);
                    }
                }
                _ => {}
            }
            before = mark;
        }
        let end = tight?;
        let is_address = self.text.get(end..).is_some_and(|rest| rest.starts_with("://"));
        let may = match context {
            KeyContext::Running => true,
            KeyContext::Fresh => is_word(self.slice(at..end)),
            KeyContext::Item => is_ascii_word(self.slice(at..end)),
        };
        (may && !is_address && self.may_be_key(at..end, context))
            .then(|| found(end, ':', Colon::Tight))
            .flatten()
    }

    fn quoted_key(&self, at: usize, quote: char, line_end: usize) -> Option<Key> {
        let inner = self.slice(at + 1..line_end);
        let mut escaped = false;
        let close = inner.char_indices().find(|(_, mark)| {
            let closes = *mark == quote && !escaped;
            escaped = *mark == '\\' && quote == '"' && !escaped;
            closes
        })?;
        let after = at + 1 + close.0 + 1;
        let gap = self.slice(after..line_end);
        let colon_at = line_end - gap.trim_start_matches([' ', '\t']).len();
        let colon = match self.char_at(colon_at)? {
            ':' if colon_at < line_end && self.is_blank_or_end(colon_at + 1) => Colon::Ascii,
            '：' if colon_at < line_end => Colon::Wide,
            _ => return None,
        };
        let length = if colon == Colon::Wide { '：'.len_utf8() } else { 1 };
        Some(Key { name: at..after, end: colon_at + length, colon })
    }

    /// Whether the text before a full-width or tight colon is meant as a key.
    fn may_be_key(&self, range: Range<usize>, context: KeyContext) -> bool {
        let name = self.slice(range.clone()).trim();
        let count = name.chars().count();
        if count == 0 || count > 20 || name.contains(['，', '。', '；', '“', '”', '《', '》', ' ', ',', '"'])
        {
            return false;
        }
        context != KeyContext::Item || is_ascii_word(name) || self.next_line_is_pair(range.start)
    }

    /// Whether the line below is a pair at the column of the list item that begins at `at`.
    fn next_line_is_pair(&self, at: usize) -> bool {
        let (Some(line), Some(next)) = (self.line(), self.lines.get(self.at + 1)) else { return false };
        let width = |mark: char| if mark.is_whitespace() && mark != ' ' { 2 } else { 1 };
        let column: usize = self.slice(line.start..at).chars().map(width).sum();
        let text = self.slice(next.content..next.end);
        let name = text.split([':', '：']).next().unwrap_or_default();
        next.column == column && name.len() < text.len() && is_word(name.trim())
    }

    /// Notes what must be mended at a key's colon, and gives the place where the value begins.
    pub(super) fn take_key(&mut self, key: &Key) -> Result<usize, Stop> {
        let name = self.slice(key.name.clone()).to_owned();
        if name == "<<" {
            self.fault(findings::yaml_feature("<<"), key.name.clone())?;
        }
        match key.colon {
            Colon::Ascii => {}
            Colon::Wide => {
                let with = if self.is_blank_or_end(key.end) { ":" } else { ": " };
                self.edit(key.end - '：'.len_utf8()..key.end, with, true);
            }
            Colon::Tight => {
                let written = self.rest_of_line(key.name.start);
                self.fault(findings::missing_blank(&written, &format!("{name}:")), key.end - 1..key.end)?;
                self.edit(key.end..key.end, " ", false);
            }
        }
        Ok(self.skip_gap(key.end).0)
    }

    /// The end of the blanks at `at` within the line, and their width; full-width ones are mended.
    pub(super) fn skip_gap(&mut self, at: usize) -> (usize, usize) {
        let mut end = at;
        let mut width = 0;
        while let Some(mark) = self.char_at(end).filter(|mark| mark.is_whitespace() && *mark != '\n') {
            let next = end + mark.len_utf8();
            if mark != ' ' {
                self.edit(end..next, if mark.is_ascii() { " " } else { "  " }, !mark.is_ascii());
            }
            width += if mark.is_ascii() { 1 } else { 2 };
            end = next;
        }
        (end, width)
    }

    /// The end of a plain text that begins at `from`, without a comment and blanks behind it; and whether a comment
    /// follows.
    pub(super) fn value_end(&mut self, from: usize, line_end: usize) -> (usize, bool) {
        let text = self.slice(from..line_end);
        let mut before = None;
        let mut comment = None;
        for (offset, mark) in text.char_indices() {
            if mark == '#' && before.is_some_and(char::is_whitespace) {
                comment = Some((offset, before.unwrap_or(' ')));
                break;
            }
            before = Some(mark);
        }
        let Some((offset, blank)) = comment else { return (from + text.trim_end().len(), false) };
        let hash = from + offset;
        if !blank.is_ascii() {
            self.edit(hash - blank.len_utf8()..hash, " ", true);
        }
        (from + self.slice(from..hash).trim_end().len(), true)
    }

    /// The text from `at` to the end of its line, without a comment.
    pub(super) fn rest_of_line(&mut self, at: usize) -> String {
        let line_end = self.line().map_or(at, |line| line.end);
        let end = self.value_end(at, line_end).0;
        self.slice(at..end).to_owned()
    }

    /// Whether a list's dash stands at `at`.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.char_at(at) == Some('-') && self.is_blank_or_end(at + 1)
    }

    /// Whether a dash stands at `at` whose blank was forgotten.
    pub(super) fn is_tight_dash(&self, at: usize) -> bool {
        self.char_at(at) == Some('-')
            && self.char_at(at + 1).is_some_and(|mark| mark.is_alphabetic() || "《“\"'{[".contains(mark))
    }

    /// Whether nothing but a comment stands from `at`, which follows a blank, to the end of the line.
    pub(super) fn is_line_end(&self, at: usize) -> bool {
        matches!(self.char_at(at), None | Some('\n' | '#'))
    }

    /// Whether a blank, full-width ones too, or the line's end stands at `at`.
    pub(super) fn is_blank_or_end(&self, at: usize) -> bool {
        self.char_at(at).is_none_or(char::is_whitespace)
    }

    /// The character at a byte.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The text of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

fn is_ascii_word(text: &str) -> bool {
    text.starts_with(|mark: char| mark.is_ascii_alphabetic() || mark == '_')
        && text.chars().all(|mark| mark.is_ascii_alphanumeric() || mark == '_' || mark == '-')
}

/// Whether a text is like a name: letters of one script, no figures but in ASCII words.
fn is_word(text: &str) -> bool {
    is_ascii_word(text) || (!text.is_empty() && text.chars().all(char::is_alphabetic))
}
