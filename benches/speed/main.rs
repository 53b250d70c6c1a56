//! How fast the program is, beside the floor in the same run: `cargo bench --bench speed`.
//!
//! Every run is a process of its own, alternated with the floor's, and medians are printed as ratios: single times
//! of a busy machine say little. `-- --entries 50000 --runs 3` sets the size and the number of runs;
//! `-- corpus FOLDER 10000` only writes such a town, to look at or to profile, `-- hugo FOLDER 10000` the same for Hugo,
//! and `-- sheets` measures only the sheets.

#![expect(clippy::print_stdout, reason = "it prints the figures")]

mod corpus;
mod floor;
mod hugo;
mod measure;

use measure::{Figures, median, set_aside};
use mimalloc::MiMalloc;
use mingbai::build::{Faulty, Goal, Options};
use mingbai::diagnostic::Severity;
use mingbai::terms::SheetChoice;
use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

/// How many sheets are set.
const SHEETS: usize = 1000;

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How long files rest before a build is asked to find nothing changed.
const SETTLE: Duration = Duration::from_secs(5);

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child-build", root] => child(Path::new(root), SheetChoice::None, Goal::Write(Faulty::Stop)),
        ["child-sheets", root] => child(Path::new(root), SheetChoice::All, Goal::Write(Faulty::Stop)),
        ["child-check", root] => child(Path::new(root), SheetChoice::None, Goal::Check),
        ["child-floor", root] => child_floor(Path::new(root)),
        ["corpus", root, entries] => {
            corpus::write(Path::new(root), entries.parse().map_err(io::Error::other)?, corpus::entry)
        }
        ["hugo", root, entries] => hugo::write(Path::new(root), entries.parse().map_err(io::Error::other)?),
        ["sheets"] => sheets_alone(),
        _ => measure_all(&words),
    }
}

/// One build or check, in a process of its own.
fn child(root: &Path, sheets: SheetChoice, goal: Goal) -> io::Result<()> {
    let options = Options {
        date: None,
        sheets: Some(sheets),
        drafts: false,
        strict: false,
        goal,
        on_step: &|_| ControlFlow::Continue(()),
    };
    let report = mingbai::build::build(root, &options).map_err(io::Error::other)?;
    if let Some(finding) = report.findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(io::Error::other(format!("the corpus has an error: {}", finding.message.en)));
    }
    measure::print_own()
}

/// One run of the floor, in a process of its own: it writes what the build before it wrote, into `floor`.
fn child_floor(root: &Path) -> io::Result<()> {
    let list = fs::read_to_string(root.join("sizes"))?;
    let sizes: Vec<(PathBuf, usize)> = list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(size, path)| (PathBuf::from(path), size.parse().unwrap_or(0)))
        .collect();
    let events = floor::run(&root.join("content"), &root.join("floor"), &sizes)?;
    if events == 0 {
        return Err(io::Error::other("the floor parsed nothing"));
    }
    measure::print_own()
}

/// Makes the corpora, measures, and prints a table in Markdown.
fn measure_all(words: &[&str]) -> io::Result<()> {
    let number = |name: &str, default: usize| {
        let at = words.iter().position(|word| *word == name);
        at.and_then(|at| words.get(at + 1)).and_then(|word| word.parse().ok()).unwrap_or(default)
    };
    let (entries, runs) = (number("--entries", 10_000), number("--runs", 5));
    let folder = env::temp_dir().join(format!("mingbai-speed-{}", std::process::id()));
    let result = table(&folder, entries, runs);
    fs::remove_dir_all(&folder)?;
    result
}

/// Only the row of the sheets.
fn sheets_alone() -> io::Result<()> {
    let folder = env::temp_dir().join(format!("mingbai-sheets-{}", std::process::id()));
    let result = sheets(&folder, 3);
    fs::remove_dir_all(&folder)?;
    result
}

/// A town of different entries of one sheet each, built with all of them.
fn sheets(root: &Path, runs: usize) -> io::Result<()> {
    // Short enough for one sheet of A4.
    corpus::write(root, SHEETS, |number| corpus::entry_of(number, 400, 2))?;
    let root_text = root.display().to_string();
    let taken = median(runs, || set_aside(&root.join("output")), &["child-sheets", &root_text])?;
    let (mut sheets, mut pictures) = (Vec::new(), Vec::new());
    floor::walk(&root.join("output/print"), "pdf", &mut sheets)?;
    floor::walk(&root.join("output/site/sheet"), "png", &mut pictures)?;
    let second = |picture: &PathBuf| picture.to_string_lossy().ends_with("-2.png");
    if sheets.len() != SHEETS || pictures.iter().any(second) {
        return Err(io::Error::other(format!("{} sheets, or one of two pages", sheets.len())));
    }
    row(&format!("clean build with {SHEETS} different sheets of one page"), taken);
    println!("| sheets a second | {:.0} | | |", SHEETS as f64 / taken.wall);
    Ok(())
}

fn table(folder: &Path, entries: usize, runs: usize) -> io::Result<()> {
    let small = folder.join("small");
    corpus::write(&small, entries, corpus::entry)?;
    println!(
        "| {entries} entries, no sheets, median of {runs} | wall s | CPU s | peak MB |\n|---|---:|---:|---:|"
    );
    let clean = clean_build(&small, runs)?;
    row("clean build", clean);
    let floor = floor_of(&small, runs)?;
    row("floor", floor);
    ratio("clean build ÷ floor", clean, floor);

    let small_text = small.display().to_string();
    let check = median(runs, || set_aside(&small.join("output")), &["child-check", &small_text])?;
    row("check, nothing kept of a build", check);
    ratio("that ÷ clean build", check, clean);
    clean_build(&small, 1)?;

    let arguments = build_arguments(&small);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // The build trusts the stamps of files only when they are some seconds old.
    std::thread::sleep(SETTLE);
    let nothing = median(runs, || Ok(()), &arguments)?;
    row("nothing changed", nothing);
    ratio("nothing changed ÷ clean build", nothing, clean);
    let body = |turn: usize| edit(&small, entries / 2, &format!("第{turn}次修改。"));
    let turn = Cell::new(0);
    let one = median(
        runs,
        || {
            turn.set(turn.get() + 1);
            body(turn.get())
        },
        &arguments,
    )?;
    row("one entry changed", one);
    ratio("one entry changed ÷ clean build", one, clean);

    let large = folder.join("large");
    corpus::write(&large, entries * 5, corpus::entry)?;
    let five = clean_build(&large, runs.min(3))?;
    row(&format!("clean build of {} entries", entries * 5), five);
    ratio("that ÷ the clean build above", five, clean);
    sheets(&folder.join("sheets"), runs.min(3))?;
    Ok(())
}

fn build_arguments(root: &Path) -> [String; 2] {
    ["child-build".to_owned(), root.display().to_string()]
}

fn clean_build(root: &Path, runs: usize) -> io::Result<Figures> {
    let arguments = build_arguments(root);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    median(runs, || set_aside(&root.join("output")), &arguments)
}

/// The floor writes what the build before it wrote.
fn floor_of(root: &Path, runs: usize) -> io::Result<Figures> {
    let site = root.join("output/site");
    let mut files = Vec::new();
    floor::walk(&site, "", &mut files)?;
    let mut sizes = String::new();
    for file in files {
        let size = fs::metadata(&file)?.len();
        let name = file.strip_prefix(&site).map_err(io::Error::other)?;
        sizes.push_str(&format!("{size} {}\n", name.display()));
    }
    fs::write(root.join("sizes"), sizes)?;
    let root_text = root.display().to_string();
    median(runs, || set_aside(&root.join("floor")), &["child-floor", &root_text])
}

/// Changes the body of an entry.
fn edit(root: &Path, number: usize, words: &str) -> io::Result<()> {
    let path = root.join(format!("content/entries/{:02}/e{number:06}.md", number % 97));
    fs::write(path, corpus::entry(number) + "\n" + words + "\n")
}

fn row(name: &str, figures: Figures) {
    println!("| {name} | {:.3} | {:.3} | {:.0} |", figures.wall, figures.cpu, figures.peak);
}

fn ratio(name: &str, one: Figures, other: Figures) {
    let (wall, cpu, peak) = (one.wall / other.wall, one.cpu / other.cpu, one.peak / other.peak);
    println!("| {name} | {wall:.2} | {cpu:.2} | {peak:.2} |");
}
