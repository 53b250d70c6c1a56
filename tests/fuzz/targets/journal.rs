//! A program was killed at its write, or somebody put what they liked into its folder: the next one recovers, and touches
//! nothing but what the journal names below the output folder.
//!
//! The input has four parts: the journal, the list of files, the state, and what lies in the output (a line a thing:
//! `file path words`, `folder path`, `staged number words`, `tree path words`). In a journal that begins with `seal`, `@7`
//! is the fingerprint of the staged file 7 and `@` that of the file in the staged tree, or else in its place; the end
//! that makes a journal whole is put under it: no fuzzer guesses any of them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::fingerprint::Fingerprint;
use mingbai::output::{self, Change, Journal, Staged, Writing};
use mingbai::site_path::SitePath;
use mingbai_fuzz::town::in_memory;
use mingbai_fuzz::words::text_in;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ROOT: LazyLock<PathBuf> = LazyLock::new(|| in_memory("journal"));

/// What stands around the output folder and must stay as it is.
const AROUND: &[(&str, &str)] = &[
    ("site.yaml", "a"),
    ("content/entries/a.md", "b"),
    ("content/.mingbai/state", "c"),
    ("outputs/site/index.html", "d"),
    ("site/index.html", "e"),
    ("journal", "f"),
];

/// The most things that are laid out.
const MOST: usize = 40;

fuzz_target!(|bytes: &[u8]| {
    let input = &text_in(bytes);
    let mut parts = input.split("\n=====\n");
    let mut part = || parts.next().unwrap_or_default();
    let (journal, list, state, laid) = (part(), part(), part(), part());
    if input.contains('\0') {
        return;
    }
    let place = ROOT.join("run");
    let _ = fs::remove_dir_all(&place);
    for (path, words) in AROUND {
        write(&place.join(path), words.as_bytes());
    }
    let output = place.join("output");
    let own = output.join(".mingbai");
    fs::create_dir_all(&own).expect("a folder in memory");
    lay(&output, laid);
    let journal = sealed(journal, &tree(&output));
    write(&own.join("files"), list.as_bytes());
    write(&own.join("state"), state.as_bytes());
    write(&own.join("journal"), &journal);
    check(&place, &output, Journal::read(&journal));
});

/// Recovers and compares.
fn check(place: &Path, output: &Path, journal: Option<Journal>) {
    let before = tree(output);
    let recovered = output::recover(output);
    for (path, words) in AROUND {
        let now = fs::read(place.join(path)).ok();
        assert_eq!(now.as_deref(), Some(words.as_bytes()), "{path} outside the output changed");
    }
    let beside = fs::read_dir(place).expect("the folder").count();
    assert_eq!(beside, 6, "something new lies beside the output");
    let after = tree(output);
    check_changes(&before, &after, journal.as_ref(), recovered.is_ok());
    if let Err(error) = recovered {
        assert!(!format!("{error:#}").is_empty());
        return;
    }
    let own = output.join(".mingbai");
    assert!(!own.join("journal").exists() && !own.join("stage").exists(), "recovered, and yet not done");
    output::recover(output).expect("what is recovered can be recovered");
    assert_eq!(tree(output), after, "the second time changed something");
    // The next build takes what is left, whatever that is.
    let _: Option<u64> = output::seen(output);
    let writing = Writing::begin(output, &["site", "print"]).expect("the lock is free");
    writing.stands_whole();
    drop(writing);
    assert_eq!(tree(output), after, "to begin is to change nothing");
}

/// Of other people's files none is new, changed or gone; what a journal names is as it was, gone, or as it was staged;
/// what a sound journal puts is there.
fn check_changes(before: &Tree, after: &Tree, journal: Option<&Journal>, is_recovered: bool) {
    let changes = journal.map(|journal| journal.changes.as_slice()).unwrap_or_default();
    let named: BTreeSet<&str> = changes.iter().map(|change| path_of(change).as_str()).collect();
    let theirs = |tree: &Tree| -> Tree {
        let is_theirs = |path: &str| !path.starts_with(".mingbai/") && !named.contains(path);
        tree.iter()
            .filter(|(path, _)| is_theirs(path))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(theirs(before), theirs(after), "a file that no journal names");
    let mut is_sound = is_recovered && is_plain(changes);
    for change in changes {
        let (path, now) = (path_of(change).as_str(), after.get(path_of(change).as_str()));
        let mut whole: Vec<&Vec<u8>> = before.get(path).into_iter().collect();
        whole.extend(
            changes
                .iter()
                .filter(|other| path_of(other).as_str() == path)
                .filter_map(|other| before.get(&staged(other)?)),
        );
        assert!(now.is_none_or(|now| whole.contains(&now)), "{path} is nothing that was there or staged");
        if let Change::Put { bytes, .. } = change {
            let new = staged(change).and_then(|staged| before.get(&staged)).or_else(|| before.get(path));
            is_sound &= new.is_some_and(|new| Fingerprint::of(new) == *bytes);
        }
    }
    for change in changes.iter().filter(|_| is_sound) {
        let now = after.get(path_of(change).as_str()).map(|now| Fingerprint::of(now));
        match change {
            Change::Put { bytes, path, .. } => assert_eq!(now, Some(*bytes), "{path} was not put"),
            Change::Remove { path } => assert_eq!(now, None, "{path} was not removed"),
        }
    }
}

/// Whether every change has a path and a staged file of its own, and none lies below another: as a build writes them.
fn is_plain(changes: &[Change]) -> bool {
    let paths: BTreeSet<&str> = changes.iter().map(|change| path_of(change).as_str()).collect();
    let staged: BTreeSet<String> = changes.iter().filter_map(staged).collect();
    let puts = changes.iter().filter(|change| matches!(change, Change::Put { .. })).count();
    let is_below = |path: &str| path.match_indices('/').any(|(at, _)| paths.contains(&path[..at]));
    paths.len() == changes.len() && staged.len() == puts && !paths.iter().any(|path| is_below(path))
}

/// Where a new file is staged, from the output folder.
fn staged(change: &Change) -> Option<String> {
    match change {
        Change::Put { staged: Staged::Number(number), .. } => {
            Some(format!(".mingbai/stage/{}/{number}", number % 64))
        }
        Change::Put { staged: Staged::Tree, path, .. } => Some(in_tree(path.as_str())),
        Change::Remove { .. } => None,
    }
}

fn in_tree(path: &str) -> String {
    format!(".mingbai/stage/tree/{path}")
}

fn path_of(change: &Change) -> &SitePath {
    match change {
        Change::Put { path, .. } | Change::Remove { path } => path,
    }
}

/// Lays out what lies in the output.
fn lay(output: &Path, laid: &str) {
    for line in laid.lines().take(MOST) {
        let Some((what, rest)) = line.split_once(' ') else { continue };
        let (name, words) = rest.split_once(' ').unwrap_or((rest, ""));
        if what == "staged" {
            let Ok(number) = name.parse::<u64>() else { continue };
            let folder = output.join(".mingbai/stage").join((number % 64).to_string());
            write(&folder.join(number.to_string()), words.as_bytes());
            continue;
        }
        // The output folder itself is sound: its tricks are the journal's.
        let Ok(path) = SitePath::new(name) else { continue };
        match what {
            "tree" => write(&output.join(in_tree(path.as_str())), words.as_bytes()),
            "file" => write(&output.join(path.as_str()), words.as_bytes()),
            "folder" => drop(fs::create_dir_all(output.join(path.as_str()))),
            _ => {}
        }
    }
}

fn sealed(journal: &str, laid: &Tree) -> Vec<u8> {
    let Some(lines) = journal.strip_prefix("seal\n") else { return journal.as_bytes().to_vec() };
    let mut text = String::from("mingbai journal 1\n");
    for line in lines.lines() {
        let mut words: Vec<String> = line.splitn(4, ' ').map(str::to_owned).collect();
        let path = words.get(3).cloned().unwrap_or_default();
        if let Some(print) = words.get_mut(2)
            && let Some(number) = print.strip_prefix('@')
        {
            let bytes = match number.parse::<u64>() {
                Ok(number) => laid.get(&format!(".mingbai/stage/{}/{number}", number % 64)),
                Err(_) => laid.get(&in_tree(&path)).or_else(|| laid.get(&path)),
            };
            *print = Fingerprint::of(bytes.map(Vec::as_slice).unwrap_or_default()).to_string();
        }
        text.push_str(&words.join(" "));
        text.push('\n');
    }
    let end = Fingerprint::of(text.as_bytes());
    format!("{text}end {end}\n").into_bytes()
}

fn write(path: &Path, bytes: &[u8]) {
    // What cannot be laid out, because a file stands where its folder should, is not.
    let _ = path.parent().map(fs::create_dir_all);
    let _ = fs::write(path, bytes);
}

/// Every file below a folder with its bytes.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(root: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = item.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    files
}
