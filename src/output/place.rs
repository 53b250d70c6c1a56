//! Where things lie in the output folder, and what can be done there.

use super::stop;
use crate::site_path::{SitePath, native};
use crate::text::Text;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder that the program keeps for itself.
pub(super) const OWN: &str = ".mingbai";

/// Where a new file is staged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staged {
    /// Under a number.
    Number(u64),
    /// At its place in a tree that goes to where there is none yet, as a whole.
    Tree,
}

/// The output folder.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) root: PathBuf,
}

impl Place {
    /// The output folder at `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder that the program keeps for itself.
    pub(super) fn own(&self) -> PathBuf {
        self.root.join(OWN)
    }

    /// Something in it.
    pub(super) fn of(&self, name: &str) -> PathBuf {
        self.own().join(name)
    }

    /// The staged file with this number. Files that are written at the same time lie in different folders, so that
    /// threads do not wait for one another.
    pub(super) fn numbered(&self, number: u64) -> PathBuf {
        self.of("stage").join((number % 64).to_string()).join(number.to_string())
    }

    /// Where a staged tree or something in it lies, by its place in the output folder.
    pub(super) fn in_tree(&self, path: &str) -> PathBuf {
        self.of("stage").join("tree").join(path)
    }

    /// Where the new file for a path is staged.
    pub(super) fn staged(&self, staged: Staged, path: &SitePath) -> PathBuf {
        match staged {
            Staged::Number(number) => self.numbered(number),
            Staged::Tree => self.in_tree(path.as_str()),
        }
    }

    /// The old journal and the old stage are no more.
    pub(super) fn clear(&self) -> io::Result<()> {
        gone(fs::remove_file(self.of("journal")))?;
        stop::passed();
        gone(fs::remove_dir_all(self.of("stage")))
    }
}

/// Reads a file of the program's own; none where something else has its name, of which a pipe would never end.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::symlink_metadata(path)?.is_file() { fs::read(path) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Takes away what has the name of a file of the program's own and is none: a folder, a link, a pipe. Without such a
/// file everything is made anew, which is always right.
pub(super) fn free(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => Ok(()),
        Ok(data) if data.is_dir() => fs::remove_dir_all(path),
        Ok(_) => gone(fs::remove_file(path)),
        Err(error) => gone(Err(error)),
    }
}

/// Takes away what has the name of a folder of the program's own and is none.
pub(super) fn free_for_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() { Ok(()) } else { gone(fs::remove_file(path)) }
}

/// What is gone already needs no removal.
pub(super) fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Writes a new file, and the folder it lies in where there is none yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, bytes)
        }
        result => result,
    }
}

/// Moves a file to its place, over whatever file is there. A folder of the output may be a link to another disk: then
/// the file is copied beside its place first.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = to.with_file_name(".mingbai.tmp");
            fs::copy(from, &beside)?;
            fs::rename(&beside, to)?;
            fs::remove_file(from)
        }
        result => result,
    }
}

/// Fails where a file can neither be replaced nor removed: a program that shows a PDF keeps Windows from both.
#[cfg(windows)]
pub(super) fn replaceable(file: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    /// The right to delete a file, as `CreateFileW` calls it; replacing takes the same.
    const DELETE: u32 = 0x0001_0000;
    if !file.is_file() {
        return Ok(());
    }
    fs::OpenOptions::new().access_mode(DELETE).open(file).map(drop)
}

/// Elsewhere no reader keeps anyone from replacing or removing a file.
#[cfg(not(windows))]
pub(super) fn replaceable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The size of the file at a path; none where there is none or something else.
pub(super) fn size(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len())
}

/// What failed, with the file's name.
pub(super) fn at<T>(result: io::Result<T>, path: &Path) -> anyhow::Result<T> {
    result.map_err(|error| {
        let path = native(path);
        let path = path.display();
        match reason(&error) {
            Some(Text { zh, en }) => anyhow::Error::msg(Text::new(
                format!("写不了“{path}”：{zh}"),
                format!("cannot write ‘{path}’: {en}"),
            )),
            None => anyhow::Error::new(error).context(Text::new(
                format!("写不了“{path}”（文件是否正在别的程序里打开？磁盘是否已满？）"),
                format!("cannot write ‘{path}’ (is it open in another program? is the disk full?)"),
            )),
        }
    })
}

/// Why nothing can be written, where the system says it in a way that leaves no doubt.
fn reason(error: &io::Error) -> Option<Text> {
    Some(match error.kind() {
        io::ErrorKind::StorageFull => Text::new("磁盘满了", "the disk is full"),
        io::ErrorKind::QuotaExceeded => Text::new("磁盘配额用完了", "the quota of the disk is used up"),
        io::ErrorKind::ReadOnlyFilesystem => Text::new("磁盘是只读的", "the disk is read-only"),
        // Windows says so of a file that is open elsewhere, too.
        io::ErrorKind::PermissionDenied if !cfg!(windows) => {
            Text::new("没有写的权限", "no permission to write there")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::at;
    use crate::text::Text;
    use std::io;
    use std::path::Path;

    #[test]
    fn why_nothing_can_be_written_is_said_where_it_is_known() {
        let said = |kind: io::ErrorKind| {
            let error = at::<()>(Err(kind.into()), Path::new("a")).unwrap_err();
            (error.downcast_ref::<Text>().unwrap().zh.clone(), error.chain().count())
        };
        assert_eq!(said(io::ErrorKind::StorageFull), ("写不了“a”：磁盘满了".to_owned(), 1));
        let (zh, causes) = said(io::ErrorKind::Other);
        assert!(zh.contains("是否正在别的程序里打开") && causes == 2, "{zh}");
    }
}
