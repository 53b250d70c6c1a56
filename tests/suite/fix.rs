//! `mingbai fix` on whole sites.

use crate::problems::lay;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn fix(root: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.current_dir(root).arg("fix").args(words).stdin(Stdio::null()).env("LANG", "zh_CN.UTF-8");
    command.output().unwrap()
}

fn town() -> tempfile::TempDir {
    let town = tempfile::tempdir().unwrap();
    fs::create_dir(town.path().join("content")).unwrap();
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &town.path().join("content"));
    town
}

#[test]
fn nothing_of_the_sample_town_changes_but_its_old_file() {
    let town = town();
    let before = fs::read(town.path().join("content/entries/退耕还林补植指标.csv")).unwrap();
    let look = fix(town.path(), &["--dry-run"]);
    assert_eq!(look.status.code(), Some(1));
    let said = String::from_utf8(look.stdout).unwrap();
    assert_eq!(said.matches("content/").count(), 1, "{said}");
    assert!(said.contains("退耕还林补植指标.csv") && said.contains("GBK"), "{said}");
    assert_eq!(fs::read(town.path().join("content/entries/退耕还林补植指标.csv")).unwrap(), before);

    assert_eq!(fix(town.path(), &["--yes"]).status.code(), Some(0));
    let after = fs::read_to_string(town.path().join("content/entries/退耕还林补植指标.csv")).unwrap();
    assert!(after.starts_with("\u{feff}序号,村名"), "{after}");
    assert_eq!(fix(town.path(), &["--dry-run"]).status.code(), Some(0));
}

#[test]
fn nobody_is_asked_where_nobody_sits() {
    let town = town();
    let path = town.path().join("content/entries/a.md");
    let text = "---\n标题：关于停水的通知\n---\n";
    fs::write(&path, text).unwrap();
    let run = fix(town.path(), &["content/entries/a.md"]);
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains("-标题：关于停水的通知\n+title: 关于停水的通知\n"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(fix(town.path(), &["content/entries/b.md"]).status.code(), Some(2));
}
