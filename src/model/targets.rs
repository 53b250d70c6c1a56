//! Where links and pictures of an entry lead.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Row};
use crate::site_path::{BadPath, SitePath};

/// What a link or a picture names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address with a scheme: `https`, `mailto`, `tel`.
    Outside,
    /// A place on the same page: `#…`.
    Here,
    /// A file of the site, from `content/`.
    File(SitePath),
    /// No path below the site's root.
    Nowhere(BadPath),
}

/// What `written`, the target of a link or picture in the entry at `path`, names. Percent signs are read as in
/// addresses, and what follows `#` or `?` is dropped.
pub fn target(path: &SitePath, written: &str) -> Target {
    let written = written.trim();
    if written.starts_with('#') {
        return Target::Here;
    }
    let scheme = written.split_once(':').map(|(scheme, _)| scheme);
    if written.starts_with("//") || scheme.is_some_and(is_scheme) {
        return Target::Outside;
    }
    let file = written.split(['#', '?']).next().unwrap_or_default();
    match path.beside(&percent_decoded(file)) {
        Ok(path) => Target::File(path),
        Err(problem) => Target::Nowhere(problem),
    }
}

/// Of at least two letters: `C:` is a drive.
fn is_scheme(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16));
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Calls `visit` for all running text of a body, tables and footnotes included, in the order of reading; marked words
/// come before what they hold.
pub fn each_inline<'d>(body: &'d Document, visit: &mut dyn FnMut(&'d Inline)) {
    in_blocks(&body.blocks, visit);
    for note in &body.footnotes {
        in_blocks(&note.blocks, visit);
    }
}

fn in_blocks<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Inline)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => in_content(content, visit),
            BlockKind::List { items, .. } => items.iter().for_each(|item| in_blocks(&item.blocks, visit)),
            BlockKind::Quote(quoted) => in_blocks(quoted, visit),
            BlockKind::Table(table) => {
                table.head.iter().chain(&table.rows).for_each(|row| in_row(row, visit));
            }
            BlockKind::Code { .. } | BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
    }
}

fn in_row<'d>(row: &'d Row, visit: &mut dyn FnMut(&'d Inline)) {
    row.cells.iter().for_each(|cell| in_content(&cell.content, visit));
}

fn in_content<'d>(content: &'d [Inline], visit: &mut dyn FnMut(&'d Inline)) {
    for inline in content {
        visit(inline);
        match &inline.kind {
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => in_content(content, visit),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image { .. }
            | InlineKind::FootnoteReference(_)
            | InlineKind::LineBreak => {}
        }
    }
}

/// The picture files that the body of the entry at `path` names, from `content/`, in the order of reading, each once.
pub fn pictures(path: &SitePath, body: &Document) -> Vec<SitePath> {
    let mut found = Vec::new();
    for image in body.images() {
        if let Target::File(file) = target(path, image.target)
            && !found.contains(&file)
        {
            found.push(file);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Target, target};
    use crate::site_path::{BadPath, SitePath};

    #[test]
    fn a_target_is_outside_here_or_a_file() {
        let entry = SitePath::new("entries/2022/a.md").unwrap();
        let file = |path| Target::File(SitePath::new(path).unwrap());
        assert_eq!(target(&entry, "https://a.example/x"), Target::Outside);
        assert_eq!(target(&entry, "mailto:a@b.example"), Target::Outside);
        assert_eq!(target(&entry, "//a.example/x"), Target::Outside);
        assert_eq!(target(&entry, "#注"), Target::Here);
        assert_eq!(target(&entry, "b.md#节"), file("entries/2022/b.md"));
        assert_eq!(target(&entry, "../%E5%9B%BE/b.jpg"), file("entries/图/b.jpg"));
        assert_eq!(target(&entry, "100%.jpg"), file("entries/2022/100%.jpg"));
        assert_eq!(target(&entry, "../../../etc/passwd"), Target::Nowhere(BadPath::LeavesRoot));
        assert_eq!(target(&entry, "%2e%2e/%2e%2e/%2e%2e/x"), Target::Nowhere(BadPath::LeavesRoot));
        assert_eq!(target(&entry, "/etc/passwd"), Target::Nowhere(BadPath::Absolute));
        assert_eq!(target(&entry, "C:/a.jpg"), Target::Nowhere(BadPath::Absolute));
    }
}
