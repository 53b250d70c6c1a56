//! The words of the command line. What they mean is said in `help`, in two languages.

use super::language;
use super::{build, check, explain, fix, init, new, review, verify, watch};
use crate::calendar::{Date, parse_date};
use crate::terms::SheetChoice;
use crate::text::Language;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "mingbai", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, global = true, value_parser = language_word)]
    language: Option<Language>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
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

/// Where the site is and on which date it is built.
#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    #[arg(long)]
    pub(super) root: Option<PathBuf>,
    #[arg(long, value_parser = date)]
    pub(super) date: Option<Date>,
}

/// What is looked at, and how findings are printed.
#[derive(Debug, Args)]
pub(super) struct LookArguments {
    #[arg(long, value_parser = sheet_choice)]
    pub(super) sheets: Option<SheetChoice>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long, value_enum, default_value_t = Format::Text, hide_default_value = true)]
    pub(super) format: Format,
    #[arg(long)]
    pub(super) all: bool,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

fn language_word(word: &str) -> Result<Language, String> {
    language::named(word).ok_or_else(|| "zh | en".to_owned())
}

fn date(word: &str) -> Result<Date, String> {
    parse_date(word).map_err(|_| "2022-12-23".to_owned())
}

pub(super) fn sheet_choice(word: &str) -> Result<SheetChoice, String> {
    SheetChoice::find(word).ok_or_else(|| "current | all | none".to_owned())
}
