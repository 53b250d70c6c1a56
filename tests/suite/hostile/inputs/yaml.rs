//! YAML that would take all time or memory.

use super::{Expected, HEAD_LINES, at, entry, on, write};
use std::fmt::Write;
use std::path::Path;

/// Nine lists of nine names for the list before: 342 bytes that stand for 400 million values.
fn bomb() -> String {
    let mut text = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (own, before) in ('b'..='i').zip('a'..) {
        let names = vec![format!("*{before}"); 9].join(",");
        writeln!(text, "{own}: &{own} [{names}]").unwrap();
    }
    text
}

pub(crate) fn alias_bombs(content: &Path) -> Expected {
    write(content, "entries/head.md", entry(&bomb(), "无"));
    write(content, "entries/block.md", entry("", &format!("```table\n{}```", bomb())));
    write(content, "calendar/2021.yaml", bomb());
    // One long list, many times: short nesting, as many values.
    let wide = format!("a: &a [{}]\nb: [{}]\n", vec!["x"; 20_000].join(","), vec!["*a"; 20_000].join(","));
    write(content, "calendar/2020.yaml", wide);
    vec![
        on("yaml-feature", "head.md", HEAD_LINES + 1),
        at("yaml-feature", "entries/block.md:12:"),
        at("yaml-feature", "calendar/2021.yaml:1:"),
        at("yaml-feature", "calendar/2020.yaml:1:"),
    ]
}

pub(crate) fn open_brackets_in_yaml(content: &Path) -> Expected {
    let brackets = "[".repeat(100_000);
    write(content, "entries/long.md", entry(&format!("period: {brackets}\n"), "无"));
    write(content, "entries/short.md", entry(&format!("period: {}\n", "[".repeat(15_000)), "无"));
    write(content, "entries/quoted.md", entry(&format!("period: '{}'\n", "[".repeat(15_000)), "无"));
    write(content, "entries/block.md", entry("", &format!("```table\nfile: {brackets}\n```")));
    write(content, "calendar/2021.yaml", format!("year: {brackets}"));
    write(content, "calendar/2020.yaml", format!("year: {}", "{a: ".repeat(60_000)));
    write(content, "roles.yaml", brackets);
    vec![
        on("yaml-too-large", "long.md", 2),
        on("yaml-too-deep", "short.md", HEAD_LINES + 1),
        on("yaml-too-deep", "quoted.md", 2),
        on("yaml-too-large", "block.md", 12),
        at("yaml-too-deep", "calendar/2021.yaml:1:"),
        at("yaml-too-deep", "calendar/2020.yaml:1:"),
        at("yaml-too-deep", "roles.yaml:1:"),
    ]
}

pub(crate) fn nested_lists_in_yaml(content: &Path) -> Expected {
    write(content, "calendar/2021.yaml", format!("year:\n  {}x\n", "- ".repeat(50_000)));
    let lines: String = (0..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    write(content, "calendar/2020.yaml", lines);
    vec![at("yaml-too-deep", "calendar/2021.yaml:2:"), at("yaml-too-deep", "calendar/2020.yaml:")]
}
