//! A small sound site, built once, that hostile things are laid over.

use super::run::{Run, mingbai};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Every file that people see below `output/`.
pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A site in a folder of its own.
pub(crate) struct Town {
    folder: TempDir,
}

impl Town {
    /// A sound site, built; with what that build did.
    pub(crate) fn built() -> (Self, Run) {
        let town = Self { folder: TempDir::new().unwrap() };
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/_base");
        copy(&base, town.path());
        let run = town.build(&[]);
        assert_eq!(run.code, Some(0), "{}", run.said);
        (town, run)
    }

    /// Another like it, output and all.
    pub(crate) fn another(&self) -> Self {
        let other = Self { folder: TempDir::new().unwrap() };
        copy(self.path(), other.path());
        other
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.path().join("content")
    }

    /// Builds the site.
    pub(crate) fn build(&self, more: &[&str]) -> Run {
        mingbai(self.path(), &[&["build"], more].concat())
    }

    /// What people see of the output.
    pub(crate) fn output(&self) -> Tree {
        let root = self.path().join("output");
        let mut found = Tree::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for item in fs::read_dir(folder).into_iter().flatten() {
                let path = item.unwrap().path();
                if !path.is_dir() {
                    found.insert(path.strip_prefix(&root).unwrap().to_owned(), fs::read(&path).unwrap());
                } else if !path.ends_with(".mingbai") {
                    folders.push(path);
                }
            }
        }
        found
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        // A folder that nobody may enter could not be removed.
        let _ = fs::set_permissions(self.content().join("entries/folder"), fs::Permissions::from_mode(0o755));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
