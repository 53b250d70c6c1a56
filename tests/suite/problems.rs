//! One faulty site a diagnostic code: `tests/problems/<code>/` holds the files that differ from the sound site
//! `tests/problems/_base/` (over `_reviewed` too, where its steps of the review are told), and what is said of them in Chinese and in English. `MINGBAI_UPDATE=1` writes what is said
//! now.

use crate::architecture::source;
use crate::steps::make_register;
use mingbai::build::{Goal, Options, build};
use mingbai::check::{Look, rules};
use mingbai::diagnostic::{Colours, Severity, terminal};
use mingbai::terms::SheetChoice;
use mingbai::text::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes that a folder of content cannot well bring about, with the file that holds their test.
const ELSEWHERE: &[(&str, &str)] = &include!("../problems/elsewhere.in");

/// Codes of guards: nothing is known that reaches them, with the reason.
const GUARDS: &[(&str, &str)] = &[
    ("bad-yaml", "whatever the YAML reader refuses is found before it and named in plain words"),
    ("csv-broken", "the CSV reader takes any text; what it takes wrongly is found before"),
    ("outside-picture", "a picture of another site is no picture to the reader of Markdown"),
];

/// Words of the sources that are written as codes are but mean something else.
const NO_CODES: &[&str] = &[
    "changed-region",
    "covered-table-cell",
    "cross-origin-resource-policy",
    "d-mmm",
    "d-mmm-yy",
    "encryption-data",
    "kebab-case",
    "last-event-id",
    "line-break",
    "m-d-yy",
    "mmm-yy",
    "no-cache",
    "no-store",
    "same-origin",
    "sync-conflict",
    "table-cell",
    "table-column",
    "table-column-group",
    "table-columns",
    "table-header-columns",
    "table-header-rows",
    "table-properties",
    "table-row",
    "table-row-group",
    "table-rows",
    "text-properties",
    "xdg-open",
];

/// The folder within a problem's that holds what only looks like the problem.
const NEAR_MISS: &str = "near-miss";

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

fn fixtures() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|item| item.unwrap())
        .filter(|item| item.path().is_dir())
        .map(|item| item.file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('_'))
        .collect();
    names.sort();
    names
}

/// Lays the files of `from` over `to`, expectations left out.
pub(crate) fn lay(from: &Path, to: &Path) {
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let name = item.file_name().into_string().unwrap();
        if name == NEAR_MISS {
        } else if item.path().is_dir() {
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

/// What is said of a faulty site in both languages, and the codes found. The folder's name is that of a problem, or of
/// what only looks like one: `<code>/near-miss`.
fn said(name: Option<&str>) -> ([String; 2], BTreeSet<&'static str>) {
    let site = tempfile::tempdir().unwrap();
    lay(&folder().join("_base"), site.path());
    if let Some(name) = name {
        if folder().join(name).join("content/registers/steps.csv").exists() {
            lay(&folder().join("_reviewed"), site.path());
        }
        lay(&folder().join(name), site.path());
        make_register(site.path());
    }
    let sheets = name.is_some_and(|name| folder().join(name).join("expected.sheets").exists());
    let sheets = if sheets { SheetChoice::All } else { SheetChoice::None };
    let options = Options { sheets: Some(sheets), ..Options::new(Goal::Check) };
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
        assert!(codes.iter().all(|code| code.contains('-')), "codes are two words at least: {codes:?}");
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
fn near_misses_are_not_found() {
    let mut faults = Vec::new();
    let elsewhere = |code: &str| ELSEWHERE.iter().any(|(other, _)| *other == code);
    for rule in rules().filter(|rule| !matches!(rule.look, Look::Elsewhere) && !elsewhere(rule.code)) {
        let name = format!("{}/{NEAR_MISS}", rule.code);
        if !folder().join(&name).is_dir() {
            faults.push(format!("{name} is missing"));
            continue;
        }
        let ([chinese, _], _) = said(Some(&name));
        if !chinese.is_empty() {
            faults.push(format!("{name} is sound, but it says\n{chinese}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rules_are_named_once_and_told_in_full() {
    let mut codes = BTreeSet::new();
    for rule in rules() {
        assert!(codes.insert(rule.code), "{} is listed twice", rule.code);
        for language in [Language::Chinese, Language::English] {
            let texts = [rule.what, rule.why, rule.mend].map(|words| words.get(language));
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", rule.code);
        }
    }
}

/// The words of the sources that are written as codes are; those of the explanations do not count.
fn words_of_sources() -> BTreeSet<String> {
    let told = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/told");
    let code = source().into_iter().filter(|code| !code.file.starts_with(&told));
    code.flat_map(|code| code_words(&code.text)).collect()
}

#[test]
fn every_code_has_a_rule_that_explains_it() {
    let words = words_of_sources();
    let rules: BTreeSet<&str> = rules().map(|rule| rule.code).collect();
    let missing: Vec<_> = words
        .iter()
        .filter(|word| !rules.contains(word.as_str()) && !NO_CODES.contains(&word.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "`mingbai explain` does not know {missing:?}: add each to its group's list in src/check/told/, \
         or to NO_CODES here where it is no code"
    );
    let idle: Vec<_> = rules.iter().filter(|code| !words.contains(**code)).collect();
    assert!(idle.is_empty(), "rules whose code no source has: {idle:?}");
}

#[test]
fn findings_weigh_what_their_rules_say() {
    let mut faults = Vec::new();
    for rule in rules() {
        let Ok(said) = fs::read_to_string(folder().join(rule.code).join("expected.en.txt")) else { continue };
        let head = |word: &str| format!("{word}[{}]", rule.code);
        let word = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        if !said.lines().any(|line| line.starts_with(&head(word))) {
            faults.push(format!("{}: its rule says {word}, its fixture says otherwise", rule.code));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_code_has_a_fixture() {
    let words = words_of_sources();
    let codes: BTreeSet<&str> =
        words.iter().map(String::as_str).filter(|word| !NO_CODES.contains(word)).collect();
    assert!(codes.len() > 100, "the sources were not understood: {codes:?}");
    let fixtures = fixtures();
    let others: Vec<&str> = ELSEWHERE.iter().chain(GUARDS).map(|(code, _)| *code).collect();
    let has_fixture = |code: &str| fixtures.iter().any(|fixture| fixture == code);
    let missing: Vec<_> = codes.iter().filter(|code| !has_fixture(code) && !others.contains(code)).collect();
    assert!(missing.is_empty(), "no folder in tests/problems for: {missing:?}");
    let idle: Vec<_> = others.iter().filter(|code| has_fixture(code) || !codes.contains(*code)).collect();
    assert!(idle.is_empty(), "no codes, or with a folder in tests/problems: {idle:?}");
    let idle: Vec<_> = NO_CODES.iter().filter(|word| !words.contains(**word)).collect();
    assert!(idle.is_empty(), "no longer in the sources: {idle:?}");
}

#[test]
fn what_is_tested_elsewhere_is() {
    for (code, file) in ELSEWHERE {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let tests = match text.split_once(TESTS) {
            Some((_, tests)) => tests,
            None if file.starts_with("tests/") => &text,
            None => "",
        };
        assert!(tests.contains(&format!("\"{code}")), "{file} does not test {code}");
    }
}

#[test]
fn code_words_are_found_wherever_they_stand() {
    let text = "const FAULT: &str = \"sheet-error\"; error(\"link-loop\", x); word(\"2022-12\", \"a\", \"A-b\", \"a b-c\")";
    assert_eq!(code_words(text), ["sheet-error", "link-loop"]);
}

/// Where the tests of a file begin.
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// The literals of a text that are written as codes are: kebab-case words, at least two. Codes reach
/// `Diagnostic::error` through constants and parameters too, so every literal is looked at.
fn code_words(text: &str) -> Vec<String> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit())
    };
    let is_code = |literal: &&str| {
        literal.contains('-')
            && literal.starts_with(|first: char| first.is_ascii_lowercase())
            && literal.split('-').all(is_word)
    };
    // Any two quotes are taken as a pair, so that an odd one before does not hide what follows.
    let mut parts: Vec<&str> = text.split('"').collect();
    parts.pop();
    parts.into_iter().skip(1).filter(is_code).map(str::to_owned).collect()
}
