//! Writing: each file under a temporary name beside its place and then renamed, so that no reader meets half a file.

use super::{Output, own};
use crate::site_path::SitePath;
use crate::text::Text;
use anyhow::Context;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The name under which a file grows. One a folder is enough, and the next build clears one that was left.
const TEMPORARY: &str = ".mingbai.tmp";

/// What writing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that stood as they should.
    pub unchanged: usize,
    /// Files that an earlier build made and this one does not.
    pub removed: usize,
}

/// Writes `output` to `folder`. Of the files that earlier builds made below `scopes` (first parts of paths), those not
/// in `output` are removed, with the folders they leave empty; other people's files stay.
///
/// # Errors
/// Fails when the disk does, naming the file.
pub fn write(folder: &Path, output: &Output, scopes: &[&str]) -> anyhow::Result<Written> {
    let earlier = at(own::read(folder), &folder.join(".mingbai/files"))?;
    let files: BTreeSet<SitePath> = output.files().map(|(path, _)| path.clone()).collect();
    let mut stale = Vec::new();
    let mut kept = files.clone();
    for path in earlier.difference(&files) {
        if path.parts().next().is_some_and(|first| scopes.contains(&first)) {
            stale.push(path);
        } else {
            kept.insert(path.clone());
        }
    }
    // Until all is done the list names old files and new ones, so that a build that breaks off leaves no orphans.
    let both: BTreeSet<SitePath> = earlier.union(&files).cloned().collect();
    at(own::write(folder, &both), folder)?;

    let mut written = Written { removed: stale.len(), ..Written::default() };
    let new_folders = files.iter().flat_map(folders).collect();
    let (blocking, stale): (Vec<_>, Vec<_>) =
        stale.into_iter().partition(|path| blocks(path, &files, &new_folders));
    for path in blocking {
        at(remove(folder, path), &folder.join(path.as_str()))?;
    }
    for (path, bytes) in output.files() {
        let path = folder.join(path.as_str());
        match at(replace(&path, bytes), &path)? {
            Replaced::Yes => written.written += 1,
            Replaced::Same => written.unchanged += 1,
        }
    }
    for path in stale {
        at(remove(folder, path), &folder.join(path.as_str()))?;
    }
    at(own::write(folder, &kept), folder)?;
    Ok(written)
}

/// Whether a file was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replaced {
    /// It was new or differed.
    Yes,
    /// It held these bytes already.
    Same,
}

/// Puts `bytes` at `path`; a file that holds them already is not touched.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<Replaced> {
    if holds(path, bytes) {
        return Ok(Replaced::Same);
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let temporary = folder.join(TEMPORARY);
    let result = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first failure is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    result.map(|()| Replaced::Yes)
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::symlink_metadata(path).map(|data| if data.is_file() { data.len() } else { u64::MAX });
    length.is_ok_and(|length| length == bytes.len() as u64) && fs::read(path).is_ok_and(|now| now == bytes)
}

/// Whether an old file stands where a new one needs a folder, or lies in a folder where a new one needs its place.
fn blocks(old: &SitePath, new: &BTreeSet<SitePath>, new_folders: &BTreeSet<&str>) -> bool {
    new_folders.contains(old.as_str())
        || folders(old).any(|folder| SitePath::new(folder).is_ok_and(|folder| new.contains(&folder)))
}

/// Every folder above a file.
fn folders(path: &SitePath) -> impl Iterator<Item = &str> {
    path.as_str().match_indices('/').filter_map(|(at, _)| path.as_str().get(..at))
}

/// Removes a file and the folders it leaves empty. One that is gone already is no failure.
fn remove(folder: &Path, path: &SitePath) -> io::Result<()> {
    match fs::remove_file(folder.join(path.as_str())) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut rest = path.folder();
    while !rest.is_empty() {
        // A temporary file that a killed build left does not keep its folder.
        let _ = fs::remove_file(folder.join(rest).join(TEMPORARY));
        // Fails where other files are left, which is the end of it.
        if fs::remove_dir(folder.join(rest)).is_err() {
            break;
        }
        rest = rest.rsplit_once('/').map_or("", |(above, _)| above);
    }
    Ok(())
}

fn at<T>(result: io::Result<T>, path: &Path) -> anyhow::Result<T> {
    let path = path.display();
    result.context(Text::new(
        format!("写不了“{path}”（文件是否正在别的程序里打开？磁盘是否已满？）"),
        format!("cannot write ‘{path}’ (is it open in another program? is the disk full?)"),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Written, write};
    use crate::output::Output;
    use crate::site_path::SitePath;
    use crate::text::Text;
    use std::fs;
    use std::path::Path;

    const SCOPES: &[&str] = &["site", "print"];

    fn output(files: &[(&str, &str)]) -> Output {
        let mut output = Output::default();
        for (path, bytes) in files {
            let path = SitePath::new(path).unwrap();
            output.add(path, bytes.as_bytes().to_vec(), Text::new("测试", "a test")).unwrap();
        }
        output
    }

    fn written(folder: &Path, files: &[(&str, &str)]) -> (usize, usize, usize) {
        let Written { written, unchanged, removed } = write(folder, &output(files), SCOPES).unwrap();
        (written, unchanged, removed)
    }

    #[test]
    fn a_second_build_touches_only_what_changed() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "2")]), (2, 0, 0));
        let before = fs::metadata(folder.path().join("site/a")).unwrap().modified().unwrap();
        assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "3")]), (1, 1, 0));
        assert_eq!(fs::metadata(folder.path().join("site/a")).unwrap().modified().unwrap(), before);
        assert_eq!(fs::read_to_string(folder.path().join("site/b")).unwrap(), "3");
    }

    #[test]
    fn only_own_files_are_removed_with_the_folders_they_leave() {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path(), &[("site/old/deep/a", "1"), ("site/kept/b", "2"), ("preview/c", "3")]);
        fs::write(folder.path().join("site/kept/theirs"), "x").unwrap();
        assert_eq!(written(folder.path(), &[("print/d", "4")]), (1, 0, 2));
        assert!(!folder.path().join("site/old").exists());
        assert!(!folder.path().join("site/kept/b").exists());
        assert!(folder.path().join("site/kept/theirs").exists());
        assert!(folder.path().join("preview/c").exists(), "another scope");
        write(folder.path(), &output(&[]), &["preview"]).unwrap();
        assert!(!folder.path().join("preview").exists(), "it was still known as own");
        assert!(folder.path().join("print/d").exists());
    }

    #[test]
    fn a_file_may_become_a_folder_and_back() {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path(), &[("site/a", "1")]);
        assert_eq!(written(folder.path(), &[("site/a/b", "2")]), (1, 0, 1));
        assert_eq!(written(folder.path(), &[("site/a", "1")]), (1, 0, 1));
        assert_eq!(fs::read_to_string(folder.path().join("site/a")).unwrap(), "1");
    }

    #[test]
    fn a_list_that_was_tampered_with_removes_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join("theirs");
        let output_folder = folder.path().join("output");
        fs::create_dir_all(output_folder.join(".mingbai")).unwrap();
        fs::write(&theirs, "x").unwrap();
        fs::write(output_folder.join(".mingbai/files"), "../theirs\nsite/../../theirs\n/theirs\n").unwrap();
        assert_eq!(written(&output_folder, &[]), (0, 0, 0));
        assert!(theirs.exists());
    }

    #[test]
    fn a_failure_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("site/a/theirs")).unwrap();
        let error = write(folder.path(), &output(&[("site/a", "1")]), SCOPES).unwrap_err();
        let text = error.downcast_ref::<Text>().unwrap();
        assert!(text.en.contains("site/a") || text.en.contains("site\\a"), "{}", text.en);
        assert!(!folder.path().join("site/.mingbai.tmp").exists());
    }
}
