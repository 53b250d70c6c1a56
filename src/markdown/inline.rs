//! Running text: from the pieces that the parser finds to [`Inline`]s, with emphasis paired and line breaks joined.

use super::characters::is_wide;
use super::emphasis::Run;
use crate::document::{Inline, InlineKind, plain_text};
use std::ops::Range;

/// A piece of running text, in the order it was written.
#[derive(Debug)]
pub(super) enum Piece {
    /// Words.
    Text(Range<usize>, String),
    /// A run that may be emphasis.
    Run(Run),
    /// A line end that nobody asked for.
    SoftBreak(Range<usize>),
    /// What is finished, with how deep it is nested.
    Done(Inline, usize),
}

/// Running text that is finished.
pub(super) struct Resolved {
    /// The text.
    pub(super) content: Vec<Inline>,
    /// How deep it is nested.
    pub(super) depth: usize,
    /// Whether emphasis stayed unpaired because it would be nested too deep.
    pub(super) too_deep: bool,
}

/// Pairs emphasis and joins lines; nothing is nested deeper than `limit`.
pub(super) fn resolve(pieces: Vec<Piece>, limit: usize) -> Resolved {
    if let [Piece::Text(..)] = pieces.as_slice() {
        let (content, depth) = finish(pieces);
        return Resolved { content, depth, too_deep: false };
    }
    let mut pairing = Pairing { done: Vec::new(), openers: Vec::new(), limit, too_deep: false };
    for piece in join_lines(pieces) {
        match piece {
            Piece::Run(run) => pairing.add(run),
            other => pairing.done.push(other),
        }
    }
    let (content, depth) = finish(pairing.done);
    Resolved { content, depth, too_deep: pairing.too_deep }
}

struct Pairing {
    done: Vec<Piece>,
    /// Where the runs that may still open lie in `done`.
    openers: Vec<usize>,
    limit: usize,
    too_deep: bool,
}

impl Pairing {
    fn add(&mut self, mut closer: Run) {
        while closer.left > 0 && self.close(&mut closer) {}
        if closer.left == 0 {
            return;
        }
        if closer.opens {
            self.openers.push(self.done.len());
        }
        self.done.push(Piece::Run(closer));
    }

    /// Pairs `closer` with the nearest run that opens, and says whether there was one.
    fn close(&mut self, closer: &mut Run) -> bool {
        // An error stands once something is too deep: the rest need not be paired.
        if !closer.closes || self.too_deep {
            return false;
        }
        // Only so many are looked at, so that time stays linear; nothing may be nested deeper anyway.
        let found = self.openers.iter().enumerate().rev().take(self.limit.max(1)).find_map(|(nth, at)| {
            match self.done.get(*at) {
                Some(Piece::Run(opener)) => opener.pairs(closer).map(|count| (nth, *at, count)),
                _ => None,
            }
        });
        let Some((nth, at, count)) = found else { return false };
        let inside = self.done.split_off(at + 1);
        let depth = inside.iter().map(Piece::depth).max().unwrap_or(0) + 1;
        if depth > self.limit {
            self.too_deep = true;
            self.done.extend(inside);
            return false;
        }
        let (content, _) = finish(inside);
        self.openers.truncate(nth + 1);
        let Some(Piece::Run(opener)) = self.done.last_mut() else { return false };
        opener.left -= count;
        let start = opener.start + opener.left;
        if opener.left == 0 {
            self.done.pop();
            self.openers.pop();
        }
        closer.left -= count;
        closer.start += count;
        let kind = match (closer.sign, count) {
            ('~', _) => InlineKind::Strikethrough(content),
            (_, 2) => InlineKind::Strong(content),
            _ => InlineKind::Emphasis(content),
        };
        self.done.push(Piece::Done(Inline { range: start as u32..closer.start as u32, kind }, depth));
        true
    }
}

impl Piece {
    /// Where it stands in the file.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Text(range, _) | Self::SoftBreak(range) => range.clone(),
            Self::Run(run) => run.start..run.start + run.left,
            Self::Done(inline, _) => inline.range.start as usize..inline.range.end as usize,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Done(_, depth) => *depth,
            _ => 0,
        }
    }

    fn first_character(&self) -> Option<char> {
        match self {
            Self::Text(_, text) => text.chars().next(),
            Self::Done(inline, _) => plain_text(std::slice::from_ref(inline)).chars().next(),
            Self::Run(_) | Self::SoftBreak(_) => None,
        }
    }

    fn last_character(&self) -> Option<char> {
        match self {
            Self::Text(_, text) => text.chars().next_back(),
            Self::Done(inline, _) => plain_text(std::slice::from_ref(inline)).chars().next_back(),
            Self::Run(_) | Self::SoftBreak(_) => None,
        }
    }
}

/// Turns line ends into a blank, or into nothing between two wide characters.
fn join_lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut before = None;
    let mut line_end = None;
    for piece in pieces {
        let first = piece.first_character();
        if let Piece::SoftBreak(range) = piece {
            line_end = Some((joined.len(), range));
            continue;
        }
        if let Some(first) = first
            && let Some((at, range)) = line_end.take()
            && !(is_wide(first) && before.is_some_and(is_wide))
        {
            joined.insert(at, Piece::Text(range, " ".to_owned()));
        }
        before = piece.last_character().or(before);
        joined.push(piece);
    }
    joined
}

/// Runs that are left become words, and neighbouring words one piece.
fn finish(pieces: Vec<Piece>) -> (Vec<Inline>, usize) {
    let mut content: Vec<Inline> = Vec::new();
    let mut depth = 0;
    for piece in pieces {
        let (range, text) = match piece {
            Piece::Text(range, text) => (range, text),
            Piece::Run(run) => (run.start..run.start + run.left, run.sign.to_string().repeat(run.left)),
            Piece::SoftBreak(range) => (range, " ".to_owned()),
            Piece::Done(Inline { range, kind: InlineKind::Text(text) }, _) => {
                (range.start as usize..range.end as usize, text)
            }
            Piece::Done(inline, inline_depth) => {
                depth = depth.max(inline_depth);
                content.push(inline);
                continue;
            }
        };
        if let Some(Inline { range: before, kind: InlineKind::Text(words) }) = content.last_mut() {
            before.end = range.end as u32;
            words.push_str(&text);
        } else {
            content
                .push(Inline { range: range.start as u32..range.end as u32, kind: InlineKind::Text(text) });
        }
    }
    (content, depth)
}

/// Leaves out blanks at both ends, the ideographic ones by which clerks indent too.
pub(super) fn trim(content: &mut Vec<Inline>) {
    while let Some(Inline { kind: InlineKind::Text(text), range }) = content.first_mut() {
        let trimmed = text.trim_start();
        range.start = (range.start + (text.len() - trimmed.len()) as u32).min(range.end);
        if trimmed.len() < text.len() {
            *text = trimmed.to_owned();
        }
        if !text.is_empty() {
            break;
        }
        content.remove(0);
    }
    while let Some(Inline { kind: InlineKind::Text(text), range }) = content.last_mut() {
        let trimmed = text.trim_end();
        range.end = range.end.saturating_sub((text.len() - trimmed.len()) as u32).max(range.start);
        text.truncate(trimmed.len());
        if !text.is_empty() {
            break;
        }
        content.pop();
    }
}
