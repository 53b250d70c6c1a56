//! Zip files (xlsx, ods) behind guards: what they declare is checked before anything is unpacked, and what is
//! unpacked is counted, since declared sizes can lie.

use super::limits::{MOST_DECLARED, MOST_MEMBERS, MOST_XML, TooLarge};
use std::io::{BufReader, Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Why a table file cannot be read.
#[derive(Debug)]
pub(super) enum Failure {
    /// It passes a limit.
    TooLarge(TooLarge),
    /// It needs a password.
    Encrypted,
    /// It is damaged; in words of the library that found it.
    Broken(String),
}

impl From<TooLarge> for Failure {
    fn from(limit: TooLarge) -> Self {
        Self::TooLarge(limit)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            // `Counted` alone gives this kind.
            ErrorKind::FileTooLarge => Self::TooLarge(TooLarge::Unpacked),
            _ => Self::Broken(error.to_string()),
        }
    }
}

impl From<quick_xml::Error> for Failure {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => {
                Self::TooLarge(TooLarge::Unpacked)
            }
            error => Self::Broken(error.to_string()),
        }
    }
}

impl From<ZipError> for Failure {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => Self::Encrypted,
            error => Self::Broken(error.to_string()),
        }
    }
}

/// A zip file in memory.
#[derive(Debug)]
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
}

impl Package {
    /// Opens the file and checks what its directory declares.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        let packed = bytes.len() as u64;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.len() > MOST_MEMBERS {
            return Err(TooLarge::Unpacked.into());
        }
        let mut declared = 0_u64;
        for at in 0..archive.len() {
            declared = declared.saturating_add(archive.by_index_raw(at)?.size());
        }
        let is_bomb = declared > MOST_XML && declared / 200 > packed;
        if declared > MOST_DECLARED || is_bomb {
            return Err(TooLarge::Unpacked.into());
        }
        Ok(Self { archive, left: MOST_XML })
    }

    /// The member with this name as a stream that ends with an error where all that was read from this file passes
    /// the limit; none where there is no such member.
    pub(super) fn member(&mut self, name: &str) -> Result<Option<BufReader<impl Read + '_>>, Failure> {
        let Some(at) = self.find(name) else { return Ok(None) };
        let inner = self.archive.by_index(at)?;
        Ok(Some(BufReader::new(Counted { inner, left: &mut self.left })))
    }

    /// The names of its members.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Allows as much to be read again, for a second look at the same members.
    pub(super) fn rewind(&mut self) {
        self.left = MOST_XML;
    }

    /// The index of a member; some writers differ in the case of its name or write `\`.
    fn find(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            let same = |found: &[u8]| {
                let found = String::from_utf8_lossy(found).replace('\\', "/");
                found.trim_start_matches('/').eq_ignore_ascii_case(name)
            };
            let name = self.archive.file_names_raw().find(|found| same(found))?;
            self.archive.index_for_name_raw(name)
        })
    }
}

/// A reader that counts down.
struct Counted<'a, R> {
    inner: R,
    left: &'a mut u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        *self.left = self.left.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}
