//! New files in the content, for the clerk to go on with.

use crate::text::Text;
use anyhow::Context;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Creates a file with the folders above it; one that is there is never overwritten.
///
/// # Errors
/// Fails when there is such a file already, or the disk fails.
pub fn create(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)
    });
    written.with_context(|| {
        let path = path.display();
        Text::new(format!("建不了文件“{path}”"), format!("cannot create the file ‘{path}’"))
    })
}

/// Writes a file for people to take away, in the place of an older one.
///
/// # Errors
/// Fails when the disk does.
pub fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes));
    written.with_context(|| {
        let path = path.display();
        Text::new(
            format!("写不了“{path}”；如果它正开着，先关掉再试"),
            format!("cannot write ‘{path}’; close it and try again"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::create;

    #[test]
    fn a_file_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新/a.md");
        create(&path, b"1").unwrap();
        assert!(create(&path, b"2").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"1");
    }
}
