//! Registers of problems about the review: `content/registers/steps.csv` in a problem's folder says which steps were taken,
//! and the register is made of it, with the hashes of the texts as they are. An entry that has a `<name>.md.before` beside
//! it was reviewed with that text. `register.edit` changes the register afterwards, as somebody might who tampers with it:
//! a line `what=>what instead`.

use mingbai::load;
use mingbai::model::{self, APPROVAL_COLUMNS, Request};
use mingbai::register::{NewLine, append};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

/// Makes the register of a laid out problem, where it has steps.
pub(crate) fn make_register(root: &Path) {
    let folder = root.join("content/registers");
    let Ok(steps) = fs::read_to_string(folder.join("steps.csv")) else { return };
    fs::remove_file(folder.join("steps.csv")).unwrap();
    let texts = texts_as_reviewed(root);
    let mut rows = steps.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let lines: Vec<NewLine> = rows
        .map(|row| {
            let mut words: Vec<(&'static str, String)> = APPROVAL_COLUMNS
                .iter()
                .filter_map(|column| {
                    let at = head.iter().position(|name| name == column.name)?;
                    Some((column.name, row[at].clone()))
                })
                .collect();
            words.push(("text", format!("t{}", texts[&row[0]])));
            NewLine { words }
        })
        .collect();
    let Ok(text) = append(None, APPROVAL_COLUMNS, &lines, &mut |_| Ok::<_, Infallible>(String::new()));
    fs::write(folder.join("approvals.csv"), edited(&folder.join("register.edit"), text)).unwrap();
}

/// The text hash of every entry, by its id; of one that was changed since, that of the text before.
fn texts_as_reviewed(root: &Path) -> BTreeMap<String, String> {
    let entries = root.join("content/entries");
    let names: Vec<String> = fs::read_dir(&entries)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    let changed: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".before")).collect();
    let now: Vec<String> =
        changed.iter().map(|name| fs::read_to_string(entries.join(name)).unwrap()).collect();
    for name in &changed {
        fs::rename(entries.join(format!("{name}.before")), entries.join(name)).unwrap();
    }
    let content = load::folder(&root.join("content"), load::CONTENT_TEXTS).unwrap();
    let site = model::read(content, &Request::default(), &mut Vec::new()).unwrap();
    let texts = site.entries.iter().map(|entry| (entry.id.to_string(), entry.text_hash.clone())).collect();
    for (name, text) in changed.iter().zip(now) {
        fs::write(entries.join(name), text).unwrap();
    }
    texts
}

fn edited(edits: &Path, text: String) -> String {
    let Ok(edits) = fs::read_to_string(edits) else { return text };
    edits.lines().filter_map(|line| line.split_once("=>")).fold(text, |text, (one, other)| {
        assert!(text.contains(one), "the register has no {one}");
        text.replacen(one, other, 1)
    })
}
