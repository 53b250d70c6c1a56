//! The words of a page, held against those of the entry whose check code it bears.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::model::Entry;
use crate::text::nfc;

/// Whether a file is a page.
pub(super) fn is_page(text: &str) -> bool {
    text.contains("<html") && text.contains("<body")
}

/// The first words of the entry that do not stand in the page where they are due; none where all do. What a page has beside
/// them is not looked at.
pub(super) fn missing(page: &str, entry: &Entry, body: &Document) -> Option<String> {
    let page = squeezed(&shown(page));
    let mut due = vec![entry.title.value.clone()];
    gather(&body.blocks, &mut due);
    for note in &body.footnotes {
        gather(&note.blocks, &mut due);
    }
    let mut rest = page.as_str();
    for words in due {
        let plain = squeezed(&words);
        match rest.find(&plain) {
            Some(at) => rest = rest.get(at + plain.len()..).unwrap_or_default(),
            None => return Some(cut(&words)),
        }
    }
    let corrections = entry.corrections.iter().flat_map(|one| [&one.wrong, &one.right]);
    let apart = entry.plain_summary.iter().chain(corrections);
    apart.into_iter().find(|words| !page.contains(&squeezed(words))).map(|words| cut(words))
}

/// Texts as pages have them in one piece: what pictures and the numbers of notes part stands alone.
fn gather(blocks: &[Block], due: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                due.push(String::new());
                running(content, due);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| gather(&item.blocks, due)),
            BlockKind::Quote(quoted) => gather(quoted, due),
            BlockKind::Code { text, .. } => due.push(text.clone()),
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.rows) {
                    due.push(String::new());
                    row.cells.iter().for_each(|cell| running(&cell.content, due));
                }
            }
            BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn running(content: &[Inline], due: &mut Vec<String>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => {
                if let Some(last) = due.last_mut() {
                    last.push_str(text);
                }
            }
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => running(content, due),
            InlineKind::Image { .. } | InlineKind::FootnoteReference(_) => due.push(String::new()),
            InlineKind::LineBreak => {}
        }
    }
}

/// What a reader sees of a page: elements, comments, scripts and styles dropped, entities read.
fn shown(page: &str) -> String {
    let mut words = String::with_capacity(page.len() / 2);
    let mut rest = page.split_once("<body").map_or(page, |(_, body)| body);
    rest = rest.split_once('>').map_or(rest, |(_, rest)| rest);
    while let Some((text, markup)) = rest.split_once('<') {
        words.push_str(text);
        let end = ["!--", "script", "style"].into_iter().zip(["-->", "</script>", "</style>"]);
        let end = end.into_iter().find(|(begin, _)| markup.starts_with(begin)).map_or(">", |(_, end)| end);
        rest = markup.split_once(end).map_or("", |(_, rest)| rest);
    }
    words.push_str(rest);
    read(&words)
}

/// The words with their entities read.
fn read(words: &str) -> String {
    let mut read = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, entity)) = rest.split_once('&') {
        read.push_str(before);
        let known = entity.split_once(';').and_then(|(name, behind)| Some((character(name)?, behind)));
        rest = match known {
            Some((character, behind)) => {
                read.push(character);
                behind
            }
            None => {
                read.push('&');
                entity
            }
        };
    }
    read.push_str(rest);
    read
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Without blanks, and in one form of Unicode.
fn squeezed(words: &str) -> String {
    nfc(words).chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// The most of the words that is quoted.
const MOST: usize = 60;

fn cut(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST {
        return words;
    }
    words.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{shown, squeezed};

    #[test]
    fn a_page_says_what_a_reader_sees() {
        let page = "<html><head><title>甲</title></head><body class=\"a\"><!-- <b>乙 --><p>丙 &amp; &lt;丁&gt;&#39;\
                    <script>a < b</script>戊</p>&未完</body></html>";
        assert_eq!(squeezed(&shown(page)), "丙&<丁>'戊&未完");
    }
}
