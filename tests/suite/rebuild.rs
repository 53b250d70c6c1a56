//! A rebuild after any edits ends where a clean build does, and does no more than it must.

use mingbai::build::{Ending, Faulty, Goal, Options, Session, Step, build};
use mingbai::calendar::Date;
use mingbai::diagnostic::{Colours, terminal};
use mingbai::load;
use mingbai::model::{self, APPROVAL_COLUMNS, APPROVALS, Request};
use mingbai::output::Written;
use mingbai::register::{NewLine, append};
use mingbai::site_path::SitePath;
use mingbai::terms::SheetChoice;
use mingbai::text::Language;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Every file of the output that people see.
pub(crate) type Tree = BTreeMap<PathBuf, Vec<u8>>;

pub(crate) fn tree(folder: &Path) -> Tree {
    // Whoever builds meanwhile may have removed one by now.
    let bytes = |path: &PathBuf| fs::read(folder.join(path)).ok();
    walk(folder).into_iter().filter_map(|path| bytes(&path).map(|bytes| (path, bytes))).collect()
}

pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(&next).into_iter().flatten() {
            let path = item.unwrap().path();
            match path.is_dir() {
                true if path.ends_with(".mingbai") => {}
                true => folders.push(path),
                false => found.push(path.strip_prefix(folder).unwrap().to_owned()),
            }
        }
    }
    found
}

/// Every file is at least an hour old, so that its time tells whether it has changed.
pub(crate) fn age(root: &Path) {
    for folder in ["content", "themes"] {
        for path in walk(&root.join(folder)) {
            let file = fs::File::options().append(true).open(root.join(folder).join(path)).unwrap();
            let time = file.metadata().unwrap().modified().unwrap();
            if time.elapsed().is_ok_and(|age| age < Duration::from_secs(1800)) {
                file.set_modified(time - Duration::from_secs(3600)).unwrap();
            }
        }
    }
}

fn options(day: i8, sheets: SheetChoice, faulty: Faulty) -> Options<'static> {
    Options { date: Date::new(2022, 12, day), sheets: Some(sheets), ..Options::new(Goal::Write(faulty)) }
}

fn run_in(session: Option<&mut Session>, root: &Path, day: i8, sheets: SheetChoice) -> Option<Written> {
    age(root);
    let options = options(day, sheets, Faulty::HoldBack);
    let report = match session {
        Some(session) => session.build(&options),
        None => build(root, &options),
    };
    match report.unwrap().ending {
        Ending::Written { written, .. } => Some(written),
        _ => None,
    }
}

pub(crate) fn run(root: &Path, day: i8, sheets: SheetChoice) -> Option<Written> {
    run_in(None, root, day, sheets)
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A small town: two units, a board, some entries.
pub(crate) fn town() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", "town: 青楠镇\n");
    units(folder.path(), 0);
    boards(folder.path(), 0);
    for number in 0..3 {
        entry(folder.path(), number, 0);
    }
    folder
}

/// The same where entries are reviewed, and all but the last are approved.
pub(crate) fn reviewed_town() -> tempfile::TempDir {
    let folder = town();
    // With a site map.
    write(folder.path(), "content/site.yaml", "town: 青楠镇\naddress: https://a.example/\n");
    let row = "C1,policy,甲,民政办0,条例,monthly,20wd,15d,periodic,board website,society,finance,none,submit approve";
    let head = "id,level1,item,unit,basis,frequency,limit,min_posting,duration_class,channels,audience,power,privacy,review";
    write(folder.path(), "content/catalogue.csv", &format!("{head}\n{row}\n"));
    // Of two units; the others name the first in their bodies, and the second has a table.
    for (number, form) in [(0, 6), (1, 4), (2, 3)] {
        entry(folder.path(), number, form);
        in_row(folder.path(), number);
    }
    roles(folder.path(), 0);
    approve(folder.path(), 0);
    approve(folder.path(), 1);
    folder
}

/// Puts an entry into the row of the catalogue, where it has neighbours and is approved in two steps.
fn in_row(root: &Path, number: u8) {
    let path = root.join(format!("content/entries/{number}.md"));
    let text = fs::read_to_string(&path).unwrap_or_default();
    if !text.contains("catalogue_item") {
        drop(fs::write(&path, text.replacen("boards: [b]\n", "boards: [b]\ncatalogue_item: C1\n", 1)));
    }
}

fn roles(root: &Path, form: u8) {
    let text = match form % 4 {
        // Nobody may approve: there is no review.
        3 => "- {id: clerk, title: 文员, may: [submit]}\n",
        _ => "- {id: clerk, title: 文员, may: [submit]}\n- {id: mayor, title: 镇长, may: [approve]}\n",
    };
    write(root, "content/roles.yaml", text);
}

/// Where the text of an entry lies that was approved last, beside the site.
fn approved(root: &Path, number: u8) -> PathBuf {
    root.join(format!("approved/{number}.md"))
}

/// Approves an entry as it is now, if it can be read.
fn approve(root: &Path, number: u8) {
    let content = load::folder(&root.join("content"), load::CONTENT_TEXTS).unwrap();
    let request = Request { date: Date::new(2022, 12, 23), ..Request::default() };
    let Some(site) = model::read(content, &request, &mut Vec::new()) else { return };
    let path = format!("entries/{number}.md");
    let Some(entry) = site.entries.iter().find(|entry| entry.path.as_str() == path) else { return };
    let line = |(step, role): (&str, &str)| {
        let words = [
            ("entry", entry.id.to_string()),
            ("title", entry.title.value.clone()),
            ("step", step.to_owned()),
            ("role", role.to_owned()),
            ("decision", "agree".to_owned()),
            ("on", site.date.to_string()),
            ("text", format!("t{}", entry.text_hash)),
        ];
        let no = ["state_secret", "trade_secret", "privacy", "legality"].map(|word| (word, "no".to_owned()));
        NewLine { words: words.into_iter().chain(no).collect() }
    };
    let register = SitePath::new(APPROVALS).unwrap();
    let lines = [("submit", "clerk"), ("approve", "mayor")].map(line);
    let mut unsigned = |_: &str| Ok::<_, Infallible>(String::new());
    let text = append(site.folder.sources.get(&register), APPROVAL_COLUMNS, &lines, &mut unsigned).unwrap();
    write(root, &format!("content/{APPROVALS}"), &text);
    fs::create_dir_all(root.join("approved")).unwrap();
    fs::copy(root.join("content").join(path), approved(root, number)).unwrap();
}

fn boards(root: &Path, form: u8) {
    let text = format!("- {{id: b, name: 大门公开栏{form}, unit: mzb, width_mm: 2400, height_mm: 1200}}\n");
    write(root, "content/boards.yaml", &text);
}

fn units(root: &Path, form: u8) {
    let text = format!("- {{id: mzb, name: 民政办{form}}}\n- {{id: v-a, name: 甲村, kind: village}}\n");
    write(root, "content/units.yaml", &text);
}

pub(crate) fn entry(root: &Path, number: u8, form: u8) {
    let unit = if form.is_multiple_of(3) { "mzb" } else { "v-a" };
    let other = number.wrapping_add(form) % 5;
    let text = format!(
        "---\ntitle: 第{number}号公布{}\nkind: publication\nunit: {unit}\ncategory: policy\nboards: [b]\n\
         formed_on: 2022-12-{:02}\n---\n\n现予公示{form}，见[另一条]({other}.md)。\n{}",
        if form.is_multiple_of(2) { "" } else { "（改）" },
        10 + number,
        if form % 4 < 2 { "\n```table\nfile: 表.csv\n```\n" } else { "" },
    );
    write(root, &format!("content/entries/{number}.md"), &text);
    if !root.join("content/entries/表.csv").exists() {
        table(root, 0);
    }
}

fn table(root: &Path, form: u8) {
    write(root, "content/entries/表.csv", &format!("村,元\n甲村,{form}.00\n"));
}

/// Something that somebody does to a site.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Entry(u8, u8),
    /// Words at the end of a body: nothing but its own page shows them.
    Body(u8, u8),
    /// Another title, and nothing else: lists and neighbours show it.
    Retitle(u8, u8),
    /// An entry is approved as it is.
    Approve(u8),
    /// It has its approved text again.
    Restore(u8),
    /// The town has other roles, or no review.
    Roles(u8),
    Rename(u8, u8),
    Remove(u8),
    Broken(u8),
    Table(u8),
    Units(u8),
    Boards(u8),
    Title(u8),
    Theme(u8),
    NoTheme,
    Day(i8),
    Nothing,
    /// Somebody changes or removes a file of the output, or what the program keeps.
    Spoil(u8),
}

pub(crate) fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![30 => any_edits(), 1 => (0..5u8).prop_map(Edit::Approve), 1 => any::<u8>().prop_map(Edit::Roles)]
}

/// Edits by which approvals are lost and gained, and some others.
pub(crate) fn reviews() -> impl Strategy<Value = Edit> {
    prop_oneof![
        2 => any_edits(),
        4 => (0..3u8, any::<u8>()).prop_map(|(number, form)| Edit::Body(number, form)),
        2 => (0..3u8, any::<u8>()).prop_map(|(number, form)| Edit::Retitle(number, form)),
        6 => (0..3u8).prop_map(Edit::Restore),
        2 => (0..5u8).prop_map(Edit::Approve),
    ]
}

fn any_edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..5u8, any::<u8>()).prop_map(|(number, form)| Edit::Entry(number, form)),
        3 => (0..5u8, any::<u8>()).prop_map(|(number, form)| Edit::Body(number, form)),
        3 => (0..5u8, any::<u8>()).prop_map(|(number, form)| Edit::Retitle(number, form)),
        2 => (0..5u8, 0..5u8).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (0..5u8).prop_map(Edit::Remove),
        1 => (0..5u8).prop_map(Edit::Broken),
        1 => any::<u8>().prop_map(Edit::Table),
        1 => any::<u8>().prop_map(Edit::Units),
        1 => any::<u8>().prop_map(Edit::Boards),
        1 => any::<u8>().prop_map(Edit::Title),
        1 => any::<u8>().prop_map(Edit::Theme),
        1 => proptest::strategy::Just(Edit::NoTheme),
        1 => (11..28i8).prop_map(Edit::Day),
        1 => proptest::strategy::Just(Edit::Nothing),
        1 => any::<u8>().prop_map(Edit::Spoil),
    ]
}

pub(crate) fn apply(edit: &Edit, root: &Path, day: &mut i8) {
    let file = |number: &u8| root.join(format!("content/entries/{number}.md"));
    match edit {
        Edit::Entry(number, form) => entry(root, *number, *form),
        Edit::Body(number, form) => {
            if let Ok(text) = fs::read_to_string(file(number)) {
                fs::write(file(number), format!("{text}\n另附{form}。\n")).unwrap();
            }
        }
        Edit::Retitle(number, form) => {
            if let Ok(text) = fs::read_to_string(file(number)) {
                fs::write(file(number), text.replacen("title: ", &format!("title: 又{form}"), 1)).unwrap();
            }
        }
        Edit::Approve(number) => approve(root, *number),
        Edit::Restore(number) => drop(fs::copy(approved(root, *number), file(number))),
        Edit::Roles(form) => roles(root, *form),
        Edit::Rename(from, to) => drop(fs::rename(file(from), file(to))),
        Edit::Remove(number) => drop(fs::remove_file(file(number))),
        Edit::Broken(number) => fs::write(file(number), "---\ntitle: 无\n---\n").unwrap(),
        Edit::Table(form) => table(root, *form),
        Edit::Units(form) => units(root, *form),
        Edit::Boards(form) => boards(root, *form),
        Edit::Title(form) => {
            let text = format!("town: 青楠镇\ntitle: 公开栏{form}\naddress: https://{form}.example/\n");
            write(root, "content/site.yaml", &text);
        }
        Edit::Theme(form) => {
            write(root, "themes/default/assets/style.css", &format!("body {{ margin: {form}px }}\n"));
            write(root, "themes/default/pages/404.html", &format!("{form} {{{{ page.title }}}}\n"));
        }
        Edit::NoTheme => drop(fs::remove_dir_all(root.join("themes"))),
        Edit::Day(other) => *day = *other,
        Edit::Nothing => {}
        Edit::Spoil(form) => {
            let site = root.join("output/site");
            let files = walk(&site);
            let chosen = files.get(usize::from(*form) % files.len().max(1));
            match (form % 4, chosen) {
                (0, Some(path)) => fs::remove_file(site.join(path)).unwrap(),
                (1, Some(path)) => fs::write(site.join(path), "x").unwrap(),
                (2, _) => drop(fs::remove_file(root.join("output/.mingbai/state"))),
                _ => drop(fs::write(root.join("output/.mingbai/state"), "x")),
            }
        }
    }
}

/// What a clean build of the same site makes.
pub(crate) fn clean(root: &Path, day: i8) -> Option<Tree> {
    clean_with(root, day, SheetChoice::None)
}

fn clean_with(root: &Path, day: i8, sheets: SheetChoice) -> Option<Tree> {
    let other = tempfile::tempdir().unwrap();
    for folder in ["content", "themes"] {
        for path in walk(&root.join(folder)) {
            let to = other.path().join(folder).join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(root.join(folder).join(&path), to).unwrap();
        }
    }
    run(other.path(), day, sheets).map(|_| tree(&other.path().join("output")))
}

fn equals_a_clean_build(goes_on: bool, town: fn() -> tempfile::TempDir, edits: impl Strategy<Value = Edit>) {
    let config = Config { cases: 24, max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let sequences = proptest::collection::vec(edits, 1..8);
    let result = TestRunner::new(config).run(&sequences, |sequence| {
        let town = town();
        let mut day = 23;
        let mut session = Session::new(town.path());
        let mut run = |day| run_in(goes_on.then_some(&mut session), town.path(), day, SheetChoice::None);
        run(day);
        for edit in &sequence {
            apply(edit, town.path(), &mut day);
            // Whether files of the output are still there, a session looks when nothing else is to be done.
            if goes_on {
                run(day);
            }
            let built = run(day).map(|_| tree(&town.path().join("output")));
            let wanted = clean(town.path(), day);
            if let (Some(built), Some(wanted)) = (&built, &wanted) {
                let paths: BTreeSet<_> = built.keys().chain(wanted.keys()).collect();
                let different: Vec<_> =
                    paths.into_iter().filter(|path| built.get(*path) != wanted.get(*path)).collect();
                assert!(different.is_empty(), "after {edit:?}: {different:?}");
            }
            assert_eq!(built.is_some(), wanted.is_some(), "{edit:?}");
        }
        Ok(())
    });
    result.unwrap();
}

#[test]
fn a_rebuild_after_any_edits_equals_a_clean_build() {
    equals_a_clean_build(false, town, edits());
}

#[test]
fn so_it_does_where_approvals_are_lost_and_gained() {
    equals_a_clean_build(true, reviewed_town, reviews());
}

#[test]
fn a_session_after_any_edits_equals_a_clean_build() {
    equals_a_clean_build(true, town, edits());
}

/// Notes the steps of a build.
fn recorded(steps: &RefCell<Vec<Step>>) -> impl Fn(Step) -> ControlFlow<()> + '_ {
    |step| {
        steps.borrow_mut().push(step);
        ControlFlow::Continue(())
    }
}

#[test]
fn an_approval_that_is_lost_or_gained_changes_only_what_shows_the_entry() {
    let town = reviewed_town();
    let output = town.path().join("output");
    let steps = RefCell::new(Vec::new());
    let on_step = recorded(&steps);
    let options = Options { on_step: &on_step, ..options(23, SheetChoice::All, Faulty::Stop) };
    let mut session = Session::new(town.path());
    let mut built = |edit: &Edit| {
        apply(edit, town.path(), &mut 23);
        age(town.path());
        steps.borrow_mut().clear();
        let report = session.build(&options).unwrap();
        let clean = clean_with(town.path(), 23, SheetChoice::All).unwrap();
        let (now, steps) = (tree(&output), steps.borrow().clone());
        let different = |path: &&PathBuf| now.get(*path) != clean.get(*path);
        let different: Vec<_> = now.keys().chain(clean.keys()).filter(different).collect();
        assert!(different.is_empty(), "after {edit:?}: {different:?}");
        let whole = build(town.path(), &Options { goal: Goal::Check, ..options }).unwrap();
        assert_eq!(report.findings, whole.findings, "after {edit:?}");
        assert_eq!((report.entries, report.pages), (whole.entries, whole.pages), "after {edit:?}");
        let Ending::Written { written, .. } = report.ending else { panic!("{edit:?}") };
        (written, steps)
    };
    let path = |path: &str| SitePath::new(path).unwrap();
    let alone = [Step::Read, Step::Sheets, Step::Pages, Step::Write];
    let public = ["site/entry/mzb/0.html", "site/sheet/mzb/0.pdf", "print/mzb/0.pdf"].map(path);
    built(&Edit::Nothing);
    assert!(public.iter().all(|path| output.join(path.as_str()).exists()), "it is approved");
    for _ in 0..2 {
        let (written, steps) = built(&Edit::Body(0, 1));
        assert_eq!(steps, alone, "only what shows it is made");
        assert!(public.iter().all(|path| written.removed.contains(path)), "{written:?}");
        let (written, steps) = built(&Edit::Restore(0));
        assert_eq!(steps, alone);
        assert!(public.iter().all(|path| written.written.contains(path)), "{written:?}");
    }
    let (_, steps) = built(&Edit::Retitle(0, 1));
    assert_eq!(steps, alone, "it waits again under its new title");
    // Nobody shows it, and who links to it links to nothing.
    assert_eq!(built(&Edit::Body(0, 2)).0, Written { unchanged: tree(&output).len(), ..Written::default() });
    built(&Edit::Approve(0));
    assert!(public.iter().all(|path| output.join(path.as_str()).exists()));
}

#[test]
fn a_session_makes_nothing_but_what_shows_a_body_or_a_title_that_changed() {
    let town = town();
    let steps = RefCell::new(Vec::new());
    let on_step = recorded(&steps);
    let options = Options { on_step: &on_step, ..options(23, SheetChoice::All, Faulty::Stop) };
    let mut session = Session::new(town.path());
    let mut built = || {
        age(town.path());
        steps.borrow_mut().clear();
        let Ending::Written { written, .. } = session.build(&options).unwrap().ending else { panic!() };
        (written.written.iter().map(ToString::to_string).collect::<Vec<_>>(), steps.borrow().clone())
    };
    entry(town.path(), 1, 6);
    built();
    let text = fs::read_to_string(town.path().join("content/entries/1.md")).unwrap();
    let body = text.replace("现予公示6", "现予公示，特此说明");
    assert_ne!(body, text);
    write(town.path(), "content/entries/1.md", &body);
    let (written, steps) = built();
    assert!(written.contains(&"site/entry/mzb/1.html".to_owned()), "{written:?}");
    assert!(written.iter().all(|path| path.contains("mzb/1")), "{written:?}");
    assert_eq!(steps, [Step::Read, Step::Sheets, Step::Pages, Step::Write]);
    assert_eq!(tree(&town.path().join("output")), clean_with(town.path(), 23, SheetChoice::All).unwrap());

    let title = body.replace("第1号", "第一号事项");
    write(town.path(), "content/entries/1.md", &title);
    let (written, steps) = built();
    assert!(written.contains(&"site/index.html".to_owned()), "{written:?}");
    assert_eq!(steps, [Step::Read, Step::Sheets, Step::Pages, Step::Write]);
    assert_eq!(tree(&town.path().join("output")), clean_with(town.path(), 23, SheetChoice::All).unwrap());

    write(town.path(), "content/entries/1.md", &title.replace("kind: publication", "kind: notice"));
    let (written, steps) = built();
    assert!(
        written.contains(&"site/index.html".to_owned()) && steps.contains(&Step::Pictures),
        "{written:?}"
    );
    assert_eq!(tree(&town.path().join("output")), clean_with(town.path(), 23, SheetChoice::All).unwrap());
}

#[test]
fn a_new_title_shows_on_every_page_that_lists_it() {
    let town = town();
    let row = "C1,policy,甲,民政办0,条例,monthly,20wd,15d,periodic,board website,society,finance,none";
    let head = "id,level1,item,unit,basis,frequency,limit,min_posting,duration_class,channels,audience,power,privacy";
    write(town.path(), "content/catalogue.csv", &format!("{head}\n{row}\n"));
    for number in 0..47 {
        let text = format!(
            "---\ntitle: 第{number}件\nkind: publication\nunit: mzb\ncatalogue_item: C1\nboards: [b]\n\
             formed_on: 2022-{:02}-01\nthread: t{}\n{}---\n\n正文。\n",
            1 + number % 12,
            number % 9,
            // It stands between the eleventh and the thirty-fifth, which are each other's neighbours all the same.
            if number == 23 { "corrects: n0\n" } else { "" },
        );
        write(town.path(), &format!("content/entries/n{number}.md"), &text);
    }
    let mut session = Session::new(town.path());
    run_in(Some(&mut session), town.path(), 23, SheetChoice::None).unwrap();
    for number in [0, 3, 11, 22, 35, 46] {
        let path = format!("content/entries/n{number}.md");
        let text = fs::read_to_string(town.path().join(&path)).unwrap();
        write(town.path(), &path, &text.replace("title: 第", "title: 新的第"));
        let written = run_in(Some(&mut session), town.path(), 23, SheetChoice::None).unwrap();
        assert!(written.written.len() < 40, "{written:?}");
        let (built, wanted) = (tree(&town.path().join("output")), clean(town.path(), 23).unwrap());
        let different: Vec<_> = wanted.keys().filter(|path| built.get(*path) != wanted.get(*path)).collect();
        assert!(different.is_empty() && built.len() == wanted.len(), "{number}: {different:?}");
    }
}

#[test]
fn a_new_title_is_known_to_who_cites_the_old_one() {
    let town = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let copy = |from: &Path, file: &Path| {
        let to = town.path().join("content").join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(file), to).unwrap();
    };
    for file in walk(&fixtures.join("_base/content")) {
        copy(&fixtures.join("_base/content"), &file);
    }
    for entry in ["named", "works"] {
        copy(&fixtures.join("cited-differs/content"), Path::new(&format!("entries/{entry}.md")));
    }
    let options = options(23, SheetChoice::None, Faulty::HoldBack);
    let mut session = Session::new(town.path());
    let mut found = || {
        age(town.path());
        let report = session.build(&options).unwrap();
        let clean = build(town.path(), &Options { goal: Goal::Check, ..options }).unwrap();
        assert_eq!(report.findings, clean.findings);
        report.findings.iter().filter(|finding| finding.code == "cited-differs").count()
    };
    let works = town.path().join("content/entries/works.md");
    let text = fs::read_to_string(&works).unwrap();
    let other = text.replacen("title: ", "title: 另一个", 1).replace("〔2022〕12号", "〔2022〕99号");
    fs::write(&works, &other).unwrap();
    let before = found();
    fs::write(&works, other.replacen("title: 另一个", "title: ", 1)).unwrap();
    assert!(found() > before, "it is cited by this title");
    fs::write(&works, other).unwrap();
    assert_eq!(found(), before);
}

fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let time = |path: &PathBuf| fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    walk(folder).into_iter().map(|path| (path.clone(), time(&path))).collect()
}

#[test]
fn a_second_build_changes_nothing_at_all() {
    let town = town();
    let output = town.path().join("output");
    let first = run(town.path(), 23, SheetChoice::All).unwrap();
    assert!(first.written.len() > 20 && output.join("print/mzb/0.pdf").exists(), "{first:?}");
    let before = (tree(&output), times(&output), times(&output.join(".mingbai")));
    assert!(output.join(".mingbai/seen").exists(), "the next build need not read");
    let second = run(town.path(), 23, SheetChoice::All).unwrap();
    assert_eq!(second, Written { unchanged: first.written.len(), ..Written::default() });
    assert_eq!((times(&output), times(&output.join(".mingbai"))), (before.1, before.2));
    assert!(tree(&output) == before.0);
}

/// What a build says of its findings on the terminal, and the steps it went.
fn said(root: &Path) -> (String, Vec<Step>) {
    age(root);
    let steps = RefCell::new(Vec::new());
    let on_step = recorded(&steps);
    let options = Options { on_step: &on_step, ..options(23, SheetChoice::None, Faulty::Stop) };
    let report = build(root, &options).unwrap();
    assert!(matches!(report.ending, Ending::Written { .. }), "{:?}", report.findings);
    let said = report.findings.iter().map(|finding| {
        terminal(finding, &report.files, Language::Chinese, Colours::Off)
            + &terminal(finding, &report.files, Language::English, Colours::Off)
    });
    let said = said.collect();
    (said, steps.take())
}

#[test]
fn standing_warnings_are_said_again_without_a_look_at_the_site() {
    let town = town();
    let output = town.path().join("output");
    let path = "content/entries/1.md";
    let text = fs::read_to_string(town.path().join(path)).unwrap();
    let text = text.replace("现予公示0", "现予公示，2022年12月23日（星期一）开会");
    write(town.path(), path, &text);
    let (first, steps) = said(town.path());
    assert!(first.contains("wrong-weekday") && first.contains("星期一") && steps.len() > 1, "{first}");
    let before = (times(&output), times(&output.join(".mingbai")));
    assert_eq!(said(town.path()), (first.clone(), vec![Step::Read]));
    assert_eq!((times(&output), times(&output.join(".mingbai"))), before);

    write(town.path(), "content/entries/1 - 副本.md", "x");
    let (more, _) = said(town.path());
    assert!(more.contains("leftover-file") && more.contains("wrong-weekday"), "{more}");
    assert_eq!(said(town.path()), (more, vec![Step::Read]));
    fs::remove_file(town.path().join("content/entries/1 - 副本.md")).unwrap();
    assert_eq!(said(town.path()).0, first);

    write(town.path(), path, &text.replace("星期一", "星期五"));
    assert!(!said(town.path()).0.contains("wrong-weekday"), "what was mended is no more said");
}

#[test]
fn an_edit_writes_only_what_shows_it() {
    let town = town();
    run(town.path(), 23, SheetChoice::None).unwrap();
    let text = fs::read_to_string(town.path().join("content/entries/1.md")).unwrap();
    write(town.path(), "content/entries/1.md", &text.replace("现予公示0", "现予公示，特此说明"));
    let one = run(town.path(), 23, SheetChoice::None).unwrap();
    assert_eq!((one.written.len(), one.removed.len()), (1, 0), "a body shows on one page");
    table(town.path(), 9);
    let three = run(town.path(), 23, SheetChoice::None).unwrap();
    assert_eq!((three.written.len(), three.removed.len()), (3, 0), "the table shows on three");
}

#[test]
fn sheets_are_kept_and_come_back_after_a_revert() {
    let town = town();
    let output = town.path().join("output");
    run(town.path(), 23, SheetChoice::All).unwrap();
    let (first, kept) = (tree(&output), walk(&output.join(".mingbai/made")).len());
    assert_eq!(kept, 6, "of each entry the facts and the files");
    let text = fs::read_to_string(town.path().join("content/entries/1.md")).unwrap();
    write(town.path(), "content/entries/1.md", &text.replace("现予公示0", "现予公示，特此说明"));
    run(town.path(), 23, SheetChoice::All).unwrap();
    assert!(tree(&output) != first);
    assert_eq!(walk(&output.join(".mingbai/made")).len(), 8);
    // Were the sheet set again, what is kept of it would be written again.
    let times_before = times(&output.join(".mingbai/made"));
    write(town.path(), "content/entries/1.md", &text);
    run(town.path(), 23, SheetChoice::All).unwrap();
    assert!(tree(&output) == first);
    assert_eq!(times(&output.join(".mingbai/made")), times_before);
}
