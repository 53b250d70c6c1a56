//! Whether the fonts have every character an entry puts on paper; a missing one would print as an empty box, without
//! a word from the typesetter.

use super::data::SheetData;
use super::fonts::Fonts;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Block, BlockKind, CellPlace, Document, Inline, InlineKind};
use crate::model::Entry;
use crate::source::{ByteRange, Span};
use crate::text::Text;
use std::collections::BTreeSet;

/// The findings on the characters of an entry and of the data that stand beside it, each character once.
pub(super) fn check(entry: &Entry, body: &Document, data: &SheetData, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut check = Check { entry, fonts, seen: BTreeSet::new(), found: Vec::new() };
    let title = &entry.title;
    check.words(&title.value, &Place::Text(title.span.clone()));
    check.blocks(&body.blocks);
    for footnote in &body.footnotes {
        check.blocks(&footnote.blocks);
    }
    check.data(data);
    check.found
}

/// What stands on a sheet beside the title and the body.
pub(super) fn texts(data: &SheetData) -> Vec<&str> {
    let mut texts: Vec<&str> = vec![&data.unit, &data.board, &data.mark, &data.number];
    texts.extend(data.document_number.as_deref());
    texts.extend(data.phone.as_deref());
    texts.extend(data.signature.iter().map(|signature| signature.name.as_str()));
    texts.extend(data.attachments.iter().map(String::as_str));
    texts.extend(data.place.iter().map(|(_, value)| value.as_str()));
    texts.extend(data.objections.iter().flat_map(|box_| &box_.facts).map(|(_, value)| value.as_str()));
    if let Some(service) = &data.service {
        texts.extend(service.facts.iter().chain(&service.notes).map(|(_, value)| value.as_str()));
        texts.extend(service.conditions.iter().chain(&service.materials).map(String::as_str));
        texts.extend(service.procedure.iter().map(|step| step.name.as_str()));
    }
    texts
}

struct Check<'a> {
    entry: &'a Entry,
    fonts: &'a Fonts,
    seen: BTreeSet<char>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                    self.inlines(content, None);
                }
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Code { text, .. } => self.words(text, &self.text_place(&block.range)),
                BlockKind::Table(table) => {
                    for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                        self.inlines(&cell.content, Some(&cell.place));
                    }
                }
                BlockKind::TableFile(_) | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, content: &[Inline], cell: Option<&CellPlace>) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    let place = self.text_place(&inline.range);
                    match cell {
                        Some(CellPlace::Sheet(name)) => self.words_in_cell(text, &place, name),
                        _ => self.words(text, &place),
                    }
                }
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. } => self.inlines(content, cell),
                InlineKind::Image { .. } | InlineKind::FootnoteReference(_) | InlineKind::LineBreak => {}
            }
        }
    }

    /// What stands in no text of the entry: parts of a guide, attachments, names and places of units.
    fn data(&mut self, data: &SheetData) {
        let place = Place::File(self.entry.path.clone());
        texts(data).into_iter().for_each(|text| self.words(text, &place));
    }

    fn text_place(&self, range: &ByteRange) -> Place {
        if range.is_empty() {
            Place::File(self.entry.path.clone())
        } else {
            Place::Text(Span { path: self.entry.path.clone(), range: range.clone() })
        }
    }

    fn words(&mut self, text: &str, place: &Place) {
        self.each(text, place, "");
    }

    fn words_in_cell(&mut self, text: &str, place: &Place, cell: &str) {
        self.each(text, place, cell);
    }

    fn each(&mut self, text: &str, place: &Place, cell: &str) {
        for (at, character) in text.char_indices() {
            if unseen(character)
                || self.fonts.text_has(character) && !private(character) && character != '\u{fffd}'
            {
                continue;
            }
            if self.seen.insert(character) {
                let finding = finding(character, cell, self.fonts);
                self.found.push(
                    finding.placed(narrowed(place, text, at, character)).spoils(self.entry.path.clone()),
                );
            }
        }
    }
}

/// Whether a character leaves no ink: blanks, marks of direction, joiners, selectors of variants.
fn unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{ad}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character has no meaning outside the font it was made with.
fn private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The place of one character, where the text stands in its file as it is.
fn narrowed(place: &Place, text: &str, at: usize, character: char) -> Place {
    let Place::Text(span) = place else { return place.clone() };
    let length = span.range.end.saturating_sub(span.range.start) as usize;
    if length != text.len() {
        return place.clone();
    }
    let start = span.range.start + at as u32;
    Place::Text(Span { path: span.path.clone(), range: start..start + character.len_utf8() as u32 })
}

fn finding(character: char, cell: &str, fonts: &Fonts) -> Diagnostic {
    let code_point = format!("U+{:04X}", u32::from(character));
    let (zh_cell, en_cell) = match cell {
        "" => (String::new(), String::new()),
        cell => (format!("（单元格 {cell}）"), format!(" (cell {cell})")),
    };
    if character == '\u{fffd}' {
        return Diagnostic::error(
            "replacement-character",
            Text::new(
                format!("这里有一个转码时丢失的字（{code_point}）{zh_cell}"),
                format!("a character was lost here when the text was converted ({code_point}){en_cell}"),
            ),
        )
        .help(Text::new("对照原文补上这个字", "put the character back from the original"));
    }
    if private(character) {
        return Diagnostic::error(
            "private-character",
            Text::new(
                format!("{code_point} 是自造字，换一台电脑就不是这个字{zh_cell}"),
                format!(
                    "{code_point} is a character of private use, which other computers do not have{en_cell}"
                ),
            ),
        )
        .help(Text::new("改用标准字；生僻字可查国家标准编码", "write the standard character"));
    }
    match fonts.family_with(character) {
        Some(family) => Diagnostic::warning(
            "fallback-glyph",
            Text::new(
                format!("正文字体没有“{character}”（{code_point}），用“{family}”代替{zh_cell}"),
                format!("the text fonts lack ‘{character}’ ({code_point}); ‘{family}’ draws it{en_cell}"),
            ),
        ),
        None => Diagnostic::error(
            "missing-glyph",
            Text::new(
                format!("没有字体能印“{character}”（{code_point}）{zh_cell}"),
                format!("no font has ‘{character}’ ({code_point}){en_cell}"),
            ),
        )
        .help(Text::new(
            "把有这个字的字体放进站点的 fonts 文件夹",
            "put a font that has it into the site's folder ‘fonts’",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{finding, narrowed, unseen};
    use crate::diagnostic::{Place, Severity};
    use crate::site_path::SitePath;
    use crate::source::Span;
    use crate::theme::Theme;
    use crate::typeset::Fonts;

    #[test]
    fn each_kind_of_fault_has_its_own_word() {
        let theme = Theme::load(None, &mut Vec::new()).unwrap();
        let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
        assert_eq!(finding('\u{e123}', "", &fonts).code, "private-character");
        assert_eq!(finding('\u{fffd}', "", &fonts).code, "replacement-character");
        let missing = finding('\u{20000}', "B7", &fonts);
        assert_eq!((missing.code, missing.severity), ("missing-glyph", Severity::Error));
        assert!(missing.message.zh.contains("U+20000") && missing.message.zh.contains("B7"), "{missing:?}");
        assert!(unseen('\u{200b}') && !unseen('一'));
    }

    #[test]
    fn a_character_is_marked_where_it_stands() {
        let span = Span { path: SitePath::new("entries/a.md").unwrap(), range: 10..19 };
        let place = narrowed(&Place::Text(span.clone()), "甲乙丙", 3, '乙');
        assert_eq!(place, Place::Text(Span { range: 13..16, ..span.clone() }));
        // Text that is written otherwise in the file keeps the place of the whole.
        assert_eq!(narrowed(&Place::Text(span.clone()), "甲", 0, '甲'), Place::Text(span));
    }
}
