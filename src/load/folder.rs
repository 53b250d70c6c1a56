//! Walking a folder.

use super::decode::decode;
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// A folder of the site, or of a theme, as it was read.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The texts, decoded, by their paths below the folder.
    pub sources: BTreeMap<SitePath, Source>,
    /// All other files, not yet read.
    pub files: BTreeMap<SitePath, File>,
    /// What is wrong with them.
    pub problems: Vec<Diagnostic>,
}

/// A file that was found but not read.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it lies, from the folder's root.
    pub path: SitePath,
    /// Its size in bytes.
    pub size: u64,
    disk: PathBuf,
}

impl File {
    /// Reads the file.
    ///
    /// # Errors
    /// When the disk refuses it.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.disk)
    }
}

/// Reads the folder at `root`: files with one of `text_endings` are decoded, all others only listed.
///
/// # Errors
/// When there is no such folder or it cannot be listed.
pub fn folder(root: &Path, text_endings: &[&str]) -> anyhow::Result<Folder> {
    let mut folder = Folder::default();
    let mut texts = Vec::new();
    for found in walkdir::WalkDir::new(root).sort_by_file_name() {
        let found = found.with_context(|| root.display().to_string())?;
        if !found.file_type().is_file() {
            continue;
        }
        let Some(path) = found
            .path()
            .strip_prefix(root)
            .ok()
            .and_then(Path::to_str)
            .and_then(|path| SitePath::new(path).ok())
        else {
            continue;
        };
        let size = found.metadata().map_or(0, |metadata| metadata.len());
        let file = File { path: path.clone(), size, disk: found.path().to_owned() };
        if text_endings.contains(&path.ending().as_str()) {
            texts.push(file);
        } else {
            folder.files.insert(path, file);
        }
    }
    let read = parallel::map(&texts, |file| file.read().ok().and_then(|bytes| decode(&bytes)));
    for (file, text) in texts.into_iter().zip(read) {
        match text {
            Some(text) => {
                folder.sources.insert(file.path.clone(), Source::new(file.path, text));
            }
            None => folder.problems.push(
                Diagnostic::error("unreadable-text", Text::new("读不出文字", "the text cannot be read"))
                    .in_file(file.path),
            ),
        }
    }
    Ok(folder)
}
