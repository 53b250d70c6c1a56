//! The program killed in the midst of a write: nothing half-written is ever seen, and the next build ends where a clean
//! one does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Every file of a folder by its path, but for what the program keeps for itself.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// The two are equal; where not, says in which files.
fn assert_same(one: &Tree, other: &Tree, when: &str) {
    let paths = one.keys().chain(other.keys());
    let different: BTreeSet<_> = paths.filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(different.is_empty(), "{when}: {different:?}");
}

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(&next).into_iter().flatten() {
            let path = item.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != ".mingbai" {
                    folders.push(path);
                }
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn mingbai(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.current_dir(folder).args(line.split(' ')).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

const BUILD: &str = "build --sheets none --date 2099-12-31";

fn build(town: &Path) -> Tree {
    assert!(mingbai(town, BUILD).status().unwrap().success());
    tree(&town.join("output"))
}

const ENTRY: &str = "content/entries/gong-zuo-an-pai.md";

/// A town, with a second form of its content: one entry other than before, one gone, one come.
struct Town {
    folder: tempfile::TempDir,
    text: String,
}

impl Town {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        assert!(mingbai(folder.path(), "init .").status().unwrap().success());
        let text = fs::read_to_string(folder.path().join(ENTRY)).unwrap();
        Self { folder, text }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the content in its first or its second form.
    fn set(&self, second: bool) {
        let entries = self.path().join("content/entries");
        let (come, entry) = (entries.join("xin-zeng.md"), self.path().join(ENTRY));
        if second {
            let text = self.text.replace("gong-zuo-an-pai", "xin-zeng") + "\n新的一段。\n";
            fs::write(come, text).unwrap();
            let _ = fs::remove_file(entry);
        } else {
            fs::write(entry, &self.text).unwrap();
            let _ = fs::remove_file(come);
        }
    }

    /// What a clean build of each form makes.
    fn forms(&self) -> [Tree; 2] {
        [false, true].map(|second| {
            let _ = fs::remove_dir_all(self.path().join("output"));
            self.set(second);
            build(self.path())
        })
    }
}

/// Nothing is seen but whole files of the old output or the new one.
fn assert_whole(now: &Tree, old: &Tree, new: &Tree, when: &str) {
    for (path, bytes) in now {
        let known = [old.get(path), new.get(path)].contains(&Some(bytes));
        assert!(known, "{when}: {} is neither old nor new", path.display());
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(now.contains_key(path), "{when}: {} is missing", path.display());
    }
}

#[test]
fn a_kill_at_any_step_of_a_write_is_mended_by_the_next_build() {
    let town = Town::new();
    let [first, second] = town.forms();
    assert!(first != second);
    let mut steps = 0;
    for step in 1.. {
        town.set(false);
        assert_same(&build(town.path()), &first, "before");
        town.set(true);
        let killed = mingbai(town.path(), BUILD).env("MINGBAI_STOP_AT", step.to_string()).status().unwrap();
        if killed.success() {
            steps = step;
            break;
        }
        assert_whole(&tree(&town.path().join("output")), &first, &second, &format!("step {step}"));
        // Every other time the content is what it was before.
        let back = step % 2 == 0;
        town.set(!back);
        let wanted = if back { &first } else { &second };
        assert_same(&build(town.path()), wanted, &format!("after step {step}"));
        let left: Vec<_> = fs::read_dir(town.path().join("output/.mingbai"))
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .filter(|name| name == "stage" || name == "journal")
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
    assert!(steps > 20, "the program passes no steps: {steps}");
}

#[test]
fn a_kill_at_any_time_is_mended_by_the_next_build() {
    let town = Town::new();
    let [first, second] = town.forms();
    for round in 0..12u64 {
        town.set(false);
        assert_same(&build(town.path()), &first, "before");
        town.set(true);
        let mut child = mingbai(town.path(), BUILD).spawn().unwrap();
        thread::sleep(Duration::from_millis(round * 13));
        // On Unix this is SIGKILL.
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&tree(&town.path().join("output")), &first, &second, &format!("round {round}"));
        assert_same(&build(town.path()), &second, &format!("round {round}"));
    }
}

#[test]
fn a_kill_in_the_first_build_is_mended_by_the_next() {
    let town = Town::new();
    let [first, _] = town.forms();
    town.set(false);
    for step in [1, 2, 10, 40, 80, 120] {
        fs::remove_dir_all(town.path().join("output")).unwrap();
        let _ = mingbai(town.path(), BUILD).env("MINGBAI_STOP_AT", step.to_string()).status().unwrap();
        assert_whole(&tree(&town.path().join("output")), &Tree::new(), &first, &format!("step {step}"));
        assert_same(&build(town.path()), &first, &format!("after step {step}"));
    }
}
