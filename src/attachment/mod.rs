//! Files that go with entries: what lies in them beside what people see, and the same files without what a camera or an
//! office program wrote beside it.
//!
//! Where and when a photograph was taken, words beside a picture, and the authors that office programs note are left out of
//! what is published. Hidden sheets, comments, tracked changes and the author of a PDF are parts of the file that only its
//! own program takes out; they are told ([`look`]).

mod chunks;
mod jpeg;
mod pdf;

use crate::table;
use crate::text::Text;

/// What lies in a file beside what people see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// What will be published with it: 隐藏的工作表“明细”, 批注.
    pub traces: Vec<Text>,
    /// Its words, as far as they can be read; a line a paragraph or a cell.
    pub words: String,
}

/// Looks into a file.
pub fn look(bytes: &[u8]) -> Contents {
    if bytes.starts_with(b"PK") {
        return office(bytes);
    }
    let mut traces = Vec::new();
    if bytes.starts_with(b"%PDF") {
        if let Some(author) = pdf::author(bytes) {
            traces.push(Text::new(format!("作者“{author}”"), format!("the author ‘{author}’")));
        }
        if pdf::has_notes(bytes) {
            traces.push(Text::new("批注", "comments"));
        }
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        traces.push(Text::new(
            "旧版 Office 文件里的作者等信息（看不了，也去不掉）",
            "the authors of an older Office file, which can be neither read nor taken out",
        ));
    }
    Contents { traces, words: String::new() }
}

fn office(bytes: &[u8]) -> Contents {
    let Some(inside) = table::inside(bytes.to_vec()) else { return Contents::default() };
    let mut traces: Vec<Text> = inside
        .hidden_sheets
        .iter()
        .map(|name| Text::new(format!("隐藏的工作表“{name}”"), format!("the hidden sheet ‘{name}’")))
        .collect();
    if inside.has_comments {
        traces.push(Text::new("批注", "comments"));
    }
    if inside.has_changes {
        traces.push(Text::new("修订记录", "tracked changes"));
    }
    Contents { traces, words: inside.words }
}

/// The file as it is published.
pub fn published(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        return jpeg::bare(&bytes).unwrap_or(bytes);
    }
    if bytes.starts_with(chunks::SIGNATURE) {
        return chunks::bare(&bytes).unwrap_or(bytes);
    }
    if bytes.starts_with(b"PK") {
        return table::without_authors(&bytes).unwrap_or(bytes);
    }
    bytes
}
