//! One file that was found, and its reading: as it is, or decoded.

use super::MOST_FILE;
use super::decode::decode;
use super::findings;
use super::stamps::Stamp;
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::source::{Source, turns_direction};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// The largest text that is read, in bytes.
const MOST_TEXT: u64 = 16 << 20;

/// The largest entry, in bytes: 170,000 Han characters.
const MOST_MARKDOWN: u64 = 512 << 10;

/// What [`File::head`] reads, in bytes.
const HEAD: u64 = 512 << 10;

/// A file that was found but not read.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it lies, from the folder's root.
    pub path: SitePath,
    /// Its size in bytes.
    pub size: u64,
    /// By which it is known again; none where it was changed a moment ago.
    pub stamp: Option<Stamp>,
    pub(super) disk: Arc<Path>,
}

impl File {
    /// Reads and decodes the file as a text; none where something was found in it.
    pub fn sound_text(&self) -> Option<Source> {
        let (source, problems) = text(self);
        source.filter(|_| problems.is_empty())
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When the disk refuses it, or it is larger than any file of a site should be.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        let bytes = if self.size > MOST_FILE { Vec::new() } else { up_to(MOST_FILE, &self.disk, self.size)? };
        if self.size.max(bytes.len() as u64) > MOST_FILE {
            Err(io::ErrorKind::FileTooLarge.into())
        } else {
            Ok(bytes)
        }
    }

    /// Reads the first 512 KB of the file.
    ///
    /// # Errors
    /// When the disk refuses it.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        let mut bytes = up_to(HEAD, &self.disk, self.size)?;
        bytes.truncate(usize::try_from(HEAD).unwrap_or(usize::MAX));
        Ok(bytes)
    }
}

/// The bytes of a file at a place.
///
/// # Errors
/// When the disk refuses it, or it is larger than any file of a site should be.
pub fn bytes_at(disk: &Path) -> io::Result<Vec<u8>> {
    let bytes = up_to(MOST_FILE, disk, 0)?;
    if bytes.len() as u64 > MOST_FILE { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads and decodes the text at a place, in whatever encoding people saved it.
///
/// # Errors
/// When the disk refuses it, or it is no text.
pub fn text_at(disk: &Path) -> io::Result<String> {
    let bytes = up_to(MOST_TEXT, disk, 0)?;
    if bytes.len() as u64 > MOST_TEXT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    decode(&bytes).map(|decoded| decoded.text).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Reads and decodes one text.
pub(super) fn text(file: &File) -> (Option<Source>, Vec<Diagnostic>) {
    let path = &file.path;
    let refused = |finding: Diagnostic| (None, vec![finding.in_file(path.clone())]);
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(error) => return refused(findings::unreadable(&error)),
    };
    if bytes.len() as u64 > most(file) {
        return refused(findings::too_large(most(file)));
    }
    let decoded = match decode(&bytes) {
        Ok(decoded) => decoded,
        Err(bad) => return refused(findings::bad_bytes(bad)),
    };
    if decoded.text.contains('\0') {
        return refused(findings::not_text());
    }
    let mut problems = Vec::new();
    problems.extend(decoded.encoding.map(|encoding| findings::not_utf_8(encoding).in_file(path.clone())));
    let source = Source::new(path.clone(), decoded.text);
    if let Some(at) = source.text.find('\u{fffd}') {
        let count = source.text.matches('\u{fffd}').count();
        problems.push(findings::lost_characters(count).at(source.span(at..at + '\u{fffd}'.len_utf8())));
    }
    // Markdown and YAML have their own eyes for these.
    if file.path.ending() == "csv"
        && let Some((at, mark)) = source.text.char_indices().find(|(_, mark)| is_control(*mark))
    {
        problems.push(findings::control(mark).at(source.span(at..at + mark.len_utf8())));
    }
    if let Some((at, mark)) = direction_mark(&source.text) {
        problems.push(findings::direction(mark).at(source.span(at..at + mark.len_utf8())));
    }
    (Some(source), problems)
}

fn is_control(mark: char) -> bool {
    mark.is_control() && !matches!(mark, '\n' | '\t')
}

/// The first character that turns the direction of writing. All of them begin with the bytes E2 80 or E2 81.
pub(super) fn direction_mark(text: &str) -> Option<(usize, char)> {
    let is_near = |three: &[u8]| matches!(three, [0xe2, 0x80 | 0x81, _]);
    if !text.as_bytes().windows(3).any(|three| is_near(three) && !matches!(three, [_, 0x80, ..=0xa9])) {
        return None;
    }
    text.char_indices().find(|(_, character)| turns_direction(*character))
}

/// The file's bytes; one more than the limit of a file that is too large, whatever the disk said of its size.
fn bytes(file: &File) -> io::Result<Vec<u8>> {
    up_to(most(file), &file.disk, file.size)
}

/// How large a text may be.
fn most(file: &File) -> u64 {
    if file.path.ending() == "md" { MOST_MARKDOWN } else { MOST_TEXT }
}

/// The bytes of a file that may have grown since it was found: one more than `most` at most.
fn up_to(most: u64, disk: &Path, expected: u64) -> io::Result<Vec<u8>> {
    // Room for all of it and a byte more, by which the end is seen.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(most)).unwrap_or_default() + 1);
    fs::File::open(disk)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
