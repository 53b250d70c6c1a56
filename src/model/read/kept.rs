//! Entries as an earlier reading left them, so that one whose file nobody has changed need not be read again.

use super::entry::Read;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::load::{File, Folder, Stamp};
use crate::model::{Approvals, Entry, Id};
use crate::site_path::SitePath;
use crate::source::{Source, Spanned};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One in so many entries may be missing or out of date before what is kept is worth writing anew.
const FEW: usize = 64;

/// What is kept of the entries of a site: those in which nothing was found, without their bodies.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// Of the registers that the entries were read with.
    registers: Option<Fingerprint>,
    /// Each held once, however many copies of this there are.
    #[serde(with = "in_parts")]
    entries: BTreeMap<SitePath, Arc<One>>,
    /// The register of the review as it was last read, with the fingerprint of its text and what was found in it.
    #[serde(skip)]
    approvals: Option<(Fingerprint, Arc<Approvals>, Vec<Diagnostic>)>,
    /// How many entries were read anew since this was last worth writing.
    #[serde(skip)]
    news: usize,
}

/// One entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct One {
    /// The stamp of its file; none where it was changed just before it was read.
    stamp: Option<Stamp>,
    /// Of its file's decoded text.
    text: Fingerprint,
    id: Spanned<Id>,
    entry: Arc<Entry>,
    /// The files whose bytes are in its text hash, with their stamps.
    files: Vec<(SitePath, Option<Stamp>)>,
}

impl Kept {
    /// The fingerprint of the file's text, where its stamp says that it is the one that was read.
    pub fn known(&self, file: &File) -> Option<Fingerprint> {
        let one = self.entries.get(&file.path)?;
        (one.stamp.is_some() && one.stamp == file.stamp).then_some(one.text)
    }

    /// Whether enough is new for all to be written again.
    pub fn is_worth_writing(&self) -> bool {
        self.news > self.entries.len() / FEW
    }

    /// The entry at `path` as it was read before from a file with this text, where all that it was read with is the same.
    pub(super) fn entry(&self, path: &SitePath, text: Fingerprint, folder: &Folder) -> Option<Read> {
        let one = self.entries.get(path).filter(|one| one.text == text)?;
        let entry = &one.entry;
        // Nothing was amiss with what it names, so that it is enough if all of it is still there.
        let is_there = entry.files.iter().all(|file| folder.has(file));
        let is_same =
            |(file, stamp): &(SitePath, Option<Stamp>)| stamp.is_some() && *stamp == folder.stamp(file);
        (is_there && one.files.iter().all(is_same)).then(|| Read {
            path: path.clone(),
            id: one.id.clone(),
            draft: entry.draft,
            entry: Some(Arc::clone(entry)),
            problems: Vec::new(),
            text: Some(text),
            is_kept: false,
        })
    }

    /// Forgets entries that were read with other registers.
    pub(super) fn only_with(&mut self, registers: Option<Fingerprint>) {
        if registers.is_none() || self.registers != registers {
            *self = Self { registers, approvals: self.approvals.take(), ..Self::default() };
        }
    }

    /// The register of the review, read only where its text is another than before.
    pub(super) fn approvals(&mut self, source: &Source, problems: &mut Vec<Diagnostic>) -> Arc<Approvals> {
        let print = Fingerprint::of(source.text.as_bytes());
        if let Some((text, approvals, found)) = &self.approvals
            && *text == print
        {
            problems.extend(found.iter().cloned());
            return Arc::clone(approvals);
        }
        let mut found = Vec::new();
        let approvals = Arc::new(super::approvals(source, &mut found));
        problems.extend(found.iter().cloned());
        self.approvals = Some((print, Arc::clone(&approvals), found));
        approvals
    }

    /// The entry at `path` as it was read last.
    pub(super) fn entry_at(&self, path: &SitePath) -> Option<&Entry> {
        self.entries.get(path).map(|one| &*one.entry)
    }

    /// Whether this is the text that the entry at `path` was read from.
    pub(super) fn is_text_of(&self, path: &SitePath, text: Fingerprint) -> bool {
        self.text_of(path) == Some(text)
    }

    /// The fingerprint of the text that the entry at `path` was read from.
    pub fn text_of(&self, path: &SitePath) -> Option<Fingerprint> {
        self.entries.get(path).map(|one| one.text)
    }

    /// What is kept is written now.
    pub fn mark_written(&mut self) {
        self.news = 0;
    }

    /// Keeps what was read now, in the order of its paths, in the place of all that was kept.
    pub(super) fn renew<'r>(&mut self, read: impl Iterator<Item = &'r Read> + Clone, folder: &Folder) {
        let mut there = read.clone().map(|read| &read.path).peekable();
        let before = self.entries.len();
        self.entries.retain(|path, _| {
            while there.next_if(|other| *other < path).is_some() {}
            there.next_if(|other| *other == path).is_some()
        });
        self.news += before - self.entries.len();
        for read in read.filter(|read| !read.is_kept) {
            let before = self.entries.remove(&read.path);
            let Some(one) = One::of(read, folder) else { continue };
            let same = before.is_some_and(|before| {
                let same_stamp = before.stamp == one.stamp || one.stamp.is_none();
                before.text == one.text && same_stamp && before.files == one.files
            });
            self.news += usize::from(!same);
            self.entries.insert(read.path.clone(), Arc::new(one));
        }
    }

    /// Keeps one that was read now.
    pub(super) fn renew_one(&mut self, read: &Read, folder: &Folder) {
        if let Some(one) = One::of(read, folder) {
            self.news += 1;
            self.entries.insert(read.path.clone(), Arc::new(one));
        }
    }
}

/// Entries in parts of some hundreds, each a value of its own, so that all cores read them.
mod in_parts {
    use super::One;
    use crate::fingerprint::{Blob, pack, unpack};
    use crate::parallel;
    use crate::site_path::SitePath;
    use serde::de::Error as _;
    use serde::ser::{Error as _, SerializeSeq};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// So many are read at once.
    const PART: usize = 512;

    type Entries = BTreeMap<SitePath, Arc<One>>;

    pub(super) fn serialize<S: Serializer>(entries: &Entries, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_seq(Some(entries.len().div_ceil(PART)))?;
        let mut entries = entries.iter();
        loop {
            let part: Vec<_> = entries.by_ref().take(PART).collect();
            if part.is_empty() {
                return parts.end();
            }
            let packed = pack(&part).ok_or_else(|| S::Error::custom("an entry cannot be written down"))?;
            parts.serialize_element(&Blob(packed))?;
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        let packed = Vec::<&[u8]>::deserialize(deserializer)?;
        let parts = parallel::map(&packed, |part| unpack::<Vec<(SitePath, Arc<One>)>>(part));
        let parts: Option<Vec<_>> = parts.into_iter().collect();
        let parts = parts.ok_or_else(|| D::Error::custom("a part that is none"))?;
        Ok(parts.into_iter().flatten().collect())
    }
}

impl One {
    /// What is kept of an entry; none where something was found in it, which must be found again.
    fn of(read: &Read, folder: &Folder) -> Option<Self> {
        let (Some(entry), Some(text), []) = (&read.entry, read.text, read.problems.as_slice()) else {
            return None;
        };
        let unread = folder.unread.get(&read.path).and_then(|(file, _)| file.stamp);
        let stamp = unread.or_else(|| folder.stamps.get(&read.path).copied());
        let files = hashed_files(entry).map(|file| (file.clone(), folder.stamp(file))).collect();
        Some(Self { stamp, text, id: read.id.clone(), entry: Arc::clone(entry), files })
    }
}

/// The files whose bytes are in the text hash of an entry, and those it links to; other entries are not among them.
fn hashed_files(entry: &Entry) -> impl Iterator<Item = &SitePath> {
    let named = entry.files.iter().filter(|file| file.ending() != "md");
    named.chain(entry.attachments.iter().map(|attachment| &attachment.path))
}
