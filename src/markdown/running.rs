//! Running text while the document grows: words, links, pictures, references to footnotes.

use super::builder::Builder;
use super::check::{self, DEEPEST, empty_heading, too_deep};
use super::emphasis::Run;
use super::inline::{Piece, resolve, trim};
use super::stand_in::{Working, may_hold_stand_ins, shown};
use super::target::{self, Purpose};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Cell, CellPlace, Inline, InlineKind, has_words, plain_text};
use crate::text::Text;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// What holds running text.
pub(super) struct TextFrame {
    kind: Holder,
    range: Range<usize>,
    pieces: Vec<Piece>,
}

/// The kinds of what holds running text.
pub(super) enum Holder {
    /// A paragraph.
    Paragraph,
    /// The words of a tight list item, which the parser does not call a paragraph.
    Tight,
    /// A heading with its level.
    Heading(u8),
    /// A cell of a table.
    Cell,
    /// A link; without a target where it is not allowed.
    Link {
        /// The target.
        target: Option<String>,
        /// Whether the address itself was written: `<https://…>`.
        automatic: bool,
    },
    /// A picture; without a target where it is not allowed.
    Image(Option<String>),
}

impl Builder<'_> {
    /// Begins running text.
    pub(super) fn open_text(&mut self, kind: Holder, range: Range<usize>) {
        self.texts.push(TextFrame { kind, range, pieces: Vec::new() });
    }

    /// Begins a link.
    pub(super) fn open_link(&mut self, kind: LinkType, address: &str, range: Range<usize>) {
        let automatic = matches!(kind, LinkType::Autolink | LinkType::Email);
        let mut address = Working::restore(address);
        if kind == LinkType::Email {
            address.insert_str(0, "mailto:");
        }
        let target = self.checked(&address, Purpose::Link, &range);
        self.open_inside(Holder::Link { target, automatic }, range);
    }

    /// Begins a picture.
    pub(super) fn open_image(&mut self, address: &str, range: Range<usize>) {
        let target = self.checked(&Working::restore(address), Purpose::Picture, &range);
        self.open_inside(Holder::Image(target), range);
    }

    /// Begins what stands inside running text.
    fn open_inside(&mut self, kind: Holder, range: Range<usize>) {
        if self.texts.is_empty() {
            self.open_text(Holder::Tight, range.clone());
        }
        self.open_text(kind, range);
    }

    fn checked(&mut self, address: &str, purpose: Purpose, range: &Range<usize>) -> Option<String> {
        match target::check(address, purpose) {
            Ok(target) => Some(target),
            Err(message) => {
                let help = match purpose {
                    Purpose::Link => Text::new(
                        "写 https://、mailto:、tel: 开头的地址，或旁边条目的文件名",
                        "write an address that begins with https://, mailto: or tel:, or the file of another entry",
                    ),
                    Purpose::Picture => Text::new(
                        "把图片放到条目的文件夹里，只写文件名",
                        "put the picture into the entry\u{2019}s folder and write its file name",
                    ),
                };
                self.problems.push(
                    Diagnostic::error("unsafe-link", message).at(self.source.span(range.clone())).help(help),
                );
                None
            }
        }
    }

    /// Takes words from the parser, `at` in its text, and finds the runs in them that may be emphasis.
    pub(super) fn words(&mut self, words: &str, at: Range<usize>) {
        let text = &self.working.text;
        let escaped =
            at.start > self.words_end && text.get(..at.start).is_some_and(|before| before.ends_with('\\'));
        self.words_end = at.end;
        let automatic =
            self.texts.iter().any(|frame| matches!(frame.kind, Holder::Link { automatic: true, .. }));
        // Words that differ from what was written come from an entity such as `&amp;`, and are no mark-up.
        if automatic || text.get(at.clone()) != Some(words) {
            let range = self.working.original(at.start)..self.working.original(at.end);
            if text.get(at.start..).is_some_and(|written| written.starts_with('&')) {
                check::brought_in(self.source, words, &range, self.problems);
            }
            return self.piece(Piece::Text(range, Working::restore(words)));
        }
        // Nearly all words hold no mark of emphasis.
        if !words.contains('~') && !may_hold_stand_ins(words) {
            if !words.is_empty() {
                let range = self.working.original(at.start)..self.working.original(at.end);
                self.piece(Piece::Text(range, words.to_owned()));
            }
            return;
        }
        let mut plain = String::new();
        let mut plain_start = self.working.original(at.start);
        let mut characters = words.char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            let sign = shown(character).or((character == '~' && !(offset == 0 && escaped)).then_some('~'));
            let Some(sign) = sign else {
                plain.push(character);
                continue;
            };
            let mut length = 1;
            while characters.next_if(|(_, next)| *next == character).is_some() {
                length += 1;
            }
            let start = self.working.original(at.start + offset);
            if !plain.is_empty() {
                self.piece(Piece::Text(plain_start..start, std::mem::take(&mut plain)));
            }
            plain_start = start + length;
            let run = Run::new(sign, length, start, self.before(start), self.after(start + length));
            self.piece(Piece::Run(run));
        }
        if !plain.is_empty() {
            self.piece(Piece::Text(plain_start..self.working.original(at.end), plain));
        }
    }

    /// The character before an offset of the file; none at the edge of a cell.
    fn before(&self, offset: usize) -> Option<char> {
        let character = self.source.text.get(..offset)?.chars().next_back()?;
        (character != '|' || self.table.is_none()).then_some(character)
    }

    fn after(&self, offset: usize) -> Option<char> {
        let character = self.source.text.get(offset..)?.chars().next()?;
        (character != '|' || self.table.is_none()).then_some(character)
    }

    /// Takes a line end.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        self.piece(Piece::SoftBreak(range));
    }

    /// Takes running text that is finished.
    pub(super) fn inline(&mut self, kind: InlineKind, range: Range<usize>) {
        self.piece(Piece::Done(Inline { range: range.start as u32..range.end as u32, kind }, 0));
    }

    fn piece(&mut self, piece: Piece) {
        if self.texts.is_empty() {
            let start = piece.range().start;
            self.open_text(Holder::Tight, start..start);
        }
        if let Some(frame) = self.texts.last_mut() {
            frame.range.end = frame.range.end.max(piece.range().end);
            frame.pieces.push(piece);
        }
    }

    /// Takes a reference to a footnote.
    pub(super) fn footnote_reference(&mut self, label: &str, range: Range<usize>) {
        if self.in_footnote {
            self.problems.push(
                Diagnostic::error(
                    "footnote-in-footnote",
                    Text::new("脚注里又引用了脚注", "a footnote refers to another footnote"),
                )
                .at(self.source.span(range))
                .help(Text::new("把说明写进同一条脚注", "write both into one footnote")),
            );
            return;
        }
        let number = self.footnotes.number(label);
        self.inline(InlineKind::FootnoteReference(number), range);
    }

    /// Ends the words of a tight list item, if such are open.
    pub(super) fn end_tight(&mut self) {
        if matches!(self.texts.last(), Some(TextFrame { kind: Holder::Tight, .. })) {
            self.end_text();
        }
    }

    /// Ends the innermost running text.
    pub(super) fn end_text(&mut self) {
        let depth = self.depth();
        let Some(TextFrame { kind, range, pieces }) = self.texts.pop() else { return };
        let resolved = resolve(pieces, DEEPEST.saturating_sub(depth));
        if resolved.too_deep {
            self.problems.push(too_deep(self.source, range.clone()));
        }
        let mut content = resolved.content;
        let place = range.start as u32..range.end as u32;
        match kind {
            Holder::Paragraph | Holder::Tight => {
                trim(&mut content);
                self.report_unknown_footnotes(&content);
                if !content.is_empty() {
                    self.block(BlockKind::Paragraph(content), range);
                }
            }
            Holder::Heading(level) => {
                trim(&mut content);
                self.report_unknown_footnotes(&content);
                if has_words(&content) {
                    return self.block(BlockKind::Heading { level, content }, range);
                }
                self.problems.push(empty_heading(self.source, range.clone()));
                if !content.is_empty() {
                    self.block(BlockKind::Paragraph(content), range);
                }
            }
            Holder::Cell => {
                self.report_unknown_footnotes(&content);
                if let Some(table) = &mut self.table {
                    table.cell(Cell { content, place: CellPlace::Text(place) });
                }
            }
            Holder::Link { target: Some(target), .. } => {
                let kind = InlineKind::Link { target, content };
                self.piece(Piece::Done(Inline { range: place, kind }, resolved.depth + 1));
            }
            Holder::Link { target: None, .. } => {
                content.into_iter().for_each(|inline| self.piece(Piece::Done(inline, resolved.depth)));
            }
            Holder::Image(target) => self.image(target, plain_text(&content).trim().to_owned(), range),
        }
    }

    fn image(&mut self, target: Option<String>, alternative: String, range: Range<usize>) {
        let Some(target) = target else { return self.piece(Piece::Text(range, alternative)) };
        if alternative.is_empty() {
            self.problems.push(
                Diagnostic::warning(
                    "picture-without-words",
                    Text::new(
                        "图片没有文字说明，看不见的人不知道画了什么",
                        "the picture has no words for those who can\u{2019}t see it",
                    ),
                )
                .at(self.source.span(range.clone()))
                .help(Text::new("在方括号里写图上有什么", "say between the brackets what it shows")),
            );
        }
        self.inline(InlineKind::Image { target, alternative }, range);
    }

    /// The parser leaves a reference to a footnote that is not defined as words.
    fn report_unknown_footnotes(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) if text.contains("[^") => {
                    self.report_unknown_in(inline.range.start as usize..inline.range.end as usize);
                }
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. } => self.report_unknown_footnotes(content),
                _ => {}
            }
        }
    }

    fn report_unknown_in(&mut self, range: Range<usize>) {
        let written = self.source.text.get(range.clone()).unwrap_or_default();
        for (at, _) in written.match_indices("[^") {
            let (before, reference) = written.split_at(at);
            // Longer labels are none, and a look ahead without end would cost time.
            let mut rest = reference.chars().skip(2).take(100);
            let label: String = rest.by_ref().take_while(|c| !matches!(c, ']' | '[' | '\n' | ' ')).collect();
            let closed = reference.get(label.len() + 2..).is_some_and(|rest| rest.starts_with(']'));
            if before.ends_with('\\') || label.is_empty() || !closed {
                continue;
            }
            let start = range.start + at;
            self.problems.push(
                Diagnostic::warning(
                    "unknown-footnote",
                    Text::new(format!("没有写脚注“{label}”"), format!("there is no footnote ‘{label}’")),
                )
                .at(self.source.span(start..start + label.len() + 3))
                .help(Text::new(
                    format!("另起一段写 [^{label}]: …"),
                    format!("write [^{label}]: … as a paragraph"),
                )),
            );
        }
    }
}
