//! `mingbai build`: the web site and the sheets.

use super::Outcome;
use super::console::Console;
use super::options::{Format, LookArguments, SiteArguments};
use super::progress::Progress;
use super::report::{self, Manner};
use super::site;
use crate::build::{Faulty, Goal, Options, build, standings};
use clap::Args;
use std::ops::ControlFlow;
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
    place: &SiteArguments,
    look: &LookArguments,
    goal: Goal,
    console: &mut Console,
) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let root = site::root(place)?;
    let progress = Progress::new(console.language);
    let options = Options {
        date: place.date,
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
        Format::Json => standings(&root, options.date)?,
    };
    let manner = Manner { format: look.format, all: look.all, took, standings };
    Ok(report::print(&report, &manner, console))
}
