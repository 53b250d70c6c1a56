//! `mingbai explain`, `check --list`, waivers, and passages in which nothing may be found.

use crate::problems::{folder, lay};
use mingbai::build::{Goal, Options, build};
use mingbai::diagnostic::{Colours, terminal};
use mingbai::terms::SheetChoice;
use mingbai::text::Language;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What a check of the site finds, as the terminal shows it.
pub(crate) fn found(site: &Path) -> String {
    let options = Options { sheets: Some(SheetChoice::None), ..Options::new(Goal::Check) };
    let report = build(site, &options).unwrap();
    let print = |found| terminal(found, &report.files, Language::Chinese, Colours::Off);
    report.findings.iter().map(print).collect()
}

#[test]
fn what_somebody_who_may_waives_is_not_found() {
    let site = tempfile::tempdir().unwrap();
    lay(&folder().join("_base"), site.path());
    lay(&folder().join("wrong-weekday"), site.path());
    let entry = site.path().join("content/entries/faulty.md");
    let text = fs::read_to_string(&entry).unwrap();
    assert!(found(site.path()).contains("wrong-weekday"));
    let waiver = "waive: [{rule: wrong-weekday, why: 已核对原件, by: 保密审查员}]\n---\n\n";
    fs::write(&entry, text.replacen("---\n\n", waiver, 1)).unwrap();
    assert_eq!(found(site.path()), "");
}

#[test]
fn an_attached_picture_of_many_megabytes_is_told() {
    let site = tempfile::tempdir().unwrap();
    lay(&folder().join("_base"), site.path());
    let entries = site.path().join("content/entries");
    let text = fs::read_to_string(entries.join("water.md")).unwrap();
    let attached = "attachments: [{path: plan.jpg, title: 平面图}]\n---\n\n";
    fs::write(entries.join("water.md"), text.replacen("---\n\n", attached, 1)).unwrap();
    let mut picture = fs::File::create(entries.join("plan.jpg")).unwrap();
    picture.write_all(&[0xff, 0xd8, 0xff]).unwrap();
    picture.set_len(2 << 20).unwrap();
    assert_eq!(found(site.path()), "");
    picture.set_len(5 << 20).unwrap();
    let said = found(site.path());
    assert!(said.contains("heavy-picture") && said.contains("5 MB"), "{said}");
}

#[test]
fn nothing_is_found_in_sound_passages() {
    let site = tempfile::tempdir().unwrap();
    lay(&folder().join("_base"), site.path());
    let passages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages");
    lay(&passages, site.path());
    assert_eq!(found(site.path()), "");
}
