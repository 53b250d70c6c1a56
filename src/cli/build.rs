//! `mingbai build`: the web site and the sheets.

use super::Outcome;
use super::arguments::{Format, LookArguments, SiteArguments};
use super::console::Console;
use super::progress::Progress;
use super::report::{self, Manner};
use crate::build::{Faulty, Goal, Options, Read, build, standings};
use crate::diagnostic::terminal;
use crate::load;
use crate::model::Site;
use crate::text::Text;
use anyhow::Context;
use clap::Args;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    look: LookArguments,
    #[arg(long)]
    hold_back: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    let faulty = if arguments.hold_back { Faulty::HoldBack } else { Faulty::Stop };
    look(&arguments.site, &arguments.look, Goal::Write(faulty), console)
}

/// Runs the line and prints what it found.
pub(super) fn look(
    site: &SiteArguments,
    look: &LookArguments,
    goal: Goal,
    console: &mut Console,
) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let root = root(site)?;
    let progress = Progress::new(console.language);
    let options = Options {
        date: site.date,
        sheets: look.sheets,
        drafts: look.drafts,
        strict: look.strict,
        goal,
        on_step: &|step| {
            progress.step(step);
            ControlFlow::Continue(())
        },
    };
    let report = build(&root, &options);
    progress.done();
    let report = report?;
    console.follow(report.language);
    let took = started.elapsed();
    let standings = match look.format {
        Format::Text => Vec::new(),
        Format::Json => standings(&root, site.date)?,
    };
    let manner = Manner { format: look.format, all: look.all, took, standings };
    Ok(report::print(&report, &manner, console))
}

/// The folder of the site: as asked for, else found from the current folder upwards.
pub(super) fn root(site: &SiteArguments) -> anyhow::Result<PathBuf> {
    root_at(site.root.as_deref())
}

/// The site that was read, in whose language the command goes on; where there is none, what was found is printed.
pub(super) fn site(read: &mut Read, console: &mut Console) -> Option<Site> {
    console.follow(read.language);
    if read.site.is_none() {
        for finding in &read.findings {
            console.result(&terminal(finding, &read.files, console.language, console.colours));
        }
    }
    read.site.take()
}

/// The folder of the site that is named, else of the one that the current folder belongs to.
pub(super) fn root_at(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    match named {
        Some(root) if load::is_site(root) => Some(root.to_owned()),
        Some(_) => None,
        None => load::site_root(),
    }
    .with_context(|| {
        let place = named.map_or(".".to_owned(), |root| root.display().to_string());
        Text::new(
            format!("“{place}”里没有 content/site.yaml，不是站点文件夹；用 mingbai init 新建一个，或用 --root 指明"),
            format!("‘{place}’ holds no content/site.yaml, so it is no site; mingbai init makes one, --root names one"),
        )
    })
}
