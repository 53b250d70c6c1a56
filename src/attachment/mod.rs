//! Files that go with entries: what lies in them beside what people see, and the same files without what a camera or an
//! office program wrote beside it.
//!
//! Where and when a photograph was taken, words beside a picture, and the authors that office programs note are left out of
//! what is published, in the pictures within office files too. Hidden sheets, comments, tracked changes and the author of a
//! PDF are parts of the file that only its own program takes out; they are told ([`look`]).

mod chunks;
mod jpeg;
mod kind;
mod ole;
mod pdf;
mod place;

pub use kind::is_program;
pub use place::tells_place;

use crate::load;
use crate::table::{self, Inside};
use crate::text::Text;
use pdf::Unread;

/// What lies in a file beside what people see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Who wrote it, where it will be published with it.
    pub author: Option<String>,
    /// Whether it is of an older Office program, whose authors can be neither read nor taken out.
    pub is_old: bool,
    /// What people do not see and yet will be published with it: 隐藏的工作表“明细”, 批注.
    pub hidden: Vec<Text>,
    /// Its words, as far as they can be read; a line a paragraph or a cell.
    pub words: String,
    /// Why a person has to read it: what of it no program can read.
    pub unread: Option<Text>,
}

/// The largest text that is read, in bytes.
const MOST_TEXT: usize = 4 << 20;

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
        let mut contents = Contents { is_old: true, words: ole::words(bytes), ..Contents::default() };
        // Figures of a workbook are no texts: 13800138000 lies in it as a number.
        if let Some(inside) = table::inside_old_workbook(bytes.to_vec()) {
            contents.hidden.extend(hidden_sheets(&inside));
            contents.words.push_str(&inside.words);
            contents.unread = inside.has_more.then(too_long);
        }
        return contents;
    }
    if bytes.starts_with(&[0xff, 0xd8]) || bytes.starts_with(chunks::SIGNATURE) {
        // A picture, which the reviewer sees as it is.
        return Contents::default();
    }
    if bytes.len() > MOST_TEXT {
        return Contents { unread: Some(too_long()), ..Contents::default() };
    }
    match load::as_written(bytes).filter(|written| !written.text.contains('\0')) {
        Some(written) => Contents { words: written.text, ..Contents::default() },
        None => Contents { unread: Some(unreadable()), ..Contents::default() },
    }
}

fn of_pdf(bytes: &[u8]) -> Contents {
    let inside = pdf::inside(bytes);
    let notes = inside.has_notes.then(|| Text::new("批注", "comments"));
    let files = inside.has_files.then(|| Text::new("夹在里面的文件", "files within it"));
    let unread = inside.unread.map(|unread| match unread {
        Unread::Scan => Text::new("有的页是扫描的图，没有文字", "pages of it are scans without words"),
        Unread::Encrypted => Text::new("加了密", "it is encrypted"),
        Unread::Unclear => unreadable(),
        Unread::TooLarge => too_long(),
    });
    let hidden = [notes, files].into_iter().flatten().collect();
    Contents { author: inside.author, hidden, words: inside.words, unread, ..Contents::default() }
}

fn unreadable() -> Text {
    Text::new("里面的字读不出来", "its words cannot be told")
}

fn too_long() -> Text {
    Text::new("太长，没有读完", "it is too long to be read whole")
}

fn office(bytes: &[u8]) -> Contents {
    let Some(inside) = table::inside(bytes.to_vec()) else {
        return Contents { unread: Some(unreadable()), ..Contents::default() };
    };
    let others = [
        (inside.has_hidden_cells, Text::new("隐藏的行或列", "hidden rows or columns")),
        (inside.has_hidden_text, Text::new("隐藏的文字", "hidden text")),
        (inside.has_comments, Text::new("批注", "comments")),
        (inside.has_changes, Text::new("修订记录", "tracked changes")),
    ];
    let others = others.into_iter().filter_map(|(is_there, text)| is_there.then_some(text));
    let hidden = hidden_sheets(&inside).chain(others).collect();
    let unread = inside.has_more.then(too_long);
    Contents { hidden, words: inside.words, unread, ..Contents::default() }
}

fn hidden_sheets(inside: &Inside) -> impl Iterator<Item = Text> {
    let told =
        |name: &String| Text::new(format!("隐藏的工作表“{name}”"), format!("the hidden sheet ‘{name}’"));
    inside.hidden_sheets.iter().map(told)
}

/// The file as it is published.
pub fn published(bytes: Vec<u8>) -> Vec<u8> {
    let bare = if bytes.starts_with(b"PK") {
        table::without_authors(&bytes, bare_picture)
    } else {
        bare_picture(&bytes)
    };
    bare.unwrap_or(bytes)
}

/// A photograph or a picture without what is written beside it.
fn bare_picture(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [0xff, 0xd8, ..] => jpeg::bare(bytes),
        _ if bytes.starts_with(chunks::SIGNATURE) => chunks::bare(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn what_cannot_be_read_is_told() {
        for bytes in [b"PK\x03\x04 cut off".as_slice(), b"Rar!\x1a\x07\x00", &[0; 100], &[b'a'; 5 << 20]] {
            assert!(look(bytes).unread.is_some(), "{:?}", bytes.get(..8));
        }
        for bytes in [b"".as_slice(), "甲".as_bytes(), &[0xff, 0xd8, 0xff]] {
            assert_eq!(look(bytes).unread, None, "{bytes:?}");
        }
    }

    #[test]
    fn texts_are_read_in_whatever_encoding() {
        let text = "身份证号11010519491231002X";
        let wide: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &wide] {
            assert_eq!(look(bytes).words, text);
        }
    }
}
