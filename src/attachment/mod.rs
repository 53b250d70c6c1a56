//! Files that go with entries: what lies in them beside what people see, and the same files without what a camera or an
//! office program wrote beside it.
//!
//! Where and when a photograph was taken, words beside a picture, and the authors that office programs note are left out of
//! what is published. Hidden sheets, comments, tracked changes and the author of a PDF are parts of the file that only its
//! own program takes out; they are told ([`look`]).

mod chunks;
mod jpeg;
mod ole;
mod pdf;
mod place;

pub use place::tells_place;

use crate::table::{self, Inside};
use crate::text::Text;
use pdf::Unread;

/// What lies in a file beside what people see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Who wrote it, where it will be published with it.
    pub author: Option<String>,
    /// What will be published with it: 隐藏的工作表“明细”, 批注.
    pub traces: Vec<Text>,
    /// Its words, as far as they can be read; a line a paragraph or a cell.
    pub words: String,
    /// Why a person has to read it: what of it no program can read.
    pub unread: Option<Text>,
}

/// Looks into a file.
pub fn look(bytes: &[u8]) -> Contents {
    if bytes.starts_with(b"PK") {
        return office(bytes);
    }
    // Some programs write a few bytes before the head.
    if bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|word| word == b"%PDF-")) {
        return of_pdf(bytes);
    }
    if bytes.starts_with(ole::SIGNATURE) {
        let trace = Text::new(
            "旧版 Office 文件里的作者等信息（看不了，也去不掉）",
            "the authors of an older Office file, which can be neither read nor taken out",
        );
        let mut contents = Contents { traces: vec![trace], words: ole::words(bytes), ..Contents::default() };
        // Figures of a workbook are no texts: 13800138000 lies in it as a number.
        if let Some(inside) = table::inside_old_workbook(bytes.to_vec()) {
            contents.traces.splice(..0, hidden_sheets(&inside));
            contents.words.push_str(&inside.words);
        }
        return contents;
    }
    Contents::default()
}

fn of_pdf(bytes: &[u8]) -> Contents {
    let inside = pdf::inside(bytes);
    let notes = inside.has_notes.then(|| Text::new("批注", "comments"));
    let files = inside.has_files.then(|| Text::new("夹在里面的文件", "files within it"));
    let unread = inside.unread.map(|unread| match unread {
        Unread::Scan => Text::new("有的页是扫描的图，没有文字", "pages of it are scans without words"),
        Unread::Encrypted => Text::new("加了密", "it is encrypted"),
        Unread::Unclear => Text::new("里面的字读不出来", "its words cannot be told"),
        Unread::TooLarge => Text::new("太长，没有读完", "it is too long to be read whole"),
    });
    let traces = [notes, files].into_iter().flatten().collect();
    Contents { author: inside.author, traces, words: inside.words, unread }
}

fn office(bytes: &[u8]) -> Contents {
    let Some(inside) = table::inside(bytes.to_vec()) else { return Contents::default() };
    let mut traces: Vec<Text> = hidden_sheets(&inside).collect();
    if inside.has_comments {
        traces.push(Text::new("批注", "comments"));
    }
    if inside.has_changes {
        traces.push(Text::new("修订记录", "tracked changes"));
    }
    Contents { traces, words: inside.words, ..Contents::default() }
}

fn hidden_sheets(inside: &Inside) -> impl Iterator<Item = Text> {
    let told =
        |name: &String| Text::new(format!("隐藏的工作表“{name}”"), format!("the hidden sheet ‘{name}’"));
    inside.hidden_sheets.iter().map(told)
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
