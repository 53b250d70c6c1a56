//! The versions of entries that a check code may belong to.

use super::waits::stored_text;
use crate::model::{APPROVED_TEXTS, Approval, Entry, Id, Site};
use crate::site_path::SitePath;
use crate::terms::{Decision, Step};
use std::collections::{BTreeMap, HashSet};

/// One version of an entry.
#[derive(Debug, Clone)]
pub struct Version<'s> {
    /// The entry as it is now; none where it is there no more.
    pub entry: Option<&'s Entry>,
    /// Its id; none of a text that only the store knows.
    pub id: Option<Id>,
    /// The text hash of the version.
    pub text_hash: String,
    /// Its title then, as far as it is known.
    pub title: String,
    /// Whether it is the text that the entry has now.
    pub is_present: bool,
    /// The lines of the register on this version, the oldest first.
    pub lines: Vec<&'s Approval>,
}

impl<'s> Version<'s> {
    /// The line that approved it last.
    pub fn approved(&self) -> Option<&'s Approval> {
        let approved = |line: &&&Approval| line.step == Step::Approve && line.decision == Decision::Agree;
        self.lines.iter().rev().find(approved).copied()
    }
}

/// The versions whose text hash begins with these hex digits: those that entries have now first, then those of the
/// register, then those that only the store knows.
pub fn versions<'s>(site: &'s Site, digits: &str) -> Vec<Version<'s>> {
    let digits = digits.to_lowercase();
    let begins = |hash: &str| !digits.is_empty() && hash.starts_with(&digits);
    let mut found: BTreeMap<(bool, String, Option<Id>), Version<'s>> = BTreeMap::new();
    let version = |hash: &str, id: Option<&Id>| {
        let entry = id.and_then(|id| site.entry(id));
        Version {
            entry,
            id: id.cloned(),
            text_hash: hash.to_owned(),
            title: title(site, hash, entry),
            is_present: entry.is_some_and(|entry| entry.text_hash == hash),
            lines: Vec::new(),
        }
    };
    for entry in site.entries.iter().filter(|entry| begins(&entry.text_hash)) {
        let key = (false, entry.text_hash.clone(), Some(entry.id.clone()));
        found.insert(key, version(&entry.text_hash, Some(&entry.id)));
    }
    for line in site.approvals.list.iter().filter(|line| begins(&line.text)) {
        let new = version(&line.text, Some(&line.entry));
        let key = (!new.is_present, line.text.clone(), Some(line.entry.clone()));
        found.entry(key).or_insert(new).lines.push(line);
    }
    for (hash, _) in kept_texts(site).filter(|(hash, _)| begins(hash)) {
        if found.keys().all(|(_, known, _)| known != hash) && stored_text(site, hash).is_some() {
            found.insert((true, hash.to_owned(), None), version(hash, None));
        }
    }
    found.into_values().collect()
}

/// The texts that were kept when steps were taken on them although no line of the register names them, with their titles.
pub fn unnamed_texts(site: &Site) -> Vec<(SitePath, String)> {
    let named: HashSet<&str> = site.approvals.list.iter().map(|line| line.text.as_str()).collect();
    let unnamed = kept_texts(site).filter(|(hash, _)| !named.contains(hash));
    let sound = unnamed.filter(|(hash, _)| stored_text(site, hash).is_some());
    sound.map(|(hash, path)| (path.clone(), title(site, hash, None))).collect()
}

/// The hashes under which the store keeps texts, and the files.
fn kept_texts(site: &Site) -> impl Iterator<Item = (&str, &SitePath)> {
    site.folder.files.keys().filter_map(|path| {
        let name = path.as_str().strip_prefix(APPROVED_TEXTS)?.strip_prefix('/')?;
        Some((name.strip_suffix(".txt")?, path))
    })
}

/// The title that a version had, else that of the entry now.
fn title(site: &Site, hash: &str, entry: Option<&Entry>) -> String {
    let stored = stored_text(site, hash);
    let line = stored.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("title=")));
    line.map(str::to_owned).or_else(|| entry.map(|entry| entry.title.value.clone())).unwrap_or_default()
}
