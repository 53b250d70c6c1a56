//! Whatever happens to a watched site, its output ends where a clean build's does; so it does when the watch is killed.

use super::{DEADLINE, Watch, command};
use crate::rebuild::{Edit, apply, clean, edits, entry, town, tree, write};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use std::fs;
use std::path::Path;
use std::time::Instant;

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
    let config = Config { cases: 8, max_shrink_iters: 12, failure_persistence: None, ..Config::default() };
    // The day is that of the command line, and what happens to the output itself nobody watches.
    let watched = edits().prop_filter("not watched", |edit| !matches!(edit, Edit::Day(_) | Edit::Spoil(_)));
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
