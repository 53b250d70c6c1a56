//! `mingbai check`: everything a build does but the writing.

use super::Outcome;
use super::arguments::{LookArguments, SiteArguments};
use super::console::Console;
use crate::build::Goal;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    look: LookArguments,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    super::build::look(&arguments.site, &arguments.look, Goal::Check, console)
}
