//! An entry as those see it who are to decide on it.

use super::super::console::Console;
use crate::diagnostic::{Diagnostic, Files, terminal};
use crate::document::Cell;
use crate::model::{Approval, Entry, Site};
use crate::review;
use crate::terms::{Answer, Decision, Question};
use crate::text::{Language, Text};

/// The whole text of an entry with its facts, what was found in it, and how far its review has come.
pub(super) fn whole(
    site: &Site,
    entry: &Entry,
    findings: &[Diagnostic],
    files: &Files,
    console: &Console,
) -> String {
    let mut text = standing(site, entry, console.language);
    text.push('\n');
    if let Ok(Some(source)) = site.folder.text(&entry.path) {
        for line in source.text.lines() {
            text += &format!("  │ {line}\n");
        }
    }
    text += &outside(site, entry, console.language);
    text.push('\n');
    // That it waits for this very step is said above.
    let own = findings.iter().filter(|finding| finding.spoiled() == Some(&entry.path));
    let own: Vec<&Diagnostic> = own.filter(|finding| finding.code != "not-approved").collect();
    for finding in &own {
        text += &terminal(finding, files, console.language, console.colours);
    }
    if own.is_empty() {
        text += console.say(&Text::new("检查没有发现问题\n", "nothing was found in it\n"));
    }
    text
}

/// What is decided on with the text but does not stand in it: the rows of tables from files, the names of attachments
/// and pictures.
fn outside(site: &Site, entry: &Entry, language: Language) -> String {
    let body = site.body(entry).unwrap_or_default();
    let mut text = String::new();
    for table in body.tables() {
        let Some(origin) = &table.origin else { continue };
        text += &format!("\n  {}\n", origin.path);
        for row in table.head.iter().chain(&table.rows) {
            let cells: Vec<String> = row.cells.iter().map(Cell::text).collect();
            text += &format!("  │ {}\n", cells.join(" | "));
        }
    }
    let attachments = entry.attachments.iter().map(|attachment| attachment.path.to_string());
    let images = body.images();
    let files: Vec<String> = attachments.chain(images.iter().map(|image| image.target.to_owned())).collect();
    if !files.is_empty() {
        text.push('\n');
        text += Text::new(
            "  附件和图片，另外打开看：\n",
            "  attachments and pictures, to be opened beside this:\n",
        )
        .get(language);
        text += &files.iter().map(|file| format!("  │ {file}\n")).collect::<String>();
    }
    text
}

/// How an entry stands: its title, its state, the steps that were taken, what changed since it was approved.
pub(super) fn standing(site: &Site, entry: &Entry, language: Language) -> String {
    let mut text = line(site, entry, language);
    let course = review::course(site, entry);
    for taken in course.taken.iter().chain(&course.returned).chain(&course.referred) {
        text += &format!("  {}\n", step_taken(site, taken, language));
    }
    if let Some(before) = course.approved_before.filter(|_| !course.is_cleared()) {
        for change in review::changes(site, entry, before) {
            text += &format!("  {}\n", change.words().get(language));
        }
    }
    text
}

/// A step in words.
pub(in super::super) fn step_taken(site: &Site, taken: &Approval, language: Language) -> String {
    let role = site.roles.iter().find(|role| *role.id.value == *taken.role);
    let role = role.map_or(taken.role.as_str(), |role| role.title.as_str());
    let yes = Question::ALL.iter().zip(&taken.answers).filter(|(_, answer)| **answer == Some(Answer::Yes));
    let (step, decision) = (taken.step, taken.decision);
    let told = match language {
        Language::Chinese => {
            let yes: Vec<&str> = yes.map(|(question, _)| question.chinese()).collect();
            let yes = if yes.is_empty() { String::new() } else { format!("，{}", yes.join("、")) };
            let decision = if decision == Decision::Agree {
                String::new()
            } else {
                format!("，{}", decision.chinese())
            };
            format!("{}　{}　{role}{decision}{yes}", taken.on, step.chinese())
        }
        Language::English => {
            let yes: Vec<&str> = yes.map(|(question, _)| question.english()).collect();
            let yes = if yes.is_empty() { String::new() } else { format!(", {}", yes.join(", ")) };
            let decision =
                if decision == Decision::Agree { String::new() } else { format!(", {}", decision.english()) };
            format!("{}  {}  {role}{decision}{yes}", taken.on, step.english())
        }
    };
    if taken.note.is_empty() { told } else { format!("{told}　“{}”", taken.note) }
}

/// An entry in a line: where it stands and what it waits for.
pub(super) fn line(site: &Site, entry: &Entry, language: Language) -> String {
    let state = review::state(site, entry);
    let waits = (!entry.draft)
        .then(|| review::course(site, entry))
        .and_then(|course| course.next().and_then(|_| review::waits_for(site, &course)));
    let (zh, en) =
        waits.map_or_else(Default::default, |waits| (format!("，{}", waits.zh), format!("; {}", waits.en)));
    let (id, title, code) = (&entry.id, &entry.title.value, &entry.check_code);
    Text::new(
        format!("{id}　{title}\n  {}{zh}　校验码 {code}\n", state.chinese()),
        format!("{id}  {title}\n  {}{en}  check code {code}\n", state.english()),
    )
    .get(language)
    .to_owned()
}
