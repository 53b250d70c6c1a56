//! The hashed text of an entry: which version of it a paper or a page shows, and which one was approved.
//!
//! The *text hash* is the SHA-256 of the hashed text, 64 hex digits; steps of the review are bound to it. The *check
//! code* (校验码) is its first eight digits, grouped as `3F9A-71C2`. Whoever wants to verify a paper later needs the
//! exact text that is hashed, so its form is a promise: a change of it is a new first line.
//!
//! The text is UTF-8, a sequence of lines `name=value`, each closed by a line feed. In a value a backslash is written
//! `\\` and a line feed `\n`; every value is in Unicode's form NFC, each of its lines is trimmed, and empty lines at its
//! ends are dropped. Fields that are absent have no line; a field with several values has a line for each.
//!
//! 1. `mingbai=2`
//! 2. The fields, in this order: `title`, `kind` (id), `unit` (id), `co_unit`, `category` (id), `catalogue_item`,
//!    `formed_on`, `issued_on`, `effective_from` (dates as 2022-12-23), `period`, `post_from`, `post_until`, `stage`,
//!    `audience`, `disclosure` (ids), `basis`, `source_issuer`, `source_number`, `source_date`, `plain_summary`,
//!    `service_basis`, `service_condition`, `service_material`, `service_step`, `service_limit` (`20 working days`),
//!    `service_fee`, `service_result`, `service_discipline`, `service_hours`, `service_place`, `object_from`,
//!    `object_until`, `object_to`, `object_how` (ids), `contact`, `attachment` (title), each followed by
//!    `attachment_sha256`, `supersedes`, `corrects`, then for each place that is corrected `correct_place`,
//!    `correct_wrong` and `correct_right`, `replies_to`, `channel` (ids, in the order of their list), `urgent`
//!    (`yes`, where it is), `mask` (`auto`, where it is), `waive` (rule, role and reason: `personal-address 镇长: …`).
//! 3. The body, block by block: `p` a paragraph, `h1` to `h6` a heading, `list` (`•` or the first number) then its items,
//!    each `item` and its blocks, `quote` and its blocks, `end` after the last block of a list, an item or a quotation,
//!    `code`, `rule`, `table`, then for each row from the top `row` and a `cell` each, and `end`. Of running text only the
//!    words count, of a picture its words and of a link its words; in lines after the block stand of every link `link`,
//!    its target, of every picture file `picture_sha256`, and of words that are struck out `struck`.
//! 4. The footnotes in the order of their references: `note` and its blocks.
//!
//! `attachment_sha256` and `picture_sha256` are the SHA-256 of the file's bytes in small hex digits; of a text (CSV,
//! Markdown, YAML) that of its text in UTF-8 with `\n` line ends and without a byte order mark, in whatever encoding it
//! was saved. A file that cannot be read has `?`.
//!
//! What decides where and how a paper hangs (boards, section, sheet, slug, thread) is not part of it, nor is what is
//! never printed (personal data register, distribution, table rules) and what ends its being public (withdrawn).

use super::Entry;
use super::targets::{Target, target};
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Row, plain_text};
use crate::fingerprint::sha256;
use crate::load::Folder;
use crate::site_path::SitePath;
use crate::terms::{Channel, Masking};
use crate::text::nfc;

/// The check code that a text hash begins with.
pub fn check_code(text_hash: &str) -> String {
    let digits: String = text_hash.chars().take(8).collect::<String>().to_uppercase();
    let (first, second) = digits.split_at_checked(4).unwrap_or((&digits, ""));
    format!("{first}-{second}")
}

/// The text that is hashed of an entry with this body, as its files lie in `folder`.
pub(super) fn text(entry: &Entry, body: &Document, folder: &Folder) -> String {
    let text = String::with_capacity(entry.body.len() + 512);
    let mut lines = Lines { text, folder, entry: &entry.path };
    lines.add("mingbai", "2");
    fields(entry, &mut lines);
    blocks(&body.blocks, &mut lines);
    for note in &body.footnotes {
        lines.add("note", "");
        blocks(&note.blocks, &mut lines);
    }
    lines.text
}

struct Lines<'f> {
    text: String,
    folder: &'f Folder,
    entry: &'f SitePath,
}

impl Lines<'_> {
    fn add(&mut self, name: &str, value: &str) {
        let value = nfc(value);
        self.text.push_str(name);
        self.text.push('=');
        if value.contains(['\n', '\\']) {
            let lines: Vec<&str> = value.trim().lines().map(str::trim).collect();
            self.text.push_str(&lines.join("\n").replace('\\', "\\\\").replace('\n', "\\n"));
        } else {
            self.text.push_str(value.trim());
        }
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

    /// The SHA-256 of a file.
    fn file(&mut self, name: &str, path: &SitePath) {
        let hash = match self.folder.files.get(path) {
            Some(file) => file.read().ok().map(|bytes| sha256(&bytes)),
            None => self.folder.text(path).ok().flatten().map(|source| sha256(source.text.as_bytes())),
        };
        self.add(name, hash.as_deref().unwrap_or("?"));
    }
}

fn fields(entry: &Entry, lines: &mut Lines<'_>) {
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
    for attachment in &entry.attachments {
        lines.add("attachment", &attachment.title);
        lines.file("attachment_sha256", &attachment.path);
    }
    lines.each("supersedes", entry.supersedes.iter().map(|id| &*id.value));
    lines.maybe("corrects", entry.corrects.as_ref().map(|id| &id.value));
    for correction in &entry.corrections {
        lines.add("correct_place", &correction.place);
        lines.add("correct_wrong", &correction.wrong);
        lines.add("correct_right", &correction.right);
    }
    lines.each("replies_to", &entry.replies_to);
    let channels = Channel::ALL.iter().filter(|channel| entry.channels.contains(channel));
    lines.each("channel", channels.map(|channel| channel.id()));
    lines.maybe("urgent", entry.urgent.then_some("yes"));
    lines.maybe("mask", (entry.mask == Masking::Auto).then_some("auto"));
    let waivers = entry.waive.iter();
    lines.each(
        "waive",
        waivers.map(|waiver| format!("{} {}: {}", waiver.rule.value, waiver.by.value, waiver.why)),
    );
}

fn blocks(blocks: &[Block], lines: &mut Lines<'_>) {
    for block in blocks {
        self::block(block, lines);
    }
}

fn block(block: &Block, lines: &mut Lines<'_>) {
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

fn row(row: &Row, lines: &mut Lines<'_>) {
    lines.add("row", "");
    for cell in &row.cells {
        words("cell", &cell.content, lines);
    }
}

fn words(name: &str, content: &[Inline], lines: &mut Lines<'_>) {
    match content {
        [Inline { kind: InlineKind::Text(text), .. }] => lines.add(name, text),
        _ => {
            lines.add(name, &plain_text(content));
            marks(content, lines);
        }
    }
}

/// What words alone do not tell of running text.
fn marks(content: &[Inline], lines: &mut Lines<'_>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Link { target, content } => {
                marks(content, lines);
                lines.add("link", target);
            }
            InlineKind::Image { target: written, .. } => {
                if let Target::File(file) = target(lines.entry, written) {
                    lines.file("picture_sha256", &file);
                }
            }
            InlineKind::Strikethrough(content) => {
                marks(content, lines);
                lines.add("struck", &plain_text(content));
            }
            InlineKind::Strong(content) | InlineKind::Emphasis(content) => marks(content, lines),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::FootnoteReference(_)
            | InlineKind::LineBreak => {}
        }
    }
}
