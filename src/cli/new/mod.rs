//! `mingbai new`: an entry file with the fields and table heads that its catalogue row asks for.

mod draft;

use super::console::Console;
use super::options::SiteArguments;
use super::{Outcome, site};
use crate::build;
use crate::model::BLANK;
use crate::model::{CatalogueRow, Site, Unit};
use crate::nearest::nearest;
use crate::output;
use crate::terms::Kind;
use crate::text::Text;
use anyhow::anyhow;
use clap::Args;
use draft::Draft;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    matter: String,
    #[arg(long)]
    unit: Option<String>,
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    let root = site::root(&arguments.site)?;
    let mut read = build::read(&root, arguments.site.date)?;
    let Some(site) = site::of(&mut read, console) else { return Ok(Outcome::Faulty) };
    let (row, kind) = matter(&site, &arguments.matter)?;
    let unit = match &arguments.unit {
        Some(word) => Some(unit(&site, word)?),
        None => row.and_then(|row| only_unit(&site, row)),
    };
    let draft = Draft { site: &site, row, kind, unit, title: arguments.title.as_deref() };
    let text = draft.text();
    let path = create(&root, &site, &text)?;
    let blanks = text.matches(BLANK).count();
    console.result(console.say(&Text::new(
        format!(
            "已新建 {path}\n还有 {blanks} 处【填写……】要换成内容；填完删去 draft: true 这一行，再用 mingbai check 检查\n"
        ),
        format!(
            "made {path}\n{blanks} blanks 【填写……】 are to be filled in; then drop the line draft: true, and mingbai check \
             looks at it\n"
        ),
    )));
    Ok(Outcome::Clean)
}

/// The row with this id and the kind its matter usually takes, or the kind of this name.
fn matter<'s>(site: &'s Site, word: &str) -> anyhow::Result<(Option<&'s CatalogueRow>, Kind)> {
    if let Some(row) = site.catalogue.iter().find(|row| row.id.value.eq_ignore_ascii_case(word)) {
        return Ok((Some(row), draft::usual_kind(row)));
    }
    if let Some(kind) = Kind::find(word) {
        return Ok((None, kind));
    }
    let rows = site.catalogue.iter().map(|row| &*row.id.value);
    let kinds = Kind::ALL.iter().flat_map(|kind| [kind.id(), kind.chinese()]);
    Err(anyhow!(near(
        nearest(word, rows.chain(kinds)),
        &format!("“{word}”不是目录项编号，也不是文种"),
        &format!("‘{word}’ is neither a catalogue row nor a kind"),
    )))
}

fn unit<'s>(site: &'s Site, word: &str) -> anyhow::Result<&'s Unit> {
    let names = |unit: &'s Unit| [&*unit.id.value, unit.short.as_str(), unit.name.as_str()];
    site.units.iter().find(|unit| names(unit).contains(&word)).ok_or_else(|| {
        anyhow!(near(
            nearest(word, site.units.iter().flat_map(names)),
            &format!("没有部门或村“{word}”"),
            &format!("there is no unit ‘{word}’"),
        ))
    })
}

/// The unit that answers for a row, where one alone does.
fn only_unit<'s>(site: &'s Site, row: &CatalogueRow) -> Option<&'s Unit> {
    match row.units.as_slice() {
        [unit] if !row.villages => site.unit(&unit.value),
        _ => None,
    }
}

fn near(nearest: Option<&str>, zh: &str, en: &str) -> Text {
    match nearest {
        Some(nearest) => Text::new(format!("{zh}，是不是“{nearest}”？"), format!("{en}; is it ‘{nearest}’?")),
        None => Text::new(zh, en),
    }
}

/// Writes the draft under the first free number of its day, and gives the file's path from the site's root.
fn create(root: &Path, site: &Site, text: &str) -> anyhow::Result<String> {
    let folder = format!("content/entries/{}", site.date.year());
    let paths = (1..1000).map(|number| format!("{folder}/{}-{number:02}.md", site.date));
    let path = paths.into_iter().find(|path| !root.join(path).exists());
    let path = path.ok_or_else(|| anyhow!(Text::new("这一天的事项太多了", "too many entries on one day")))?;
    output::create(&root.join(&path), text.as_bytes())?;
    Ok(path)
}
