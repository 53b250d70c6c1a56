//! One faulty site a diagnostic code: `tests/problems/<code>/` holds the files that differ from the sound site
//! `tests/problems/_base/`, and what is said of them in Chinese and in English. `MINGBAI_UPDATE=1` writes what is said
//! now.

use mingbai::build::{Goal, Options, build};
use mingbai::diagnostic::{Colours, terminal};
use mingbai::terms::SheetChoice;
use mingbai::text::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes that content alone cannot bring about, or that unit tests beside the code hold, with the reason.
const ELSEWHERE: &[(&str, &str)] = &include!("../problems/elsewhere.in");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

fn fixtures() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|item| item.unwrap())
        .filter(|item| item.path().is_dir())
        .map(|item| item.file_name().into_string().unwrap())
        .filter(|name| name != "_base")
        .collect();
    names.sort();
    names
}

/// Lays the files of `from` over `to`, expectations left out.
fn lay(from: &Path, to: &Path) {
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let name = item.file_name().into_string().unwrap();
        if item.path().is_dir() {
            fs::create_dir_all(to.join(&name)).unwrap();
            lay(&item.path(), &to.join(&name));
        } else if name.starts_with("expected.") {
        } else if let Some(gone) = name.strip_suffix(".gone") {
            fs::remove_file(to.join(gone)).unwrap();
        } else {
            fs::copy(item.path(), to.join(&name)).unwrap();
        }
    }
}

/// What is said of a faulty site in both languages, and the codes found.
fn said(name: Option<&str>) -> ([String; 2], BTreeSet<&'static str>) {
    let site = tempfile::tempdir().unwrap();
    lay(&folder().join("_base"), site.path());
    if let Some(name) = name {
        lay(&folder().join(name), site.path());
    }
    let sheets = name.is_some_and(|name| folder().join(name).join("expected.sheets").exists());
    let options = Options {
        date: None,
        sheets: Some(if sheets { SheetChoice::All } else { SheetChoice::None }),
        drafts: false,
        strict: false,
        goal: Goal::Check,
        on_step: &|_| {},
    };
    let report = build(site.path(), &options).unwrap();
    let print = |language| -> String {
        report.findings.iter().map(|found| terminal(found, &report.files, language, Colours::Off)).collect()
    };
    let codes = report.findings.iter().map(|finding| finding.code).collect();
    ([print(Language::Chinese), print(Language::English)], codes)
}

#[test]
fn the_site_that_problems_are_laid_over_has_none() {
    let ([chinese, _], _) = said(None);
    assert_eq!(chinese, "");
}

#[test]
fn each_problem_is_told_as_expected() {
    let update = std::env::var_os("MINGBAI_UPDATE").is_some();
    let mut faults = Vec::new();
    for name in fixtures() {
        let (texts, codes) = said(Some(&name));
        if !codes.contains(name.as_str()) {
            faults.push(format!("{name}: found {codes:?} only\n{}", texts[0]));
        }
        for (text, language) in texts.iter().zip(["zh", "en"]) {
            let path = folder().join(&name).join(format!("expected.{language}.txt"));
            if update {
                fs::write(&path, text).unwrap();
            }
            let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            if *text != expected {
                faults.push(format!("{name}: expected\n{expected}\nbut it says\n{text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n(MINGBAI_UPDATE=1 writes what is said now)", faults.join("\n"));
}

#[test]
fn every_code_has_a_fixture() {
    let mut codes = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    assert!(codes.len() > 50, "the sources were not understood: {codes:?}");
    let fixtures: BTreeSet<String> = fixtures().into_iter().collect();
    let elsewhere = |code: &String| ELSEWHERE.iter().any(|(other, _)| other == code);
    let missing: Vec<_> = codes.iter().filter(|code| !fixtures.contains(*code) && !elsewhere(code)).collect();
    assert!(missing.is_empty(), "no folder in tests/problems for: {missing:?}");
    let idle: Vec<_> =
        ELSEWHERE.iter().filter(|(code, _)| fixtures.contains(*code) || !codes.contains(*code)).collect();
    assert!(idle.is_empty(), "no longer tested elsewhere: {idle:?}");
}

/// The codes given to `Diagnostic::error`, `warning` and `note` outside tests.
fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, codes);
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for start in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note("] {
            for rest in text.split(start).skip(1) {
                if let Some(code) =
                    rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                {
                    codes.insert(code.to_owned());
                }
            }
        }
    }
}
