//! The words of the command line. What they mean is said in `help`, in two languages.

use super::language;
use super::{build, check, explain, fix, init, new, review, verify, watch};
use crate::text::Language;
use clap::{ArgAction, Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "mingbai", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    // Last in every list of options.
    #[arg(long, global = true, display_order = 90, value_parser = language_word)]
    language: Option<Language>,
    #[arg(short, long, global = true, display_order = 91, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, display_order = 92, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Fix(fix::Arguments),
    Build(build::Arguments),
    Review(Box<review::Arguments>),
    Verify(verify::Arguments),
    Watch(watch::Arguments),
}

fn language_word(word: &str) -> Result<Language, String> {
    language::named(word).ok_or_else(|| "zh | en".to_owned())
}
