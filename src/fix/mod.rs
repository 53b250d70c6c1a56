//! Putting right what has one right answer: the encoding of a file, full-width syntax and Chinese names of fields in front
//! matter, the form of its dates, the brackets of document numbers. Words are never touched, and neither are comments,
//! the order of things and line ends.
//!
//! This room knows no disk: bytes become other bytes. What was made is read again beside the old, and where it says
//! anything else the file is left alone ([`Fix::Left`]).

mod edits;
mod head;
mod lines;
mod numbers;
mod same;

use crate::load::{AsWritten, as_written};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use edits::apply;

pub use lines::Change;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// There is nothing to put right.
    Sound,
    /// It was put right.
    Made(Made),
    /// Something is to be put right, but not by a program; why.
    Left(Text),
}

/// A file that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// What the file was encoded in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
    /// Whether a byte order mark was taken away.
    pub mark_gone: bool,
    /// The lines that changed.
    pub lines: Vec<Change>,
    /// Whether words that people read changed their form: an approval of them is for the old form.
    pub readable: bool,
}

/// How often the steps are gone through: one step may show what another one mends.
const MOST_ROUNDS: usize = 4;

/// Puts a text of a site's content right: an entry, a YAML file or a CSV file, by its ending.
pub fn fix(path: &SitePath, bytes: &[u8]) -> Fix {
    let Some(written) = as_written(bytes) else {
        return Fix::Left(Text::new(
            "有的字节不是字，要从原文件重新另存",
            "some bytes are no characters: save it again from its original",
        ));
    };
    if written.text.contains('\u{fffd}') || written.text.contains('\0') {
        return Fix::Left(Text::new(
            "有字丢了，要照原件补上",
            "characters are lost: write them again from the original",
        ));
    }
    let (plain, ends) = lines::split(&written.text);
    let old = Source::new(path.clone(), plain);
    let (mut new, mut readable) = (old.clone(), false);
    for _ in 0..MOST_ROUNDS {
        let (text, changed) = round(&new);
        readable |= changed;
        if *text == *new.text {
            break;
        }
        new = Source::new(path.clone(), text);
    }
    let text = lines::join(&new.text, &ends);
    let changes = lines::changes(&old.text, &new.text);
    // The steps change no number of lines; if they did, line ends could not be kept.
    if lines::split(&new.text).1.len() != ends.len() || !same::reads_the_same(&old, &new) {
        return Fix::Left(Text::new(
            "改后读出的内容会不一样，没有改",
            "it would read otherwise, so it is left alone",
        ));
    }
    let made = encoded(path, &text, &written);
    if made == bytes {
        return Fix::Sound;
    }
    let mark_gone = written.mark && written.encoding.is_none() && !made.starts_with(MARK);
    Fix::Made(Made { bytes: made, encoding: written.encoding, mark_gone, lines: changes, readable })
}

/// The UTF-8 byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// UTF-8 without a mark; only by the mark does Excel know a CSV file for UTF-8.
fn encoded(path: &SitePath, text: &str, written: &AsWritten) -> Vec<u8> {
    let marked = path.ending() == "csv" && (written.mark || written.encoding.is_some());
    let mark = if marked { MARK } else { &[] };
    [mark, text.as_bytes()].concat()
}

/// One pass of every step, and whether it changed words that people read.
fn round(source: &Source) -> (String, bool) {
    let step = |source: &Source, edits: Vec<edits::Edit>| {
        Source::new(source.path.clone(), apply(&source.text, edits))
    };
    match source.path.ending().as_str() {
        "md" => {
            let source = step(source, head::syntax(source));
            let source = step(&source, head::names_and_dates(&source));
            let numbers = numbers::brackets(&source);
            let readable = !numbers.is_empty();
            (apply(&source.text, numbers), readable)
        }
        "yaml" | "yml" => (apply(&source.text, head::syntax_of_yaml(source)), false),
        _ => (source.text.to_string(), false),
    }
}

#[cfg(test)]
mod tests;
