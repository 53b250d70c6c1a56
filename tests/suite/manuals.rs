//! The manuals tell of everything that people may write and run.

use crate::architecture::source;
use std::process::Command;

const MANUALS: [(&str, &str); 2] = [
    ("README.md", include_str!("../../README.md")),
    ("README.zh-CN.md", include_str!("../../README.zh-CN.md")),
];

/// The files of the source whose keys people write at the top of a file of theirs.
const READERS: [&str; 5] =
    ["settings.rs", "read/registers.rs", "read/calendar.rs", "read/word_lists.rs", "read/entry.rs"];

#[test]
fn the_manuals_name_every_field() {
    let mut missing = Vec::new();
    for code in source() {
        if READERS.iter().any(|reader| code.file.ends_with(reader)) {
            let fields = fields(&code.text);
            assert!(fields.len() > 3, "{} has lost its keys", code.file.display());
            missing.extend(fields.iter().flat_map(|(key, chinese)| unnamed(key, chinese)));
        }
        if code.file.ends_with("read/catalogue.rs") {
            let pairs: Vec<_> = columns(&code.text).collect();
            assert!(pairs.len() > 10, "the columns of the catalogue are not found");
            missing.extend(pairs.iter().flat_map(|(key, chinese)| unnamed(key, chinese)));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_manuals_name_every_command() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_mingbai")).args(["--language", "en", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<_> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"build"), "{help}");
    for command in commands {
        for (name, manual) in MANUALS {
            assert!(manual.contains(&format!("mingbai {command}")), "{name} has no `mingbai {command}`");
        }
    }
}

/// The manuals that lack a field's key, or its Chinese name.
fn unnamed(key: &str, chinese: &str) -> Vec<String> {
    let lacks = |manual: &str| !manual.contains(&format!("`{key}`")) || !manual.contains(chinese);
    let of = |name: &str| format!("{name} lacks `{key}` {chinese}");
    MANUALS.iter().filter(|(_, manual)| lacks(manual)).map(|(name, _)| of(name)).collect()
}

/// The keys of a source file and the first Chinese name of each: `Key::new("title", &["标题"])`.
fn fields(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for key in text.split("Key::new(\"").skip(1) {
        let mut parts = key.split('"');
        found.extend(parts.next().zip(parts.nth(1)));
    }
    found
}

/// The columns of the catalogue: `("item", "公开事项"),`.
fn columns(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| {
        let (key, chinese) = line.trim().strip_prefix("(\"")?.strip_suffix("\"),")?.split_once("\", \"")?;
        Some((key, chinese))
    })
}
