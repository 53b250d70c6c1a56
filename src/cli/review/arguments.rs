//! The words of `mingbai review`.

use super::super::options::{Format, SiteArguments};
use crate::terms::Step;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in super::super) struct Arguments {
    pub(super) entries: Vec<String>,
    #[arg(long)]
    pub(super) unit: Option<String>,
    #[arg(long, value_parser = step)]
    pub(super) step: Vec<Step>,
    #[arg(long)]
    pub(super) role: Vec<String>,
    #[arg(long)]
    pub(super) yes: bool,
    #[arg(long)]
    pub(super) answers: Option<String>,
    #[arg(long)]
    pub(super) note: Option<String>,
    #[arg(long = "return")]
    pub(super) return_why: Option<String>,
    #[arg(long)]
    pub(super) refer_up: Option<String>,
    #[arg(long, conflicts_with_all = ["step", "return_why", "refer_up"])]
    pub(super) merge: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["step", "return_why", "refer_up", "merge"])]
    pub(super) form: bool,
    #[arg(long, requires = "form")]
    pub(super) to: Option<PathBuf>,
    #[arg(long)]
    pub(super) key: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["step", "form", "merge"])]
    pub(super) new_key: Option<PathBuf>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_enum, default_value_t = Format::Text, hide_default_value = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

fn step(word: &str) -> Result<Step, String> {
    Step::find(word).ok_or_else(|| "submit | fact_review | secrecy_review | approve".to_owned())
}
