//! The check code (校验码): which version of an entry a paper or a page shows.
//!
//! It is the first eight hex digits of a SHA-256, grouped as `3F9A-71C2`. Whoever wants to verify a paper later needs
//! the exact text that is hashed, so its form is a promise: a change of it is a new first line.
//!
//! The text is UTF-8, a sequence of lines `name=value`, each closed by a line feed. In a value a backslash is written
//! `\\` and a line feed `\n`; every value is in Unicode's form NFC, each of its lines is trimmed, and empty lines at its
//! ends are dropped. Fields that are absent have no line; a field with several values has a line for each.
//!
//! 1. `mingbai=1`
//! 2. The fields, in this order: `title`, `kind` (id), `unit` (id), `co_unit`, `category` (id), `catalogue_item`,
//!    `formed_on`, `issued_on`, `effective_from` (dates as 2022-12-23), `period`, `post_from`, `post_until`, `stage`,
//!    `audience`, `disclosure` (ids), `basis`, `source_issuer`, `source_number`, `source_date`, `plain_summary`,
//!    `service_basis`, `service_condition`, `service_material`, `service_step`, `service_limit` (`20 working days`),
//!    `service_fee`, `service_result`, `service_discipline`, `service_hours`, `service_place`, `object_from`,
//!    `object_until`, `object_to`, `object_how` (ids), `contact`, `attachment` (title), `supersedes`, `corrects`,
//!    `replies_to`.
//! 3. The body, block by block: `p` a paragraph, `h1` to `h6` a heading, `list` (`•` or the first number) then its items,
//!    each `item` and its blocks, `quote` and its blocks, `end` after the last block of a list, an item or a quotation,
//!    `code`, `rule`, `table`, then for each row from the top `row` and a `cell` each, and `end`. Of running text only the
//!    words count, of a picture its words, of a link its words and, in a line `link` after the block, its target.
//! 4. The footnotes in the order of their references: `note` and its blocks.
//!
//! What decides where and how a paper hangs (boards, section, sheet, channels, slug, thread) is not part of it, nor is
//! what is never printed (personal data register, distribution, table rules).

use super::Entry;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Row, plain_text};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The check code of an entry.
pub(super) fn of(entry: &Entry, body: &Document) -> String {
    let digest = Sha256::digest(text(entry, body).as_bytes());
    let code: String = digest.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    let (first, second) = code.split_at_checked(4).unwrap_or((&code, ""));
    format!("{first}-{second}")
}

/// The text that is hashed.
fn text(entry: &Entry, body: &Document) -> String {
    let mut lines = Lines::default();
    lines.add("mingbai", "1");
    fields(entry, &mut lines);
    blocks(&body.blocks, &mut lines);
    for note in &body.footnotes {
        lines.add("note", "");
        blocks(&note.blocks, &mut lines);
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        // Nearly every text is in this form already.
        let value: Cow<'_, str> = match is_nfc_quick(value.chars()) {
            IsNormalized::Yes => value.into(),
            _ => value.nfc().collect(),
        };
        let lines: Vec<&str> = value.trim().lines().map(str::trim).collect();
        let value = lines.join("\n").replace('\\', "\\\\").replace('\n', "\\n");
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(&value);
        self.text.push('\n');
    }

    fn maybe(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.add(name, &value.to_string());
        }
    }

    fn each(&mut self, name: &str, values: impl IntoIterator<Item = impl AsRef<str>>) {
        for value in values {
            self.add(name, value.as_ref());
        }
    }
}

fn fields(entry: &Entry, lines: &mut Lines) {
    lines.add("title", &entry.title.value);
    lines.add("kind", entry.kind.id());
    lines.add("unit", &entry.unit.value);
    lines.each("co_unit", entry.co_units.iter().map(|unit| &*unit.value));
    lines.add("category", entry.category.id());
    lines.maybe("catalogue_item", entry.catalogue_item.as_ref().map(|row| &row.value));
    lines.add("formed_on", &entry.formed_on.value.to_string());
    lines.add("issued_on", &entry.issued_on.value.to_string());
    lines.maybe("effective_from", entry.effective_from);
    lines.maybe("period", entry.period.as_ref());
    lines.add("post_from", &entry.post_from.to_string());
    lines.maybe("post_until", entry.post_until);
    lines.maybe("stage", entry.stage.map(|stage| stage.id()));
    lines.add("audience", entry.audience.id());
    lines.add("disclosure", entry.disclosure.id());
    lines.each("basis", &entry.basis);
    if let Some(source) = &entry.source_document {
        lines.add("source_issuer", &source.issuer);
        lines.maybe("source_number", source.number.as_ref());
        lines.maybe("source_date", source.issued_on);
    }
    lines.maybe("plain_summary", entry.plain_summary.as_ref());
    if let Some(service) = &entry.service {
        lines.maybe("service_basis", service.basis.as_ref());
        lines.each("service_condition", &service.conditions);
        lines.each("service_material", &service.materials);
        lines.each("service_step", &service.procedure);
        lines.maybe("service_limit", service.time_limit.map(|length| length.english()));
        lines.maybe("service_fee", service.fee.as_ref());
        lines.maybe("service_result", service.result.as_ref());
        lines.maybe("service_discipline", service.discipline.as_ref());
        lines.maybe("service_hours", service.office_hours.as_ref());
        lines.maybe("service_place", service.location.as_ref());
    }
    if let Some(objections) = &entry.objections {
        lines.maybe("object_from", objections.accept_from);
        lines.maybe("object_until", objections.accept_until);
        lines.add("object_to", &objections.to.value);
        lines.each("object_how", objections.how.iter().map(|way| way.id()));
    }
    lines.add("contact", &entry.contact.value);
    lines.each("attachment", entry.attachments.iter().map(|attachment| &attachment.title));
    lines.each("supersedes", entry.supersedes.iter().map(|id| &*id.value));
    lines.maybe("corrects", entry.corrects.as_ref().map(|id| &id.value));
    lines.each("replies_to", &entry.replies_to);
}

fn blocks(blocks: &[Block], lines: &mut Lines) {
    for block in blocks {
        self::block(block, lines);
    }
}

fn block(block: &Block, lines: &mut Lines) {
    match &block.kind {
        BlockKind::Paragraph(content) => words("p", content, lines),
        BlockKind::Heading { level, content } => words(&format!("h{level}"), content, lines),
        BlockKind::List { start, items } => {
            lines.add("list", &start.map_or_else(|| "•".to_owned(), |start| start.to_string()));
            for item in items {
                lines.add("item", item.done.map_or("", |done| if done { "done" } else { "open" }));
                blocks(&item.blocks, lines);
                lines.add("end", "");
            }
            lines.add("end", "");
        }
        BlockKind::Quote(quoted) => {
            lines.add("quote", "");
            blocks(quoted, lines);
            lines.add("end", "");
        }
        BlockKind::Code { text, .. } => lines.add("code", text),
        BlockKind::Rule => lines.add("rule", ""),
        BlockKind::Table(table) => {
            lines.add("table", "");
            table.head.iter().chain(&table.rows).for_each(|row| self::row(row, lines));
            lines.add("end", "");
        }
        // A request that no file answered is an error of its own.
        BlockKind::TableFile(_) => {}
    }
}

fn row(row: &Row, lines: &mut Lines) {
    lines.add("row", "");
    for cell in &row.cells {
        words("cell", &cell.content, lines);
    }
}

fn words(name: &str, content: &[Inline], lines: &mut Lines) {
    lines.add(name, &plain_text(content));
    links(content, lines);
}

fn links(content: &[Inline], lines: &mut Lines) {
    for inline in content {
        match &inline.kind {
            InlineKind::Link { target, content } => {
                links(content, lines);
                lines.add("link", target);
            }
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content) => {
                links(content, lines);
            }
            _ => {}
        }
    }
}
