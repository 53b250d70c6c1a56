//! The options that several commands share.

use crate::calendar::{Date, parse_date};
use crate::terms::SheetChoice;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

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

fn date(word: &str) -> Result<Date, String> {
    parse_date(word).map_err(|_| "2022-12-23".to_owned())
}

pub(super) fn sheet_choice(word: &str) -> Result<SheetChoice, String> {
    SheetChoice::find(word).ok_or_else(|| "current | all | none".to_owned())
}
