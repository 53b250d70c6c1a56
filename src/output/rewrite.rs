//! Another text in the place of a file of the content, whole or not at all.

use crate::text::Text;
use anyhow::{Context, bail};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Puts `new` in the place of a file that still holds `old`, in one stroke.
///
/// # Errors
/// When somebody has changed the file meanwhile, the disk fails, or another program holds it open.
pub fn rewrite(path: &Path, old: &[u8], new: &[u8]) -> anyhow::Result<()> {
    let written = || {
        // A link stays one.
        let path = path.canonicalize()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // A name that the reading of the content passes over.
        let beside = path.with_file_name(format!(".{name}.new"));
        let mut file = File::create(&beside)?;
        file.write_all(new)?;
        file.sync_all()?;
        fs::set_permissions(&beside, fs::metadata(&path)?.permissions())?;
        let is_same = fs::read(&path)? == old;
        if is_same {
            fs::rename(&beside, &path)?;
        } else {
            fs::remove_file(&beside)?;
        }
        Ok::<bool, std::io::Error>(is_same)
    };
    let shown = path.display();
    let is_same = written().with_context(|| {
        Text::new(
            format!("写不了“{shown}”；如果它在别的软件里开着，先关掉再试"),
            format!("cannot write ‘{shown}’; close it in other programs and try again"),
        )
    })?;
    if !is_same {
        bail!(Text::new(
            format!("“{shown}”刚被人改过，没有动它；再运行一次"),
            format!("‘{shown}’ was changed meanwhile and is left alone; run it once more"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::rewrite;
    use std::fs;

    #[test]
    fn only_the_file_that_was_read_is_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("停水.md");
        fs::write(&path, "旧").unwrap();
        rewrite(&path, "旧".as_bytes(), "新".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        assert!(rewrite(&path, "旧".as_bytes(), "再新".as_bytes()).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
