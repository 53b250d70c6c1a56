//! `mingbai fix`: shows what a program can put right, asks, and writes it.

mod difference;

use super::Outcome;
use super::console::Console;
use super::site;
use crate::fix::{Fix, Made, fix};
use crate::load::{self, CONTENT_TEXTS, File};
use crate::output;
use crate::site_path::{SitePath, native};
use crate::text::Text;
use anyhow::{anyhow, bail};
use clap::Args;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    files: Vec<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    #[arg(long)]
    root: Option<PathBuf>,
}

/// A file that can be put right.
struct Work {
    path: PathBuf,
    old: Vec<u8>,
    made: Made,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    let root = site::root_at(arguments.root.as_deref())?;
    let content = root.join("content");
    let listing = load::list(&content, CONTENT_TEXTS)?;
    let wanted = wanted(&arguments.files, &content, listing.texts())?;
    let mut works = Vec::new();
    for file in
        listing.texts().iter().filter(|file| wanted.as_ref().is_none_or(|paths| paths.contains(&file.path)))
    {
        // Registers are written by the program alone, line upon line.
        if file.path.parts().next() == Some("registers") {
            continue;
        }
        let path = native(&content.join(file.path.as_str()));
        let Ok(old) = file.read() else { continue };
        match fix(&file.path, &old) {
            Fix::Sound => {}
            Fix::Left(why) => {
                let line = Text::new(
                    format!("没有动 {}：{}\n", path.display(), why.zh),
                    format!("left alone {}: {}\n", path.display(), why.en),
                );
                console.remark(console.say(&line));
            }
            Fix::Made(made) => {
                console.result(&difference::shown(&path, &made, console));
                works.push(Work { path, old, made });
            }
        }
    }
    if works.is_empty() {
        console.remark(console.say(&Text::new("没有要改的\n", "nothing to put right\n")));
        return Ok(Outcome::Clean);
    }
    warn_of_approvals(&works, console);
    if arguments.dry_run {
        let count = works.len();
        console.remark(console.say(&Text::new(
            format!("有 {count} 个文件可改；没有改\n"),
            format!("files to put right: {count}; none was written\n"),
        )));
        return Ok(Outcome::Faulty);
    }
    if !arguments.yes && !asked(works.len(), console)? {
        console.remark(console.say(&Text::new("没有改\n", "nothing was written\n")));
        return Ok(Outcome::Clean);
    }
    for work in &works {
        output::rewrite(&work.path, &work.old, &work.made.bytes)?;
    }
    let count = works.len();
    console.remark(
        console.say(&Text::new(format!("改好了 {count} 个文件\n"), format!("put right: {count} files\n"))),
    );
    Ok(Outcome::Clean)
}

/// The texts of the content that the command line names; none where it names none.
fn wanted(named: &[PathBuf], content: &Path, texts: &[File]) -> anyhow::Result<Option<Vec<SitePath>>> {
    if named.is_empty() {
        return Ok(None);
    }
    let real = |path: &Path| path.canonicalize().ok();
    let mut wanted = Vec::new();
    for path in named {
        let target = real(path).or_else(|| real(&content.join(path)));
        let text =
            texts.iter().find(|text| target.is_some() && real(&content.join(text.path.as_str())) == target);
        let Some(text) = text else {
            let shown = path.display();
            bail!(Text::new(
                format!("“{shown}”不是 content 里的条目、YAML 或 CSV 文件"),
                format!("‘{shown}’ is no entry, YAML or CSV file of content/"),
            ));
        };
        wanted.push(text.path.clone());
    }
    Ok(Some(wanted))
}

/// An approval is for the words as they were.
fn warn_of_approvals(works: &[Work], console: &Console) {
    if works.iter().any(|work| work.made.readable) {
        console.remark(console.say(&Text::new(
            "注意：文号的写法改了，已审批的事项要重新审核\n",
            "note: document numbers change their form; entries that were approved must be reviewed again\n",
        )));
    }
}

fn asked(count: usize, console: &Console) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        bail!(Text::new(
            "这里没有人可以问；脚本里用 --yes，只看不改用 --dry-run",
            "there is nobody to ask; scripts say --yes, or --dry-run to look only",
        ));
    }
    console.result(console.say(&Text::new(
        format!("改这 {count} 个文件吗？（是/否）"),
        format!("write these files ({count})? (yes/no) "),
    )));
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|error| anyhow!(error))?;
    Ok(["是", "y", "yes", "shi"].contains(&line.trim().to_lowercase().as_str()))
}
