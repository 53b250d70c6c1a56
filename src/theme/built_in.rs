//! The default theme, inside the program.

use super::text_of;
use crate::site_path::SitePath;
use crate::source::Source;
use include_dir::{Dir, DirEntry, include_dir};
use std::borrow::Cow;
use std::collections::BTreeMap;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The texts and the other files of the default theme, by their path in it.
pub(super) fn files() -> (BTreeMap<SitePath, Source>, BTreeMap<SitePath, Cow<'static, [u8]>>) {
    let mut texts = BTreeMap::new();
    let mut files = BTreeMap::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(below) => folders.push(below),
                DirEntry::File(file) => {
                    let Some(Ok(path)) = file.path().to_str().map(SitePath::new) else { continue };
                    match text_of(&path, file.contents()) {
                        Some(source) => drop(texts.insert(path, source)),
                        None => drop(files.insert(path, Cow::Borrowed(file.contents()))),
                    }
                }
            }
        }
    }
    (texts, files)
}
