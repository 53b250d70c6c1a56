//! Whatever happens to a watched site, its output ends where a clean build's does; so it does when the watch is killed.

use super::{DEADLINE, Watch, command};
use crate::rebuild::{Edit, apply, clean, edits, entry, reviewed_town, reviews, town, tree, write};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use tempfile::TempDir;

const LINE: &str = "--date 2022-12-23 --sheets none --hold-back";

/// Waits until the output is that of a clean build, if such a build makes any.
fn settle(watch: &Watch, root: &Path, after: &dyn std::fmt::Debug) {
    let Some(wanted) = clean(root, 23) else { return };
    loop {
        let now = tree(&root.join("output"));
        if now == wanted {
            return;
        }
        let line = watch.lines.recv_timeout(DEADLINE);
        assert!(line.is_ok(), "after {after:?} the output is not that of a clean build: {:?}", {
            let paths = now.keys().chain(wanted.keys());
            paths.filter(|path| now.get(*path) != wanted.get(*path)).collect::<Vec<_>>()
        });
    }
}

#[test]
fn a_watched_site_is_what_a_clean_build_makes_of_it() {
    watched(town, edits(), 8);
}

#[test]
fn so_is_one_whose_entries_lose_their_approval_and_gain_it() {
    watched(reviewed_town, reviews(), 4);
}

fn watched(town: fn() -> TempDir, edits: impl Strategy<Value = Edit>, cases: u32) {
    let config = Config { cases, max_shrink_iters: 12, failure_persistence: None, ..Config::default() };
    // The day is that of the command line, and what happens to the output itself nobody watches.
    let watched = edits.prop_filter("not watched", |edit| !matches!(edit, Edit::Day(_) | Edit::Spoil(_)));
    let result = TestRunner::new(config).run(&proptest::collection::vec(watched, 1..10), |sequence| {
        let town = town();
        let watch = Watch::start(town.path(), LINE);
        settle(&watch, town.path(), &"the start");
        for edits in sequence.chunks(2) {
            for edit in edits {
                apply(edit, town.path(), &mut 23);
            }
            settle(&watch, town.path(), &edits);
        }
        Ok(())
    });
    result.unwrap();
}

#[test]
fn a_watch_that_was_killed_goes_on_where_it_was() {
    let town = town();
    for step in [1, 3, 12, 40, 47, 60] {
        entry(town.path(), 0, step * 3);
        entry(town.path(), 1, step * 3);
        let line = format!("--port 0 {LINE}");
        let mut killed = Watch::run(command(town.path(), &line).env("MINGBAI_STOP_AT", step.to_string()));
        let mut form = step;
        // It is killed in its first build or in one that a save asks for.
        while killed.lines.recv_timeout(DEADLINE).is_ok() {
            form = form.wrapping_add(1);
            entry(town.path(), 0, form);
        }
        assert!(!killed.child.wait().unwrap().success(), "{step}");
        let again = Watch::start(town.path(), LINE);
        settle(&again, town.path(), &format!("the kill at step {step}"));
    }
}

#[test]
fn a_save_that_changes_nothing_of_the_output_is_told_in_a_line() {
    let town = town();
    let draft = |words: &str| {
        let text = format!(
            "---\ntitle: 草稿\nkind: publication\nunit: mzb\ncategory: policy\nformed_on: 2022-12-20\ndraft: true\n---\n\n{words}\n"
        );
        write(town.path(), "content/entries/草稿.md", &text);
    };
    draft("一");
    let watch = Watch::start(town.path(), LINE);
    watch.line("已更新");
    let before = tree(&town.path().join("output"));
    for words in ["二", "三"] {
        draft(words);
        let line = watch.line("看到");
        assert!(line.contains("content/entries/草稿.md"), "{line}");
    }
    assert!(tree(&town.path().join("output")) == before);
}

#[test]
fn editors_save_as_they_like() {
    let town = town();
    let watch = Watch::start(town.path(), LINE);
    watch.line("已更新");
    let folder = town.path().join("content/entries");
    let file = folder.join("0.md");
    let first = fs::read_to_string(&file).unwrap();
    let text = |words: &str| first.replace("现予公示0", words);
    let shows = |words: &str| {
        let since = Instant::now();
        while !watch.get("/entry/mzb/0.html").text().contains(words) {
            assert!(since.elapsed() < DEADLINE, "“{words}” never showed");
        }
    };
    // A new file in the place of the old one.
    fs::write(folder.join("0.md.new"), text("换名存盘")).unwrap();
    fs::rename(folder.join("0.md.new"), &file).unwrap();
    shows("换名存盘");
    // The old one becomes the backup, which goes or stays; beside it lies what office programs leave.
    for words in ["先改名再写", "备份留下"] {
        fs::rename(&file, folder.join("0.md~")).unwrap();
        fs::write(&file, text(words)).unwrap();
        shows(words);
    }
    for name in ["0.bak", "~$0.docx", "0.wbk", ".0.md.swp", "~WRL0001.tmp"] {
        fs::write(folder.join(name), "副本里的话").unwrap();
    }
    fs::write(&file, text("旁边有副本")).unwrap();
    shows("旁边有副本");
    // Emptied, half written for so long that it is read, then whole.
    let (begin, rest) = (text("分两次写").find("formed_on").unwrap(), text("分两次写"));
    let mut open = fs::File::create(&file).unwrap();
    open.write_all(&rest.as_bytes()[..begin]).unwrap();
    watch.line("error[");
    open.write_all(&rest.as_bytes()[begin..]).unwrap();
    drop(open);
    shows("分两次写");
    settle(&watch, town.path(), &"all these ways");
    for (path, bytes) in tree(&town.path().join("output")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("副本里的话"), "{}", path.display());
    }
}

#[test]
fn a_new_entry_that_is_half_written_hides_no_other() {
    let town = town();
    let watch = Watch::start(town.path(), "--date 2022-12-23 --sheets none");
    watch.line("已更新");
    let mut news = watch.news("");
    news.next(|said| said["busy"] == false);
    let new = std::process::Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["new", "公示", "--unit", "mzb", "--date", "2022-12-23"])
        .current_dir(town.path())
        .output()
        .unwrap();
    assert!(new.status.success(), "{new:?}");
    let draft = town.path().join("content/entries/2022/2022-12-23-01.md");
    entry(town.path(), 0, 6);
    while !watch.get("/entry/mzb/0.html").text().contains("现予公示6") {
        let (_, said) = news.next(|said| said["busy"] == false);
        assert!(said["trouble"].is_null(), "{said}");
    }
    // The desk says what is still to be filled in.
    let asked = "/_desk/entry.json?path=entries/2022/2022-12-23-01.md";
    let shown: serde_json::Value = serde_json::from_str(watch.get(asked).text()).unwrap();
    assert_eq!(shown["name"], "草稿", "{shown}");
    assert!(shown["findings"].to_string().contains("note[blank-left]"), "{shown}");
    // And shows about how it will look.
    assert_eq!((shown["guess"].as_bool(), shown["public"].is_null()), (Some(true), true), "{shown}");
    let page = watch.get(shown["page"].as_str().unwrap());
    assert!(page.status == 200 && page.text().contains("2022年12月23日"), "{page:?}");
    // Without the line that says that it is a draft it stops what is to be published.
    let text = fs::read_to_string(&draft).unwrap().replace("draft: true", "draft: false");
    fs::write(&draft, text).unwrap();
    let (_, said) = news.next(|said| !said["trouble"].is_null());
    assert!(said["trouble"].to_string().contains("error[blank-left]"), "{said}");
    assert_eq!(watch.get("/entry/mzb/0.html").status, 200, "the last good page stays");
}

#[cfg(target_os = "linux")]
#[test]
fn the_desk_is_opened_in_the_browser_of_the_system_where_that_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let town = town();
    let opener = town.path().join("xdg-open");
    fs::write(&opener, "#!/bin/sh\necho \"$1\" > opened.new && mv opened.new opened\n").unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", town.path().display(), std::env::var("PATH").unwrap());
    let watch = Watch::run(command(town.path(), &format!("--port 0 --open {LINE}")).env("PATH", path));
    let opened = town.path().join("opened");
    let since = Instant::now();
    while !opened.exists() {
        assert!(since.elapsed() < DEADLINE, "nothing was opened");
        std::thread::yield_now();
    }
    let address = format!("http://127.0.0.1:{}/_desk/\n", watch.port);
    assert_eq!(fs::read_to_string(opened).unwrap(), address);
}
