//! The files of a folder, listed.

use super::file::File;
use super::findings;
use super::stamps::Stamp;
use super::walk::{MOST_FILES, walk};
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::site_path::SitePath;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files of a folder, none of them read yet.
#[derive(Debug, Clone)]
pub struct Listing {
    pub(super) texts: Vec<File>,
    pub(super) files: Vec<File>,
    pub(super) problems: Vec<Diagnostic>,
}

/// Lists the folder at `root`; files with one of `text_endings` are its texts.
///
/// # Errors
/// When there is no such folder or it cannot be listed.
pub fn list(root: &Path, text_endings: &[&str]) -> anyhow::Result<Listing> {
    let cannot = |error: io::Error| {
        let (Text { zh, en }, root) = (findings::reason(&error), root.display());
        anyhow::Error::msg(Text::new(
            format!("读不了文件夹“{root}”：{zh}"),
            format!("cannot read the folder ‘{root}’: {en}"),
        ))
    };
    let real_root = root.canonicalize().map_err(cannot)?;
    fs::read_dir(&real_root).map_err(cannot)?;
    let mut problems = Vec::new();
    let (texts, files) = walk(&real_root, text_endings, MOST_FILES, &mut problems);
    let now = now();
    Ok(Listing { texts: stamped(texts, now), files: stamped(files, now), problems })
}

#[expect(
    clippy::disallowed_methods,
    reason = "only to mistrust what changed just now; nothing is made of it"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

/// The files with their sizes and stamps.
fn stamped(files: Vec<File>, now: SystemTime) -> Vec<File> {
    let found = parallel::map(&files, |file| {
        fs::metadata(&file.disk).map_or((0, None), |data| (data.len(), Stamp::of(&data, now)))
    });
    files.into_iter().zip(found).map(|(file, (size, stamp))| File { size, stamp, ..file }).collect()
}

impl Listing {
    /// The texts, none of them read yet, each folder's in the order of their names.
    pub fn texts(&self) -> &[File] {
        &self.texts
    }

    /// What is wrong with the files as far as listing them tells.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The names and stamps of all files; none where these would not tell every change.
    pub fn stamps(&self) -> Option<Vec<(&SitePath, Stamp)>> {
        let files = self.texts.iter().chain(&self.files);
        files.map(|file| Some((&file.path, file.stamp?))).collect()
    }

    /// The same with texts at these places of the disk looked at again, and what had changed just before it was listed;
    /// none where one of the places is no text of it.
    pub fn renewed(mut self, places: &BTreeSet<PathBuf>) -> Option<Self> {
        let told: HashSet<&OsStr> = places.iter().map(|place| place.as_os_str()).collect();
        let (now, mut found) = (now(), 0);
        for file in &mut self.texts {
            let is_told = told.contains(file.disk.as_os_str());
            found += usize::from(is_told);
            if file.stamp.is_none() || is_told {
                let data = fs::symlink_metadata(&file.disk).ok().filter(fs::Metadata::is_file)?;
                (file.size, file.stamp) = (data.len(), Stamp::of(&data, now));
            }
        }
        (found == places.len()).then_some(self)
    }

    /// The texts at these places of the disk.
    pub fn at<'l>(&'l self, places: &BTreeSet<PathBuf>) -> impl Iterator<Item = &'l File> {
        let told: HashSet<&OsStr> = places.iter().map(|place| place.as_os_str()).collect();
        self.texts.iter().filter(move |file| told.contains(file.disk.as_os_str()))
    }

    /// The files that are others than when `earlier` was listed, came or went, as far as sizes and times tell.
    pub fn news<'l>(&'l self, earlier: &'l Self) -> impl Iterator<Item = &'l SitePath> {
        let stamps = |listing: &'l Self| -> BTreeMap<&'l SitePath, Option<Stamp>> {
            listing.texts.iter().chain(&listing.files).map(|file| (&file.path, file.stamp)).collect()
        };
        let (now, before) = (stamps(self), stamps(earlier));
        let gone: Vec<&SitePath> = before.keys().filter(|path| !now.contains_key(*path)).copied().collect();
        let differs = move |(path, stamp): (&'l SitePath, Option<Stamp>)| {
            (before.get(path).copied() != Some(stamp)).then_some(path)
        };
        now.into_iter().filter_map(differs).chain(gone)
    }

    /// The texts that may be others than when `earlier` was listed. None where that may be more than texts: a file that
    /// came or went, or one that is no text.
    pub fn changed_texts(&self, earlier: &Self) -> Option<Vec<&File>> {
        let same = |(one, other): &(&File, &File)| one.stamp.is_some() && one.stamp == other.stamp;
        let names = |one: &[File], other: &[File]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.path == other.path)
        };
        let whole = names(&self.texts, &earlier.texts)
            && names(&self.files, &earlier.files)
            && self.files.iter().zip(&earlier.files).all(|pair| same(&pair))
            && self.problems == earlier.problems;
        let pairs = self.texts.iter().zip(&earlier.texts);
        whole.then(|| pairs.filter(|pair| !same(pair)).map(|(file, _)| file).collect())
    }
}
