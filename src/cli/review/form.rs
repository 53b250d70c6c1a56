//! The review form of an entry as PDF.

use super::super::Outcome;
use super::super::console::Console;
use super::arguments::Arguments;
use super::find;
use crate::address;
use crate::build::{Goal, Options, Previews, Session};
use crate::output;
use crate::site_path::native;
use crate::text::Text;
use anyhow::bail;
use std::path::Path;

/// Writes the forms of the entries that the command line names.
pub(super) fn print(root: &Path, arguments: &Arguments, console: &Console) -> anyhow::Result<Outcome> {
    let options = Options { date: arguments.site.date, drafts: true, ..Options::new(Goal::Check) };
    let Some(previews) = Previews::read(&Session::new(root), &options, None)? else {
        bail!(Text::new(
            "读不了站点或主题，用 mingbai check 看",
            "site or theme cannot be read: see mingbai check"
        ));
    };
    if arguments.entries.is_empty() {
        bail!(Text::new("给哪一条打审核单？写上事项", "whose form? Name the entry"));
    }
    if arguments.to.is_some() && arguments.entries.len() > 1 {
        bail!(Text::new("用 --to 只能打一条", "with --to, one entry at a time"));
    }
    for word in &arguments.entries {
        let entry = find::entry(previews.site(), word)?;
        let form = match previews.form(&entry.path) {
            Ok(form) => form.unwrap_or_default(),
            Err(mut found) => match found.pop() {
                Some(problem) => bail!(problem.message),
                None => bail!(Text::new("审核单排不出来", "the form cannot be set")),
            },
        };
        let place = format!("output/print/review/{}", address::sheet_file(entry).replace('/', "-"));
        let path = arguments.to.clone().unwrap_or_else(|| native(&root.join(&place)));
        output::put(&path, &form)?;
        console.result(console.say(&Text::new(
            format!("审核单：{}\n", path.display()),
            format!("review form: {}\n", path.display()),
        )));
    }
    Ok(Outcome::Clean)
}
