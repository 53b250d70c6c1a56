//! `mingbai check`: everything a build does but the writing.

use super::Outcome;
use super::console::Console;
use super::options::{LookArguments, SiteArguments};
use crate::build::Goal;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    look: LookArguments,
    #[arg(long)]
    list: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    if arguments.list {
        return Ok(super::explain::list(console));
    }
    super::build::look(&arguments.site, &arguments.look, Goal::Check, console)
}
