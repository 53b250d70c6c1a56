//! Lists and maps in brackets.

use super::findings;
use super::locate::{Located, Shape, Stop, Walk};
use std::ops::Range;

/// What a bracket opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    List,
    /// A list in `【】` or `［］`.
    WideList,
    Map,
    /// A map in `｛｝`.
    WideMap,
}

impl Bracket {
    fn closes(self, mark: char) -> bool {
        match self {
            Self::List => mark == ']',
            Self::WideList => matches!(mark, '】' | '］' | ']'),
            Self::Map => mark == '}',
            Self::WideMap => mark == '｝' || mark == '}',
        }
    }

    fn is_map(self) -> bool {
        matches!(self, Self::Map | Self::WideMap)
    }
}

/// What closes a full-width bracket.
fn wide_close(open: char) -> char {
    match open {
        '【' => '】',
        '［' => '］',
        _ => '｝',
    }
}

impl Walk<'_> {
    /// A bracketed value in a block; the walk goes to the line behind it.
    pub(super) fn flow_value(&mut self, at: usize) -> Result<Located, Stop> {
        let first_line_end = self.line().map_or(at, |line| line.end);
        let found = self.flow(at)?;
        let end = found.range.end;
        self.go_to(end);
        let line_end = self.line().map_or(end, |line| line.end);
        let (rest, width) = self.skip_gap(end);
        if rest < line_end && !(width > 0 && self.is_line_end(rest)) {
            let all = self.value_end(rest, line_end).0;
            let help = findings::in_quotes(self.slice(at..all));
            self.fault(findings::text_after("括号", "the brackets").help(help), rest..all)?;
            if end > first_line_end {
                return Err(Stop);
            }
            self.quote(at..all);
            self.at += 1;
            return Ok(Located::new(at..all, Shape::Quoted));
        }
        self.at += 1;
        Ok(found)
    }

    /// Whether the value that begins with a full-width bracket ends with the other one and holds no third.
    pub(super) fn is_wide_flow(&self, at: usize, line_end: usize) -> bool {
        let text = self.slice(at..line_end);
        let text = text.split(" #").next().unwrap_or_default().trim_end();
        let Some(open) = text.chars().next() else { return false };
        let close = wide_close(open);
        text.ends_with(close) && text.matches(open).count() == 1 && text.matches(close).count() == 1
    }

    /// Whether a full-width bracket within others is closed on its line, right before what ends the item.
    fn is_wide_item(&self, at: usize) -> bool {
        let text = self.text.get(at..).and_then(|text| text.lines().next()).unwrap_or_default();
        let Some(open) = text.chars().next() else { return false };
        let Some((inner, behind)) = text.split_once(wide_close(open)) else { return false };
        let ends = behind.trim_start().chars().next();
        inner.matches(open).count() == 1
            && ends.is_none_or(|mark| matches!(mark, ',' | '，' | ']' | '}' | '】' | '］' | '｝' | '#'))
    }

    fn flow(&mut self, open: usize) -> Result<Located, Stop> {
        self.deeper(open)?;
        let outer = std::mem::replace(&mut self.opened, open);
        let mark = self.char_at(open).unwrap_or('[');
        let bracket = match mark {
            '{' => Bracket::Map,
            '｛' => Bracket::WideMap,
            '【' | '［' => Bracket::WideList,
            _ => Bracket::List,
        };
        if let Bracket::WideList | Bracket::WideMap = bracket {
            let narrow = if bracket.is_map() { "{" } else { "[" };
            self.edit(open..open + mark.len_utf8(), narrow, true);
        }
        let mut here = open + mark.len_utf8();
        let mut items = Vec::new();
        let mut pairs = Vec::new();
        let end = loop {
            here = self.flow_gap(here);
            let Some(next) = self.char_at(here) else { return self.unclosed(open, mark) };
            if bracket.closes(next) {
                break self.close(here, next);
            }
            if matches!(next, ']' | '}' | ',' | '，') {
                if matches!(next, ']' | '}') {
                    return self.unclosed(open, mark);
                }
                self.fault(findings::empty_item(), here..here + next.len_utf8())?;
                return Err(Stop);
            }
            if bracket.is_map() {
                let (key, value, after) = self.flow_pair(here, bracket)?;
                pairs.push((key, value));
                here = after;
            } else {
                let (item, after) = self.flow_item(here, bracket)?;
                items.push(item);
                here = after;
            }
            here = self.flow_gap(here);
            match self.char_at(here) {
                Some(',') => here += 1,
                Some('，') => {
                    let after = here + '，'.len_utf8();
                    let narrow = if self.is_blank_or_end(after) { "," } else { ", " };
                    self.edit(here..after, narrow, true);
                    here = after;
                }
                Some(next) if bracket.closes(next) => break self.close(here, next),
                None | Some(']' | '}') => return self.unclosed(open, mark),
                Some(next) => {
                    self.fault(findings::text_after("这一项", "this item"), here..here + next.len_utf8())?;
                    return Err(Stop);
                }
            }
        };
        self.depth -= 1;
        self.opened = outer;
        let shape = if bracket.is_map() { Shape::Map(pairs) } else { Shape::List(items) };
        Ok(Located::new(open..end, shape))
    }

    fn close(&mut self, at: usize, mark: char) -> usize {
        let narrow = match mark {
            '】' | '］' => Some("]"),
            '｝' => Some("}"),
            _ => None,
        };
        if let Some(narrow) = narrow {
            self.edit(at..at + mark.len_utf8(), narrow, true);
        }
        at + mark.len_utf8()
    }

    fn unclosed(&mut self, open: usize, mark: char) -> Result<Located, Stop> {
        self.fault(findings::unclosed_bracket(mark), open..open + mark.len_utf8())?;
        Err(Stop)
    }

    /// An item of a list; `a: b` there is a map of one pair.
    fn flow_item(&mut self, at: usize, bracket: Bracket) -> Result<(Located, usize), Stop> {
        let (item, end) = self.flow_node(at, bracket, false)?;
        let after = self.flow_gap(end);
        if self.char_at(after) == Some(':') && matches!(item.shape, Shape::Plain | Shape::Quoted) {
            let (value, end) = self.flow_pair_value(after + 1, bracket)?;
            let range = at..end;
            return Ok((Located::new(range, Shape::Map(vec![(item.range, value)])), end));
        }
        Ok((item, end))
    }

    fn flow_pair(&mut self, at: usize, bracket: Bracket) -> Result<(Range<usize>, Located, usize), Stop> {
        let (key, end) = self.flow_node(at, bracket, true)?;
        if self.slice(key.range.clone()) == "<<" {
            self.fault(findings::yaml_feature("<<"), key.range.clone())?;
        }
        let colon = self.flow_gap(end);
        match self.char_at(colon) {
            Some(':') => {
                if !self.is_blank_or_end(colon + 1) && key.shape == Shape::Plain {
                    let name = self.slice(key.range.clone()).to_owned();
                    let stop = |mark: char| matches!(mark, ',' | '，' | '}' | '\n');
                    let rest = self.slice(key.range.start..self.text.len());
                    let written = rest.split(stop).next().unwrap_or_default().trim().to_owned();
                    self.fault(findings::missing_blank(&written, &format!("{name}:")), colon..colon + 1)?;
                    self.edit(colon + 1..colon + 1, " ", false);
                }
                let (value, end) = self.flow_pair_value(colon + 1, bracket)?;
                Ok((key.range, value, end))
            }
            Some('：') => {
                let after = colon + '：'.len_utf8();
                self.edit(colon..after, if self.is_blank_or_end(after) { ":" } else { ": " }, true);
                let (value, end) = self.flow_pair_value(after, bracket)?;
                Ok((key.range, value, end))
            }
            _ => Ok((key.range.clone(), Located::new(end..end, Shape::Empty), end)),
        }
    }

    fn flow_pair_value(&mut self, at: usize, bracket: Bracket) -> Result<(Located, usize), Stop> {
        let start = self.flow_gap(at);
        match self.char_at(start) {
            None | Some(',' | '，' | ']' | '}' | '】' | '］' | '｝') => {
                Ok((Located::new(at..at, Shape::Empty), at))
            }
            Some(_) => {
                let (value, end) = self.flow_node(start, bracket, false)?;
                let after = self.flow_gap(end);
                if self.char_at(after) == Some(':') {
                    // Two pairs on two lines are fields that an open bracket has swallowed.
                    if self.slice(start..after).contains('\n') {
                        let open = self.opened;
                        self.unclosed(open, self.char_at(open).unwrap_or('['))?;
                    }
                    self.fault(findings::unquoted_colon().help(findings::quote_item()), after..after + 1)?;
                    return Err(Stop);
                }
                Ok((value, end))
            }
        }
    }

    fn flow_node(&mut self, at: usize, bracket: Bracket, is_key: bool) -> Result<(Located, usize), Stop> {
        match self.char_at(at) {
            Some(mark @ ('[' | '{' | '［' | '｛')) if mark.is_ascii() || self.is_wide_item(at) => {
                let found = self.flow(at)?;
                let end = found.range.end;
                Ok((found, end))
            }
            Some(quote @ ('"' | '\'')) => {
                self.go_to(at);
                let Some(end) = self.closing_quote(at, 0) else {
                    self.fault(findings::unclosed_quote(&quote.to_string()), at..at + 1)?;
                    return Err(Stop);
                };
                if let Some(escape) = self.bad_escape(at, end) {
                    let finding = findings::bad_escape(
                        self.slice(escape..end).chars().take(2).collect::<String>().as_str(),
                    );
                    self.fault(finding, escape..escape + 1)?;
                    return Err(Stop);
                }
                Ok((Located::new(at..end, Shape::Quoted), end))
            }
            Some(open @ ('“' | '‘')) => match self.flow_wide_quoted(at, open) {
                Some(end) => Ok((Located::new(at..end, Shape::Quoted), end)),
                None => Ok(self.flow_plain(at, bracket, is_key)),
            },
            Some(mark @ ('&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '#')) => {
                let (found, end) = self.flow_plain(at, bracket, is_key);
                let range = found.range;
                let finding = match mark {
                    '&' | '*' | '!' => findings::yaml_feature(&mark.to_string()),
                    _ => findings::quote_needed(mark),
                };
                let help = findings::in_quotes(self.slice(range.clone()));
                self.fault(finding.help(help), range.clone())?;
                if self.slice(range.clone()).contains('\n') {
                    return Err(Stop);
                }
                self.quote(range.clone());
                Ok((Located::new(range, Shape::Quoted), end))
            }
            Some(mark @ ('-' | '?' | ':')) if self.is_blank_or_end(at + 1) => {
                self.fault(findings::quote_needed(mark), at..at + 1)?;
                Err(Stop)
            }
            _ => Ok(self.flow_plain(at, bracket, is_key)),
        }
    }

    /// The end of an item that stands as a whole in full-width quotes.
    fn flow_wide_quoted(&mut self, at: usize, open: char) -> Option<usize> {
        let close = if open == '“' { '”' } else { '’' };
        let text = self.text.get(at + open.len_utf8()..)?;
        let inner = text.split(['\n', open, close]).next()?;
        let close_at = at + open.len_utf8() + inner.len();
        let end = close_at + close.len_utf8();
        let behind = self.text.get(end..)?.trim_start_matches([' ', '\u{3000}']).chars().next();
        let is_whole =
            matches!(behind, None | Some(',' | '，' | ']' | '}' | '】' | '］' | '｝' | ':' | '：' | '\n'));
        if self.char_at(close_at) != Some(close) || !is_whole || inner.contains(['"', '\\']) {
            return None;
        }
        self.edit(at..at + open.len_utf8(), "\"", true);
        self.edit(close_at..end, "\"", true);
        Some(end)
    }

    /// A plain text in brackets.
    fn flow_plain(&mut self, at: usize, bracket: Bracket, is_key: bool) -> (Located, usize) {
        let mut end = at;
        let mut before = 'x';
        let text = self.slice(at..self.text.len());
        for (offset, mark) in text.char_indices() {
            let here = at + offset;
            let stops = match mark {
                ',' | '[' | ']' | '{' | '}' => true,
                '，' => !bracket.is_map() || is_key || self.pair_follows(here + mark.len_utf8()),
                '】' | '］' => bracket == Bracket::WideList,
                '｝' => bracket == Bracket::WideMap,
                ':' => {
                    is_key
                        || self.is_blank_or_end(here + 1)
                        || matches!(self.char_at(here + 1), Some(',' | '[' | ']' | '{' | '}'))
                }
                '：' => is_key,
                '#' => before.is_whitespace(),
                _ => false,
            };
            if stops {
                break;
            }
            if !mark.is_whitespace() {
                end = here + mark.len_utf8();
            }
            before = mark;
        }
        // A mark that may not begin a text still must be passed.
        if end == at {
            end = at + self.char_at(at).map_or(0, char::len_utf8);
        }
        (Located::new(at..end, Shape::Plain), end)
    }

    /// Whether a pair of the same map, or its end, stands behind a full-width comma.
    fn pair_follows(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        let name = rest.split([':', '：', ',', '，', '}', '｝', '\n']).next().unwrap_or_default();
        let mark = rest.get(name.len()..).and_then(|rest| rest.chars().next());
        let is_name = !name.is_empty() && name.chars().count() <= 20 && !name.contains(['。', '“', '《']);
        (is_name && matches!(mark, Some(':' | '：'))) || (name.is_empty() && matches!(mark, Some('}' | '｝')))
    }

    /// The end of blanks, line ends and comments.
    fn flow_gap(&mut self, mut at: usize) -> usize {
        let mut after_blank = false;
        while let Some(mark) = self.char_at(at) {
            if mark == '#' && after_blank {
                let rest = self.text.get(at..).unwrap_or_default();
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            if !mark.is_whitespace() {
                break;
            }
            if !mark.is_ascii() {
                self.edit(at..at + mark.len_utf8(), " ", true);
            }
            after_blank = true;
            at += mark.len_utf8();
        }
        at
    }
}
