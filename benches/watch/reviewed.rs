//! A town whose entries were approved: roles, steps of the review, and a register as `mingbai review` writes it.

use mingbai::load::{CONTENT_TEXTS, folder};
use mingbai::model::{APPROVAL_COLUMNS, APPROVALS, APPROVED_TEXTS, Entry, Request, Site, read};
use mingbai::register::{NewLine, append};
use std::fs;
use std::io;
use std::path::Path;

/// The steps that entries need, each with the role that takes it.
const STEPS: [(&str, &str); 2] = [("submit", "clerk"), ("approve", "head")];

/// The last entries wait: a register has at most 20,000 rows.
const WAITING: usize = 10;

/// Approves the entries of a town but for the last; the first of those that wait.
pub(crate) fn approve(root: &Path, entries: usize) -> io::Result<usize> {
    let content = root.join("content");
    fs::write(
        content.join("roles.yaml"),
        "- {id: clerk, title: 文员, may: [submit]}\n- {id: head, title: 镇长, may: [approve]}\n",
    )?;
    let catalogue = fs::read_to_string(content.join("catalogue.csv"))?;
    let reviewed = catalogue
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}\n", if at == 0 { "review" } else { "submit approve" }));
    fs::write(content.join("catalogue.csv"), reviewed.collect::<String>())?;

    let read_folder = folder(&content, CONTENT_TEXTS).map_err(io::Error::other)?;
    let site = read(read_folder, &Request::default(), &mut Vec::new()).ok_or(io::ErrorKind::InvalidData)?;
    let waiting = entries.saturating_sub(WAITING);
    fs::create_dir_all(content.join(APPROVED_TEXTS))?;
    let mut lines = Vec::new();
    let approved = |entry: &&Entry| {
        let number = entry.path.stem().trim_start_matches('e').parse::<usize>();
        number.is_ok_and(|number| number < waiting)
    };
    for entry in site.entries.iter().map(AsRef::as_ref).filter(approved) {
        lines.extend(STEPS.iter().map(|(step, role)| line(&site, entry, step, role)));
        let text = site.hashed_text(entry).map_err(|problem| io::Error::other(problem.message.en))?;
        fs::write(content.join(APPROVED_TEXTS).join(format!("{}.txt", entry.text_hash)), text)?;
    }
    let register = append(None, APPROVAL_COLUMNS, &lines, &mut |_| Ok::<_, io::Error>(String::new()))?;
    fs::write(content.join(APPROVALS), register)?;
    Ok(waiting)
}

fn line(site: &Site, entry: &Entry, step: &str, role: &str) -> NewLine {
    let words = [
        ("entry", entry.id.to_string()),
        ("title", entry.title.value.clone()),
        ("step", step.to_owned()),
        ("role", role.to_owned()),
        ("decision", "agree".to_owned()),
        ("on", site.date.to_string()),
        ("text", format!("t{}", entry.text_hash)),
    ];
    let answers =
        ["state_secret", "trade_secret", "privacy", "legality"].map(|question| (question, "no".to_owned()));
    NewLine { words: words.into_iter().chain(answers).collect() }
}
