//! Walking a folder: which files are the site's, and what is wrong with the others.

use super::file::File;
use super::findings;
use super::leftovers::{Leftover, leftover};
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::source::turns_direction;
use std::path::{MAIN_SEPARATOR, Path};
use walkdir::{DirEntry, WalkDir};

/// The most files of a folder; links inside it could name the same ones without end.
pub(super) const MOST_FILES: usize = 100_000;

/// The deepest folder.
const MOST_DEPTH: usize = 64;

/// The texts and the other files below `root`, each folder's in the order of their names.
pub(super) fn walk(
    root: &Path,
    text_endings: &[&str],
    most: usize,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<File>, Vec<File>) {
    let mut texts = Vec::new();
    let mut files = Vec::new();
    let mut outside = Vec::new();
    let found = WalkDir::new(root).follow_links(true).max_depth(MOST_DEPTH).sort_by_file_name().into_iter();
    for entry in found.filter_entry(|entry| enter(entry, root, &mut outside)) {
        if texts.len() + files.len() >= most {
            problems.push(findings::too_many(most));
            break;
        }
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.depth() == MOST_DEPTH {
                    let path = site_path(entry.path(), root);
                    problems.push(findings::at(findings::too_deep(MOST_DEPTH), path));
                }
            }
            Ok(entry) => match file(&entry, root) {
                Ok(file) if text_endings.contains(&file.path.ending().as_str()) => texts.push(file),
                Ok(file) => files.push(file),
                Err(problem) => problems.push(*problem),
            },
            Err(error) => problems.extend(walk_problem(&error, root)),
        }
    }
    problems.extend(outside);
    (texts, files)
}

/// Whether the walk enters an entry; why not is reported where anybody may miss it.
fn enter(entry: &DirEntry, root: &Path, problems: &mut Vec<Diagnostic>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let path = || site_path(entry.path(), root);
    let name = entry.file_name().to_string_lossy();
    match leftover(&name, entry.file_type().is_dir()) {
        Some(Leftover::Silent) => return false,
        Some(Leftover::Reported) => {
            problems.push(findings::at(findings::leftover(&name), path()));
            return false;
        }
        None => {}
    }
    let stays =
        !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|target| target.starts_with(root));
    if !stays {
        problems.push(findings::at(findings::link_outside(), path()));
    }
    stays
}

fn file(entry: &DirEntry, root: &Path) -> Result<File, Box<Diagnostic>> {
    let name = entry.file_name().to_string_lossy();
    let bad_name = || {
        let folder = entry.path().parent().and_then(|folder| site_path(folder, root));
        Box::new(findings::at(findings::bad_name(&name.escape_debug().to_string()), folder))
    };
    let is_unusual = |mark: char| matches!(mark, '\\' | '\u{fffd}') || turns_direction(mark);
    let is_usual = entry.file_name().to_str().is_some_and(|name| !name.contains(is_unusual));
    let path = site_path(entry.path(), root).filter(|_| is_usual).ok_or_else(bad_name)?;
    if !entry.file_type().is_file() {
        return Err(Box::new(findings::special_file().in_file(path)));
    }
    Ok(File { path, size: 0, stamp: None, disk: entry.path().into() })
}

/// What is wrong with an entry that cannot be walked.
fn walk_problem(error: &walkdir::Error, root: &Path) -> Option<Diagnostic> {
    let path = error.path()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let finding = if error.loop_ancestor().is_some() {
        findings::link_loop()
    } else {
        match leftover(&name, false) {
            // Emacs marks an open file with a link that leads nowhere.
            Some(Leftover::Silent) => return None,
            Some(Leftover::Reported) => findings::leftover(&name),
            None if path.is_symlink() => findings::broken_link(),
            None => error.io_error().map_or_else(findings::link_loop, findings::unreadable),
        }
    };
    Some(findings::at(finding, site_path(path, root)))
}

fn site_path(path: &Path, root: &Path) -> Option<SitePath> {
    let path = path.strip_prefix(root).ok()?;
    if MAIN_SEPARATOR == '/'
        && let Some(path) = path.to_str()
    {
        return SitePath::new(path).ok();
    }
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    SitePath::new(&parts.join("/")).ok()
}
