//! `mingbai review`: what waits for whom, and the steps that people take.

mod arguments;
mod ask;
mod find;
mod form;
mod list;
mod record;
mod show;

use super::Outcome;
use super::console::Console;
use super::site;
use crate::build;
use crate::load;
use crate::model::Site;
use crate::register::Key;
use crate::review;
use crate::terms::{Answer, Decision, Step};
use crate::text::Text;
use anyhow::{Context, anyhow, bail};
use record::Work;
use std::path::Path;

pub(super) use arguments::Arguments;
pub(super) use record::{record, step_work};
pub(super) use show::step_taken;

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    if let Some(path) = &arguments.new_key {
        return record::new_key(path, console);
    }
    let root = site::root(&arguments.site)?;
    if let Some(copy) = &arguments.merge {
        return record::merge(&root, copy, console);
    }
    if arguments.form {
        return form::print(&root, arguments, console);
    }
    let mut read = build::read(&root, arguments.site.date)?;
    let Some(site) = site::of(&mut read, console) else { return Ok(Outcome::Faulty) };
    if !review::is_asked(&site) && !arguments.entries.is_empty() {
        bail!(Text::new(
            "本站不审核：roles.yaml 里没有一个岗位有审批（approve）的职责",
            "this site has no review: no role of roles.yaml may approve",
        ));
    }
    if arguments.entries.is_empty() {
        let unit = arguments.unit.as_deref().map(|word| find::unit(&site, word)).transpose()?;
        return Ok(list::print(&site, unit, arguments.all, arguments.format, console));
    }
    let entries = arguments.entries.iter().map(|word| find::entry(&site, word));
    let entries = entries.collect::<anyhow::Result<Vec<_>>>()?;
    let asks = !arguments.step.is_empty() || arguments.return_why.is_some() || arguments.refer_up.is_some();
    if !asks {
        for entry in entries {
            console.result(&show::standing(&site, entry, console.language));
        }
        return Ok(Outcome::Clean);
    }
    let mut works = Vec::new();
    for entry in entries {
        if entry.draft {
            bail!(Text::new(
                format!("“{}”还是草稿；写好了先删去 draft: true 这一行", entry.id),
                format!("‘{}’ is still a draft; drop the line draft: true when it is done", entry.id),
            ));
        }
        works.extend(self::works(&site, entry, arguments)?);
    }
    if !arguments.yes {
        let shown: Vec<_> = works.iter().map(|work| work.entry).collect();
        for (at, entry) in shown.iter().enumerate() {
            if shown.iter().position(|other| other.id == entry.id) == Some(at) {
                console.result(&show::whole(&site, entry, &read.findings, &read.files, console));
            }
        }
        if !ask::ask(&mut works, console)? {
            console.remark(console.say(&Text::new("没有写台账\n", "nothing was written\n")));
            return Ok(Outcome::Failed);
        }
    }
    let key = arguments.key.as_deref().map(open_key).transpose()?;
    finish(&root, site.clone(), &works, key.as_ref(), console)
}

/// The secret key in a file.
fn open_key(path: &Path) -> anyhow::Result<Key> {
    let shown = path.display();
    let text = load::text_at(path).with_context(|| {
        Text::new(format!("读不了密钥“{shown}”"), format!("cannot read the key ‘{shown}’"))
    })?;
    Key::open(&text).ok_or_else(|| {
        anyhow!(Text::new(
            format!("“{shown}”不是 minisign 密钥，或者口令不对"),
            format!("‘{shown}’ is no secret key of minisign, or the password is wrong"),
        ))
    })
}

/// Writes the lines and says how the entries stand now.
fn finish(
    root: &Path,
    site: Site,
    works: &[Work<'_>],
    key: Option<&Key>,
    console: &Console,
) -> anyhow::Result<Outcome> {
    let site = record(root, site, works, key)?;
    let mut told: Vec<&str> = Vec::new();
    for work in works {
        if told.contains(&&*work.entry.id) {
            continue;
        }
        told.push(&work.entry.id);
        console.result(&show::line(&site, work.entry, console.language));
    }
    Ok(Outcome::Clean)
}

/// What is to be written for one entry.
fn works<'s>(
    site: &'s Site,
    entry: &'s crate::model::Entry,
    arguments: &Arguments,
) -> anyhow::Result<Vec<Work<'s>>> {
    let course = review::course(site, entry);
    let decision = match (&arguments.return_why, &arguments.refer_up) {
        (Some(_), _) => Decision::Return,
        (_, Some(_)) => Decision::ReferUp,
        _ => Decision::Agree,
    };
    let note = arguments.return_why.as_ref().or(arguments.refer_up.as_ref()).or(arguments.note.as_ref());
    let steps: Vec<Step> =
        if arguments.step.is_empty() { course.next().into_iter().collect() } else { arguments.step.clone() };
    if arguments.role.len() > steps.len() {
        bail!(Text::new("岗位比步骤多", "there are more roles than steps"));
    }
    let answers = match (&arguments.answers, arguments.yes) {
        (Some(words), _) => Some(ask::answers(words)?),
        (None, true) if decision == Decision::Agree => bail!(Text::new(
            "用了 --yes 就要用 --answers 回答四个问题：国家秘密、商业秘密、个人隐私、违反法律法规和政策，如 --answers 否、否、否、否",
            "with --yes answer the four questions (state secret, trade secret, privacy, legality): --answers no,no,no,no",
        )),
        _ => None,
    };
    let mut works = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let role = match arguments.role.get(at) {
            Some(word) => find::role(site, word)?,
            None => find::only_role(site, *step)?,
        };
        works.push(Work {
            entry,
            step: *step,
            role,
            decision,
            answers: answers.unwrap_or([None; 4]),
            note: note.cloned().unwrap_or_default(),
        });
    }
    Ok(works)
}

/// All four questions answered with no.
pub(super) const NOTHING: [Option<Answer>; 4] = [Some(Answer::No); 4];
