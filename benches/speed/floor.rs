//! The floor: what any such program must do. It reads the same files, runs pulldown-cmark over them, and writes as
//! many files of as many bytes.

use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Reads every entry below `content`, parses it, and writes one file into `target` for each of `sizes`.
///
/// The number of events is returned so that no parse can be left out.
pub(crate) fn run(content: &Path, target: &Path, sizes: &[(PathBuf, usize)]) -> io::Result<usize> {
    let mut files = Vec::new();
    walk(content, "md", &mut files)?;
    let events: usize = files
        .par_iter()
        .map(|file| {
            fs::read_to_string(file).map(|text| {
                pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES).count()
            })
        })
        .sum::<io::Result<usize>>()?;
    let filler = vec![b'x'; sizes.iter().map(|(_, size)| *size).max().unwrap_or(0)];
    let folders: BTreeSet<&Path> = sizes.iter().filter_map(|(name, _)| name.parent()).collect();
    folders.iter().try_for_each(|folder| fs::create_dir_all(target.join(folder)))?;
    sizes
        .par_iter()
        .try_for_each(|(name, size)| fs::write(target.join(name), filler.get(..*size).unwrap_or_default()))?;
    Ok(events)
}

/// Every file below `folder` whose name has this ending; every one where it is empty.
pub(crate) fn walk(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, ending, files)?;
        } else if ending.is_empty() || path.extension().is_some_and(|own| own == ending) {
            files.push(path);
        }
    }
    Ok(())
}
