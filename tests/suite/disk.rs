//! What the disk refuses when a whole site is built.

#![cfg(unix)]

use crate::problems;
use mingbai::build::{Goal, Options, build};
use mingbai::terms::SheetChoice;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const HEAD: &str = "kind: notice\nunit: dzb\ncatalogue_item: DZ-03\nformed_on: 2022-12-20\nissued_on: 2022-12-21\n\
                    boards: [town-main]\n";

/// The findings of the sound site with one more entry and a file that nobody may read, each with the file it names;
/// none where the disk does not refuse it.
fn errors(file: &str, fields: &str, body: &str) -> Option<Vec<(&'static str, String)>> {
    let site = tempfile::tempdir().unwrap();
    problems::lay(&problems::folder().join("_base"), site.path());
    let entry = format!("---\ntitle: 停水\n{HEAD}{fields}---\n\n停水一天。\n\n{body}\n");
    fs::write(site.path().join("content/entries/a.md"), entry).unwrap();
    let file = site.path().join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "x").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&file).is_ok() {
        return None;
    }
    Some(found(site.path()))
}

fn found(site: &Path) -> Vec<(&'static str, String)> {
    let options = Options {
        date: None,
        sheets: Some(SheetChoice::None),
        drafts: false,
        strict: false,
        goal: Goal::Check,
        on_step: &|_| ControlFlow::Continue(()),
    };
    let report = build(site, &options).unwrap();
    let place = |finding: &mingbai::diagnostic::Diagnostic| {
        finding.place.as_ref().map(|place| place.path().to_string()).unwrap_or_default()
    };
    report.findings.iter().map(|finding| (finding.code, place(finding))).collect()
}

/// The superuser may read everything: for them there is nothing to test.
#[test]
fn files_that_may_not_be_read_are_named() {
    for (file, fields, body, expected) in [
        (
            "content/entries/说明.pdf",
            "attachments: [说明.pdf]\n",
            "",
            ("unreadable-attachment", "entries/说明.pdf"),
        ),
        ("content/entries/图.png", "", "![图](图.png)", ("unreadable-picture", "entries/a.md")),
        ("content/entries/b.md", "", "", ("unreadable-file", "entries/b.md")),
        ("fonts/字.otf", "", "", ("unreadable-font", "字.otf")),
    ] {
        let Some(found) = errors(file, fields, body) else { return };
        assert_eq!(found, [(expected.0, expected.1.to_owned())], "{file}");
    }
}
