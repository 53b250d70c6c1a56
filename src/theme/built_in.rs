//! The default theme, inside the program.

use super::Parts;
use crate::site_path::SitePath;
use include_dir::{Dir, DirEntry, include_dir};
use std::borrow::Cow;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the default theme.
pub(super) fn parts() -> Parts {
    let mut parts = Parts::default();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(below) => folders.push(below),
                DirEntry::File(file) => {
                    let Some(Ok(path)) = file.path().to_str().map(SitePath::new) else { continue };
                    parts.add(path, Cow::Borrowed(file.contents()));
                }
            }
        }
    }
    parts
}
