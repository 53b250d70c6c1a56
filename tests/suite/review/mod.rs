//! The review: what is not approved is nowhere, and the register shows every tampering.

#[cfg(target_os = "linux")]
mod asked;
mod course;
mod gate;
mod papers;
mod register;
mod signed;

use crate::rebuild::write;
use mingbai::build::{Ending, Faulty, Goal, Options, Report, build};
use mingbai::calendar::Date;
use mingbai::diagnostic::{Colours, terminal};
use mingbai::load;
use mingbai::model::{self, APPROVAL_COLUMNS, Request, Site};
use mingbai::register::{NewLine, append};
use mingbai::site_path::SitePath;
use mingbai::source::Source;
use mingbai::text::Language;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The roles of the town, and the steps as each takes one.
const ROLES: &str = "- {id: clerk, title: 文员, may: [submit]}\n\
                     - {id: head, title: 部门负责人, may: [submit, review_facts]}\n\
                     - {id: secrecy, title: 保密审查员, may: [review_secrecy]}\n\
                     - {id: mayor, title: 镇长, may: [approve, submit]}\n";
const STEPS: [(&str, &str); 4] = [
    ("submit", "文员"),
    ("fact_review", "部门负责人"),
    ("secrecy_review", "保密审查员"),
    ("approve", "镇长"),
];

/// A town that reviews, with one entry that has a table, an attachment and a picture.
fn town() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/site.yaml", "town: 青楠镇\ndate: 2022-12-23\n");
    write(root, "content/units.yaml", "- {id: mzb, name: 民政办}\n");
    write(root, "content/roles.yaml", ROLES);
    let boards = "- {id: b, name: 大门公开栏, unit: mzb, width_mm: 2400, height_mm: 1200}\n";
    write(root, "content/boards.yaml", boards);
    write(root, "content/entries/发放.csv", "村,户\n甲村,三户\n");
    write(root, "content/entries/a.md", ENTRY);
    folder
}

const ENTRY: &str = "---\ntitle: 关于救灾棉被的公布\nkind: publication\nunit: mzb\ncategory: relief\n\
                     formed_on: 2022-12-20\nplain_summary: 棉被发到村。\nattachments: [发放.csv]\n---\n\n\
                     现将棉被发放情况公布如下。\n\n| 村 | 棉被（床） |\n|---|---:|\n| 甲村 | 31 |\n";

fn run(root: &Path) -> Report {
    build(root, &Options::new(Goal::Write(Faulty::HoldBack))).unwrap()
}

/// What a build finds, in both languages, and whether the entry's page and sheet are there after it.
fn built(root: &Path) -> (String, bool) {
    let report = run(root);
    assert!(matches!(report.ending, Ending::Written { .. }), "{:#?}", report.findings);
    let told = |language| -> String {
        report.findings.iter().map(|found| terminal(found, &report.files, language, Colours::Off)).collect()
    };
    let page = root.join("output/site/entry/mzb/a.html").exists();
    let sheet = root.join("output/print/mzb/a.pdf").exists();
    assert_eq!(page, sheet, "page and sheet go together");
    (told(Language::Chinese) + &told(Language::English), page)
}

fn site(root: &Path) -> Site {
    let folder = load::folder(&root.join("content"), load::CONTENT_TEXTS).unwrap();
    let mut problems = Vec::new();
    let site = model::read(folder, &Request::default(), &mut problems).unwrap();
    assert_eq!(problems, []);
    site
}

const REGISTER: &str = "content/registers/approvals.csv";

/// The words of a line on the entry as it is now, with all questions answered with no.
fn line(root: &Path, step: &str, role: &str) -> NewLine {
    let site = site(root);
    let hash = format!("t{}", site.entries[0].text_hash);
    let words = [
        ("entry", "a"),
        ("title", "关于救灾棉被的公布"),
        ("step", step),
        ("role", role),
        ("decision", "agree"),
        ("state_secret", "no"),
        ("trade_secret", "no"),
        ("privacy", "no"),
        ("legality", "no"),
        ("on", "2022-12-22"),
        ("text", &hash),
    ];
    NewLine { words: words.map(|(name, word)| (name, word.to_owned())).to_vec() }
}

/// The same with other words in one column.
fn with(mut line: NewLine, column: &str, word: &str) -> NewLine {
    let column = line.words.iter_mut().find(|(name, _)| *name == column).unwrap();
    column.1 = word.to_owned();
    line
}

/// Adds lines to the register as they are, right or wrong.
fn add(root: &Path, lines: &[NewLine]) {
    let path = root.join(REGISTER);
    let text = load::text_at(&path).ok();
    let source = text.map(|text| Source::new(SitePath::new("registers/approvals.csv").unwrap(), text));
    let Ok(text) =
        append(source.as_ref(), APPROVAL_COLUMNS, lines, &mut |_| Ok::<_, Infallible>(String::new()));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn approve(root: &Path) {
    add(root, &STEPS.map(|(step, role)| line(root, step, role)));
}

/// Runs the program; what it says, and how it ended.
fn mingbai(root: &Path, words: &[&str]) -> (String, i32) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(words)
        .arg("--root")
        .arg(root)
        .args(["--language", "zh"])
        .output()
        .unwrap();
    let said = [run.stdout, run.stderr].concat();
    (String::from_utf8(said).unwrap(), run.status.code().unwrap())
}

fn on(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}
