//! The questions of a review, as they are asked on a terminal.

use super::{REGISTER, STEPS, town};
use crate::rebuild::write;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program on a terminal of its own (util-linux's `script` makes one), types the lines, and gives what was seen
/// and how it ended.
fn typed(root: &Path, words: &str, lines: &[&str]) -> (String, i32) {
    let program = env!("CARGO_BIN_EXE_mingbai");
    let command = format!("'{program}' {words} --language zh --root '{}'", root.display());
    let mut run = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = run.stdin.take().unwrap();
    for line in lines {
        keys.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
    drop(keys);
    let ended = run.wait_with_output().unwrap();
    (String::from_utf8_lossy(&ended.stdout).replace("\r\n", "\n"), ended.status.code().unwrap())
}

fn register(root: &Path) -> String {
    fs::read_to_string(root.join(REGISTER)).unwrap_or_default()
}

#[test]
fn the_text_is_shown_the_questions_are_asked_and_the_line_is_written() {
    let town = town();
    let root = town.path();
    write(root, "content/entries/村.csv", "村,户\n乙村,4\n");
    let text = fs::read_to_string(root.join("content/entries/a.md")).unwrap();
    write(root, "content/entries/a.md", &(text + "\n```table\nfile: 村.csv\n```\n"));
    let (step, role) = STEPS[0];
    let asked = format!("review a --step {step} --role {role}");
    // The second word is no answer, so that the question is asked again; a yes wants to know what was done about it.
    let (seen, code) = typed(root, &asked, &["否", "也许", "是", "否", "no", "已隐去价格", "是"]);
    assert_eq!(code, 0, "{seen}");
    for shown in
        ["│ 现将棉被发放情况公布如下。", "│ 乙村 | 4", "│ entries/发放.csv", "检查没有发现问题", "已提出，等"]
    {
        assert!(seen.contains(shown), "{shown}: {seen}");
    }
    assert_eq!(seen.matches("是否涉及商业秘密？").count(), 2, "{seen}");
    let register = register(root);
    assert!(register.contains(",提出,文员,同意,否,是,否,否,已隐去价格,2022-12-23,"), "{register}");
}

#[test]
fn a_no_at_the_end_or_too_few_answers_write_nothing() {
    let town = town();
    let root = town.path();
    let (seen, code) = typed(root, "review a --step submit --role 文员", &["否", "否", "否", "否", "否"]);
    assert!(code == 2 && seen.contains("没有写台账"), "{seen}");
    // The end of what is typed, as Ctrl-D.
    let (seen, code) = typed(root, "review a --step submit --role 文员", &["否", "否"]);
    assert!(code == 2 && seen.contains("没有答完，没有写台账"), "{seen}");
    assert_eq!(register(root), "");
}
