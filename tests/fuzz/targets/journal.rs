//! A program was killed at its write, or somebody put what they liked into its folder: the next one recovers, and touches
//! nothing but what the journal names below the output folder.
//!
//! The input has four parts: the journal, the list of files, the state, and what lies in the output (a line a thing:
//! `file path words`, `folder path`, `staged number words`). In a journal that begins with `seal`, `@7` is the
//! fingerprint of the staged file 7, and the end that makes a journal whole is put under it: no fuzzer guesses either.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::fingerprint::Fingerprint;
use mingbai::output::{self, Change, Journal, Writing};
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
    let staged = lay(&output, laid);
    let journal = sealed(journal, &staged);
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
    check_changes(&before, &after, journal.as_ref());
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

/// Of other people's files none is new, changed or gone; what a whole journal puts has the bytes it should.
fn check_changes(before: &Tree, after: &Tree, journal: Option<&Journal>) {
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
}

fn path_of(change: &Change) -> &SitePath {
    match change {
        Change::Put { path, .. } | Change::Remove { path } => path,
    }
}

/// Lays out what lies in the output, and gives the staged files.
fn lay(output: &Path, laid: &str) -> BTreeMap<u64, Vec<u8>> {
    let mut staged = BTreeMap::new();
    for line in laid.lines().take(MOST) {
        let Some((what, rest)) = line.split_once(' ') else { continue };
        let (name, words) = rest.split_once(' ').unwrap_or((rest, ""));
        match what {
            "staged" => {
                let Ok(number) = name.parse::<u64>() else { continue };
                let folder = output.join(".mingbai/stage").join((number % 64).to_string());
                write(&folder.join(number.to_string()), words.as_bytes());
                staged.insert(number, words.as_bytes().to_vec());
            }
            "file" | "folder" => {
                // The output folder itself is sound: its tricks are the journal's.
                let Ok(path) = SitePath::new(name) else { continue };
                let path = output.join(path.as_str());
                if what == "file" { write(&path, words.as_bytes()) } else { drop(fs::create_dir_all(path)) }
            }
            _ => {}
        }
    }
    staged
}

fn sealed(journal: &str, staged: &BTreeMap<u64, Vec<u8>>) -> Vec<u8> {
    let Some(lines) = journal.strip_prefix("seal\n") else { return journal.as_bytes().to_vec() };
    let mut text = String::from("mingbai journal 1\n");
    for line in lines.lines() {
        let mut words: Vec<String> = line.splitn(4, ' ').map(str::to_owned).collect();
        if let Some(print) = words.get_mut(2)
            && let Some(number) = print.strip_prefix('@')
        {
            let bytes = number.parse().ok().and_then(|number: u64| staged.get(&number));
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
