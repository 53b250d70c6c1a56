//! Files that editors, office programs and sync programs leave behind.

/// What a name tells of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leftover {
    /// Of no interest to anybody: passed over without a word.
    Silent,
    /// Perhaps a clerk's newest work, or a copy that would be built twice: reported and left out.
    Reported,
}

const SILENT: &[&str] = &["thumbs.db", "desktop.ini", "ehthumbs.db"];

const ENDINGS: &[&str] = &[
    ".bak",
    ".tmp",
    ".old",
    ".orig",
    ".swp",
    ".swo",
    ".wbk",
    ".asd",
    ".part",
    ".crdownload",
    ".download",
    "~",
];

/// Marks of copies that sync programs make when two people write at once.
const CONFLICTS: &[&str] =
    &["冲突副本", "冲突文件", "冲突版本", "(冲突", "（冲突", "conflicted copy", "sync-conflict", "_conflict"];

/// What the name of a file, or of a folder, tells.
pub(super) fn leftover(name: &str, is_folder: bool) -> Option<Leftover> {
    let name = name.to_lowercase();
    let stem =
        if is_folder { name.as_str() } else { name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem) };
    let reported = ["~$", ".~lock", ".#", "~wr"].iter().any(|start| name.starts_with(start))
        || (name.starts_with('#') && name.ends_with('#') && name.len() > 1)
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || CONFLICTS.iter().any(|mark| name.contains(mark))
        || is_copy(stem, is_folder);
    if SILENT.contains(&name.as_str()) {
        Some(Leftover::Silent)
    } else if reported {
        Some(Leftover::Reported)
    } else {
        name.starts_with('.').then_some(Leftover::Silent)
    }
}

/// `x - 副本`, `x - 副本 (2)`, `x - Copy`, `Copy of x`, `x(1)`.
fn is_copy(stem: &str, is_folder: bool) -> bool {
    let (plain, number) = without_number(stem);
    let is_numbered = number.is_some_and(|digits| digits < 3) && !is_folder;
    let is_named = |stem: &str| {
        let stem = stem.trim_end_matches(|mark: char| mark.is_ascii_digit()).trim_end();
        stem.ends_with("副本")
            || stem.starts_with("副本")
            || stem.ends_with("- copy")
            || stem.starts_with("copy of ")
    };
    is_numbered || is_named(plain)
}

/// The stem without a number in brackets behind it, and how many digits that number has.
fn without_number(stem: &str) -> (&str, Option<usize>) {
    let inner = stem.strip_suffix(')').or_else(|| stem.strip_suffix('）'));
    let Some((plain, digits)) = inner.and_then(|inner| inner.rsplit_once(['(', '（'])) else {
        return (stem, None);
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { (plain.trim_end(), Some(digits.len())) } else { (stem, None) }
}

#[cfg(test)]
mod tests {
    use super::{Leftover, leftover};

    #[test]
    fn leftovers_are_known_by_their_names() {
        for name in [
            "~$公示.docx",
            "公示.md.bak",
            "公示 - 副本.md",
            "公示 - 副本 (2).md",
            "公示的副本.md",
            "副本公示.md",
            "公示副本2.md",
            "x(1).md",
            "x (1).md",
            "公示（2）.md",
            "x - Copy.md",
            "x - Copy (3).md",
            "Copy of x.md",
            "x (冲突副本 2022-12-01).md",
            "x (王某's conflicted copy 2022-12-01).md",
            "x.sync-conflict-20221201.md",
            ".x.md.swp",
            "x.md~",
            ".~lock.x.csv#",
            "#x.md#",
        ] {
            assert_eq!(leftover(name, false), Some(Leftover::Reported), "{name}");
        }
        assert_eq!(leftover("2022 - 副本", true), Some(Leftover::Reported));
        for name in ["Thumbs.db", ".DS_Store", "._x.md", ".gitignore", "desktop.ini"] {
            assert_eq!(leftover(name, false), Some(Leftover::Silent), "{name}");
        }
        for name in ["公示(2022).md", "公示.md", "营业执照副本核发公示.md", "a.b.md", "copy.md", "(1)x.md"]
        {
            assert_eq!(leftover(name, false), None, "{name}");
        }
        assert_eq!(leftover("项目(1)", true), None);
    }
}
