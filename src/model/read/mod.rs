//! The folder of a site becomes the site: registers first, then the entries on all cores, then what they say of each
//! other.

mod calendar;
mod catalogue;
mod cross;
mod dates;
mod entry;
mod limit;
mod names;
mod parts;
mod registers;
mod slug;
mod tables;
#[cfg(test)]
mod tests;

use super::Site;
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::load::Folder;
use crate::parallel;
use crate::settings;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use names::Names;

/// What is asked of a site.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request {
    /// The build date; that of site.yaml where not given, else today.
    pub date: Option<Date>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Reads a site from the texts and files of its `content/`. None where there is no town to build: no site.yaml or no
/// units.yaml that can be read. An entry that has an error is left out.
pub fn read(folder: &Folder, request: &Request, problems: &mut Vec<Diagnostic>) -> Option<Site> {
    let settings = needed(folder, "site.yaml", problems).and_then(|source| settings::read(source, problems));
    let units = needed(folder, "units.yaml", problems).map(|source| registers::units(source, problems));
    let (settings, units) = (settings?, units?);
    let mut names = Names::of_units(&units);
    let roles =
        source(folder, "roles.yaml").map(|source| registers::roles(source, problems)).unwrap_or_default();
    let boards = source(folder, "boards.yaml")
        .map(|source| registers::boards(source, &names, problems))
        .unwrap_or_default();
    names.add_boards(&boards);
    let catalogue = source(folder, "catalogue.csv")
        .map(|source| catalogue::read(source, &names, problems))
        .unwrap_or_default();
    names.add_rows(&catalogue);
    let calendar = calendar::read(folder, problems);

    let around = entry::Around { folder, names: &names, catalogue: &catalogue, calendar: &calendar };
    let sources: Vec<&Source> = folder.sources.values().filter(|source| is_entry(&source.path)).collect();
    let read = parallel::map(&sources, |source| entry::read(source, &around));
    let entries = cross::entries(read, request.drafts, problems);

    let date = request.date.or(settings.date).unwrap_or_else(Date::today);
    let preview = request.drafts;
    Some(Site { settings, date, preview, calendar, units, roles, catalogue, boards, entries })
}

/// Whether a file is an entry: a Markdown file below `entries/`.
fn is_entry(path: &SitePath) -> bool {
    path.ending() == "md" && path.parts().next() == Some("entries") && path.depth() > 0
}

fn source<'f>(folder: &'f Folder, name: &str) -> Option<&'f Source> {
    SitePath::new(name).ok().and_then(|path| folder.sources.get(&path))
}

fn needed<'f>(folder: &'f Folder, name: &str, problems: &mut Vec<Diagnostic>) -> Option<&'f Source> {
    let found = source(folder, name);
    // A file that is there but could not be decoded is reported already.
    let reported = |path: &SitePath| path.as_str() == name;
    if found.is_none() && !folder.problems.iter().any(|problem| problem.spoiled().is_some_and(reported)) {
        let message = Text::new(format!("content 里没有 {name}"), format!("content has no {name}"));
        let help = Text::new(
            "在站点的文件夹里运行；新站点用 mingbai init 建",
            "run this in the folder of a site; mingbai init makes a new one",
        );
        problems.push(Diagnostic::error("missing-file", message).help(help));
    }
    found
}
