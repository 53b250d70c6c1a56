//! Whatever happens to a watched site, its output ends where a clean build's does; so it does when the watch is killed.

use super::{DEADLINE, Watch, command};
use crate::rebuild::{Edit, apply, clean, edits, entry, town, tree};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use std::path::Path;

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
