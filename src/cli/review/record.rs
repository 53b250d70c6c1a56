//! Writing steps to the register.

use super::super::Outcome;
use super::super::console::Console;
use crate::load;
use crate::model::{APPROVAL_COLUMNS, APPROVALS, APPROVED_TEXTS, Approval, Entry, Role, Site};
use crate::output;
use crate::register::{self, Key, NewLine};
use crate::review::{self, Discount};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::{Answer, Decision, Question, Step};
use crate::text::Text;
use anyhow::{Context, anyhow, bail};
use std::fs;
use std::path::Path;

/// One step that is to be written.
#[derive(Debug, Clone)]
pub(in super::super) struct Work<'s> {
    pub(super) entry: &'s Entry,
    pub(super) step: Step,
    pub(super) role: &'s Role,
    pub(super) decision: Decision,
    pub(super) answers: [Option<Answer>; 4],
    pub(super) note: String,
}

/// A step that was agreed to without any doubt.
pub(in super::super) fn step_work<'s>(entry: &'s Entry, step: Step, role: &'s Role) -> Work<'s> {
    Work { entry, step, role, decision: Decision::Agree, answers: super::NOTHING, note: String::new() }
}

/// Writes steps one after the other, each judged by those before it; all of them or none. Gives the site with the register
/// as it is then.
pub(in super::super) fn record(
    root: &Path,
    site: Site,
    works: &[Work<'_>],
    key: Option<&Key>,
) -> anyhow::Result<Site> {
    let content = root.join("content");
    let path = content.join(APPROVALS);
    let turn = output::turn(path.parent().unwrap_or(&content))?;
    // What others wrote since the site was read counts.
    let mut text = current(root)?;
    let mut site = renewed(site, text.as_ref())?;
    for work in works {
        check(&site, work, key)?;
        let added = register::append(text.as_ref(), APPROVAL_COLUMNS, &[line(&site, work)], &mut |signed| {
            key.map_or_else(|| Some(String::new()), |key| key.sign(signed)).ok_or(())
        });
        let Ok(added) = added else { bail!(Text::new("签不了名", "it cannot be signed")) };
        let source = Source::new(register_path()?, plain(&added));
        site = renewed(site, Some(&source))?;
        text = Some(source);
    }
    for work in works {
        keep(&content, &site, work.entry)?;
    }
    if let Some(text) = text {
        turn.replace(&path, &with_mark(&text.text))?;
    }
    Ok(site)
}

/// Makes a new key for a role.
pub(super) fn new_key(path: &Path, console: &Console) -> anyhow::Result<Outcome> {
    let Some((secret, public)) = register::new_key() else {
        bail!(Text::new("生成不了密钥", "no key can be made"));
    };
    output::create(path, secret.as_bytes())?;
    let path = path.display();
    console.result(console.say(&Text::new(
        format!("密钥已写到 {path}，由本人保管，不要放进站点文件夹\n在 roles.yaml 这个岗位里加上：key: {public}\n"),
        format!("the secret key is in {path}: its owner keeps it, away from the site\nadd to the role in roles.yaml: key: {public}\n"),
    )));
    Ok(Outcome::Clean)
}

/// Brings the lines of a copy of the register into it.
pub(super) fn merge(root: &Path, copy: &Path, console: &Console) -> anyhow::Result<Outcome> {
    let path = root.join("content").join(APPROVALS);
    let turn = output::turn(path.parent().unwrap_or(root))?;
    let existing = current(root)?.ok_or_else(|| {
        anyhow!(Text::new(
            "还没有审核台账，把副本改名为 approvals.csv 就行",
            "there is no register yet: rename the copy"
        ))
    })?;
    let copy_text = load::text_at(copy).with_context(|| {
        let copy = copy.display();
        Text::new(format!("读不了“{copy}”"), format!("cannot read ‘{copy}’"))
    })?;
    let copy_source = Source::new(register_path()?, copy_text);
    let mut problems = Vec::new();
    let broken = register::read(&copy_source, APPROVAL_COLUMNS, &mut problems);
    if let Some(fault) = broken.faults.first() {
        bail!(fault.message());
    }
    if let Some(problem) = problems.into_iter().next() {
        bail!(problem.message);
    }
    let Some((text, count)) = register::merge(&existing, &copy_source, APPROVAL_COLUMNS) else {
        console.result(console.say(&Text::new(
            "副本里的行台账都有，什么也没有添；副本可以删了\n",
            "the register has every line of the copy already; the copy can go\n",
        )));
        return Ok(Outcome::Clean);
    };
    turn.replace(&path, &text)?;
    console.result(console.say(&Text::new(
        format!("从副本里添了 {count} 行；副本可以删了\n"),
        format!("lines taken from the copy: {count}; the copy can go\n"),
    )));
    Ok(Outcome::Clean)
}

fn register_path() -> anyhow::Result<SitePath> {
    SitePath::new(APPROVALS).map_err(|_| anyhow!("{APPROVALS}"))
}

/// The register as it lies on the disk now.
fn current(root: &Path) -> anyhow::Result<Option<Source>> {
    let path = root.join("content").join(APPROVALS);
    if !path.exists() {
        return Ok(None);
    }
    let text = load::text_at(&path).with_context(|| {
        let path = path.display();
        Text::new(format!("读不了台账“{path}”"), format!("cannot read the register ‘{path}’"))
    })?;
    Ok(Some(Source::new(register_path()?, text)))
}

fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn with_mark(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// The site with this register. One whose chain is broken is not added to: what is wrong would lie buried.
fn renewed(site: Site, text: Option<&Source>) -> anyhow::Result<Site> {
    let Some(text) = text else { return Ok(site) };
    let mut problems = Vec::new();
    let site = site.with_approvals(text, &mut problems);
    if let Some(fault) = site.approvals.faults.first() {
        let Text { zh, en } = fault.message();
        bail!(Text::new(
            format!("{zh}；先从备份里找回原来的台账"),
            format!("{en}; take the register from a backup first"),
        ));
    }
    match problems.into_iter().next() {
        Some(problem) => bail!(problem.message),
        None => Ok(site),
    }
}

/// Whether a step may be written, after those that are there.
fn check(site: &Site, work: &Work<'_>, key: Option<&Key>) -> anyhow::Result<()> {
    let course = review::course(site, work.entry);
    let (step, id) = (work.step, &work.entry.id);
    let (zh, en) = (step.chinese(), step.english());
    if !course.steps.contains(&step) {
        bail!(Text::new(format!("“{id}”不需要{zh}这一步"), format!("‘{id}’ needs no step ‘{en}’")));
    }
    if work.decision == Decision::Agree
        && let Some(taken) = course.taken(step)
    {
        bail!(Text::new(
            format!("“{id}”现在的文字，{}已经{zh}过了", taken.on.chinese()),
            format!("the step ‘{en}’ was taken on the present text of ‘{id}’ on {}", taken.on),
        ));
    }
    if work.decision != Decision::Agree && work.note.trim().is_empty() {
        bail!(Text::new("退回要写明原因", "say why it is returned"));
    }
    let title = &work.role.title;
    match (key, &work.role.key) {
        (Some(key), Some(own)) if key.public().as_ref() != Some(own) => bail!(Text::new(
            format!("这把密钥不是“{title}”的"),
            format!("this key is not that of ‘{title}’"),
        )),
        (Some(_), None) => bail!(Text::new(
            format!("roles.yaml 里“{title}”没有公钥（key）"),
            format!("‘{title}’ has no public key in roles.yaml"),
        )),
        (None, _) if course.signed => bail!(Text::new(
            format!("“{id}”的目录项要求签名，用 --key 写明密钥文件"),
            format!("the catalogue row of ‘{id}’ asks for signatures: name the file of the key with --key"),
        )),
        _ => {}
    }
    let candidate = candidate(site, work);
    let Some(discount) = course.discount(&candidate, site) else { return Ok(()) };
    let role = &work.role.title;
    Err(anyhow!(match discount {
        Discount::UnknownRole | Discount::MayNot => Text::new(
            format!("“{role}”没有{zh}的职责（roles.yaml）"),
            format!("the role ‘{role}’ may not take the step ‘{en}’ (roles.yaml)"),
        ),
        Discount::SameRole => Text::new(
            format!("“{id}”的提出和审批不能都是“{role}”"),
            format!("‘{role}’ cannot both propose and approve ‘{id}’"),
        ),
        Discount::TooEarly(missing) => Text::new(
            format!("“{id}”还没有{}，不能{zh}", missing.chinese()),
            format!("‘{id}’ waits for ‘{}’ before the step ‘{en}’", missing.english()),
        ),
        Discount::Open(_) | Discount::Unsigned | Discount::Forged => Text::new(
            "四个问题都要回答；答“是”的要用 --note 写明怎么处理的",
            "answer all four questions; where one is yes, say in --note what was done about it",
        ),
    }))
}

fn candidate(site: &Site, work: &Work<'_>) -> Approval {
    let (title, on) = (&work.role.title, site.date);
    let mut planned = Approval::planned(work.entry, work.step, title, work.decision, on);
    (planned.answers, planned.note) = (work.answers, work.note.trim().to_owned());
    planned
}

/// The words of the line.
fn line(site: &Site, work: &Work<'_>) -> NewLine {
    let mut words = vec![
        ("entry", work.entry.id.to_string()),
        ("title", work.entry.title.value.clone()),
        ("step", work.step.id().to_owned()),
        ("role", work.role.title.clone()),
        ("decision", work.decision.id().to_owned()),
        ("note", work.note.trim().to_owned()),
        ("on", site.date.to_string()),
        ("text", format!("t{}", work.entry.text_hash)),
    ];
    let answers = Question::ALL.iter().zip(&work.answers);
    words.extend(
        answers.filter_map(|(question, answer)| Some((question.id(), answer.as_ref()?.id().to_owned()))),
    );
    NewLine { words }
}

/// Keeps the text that a step is bound to, under its hash.
fn keep(content: &Path, site: &Site, entry: &Entry) -> anyhow::Result<()> {
    let text = site.hashed_text(entry).map_err(|problem| anyhow!(problem.message))?;
    let path = content.join(APPROVED_TEXTS).join(format!("{}.txt", entry.text_hash));
    if fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    if crate::fingerprint::sha256(text.as_bytes()) != entry.text_hash {
        bail!(Text::new(
            format!("“{}”刚才又改过，再看一遍再审", entry.id),
            format!("‘{}’ changed a moment ago: look at it again", entry.id),
        ));
    }
    output::create(&path, text.as_bytes())
}
