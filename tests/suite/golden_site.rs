//! One small town, built whole: the list of its output and the words of its entries' pages are those of
//! `tests/sites/town/golden/`, and what is not for everybody is nowhere on the site. `MINGBAI_UPDATE=1` writes the golden
//! files anew.

use mingbai::build::{Ending, Faulty, Goal, Options, build};
use mingbai::diagnostic::Severity;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn town() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/town")
}

/// All files below a folder by their paths.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(
                self::files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)),
            );
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

/// The output of the town.
fn output() -> BTreeMap<String, Vec<u8>> {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&town().join("content")) {
        let path = root.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let options = Options::new(Goal::Write(Faulty::Stop));
    let report = build(root.path(), &options).unwrap();
    let errors: Vec<_> =
        report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(matches!(report.ending, Ending::Written { .. }) && errors.is_empty(), "{errors:#?}");
    files(&root.path().join("output"))
}

/// The words of a page, one text of the HTML a line.
fn page_words(html: &str) -> String {
    let mut words = String::new();
    let mut is_code = false;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        is_code = match tag.split(' ').next() {
            Some("script" | "style") => true,
            Some("/script" | "/style") => false,
            _ => is_code,
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !is_code && !text.is_empty() {
            words.push_str(&text);
            words.push('\n');
        }
    }
    words
}

#[test]
fn a_small_town_is_built_as_before() {
    let output = output();
    // What the program keeps for itself is named after fingerprints.
    let made = output.keys().filter(|path| !path.starts_with(".mingbai/"));
    let list: String = made.map(|path| format!("{path}\n")).collect();
    let mut golden = BTreeMap::from([("files.txt".to_owned(), list)]);
    for (path, bytes) in &output {
        let page = path.strip_prefix("site/entry/").and_then(|path| path.strip_suffix(".html"));
        if let Some(page) = page {
            let name = format!("{}.txt", page.replace('/', "-"));
            golden.insert(name, page_words(std::str::from_utf8(bytes).unwrap()));
        }
    }
    let folder = town().join("golden");
    if std::env::var_os("MINGBAI_UPDATE").is_some() {
        fs::remove_dir_all(&folder).unwrap();
        fs::create_dir(&folder).unwrap();
        for (name, text) in &golden {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let expected = files(&folder);
    assert_eq!(golden.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, text) in &golden {
        let expected = String::from_utf8(expected[name].clone()).unwrap().replace("\r\n", "\n");
        assert_eq!(*text, expected, "{name} (MINGBAI_UPDATE=1 writes what is made now)");
    }
}

/// The words of a text: what stands between blanks and marks, of two characters at least.
fn words(text: &str) -> BTreeSet<&str> {
    let is_word = |character: char| character.is_alphanumeric() || ['*', '.'].contains(&character);
    text.split(|character| !is_word(character)).filter(|word| word.chars().count() > 1).collect()
}

/// The words that must not be on the site, of an entry's title and of the lines of its body for which `hidden` holds.
fn hidden_words(text: &str, hidden: fn(&str) -> bool) -> BTreeSet<&str> {
    let (head, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let title = head.lines().next().unwrap().strip_prefix("title: ").unwrap();
    std::iter::once(title).chain(body.lines()).filter(|line| hidden(line)).flat_map(words).collect()
}

#[test]
fn what_is_not_for_everybody_is_nowhere_on_the_site() {
    let content = files(&town().join("content"));
    let text = |name: &str| std::str::from_utf8(&content[&format!("entries/{name}")]).unwrap().to_owned();
    let (staff, draft) = (text("03-值班补助.md"), text("04-草稿.md"));
    let (board, record) = (text("02-低保公示.md"), text("评议记录.csv"));
    let mut secrets = hidden_words(&staff, |_| true);
    secrets.extend(hidden_words(&draft, |_| true));
    secrets.extend(hidden_words(&board, |line| line.starts_with('|')));
    secrets.extend(words(&record));
    assert!(secrets.len() > 20 && secrets.contains("慕容*兰") && secrets.contains("3918.45"), "{secrets:?}");
    let output = output();
    let mut pdfs = 0;
    for (path, bytes) in output.iter().filter(|(path, _)| path.starts_with("site/")) {
        let mut texts = vec![String::from_utf8_lossy(bytes).into_owned()];
        if path.ends_with(".pdf") {
            pdfs += 1;
            let text = pdf_extract::extract_text_from_mem(bytes).unwrap();
            texts.push(text.chars().filter(|character| !character.is_whitespace()).collect());
            assert!(texts[1].contains("检修管道"), "{path} is not read: {}", texts[1]);
        }
        for secret in &secrets {
            assert!(texts.iter().all(|text| !text.contains(*secret)), "“{secret}” stands in {path}");
        }
    }
    assert_eq!(pdfs, 1, "that of the notice");
    // The words are found where they may stand.
    let print = pdf_extract::extract_text_from_mem(&output["print/mzb/02-di-bao-gong-shi.pdf"]).unwrap();
    let print: String = print.chars().filter(|character| !character.is_whitespace()).collect();
    assert!(print.contains("慕容*兰"), "{print}");
}
