//! A folder, its texts read.

use super::file::{File, text};
use super::findings;
use super::listing::{Listing, list};
use super::stamps::Stamp;
use crate::diagnostic::{Diagnostic, Place};
use crate::fingerprint::Fingerprint;
use crate::parallel;
use crate::site_path::SitePath;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A folder of the site, or of a theme, as it was read.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The texts, decoded, by their paths below the folder.
    pub sources: BTreeMap<SitePath, Source>,
    /// Texts that were not read, since they are those that an earlier reading knew, each with the fingerprint that
    /// its decoded text had.
    pub unread: BTreeMap<SitePath, (File, Fingerprint)>,
    /// All other files, not yet read.
    pub files: BTreeMap<SitePath, File>,
    /// What is wrong with them.
    pub problems: Vec<Diagnostic>,
    /// The stamps of the texts that were read and have nothing wrong with them.
    pub stamps: BTreeMap<SitePath, Stamp>,
}

/// Reads the folder at `root`: files with one of `text_endings` are decoded, all others only listed.
///
/// # Errors
/// When there is no such folder or it cannot be listed.
pub fn folder(root: &Path, text_endings: &[&str]) -> anyhow::Result<Folder> {
    Ok(list(root, text_endings)?.read(&|_| None))
}

impl Listing {
    /// Reads the texts, but for those of which `known` gives the fingerprint: nobody has changed them.
    pub fn read(self, known: &dyn Fn(&File) -> Option<Fingerprint>) -> Folder {
        let mut folder = Folder { problems: self.problems, ..Folder::default() };
        folder.files = self.files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let (mut new, mut unread) = (Vec::new(), Vec::with_capacity(self.texts.len()));
        for file in self.texts {
            match known(&file) {
                Some(print) => unread.push((file.path.clone(), (file, print))),
                None => new.push(file),
            }
        }
        folder.unread = unread.into_iter().collect();
        for (file, (source, problems)) in new.iter().zip(parallel::map(&new, text)) {
            folder.problems.extend(problems);
            folder.sources.extend(source.map(|source| (file.path.clone(), source)));
        }
        let spoiled: BTreeSet<&SitePath> =
            folder.problems.iter().filter_map(|problem| problem.place.as_ref().map(Place::path)).collect();
        let sound = new.into_iter().filter(|file| !spoiled.contains(&file.path));
        folder.stamps = sound.filter_map(|file| Some((file.path, file.stamp?))).collect();
        folder
    }
}

impl Folder {
    /// Whether there is a text at this path, read or not.
    pub fn has_text(&self, path: &SitePath) -> bool {
        self.sources.contains_key(path) || self.unread.contains_key(path)
    }

    /// Whether there is a file at this path, text or not.
    pub fn has(&self, path: &SitePath) -> bool {
        self.has_text(path) || self.files.contains_key(path)
    }

    /// The stamp of a file; none where it would not tell every change, or there is no such file.
    pub fn stamp(&self, path: &SitePath) -> Option<Stamp> {
        let unread = self.unread.get(path).map(|(file, _)| file);
        let file = self.files.get(path).or(unread);
        file.map_or_else(|| self.stamps.get(path).copied(), |file| file.stamp)
    }

    /// Takes the new text of a file in which nothing was found.
    pub fn renew(&mut self, file: &File, source: Source) {
        self.unread.remove(&file.path);
        match file.stamp {
            Some(stamp) => drop(self.stamps.insert(file.path.clone(), stamp)),
            None => drop(self.stamps.remove(&file.path)),
        }
        self.sources.insert(file.path.clone(), source);
    }

    /// Lets go of the texts that `listed` says how to read again and whose fingerprints `known` gives.
    pub fn let_go(&mut self, listed: &Listing, known: impl Fn(&Source) -> Option<Fingerprint>) {
        let mut files: Vec<&File> = listed.texts.iter().collect();
        // As the sources are.
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let mut files = files.into_iter().peekable();
        let (mut stay, mut go) = (Vec::new(), Vec::with_capacity(self.sources.len()));
        for (path, source) in std::mem::take(&mut self.sources) {
            while files.next_if(|file| file.path < path).is_some() {}
            let file = files.next_if(|file| file.path == path);
            let file = file.filter(|file| self.stamps.get(&path).copied() == file.stamp);
            match file.and_then(|file| Some((file.clone(), known(&source)?))) {
                Some(unread) => go.push((path, unread)),
                None => stay.push((path, source)),
            }
        }
        self.sources = stay.into_iter().collect();
        self.unread.append(&mut go.into_iter().collect());
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys().chain(self.sources.keys()).chain(self.unread.keys())
    }

    /// The text at a path, read now where it was not; none where there is no text.
    ///
    /// # Errors
    /// Says so where the text can no longer be read, or is no longer the one that was known.
    pub fn text(&self, path: &SitePath) -> Result<Option<Source>, Diagnostic> {
        if let Some(source) = self.sources.get(path) {
            return Ok(Some(source.clone()));
        }
        let Some((file, print)) = self.unread.get(path) else { return Ok(None) };
        let (source, mut problems) = text(file);
        match source {
            Some(source) if Fingerprint::of(source.text.as_bytes()) == *print => Ok(Some(source)),
            Some(_) => Err(findings::changed().in_file(path.clone())),
            None => Err(problems.pop().unwrap_or_else(|| findings::changed().in_file(path.clone()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, folder, list, text};
    use crate::fingerprint::Fingerprint;
    use crate::load::CONTENT_TEXTS;
    use crate::load::file::direction_mark;
    use crate::load::walk::walk;
    use crate::site_path::SitePath;
    use std::fs;
    use std::io::ErrorKind;
    use std::path::Path;
    use std::time::Duration;

    fn write(root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn codes(folder: &Folder) -> Vec<(&str, &str)> {
        let place = |problem: &crate::diagnostic::Diagnostic| {
            problem.place.clone().map(|place| place.path().to_string())
        };
        let mut codes: Vec<_> = folder
            .problems
            .iter()
            .map(|problem| (problem.code, place(problem).unwrap_or_default()))
            .collect();
        codes.sort();
        codes.into_iter().map(|(code, path)| (code, &*path.leak())).collect()
    }

    #[test]
    fn texts_are_decoded_files_listed_and_leftovers_left_out() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "entries/b.md", b"a\r\nb");
        write(root.path(), "entries/a.MD", &[0xCD, 0xA8, 0xD6, 0xAA]);
        write(root.path(), "图/照片.jpg", b"\xff\xd8");
        write(root.path(), "a - 副本.md", b"x");
        write(root.path(), ".git/config.md", b"x");
        write(root.path(), "Thumbs.db", b"x");
        write(root.path(), "lost.md", "公\u{fffd}示".as_bytes());
        write(root.path(), "bad.md", b"\xA4\xFF\xFF");
        write(root.path(), "nul.md", b"a\0b");
        let folder = folder(root.path(), CONTENT_TEXTS).unwrap();
        let sources: Vec<_> =
            folder.sources.iter().map(|(path, source)| (path.as_str(), &*source.text)).collect();
        assert_eq!(
            sources,
            [("entries/a.MD", "通知"), ("entries/b.md", "a\nb"), ("lost.md", "公\u{fffd}示")]
        );
        assert_eq!(folder.files.keys().map(|path| path.as_str()).collect::<Vec<_>>(), ["图/照片.jpg"]);
        let file = folder.files.values().next().unwrap();
        assert_eq!((file.size, file.read().unwrap()), (2, b"\xff\xd8".to_vec()));
        assert_eq!(
            codes(&folder),
            [
                ("bad-encoding", "bad.md"),
                ("leftover-file", "a - 副本.md"),
                ("lost-character", "lost.md"),
                ("not-text", "nul.md"),
                ("not-utf-8", "entries/a.MD"),
            ]
        );
    }

    #[test]
    fn a_text_that_is_known_is_read_when_it_is_asked_for_and_only_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in [("a.md", "公示"), ("b.md", "公告")] {
            write(root.path(), name, text.as_bytes());
            let file = fs::File::options().append(true).open(root.path().join(name)).unwrap();
            file.set_modified(file.metadata().unwrap().modified().unwrap() - Duration::from_secs(60))
                .unwrap();
        }
        let read = folder(root.path(), CONTENT_TEXTS).unwrap();
        assert_eq!((read.sources.len(), read.stamps.len()), (2, 2));
        let listed = list(root.path(), CONTENT_TEXTS).unwrap();
        let again = listed.read(&|file| {
            let source = read.sources.get(&file.path)?;
            (read.stamps.get(&file.path).copied() == file.stamp)
                .then(|| Fingerprint::of(source.text.as_bytes()))
        });
        assert_eq!((again.sources.len(), again.unread.len()), (0, 2));
        let path = SitePath::new("a.md").unwrap();
        assert_eq!(&*again.text(&path).unwrap().unwrap().text, "公示");
        write(root.path(), "a.md", "公示。".as_bytes());
        assert_eq!(again.text(&path).unwrap_err().code, "changed-meanwhile");
        fs::remove_file(root.path().join("a.md")).unwrap();
        assert_eq!(again.text(&path).unwrap_err().code, "unreadable-file");
        assert!(again.text(&SitePath::new("c.md").unwrap()).unwrap().is_none());
    }

    #[test]
    fn a_text_that_was_let_go_is_read_again_and_only_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "a.md", "公示".as_bytes());
        write(root.path(), "b.md", "公告".as_bytes());
        // Walked in another order than that of the paths.
        write(root.path(), "a/c.md", "公示".as_bytes());
        write(root.path(), "a-1/d.md", "公示".as_bytes());
        let listed = list(root.path(), CONTENT_TEXTS).unwrap();
        let mut folder = listed.clone().read(&|_| None);
        let path = SitePath::new("a.md").unwrap();
        let print = Fingerprint::of("公示".as_bytes());
        folder.let_go(&listed, |source| (&*source.text == "公示").then_some(print));
        assert_eq!((folder.sources.len(), folder.unread.len()), (1, 3));
        assert_eq!(&*folder.text(&path).unwrap().unwrap().text, "公示");
        write(root.path(), "a.md", "公示。".as_bytes());
        assert_eq!(folder.text(&path).unwrap_err().code, "changed-meanwhile");
    }

    #[test]
    fn a_file_that_was_changed_just_now_bears_no_stamp() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "a.md", b"x");
        assert_eq!(list(root.path(), CONTENT_TEXTS).unwrap().stamps(), None);
    }

    #[test]
    fn a_text_that_is_too_large_is_refused() {
        let root = tempfile::tempdir().unwrap();
        fs::File::create(root.path().join("a.csv")).unwrap().set_len(17 << 20).unwrap();
        let folder = folder(root.path(), CONTENT_TEXTS).unwrap();
        assert_eq!(codes(&folder), [("file-too-large", "a.csv")]);
    }

    #[test]
    fn an_entry_may_be_no_longer_than_a_book() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "a.md", &vec![b'x'; 512 << 10]);
        write(root.path(), "b.md", &vec![b'x'; (512 << 10) + 1]);
        write(root.path(), "b.csv", &vec![b'x'; (512 << 10) + 1]);
        let folder = folder(root.path(), CONTENT_TEXTS).unwrap();
        assert_eq!(codes(&folder), [("file-too-large", "b.md")]);
    }

    #[test]
    fn a_file_that_grows_or_goes_once_it_was_found_is_borne() {
        let root = tempfile::tempdir().unwrap();
        for name in ["grown.md", "gone.md", "grown.pdf", "gone.pdf"] {
            write(root.path(), name, b"x");
        }
        let (texts, files) = walk(root.path(), CONTENT_TEXTS, 10, &mut Vec::new());
        for name in ["grown.md", "grown.pdf"] {
            fs::File::create(root.path().join(name)).unwrap().set_len(500 << 20).unwrap();
        }
        for name in ["gone.md", "gone.pdf"] {
            fs::remove_file(root.path().join(name)).unwrap();
        }
        let found: Vec<_> = texts.iter().flat_map(|file| text(file).1).collect();
        let found: Vec<_> = found
            .iter()
            .map(|problem| (problem.code, problem.place.as_ref().unwrap().path().as_str()))
            .collect();
        assert_eq!(found, [("unreadable-file", "gone.md"), ("file-too-large", "grown.md")]);
        let kinds: Vec<_> = files.iter().map(|file| file.read().unwrap_err().kind()).collect();
        assert_eq!(kinds, [ErrorKind::NotFound, ErrorKind::FileTooLarge]);
    }

    #[test]
    fn marks_that_turn_the_direction_of_writing_are_found() {
        for mark in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            let text = format!("“公—…示”{mark}");
            assert_eq!(direction_mark(&text), Some((text.len() - 3, mark)));
        }
        // The signs beside them in the table of characters are usual ones.
        for text in ["“公—…示”", "\u{2029}\u{202f}\u{2065}\u{206a}", "a", ""] {
            assert_eq!(direction_mark(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_walk_ends_at_the_most_files() {
        let root = tempfile::tempdir().unwrap();
        for name in ["a.md", "b.md", "c.md"] {
            write(root.path(), name, b"x");
        }
        let walked = |most| {
            let mut problems = Vec::new();
            let (texts, _) = walk(root.path(), CONTENT_TEXTS, most, &mut problems);
            (texts.len(), problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
        };
        assert_eq!(walked(2), (2, vec!["too-many-files"]));
        assert_eq!(walked(3), (3, vec![]));
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_it() {
        let root = tempfile::tempdir().unwrap();
        let error = folder(&root.path().join("没有"), CONTENT_TEXTS).unwrap_err();
        assert!(format!("{error:#}").contains("没有"));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside_and_loops_end() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let secret = tempfile::tempdir().unwrap();
        write(secret.path(), "s.md", b"secret");
        write(root.path(), "d/a.md", b"a");
        symlink(secret.path(), root.path().join("out")).unwrap();
        symlink(secret.path().join("s.md"), root.path().join("s.md")).unwrap();
        symlink("..", root.path().join("d/up")).unwrap();
        symlink("nowhere", root.path().join("gone.md")).unwrap();
        symlink("d/a.md", root.path().join("in.md")).unwrap();
        symlink("self.md", root.path().join("self.md")).unwrap();
        let folder = folder(root.path(), CONTENT_TEXTS).unwrap();
        assert_eq!(folder.sources.keys().map(|path| path.as_str()).collect::<Vec<_>>(), ["d/a.md", "in.md"]);
        assert_eq!(
            codes(&folder),
            [
                ("broken-link", "gone.md"),
                ("broken-link", "self.md"),
                ("link-loop", "d/up"),
                ("link-outside", "out"),
                ("link-outside", "s.md"),
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn strange_files_are_named_and_never_waited_for() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let root = tempfile::tempdir().unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket.md")).unwrap();
        fs::write(root.path().join(OsStr::from_bytes(b"\xB9\xAB.md")), "x").unwrap();
        fs::write(root.path().join("a\nb.md"), "x").unwrap();
        fs::write(root.path().join("a\\b.md"), "x").unwrap();
        let fifo = std::process::Command::new("mkfifo").arg(root.path().join("pipe.md")).status();
        let folder = folder(root.path(), CONTENT_TEXTS).unwrap();
        assert_eq!(folder.sources.len(), 0);
        let codes = codes(&folder);
        assert_eq!(codes.iter().filter(|(code, _)| *code == "bad-file-name").count(), 3);
        let special: Vec<_> = codes.iter().filter(|(code, _)| *code == "special-file").collect();
        let pipe = fifo.is_ok_and(|status| status.success());
        assert_eq!(special.len(), if pipe { 2 } else { 1 });
    }
}
