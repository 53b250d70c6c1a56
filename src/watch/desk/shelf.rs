//! The entries that windows of the desk look at, each as it was last seen whole.

use crate::build::Preview;
use crate::fingerprint::Fingerprint;
use crate::site_path::SitePath;
use serde::Serialize;
use std::sync::Arc;

/// How many are kept: one a window, and some to go back to.
const KEPT: usize = 8;

/// The entries, the one that was looked at last in front.
#[derive(Default)]
pub(in super::super) struct Shelf {
    kept: Vec<Kept>,
}

/// One of them.
pub(super) struct Kept {
    path: String,
    build: u64,
    pub(super) preview: Arc<Preview>,
    page: Option<Fingerprint>,
    sheets: Vec<Fingerprint>,
    /// What the last build changed of it, as far as it was seen before.
    pub(super) changed: Changed,
}

/// What changed of an entry.
#[derive(Debug, Default, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Changed {
    /// Whether its page did.
    page: bool,
    /// The numbers of the sheets that did, from 1.
    sheets: Vec<usize>,
}

impl Shelf {
    /// An entry as it is seen after a build.
    pub(super) fn put(&mut self, path: &str, build: u64, preview: Arc<Preview>) {
        let sheets = preview.sheets.iter().map(|sheet| Fingerprint::of(sheet)).collect();
        let page = preview.page.as_deref().and_then(|page| SitePath::new(page).ok());
        let page = page.and_then(|page| preview.files.get(&page)).map(|bytes| Fingerprint::of(bytes));
        let mut kept =
            Kept { path: path.to_owned(), build, preview, page, sheets, changed: Changed::default() };
        if let Some(at) = self.kept.iter().position(|kept| kept.path == path) {
            let before = self.kept.remove(at);
            let changed = kept.since(&before);
            // Asked for again after the same build, or seen before that build had ended, it has still changed by it.
            let is_same = before.build == build || Arc::ptr_eq(&before.preview, &kept.preview);
            kept.changed = if is_same && changed == Changed::default() { before.changed } else { changed };
        }
        self.kept.insert(0, kept);
        self.kept.truncate(KEPT);
    }

    pub(super) fn get(&self, path: &str) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.path == path)
    }

    /// A file that goes with one of the entries, by its path in the site.
    pub(in super::super) fn file(&self, path: &SitePath) -> Option<&[u8]> {
        self.kept.iter().find_map(|kept| kept.preview.files.get(path)).map(Vec::as_slice)
    }

    /// One of the theme's assets, as the entry that was looked at last was made with.
    pub(in super::super) fn asset(&self, path: &SitePath) -> Option<&[u8]> {
        self.kept.first()?.preview.assets.get(path).map(Vec::as_slice)
    }

    /// The picture of a sheet by its name.
    pub(in super::super) fn sheet(&self, name: &str) -> Option<&[u8]> {
        let print = Fingerprint::read(name.strip_suffix(".png")?)?;
        let mut sheets = self.kept.iter().flat_map(|kept| kept.sheets.iter().zip(&kept.preview.sheets));
        sheets.find(|(known, _)| **known == print).map(|(_, sheet)| sheet.as_slice())
    }
}

impl Kept {
    fn since(&self, before: &Self) -> Changed {
        let sheets =
            (1..).zip(&self.sheets).filter(|(number, sheet)| before.sheets.get(number - 1) != Some(sheet));
        Changed { page: self.page != before.page, sheets: sheets.map(|(number, _)| number).collect() }
    }

    /// What names the bytes of the page.
    pub(super) fn page_tag(&self) -> String {
        self.page.map(|page| page.to_string()).unwrap_or_default()
    }

    /// Where the pictures of the sheets are; another picture has another address.
    pub(super) fn sheet_addresses(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| format!("/_desk/sheet/{sheet}.png")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Changed, Shelf};
    use crate::build::Preview;
    use crate::diagnostic::Files;
    use crate::site_path::SitePath;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn preview(page: &str, sheets: &[&str]) -> Arc<Preview> {
        let path = SitePath::new("entry/a.html").unwrap();
        Arc::new(Preview {
            page: Some(path.to_string()),
            files: BTreeMap::from([(path, page.as_bytes().to_vec())]),
            assets: BTreeMap::new(),
            sheets: sheets.iter().map(|sheet| sheet.as_bytes().to_vec()).collect(),
            print: String::new(),
            findings: Vec::new(),
            places: Files::default(),
            is_provisional: false,
        })
    }

    #[test]
    fn what_changed_of_an_entry_is_told_until_the_next_build() {
        let mut shelf = Shelf::default();
        let changed = |shelf: &Shelf| shelf.get("a").unwrap().changed.clone();
        shelf.put("a", 1, preview("1", &["s", "t"]));
        assert_eq!(changed(&shelf), Changed::default());
        shelf.put("a", 2, preview("2", &["s", "u", "v"]));
        let expected = Changed { page: true, sheets: vec![2, 3] };
        assert_eq!(changed(&shelf), expected);
        shelf.put("a", 2, preview("2", &["s", "u", "v"]));
        assert_eq!(changed(&shelf), expected, "asked for twice");
        shelf.put("a", 3, preview("2", &["s", "u", "v"]));
        assert_eq!(changed(&shelf), Changed::default());
        let address = shelf.get("a").unwrap().sheet_addresses().remove(1);
        assert_eq!(shelf.sheet(address.trim_start_matches("/_desk/sheet/")), Some(&b"u"[..]));
        assert_eq!(shelf.sheet("x.png"), None);
        let early = preview("4", &["s"]);
        shelf.put("a", 3, Arc::clone(&early));
        let expected = changed(&shelf);
        assert_ne!(expected, Changed::default());
        shelf.put("a", 4, early);
        assert_eq!(changed(&shelf), expected, "it was shown before the build had ended");
    }

    #[test]
    fn only_some_entries_are_kept() {
        let mut shelf = Shelf::default();
        for number in 0..20 {
            shelf.put(&number.to_string(), 1, preview("1", &[]));
        }
        assert!(shelf.get("19").is_some() && shelf.get("0").is_none());
    }
}
