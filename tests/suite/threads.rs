//! Builds on one thread and on two make the same bytes.

use crate::rebuild;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};
use std::path::Path;
use std::process::Command;

/// Builds the site anew, sheets and all, on so many threads.
fn build(root: &Path, threads: usize) -> rebuild::Tree {
    let output = root.join("output");
    let _ = std::fs::remove_dir_all(&output);
    let program = env!("CARGO_BIN_EXE_mingbai");
    // The typesetter takes as many threads as there are processors to run on.
    let mut command = match (threads, cfg!(target_os = "linux")) {
        (1, true) => {
            let mut command = Command::new("taskset");
            command.args(["-c", "0", program]);
            command
        }
        _ => Command::new(program),
    };
    command.env("RAYON_NUM_THREADS", threads.to_string());
    command.args(["build", "--hold-back", "--sheets", "all", "--date", "2022-12-23"]).current_dir(root);
    let run = command.output().unwrap();
    let tree = rebuild::tree(&output);
    assert!(tree.len() > 20, "{}", String::from_utf8_lossy(&run.stdout));
    tree
}

#[test]
fn one_thread_and_two_build_the_same_bytes() {
    let config = Config { cases: 8, max_shrink_iters: 10, failure_persistence: None, ..Config::default() };
    let entries = proptest::collection::vec((0..20_u8, any::<u8>()), 2..12);
    let result = TestRunner::new(config).run(&entries, |entries| {
        let town = rebuild::town();
        for (number, form) in entries {
            rebuild::entry(town.path(), number, form);
        }
        let one = build(town.path(), 1);
        let two = build(town.path(), 2);
        let different: Vec<_> =
            one.keys().chain(two.keys()).filter(|path| one.get(*path) != two.get(*path)).collect();
        assert!(different.is_empty(), "{different:?}");
        assert!(one.keys().any(|path| path.extension().is_some_and(|ending| ending == "pdf")), "no sheets");
        Ok(())
    });
    result.unwrap();
}
