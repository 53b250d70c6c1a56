//! The folder of a site becomes the site: registers first, then the entries on all cores, then what they say of each
//! other.

mod approvals;
mod blanks;
mod body;
mod calendar;
mod catalogue;
mod cites;
mod cross;
mod dates;
mod drafts;
mod entry;
mod kept;
mod limit;
mod masked;
mod names;
mod parts;
mod registers;
mod slug;
mod tables;
mod word_lists;
#[cfg(test)]
mod tests;

use super::bodies::Bodies;
use super::entry::Difference;
use super::{APPROVALS, Entry, Follower, Id, Site, newest_first};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::load::{File, Folder};
use crate::parallel;
use crate::settings;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use names::Names;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub(super) use approvals::approvals;
pub(crate) use blanks::BLANK;
pub(super) use body::body;
pub use entry::entry_keys;
pub use kept::Kept;

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
pub fn read(
    folder: impl Into<Arc<Folder>>,
    request: &Request,
    problems: &mut Vec<Diagnostic>,
) -> Option<Site> {
    read_again(&folder.into(), request, &mut Kept::default(), problems)
}

/// The same where something was `kept` of an earlier reading: entries that are still the same are taken as they were.
/// What is read now is kept for the next time.
pub fn read_again(
    folder: &Arc<Folder>,
    request: &Request,
    kept: &mut Kept,
    problems: &mut Vec<Diagnostic>,
) -> Option<Site> {
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
    let approvals =
        source(folder, APPROVALS).map(|source| kept.approvals(source, problems)).unwrap_or_default();
    let word_lists = word_lists::read(folder, problems);

    let published = masked::published(&settings, &units, &boards);
    let bodies = Bodies::default();
    let around = entry::Around {
        folder,
        names: &names,
        catalogue: &catalogue,
        calendar: &calendar,
        published: &published,
        hashed: None,
        bodies: &bodies,
        stand_in: None,
    };
    let registers = registers_print(folder);
    kept.only_with(registers);
    let paths: Vec<&SitePath> =
        folder.sources.keys().chain(folder.unread.keys()).filter(|path| is_entry(path)).collect();
    let mut read = parallel::map(&paths, |path| one(path, &around, kept));
    // In the order of their paths, read before or now.
    read.sort_by(|one, other| one.path.cmp(&other.path));
    kept.renew(read.iter(), folder);
    let (entries, waiting_drafts) = cross::entries(read, request.drafts, problems);

    cross::only_causes(folder, problems);

    let date = request.date.or(settings.date).unwrap_or_else(Date::today);
    let preview = request.drafts;
    Some(Site {
        settings,
        date,
        preview,
        calendar,
        units,
        roles,
        catalogue,
        boards,
        published,
        approvals,
        is_admitted: false,
        followers: followers(&entries),
        word_lists,
        entries,
        waiting_drafts,
        registers,
        folder: Arc::clone(folder),
        bodies: Arc::new(bodies),
    })
}

/// Which entries follow which.
fn followers(entries: &[Arc<Entry>]) -> BTreeMap<Id, Vec<Follower>> {
    let mut followers: BTreeMap<Id, Vec<Follower>> = BTreeMap::new();
    for entry in entries {
        let corrected = entry.corrects.iter().map(|id| (id, true));
        let superseded = entry.supersedes.iter().map(|id| (id, false));
        for (followed, corrects) in corrected.chain(superseded) {
            let follower = Follower { entry: entry.id.clone(), corrects };
            followers.entry(followed.value.clone()).or_default().push(follower);
        }
    }
    followers
}

/// An entry, as it was kept or read now.
fn one(path: &SitePath, around: &entry::Around<'_>, kept: &Kept) -> entry::Read {
    let folder = around.folder;
    let unread = folder.unread.get(path).and_then(|(_, text)| kept.entry(path, *text, folder));
    if let Some(read) = unread {
        return entry::Read { is_kept: true, ..read };
    }
    match folder.text(path) {
        Ok(Some(source)) => {
            let text = Fingerprint::of(source.text.as_bytes());
            kept.entry(path, text, folder).unwrap_or_else(|| entry::read(&source, text, around))
        }
        Ok(None) => entry::Read::failed(path, None),
        Err(problem) => entry::Read::failed(path, Some(problem)),
    }
}

/// The fingerprint of all that entries are read with, beside the files they name. Registers say what became of entries,
/// not what stands in them.
fn registers_print(folder: &Folder) -> Option<Fingerprint> {
    let is_read_with =
        |source: &&Source| !matches!(source.path.parts().next(), Some("entries" | "registers"));
    let registers = folder.sources.values().filter(is_read_with);
    let texts: Vec<_> = registers.map(|source| (&source.path, &*source.text)).collect();
    Fingerprint::of_value(&texts)
}

/// What a new text of an entry's file changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// Nothing: it is the text that was read.
    Nothing,
    /// A draft, of which the site shows nothing.
    Draft,
    /// Only the body, which the entry's own page and sheets show; the site has it now.
    Body(Id),
    /// Also the title, or where things stand in the file; no other entry builds on it. The site has it now.
    Title(Id),
    /// What others show too, or something is to be found in it: the whole site is to be read.
    More,
}

/// Reads one entry of a site again, as far as it can be done without the others.
pub fn reread(site: &mut Site, kept: &mut Kept, file: &File) -> Reread {
    let Some(source) = file.sound_text() else { return Reread::More };
    let text = Fingerprint::of(source.text.as_bytes());
    if kept.is_text_of(&file.path, text) {
        return Reread::Nothing;
    }
    let read = again(site, &source, text, (None, None));
    let (Some(entry), [], Some(_)) = (&read.entry, read.problems.as_slice(), read.text) else {
        return Reread::More;
    };
    let Some(before) = kept.entry_at(&file.path) else { return Reread::More };
    let (difference, id) = (before.difference(entry), entry.id.clone());
    let is_draft = entry.draft && !site.preview;
    // What others quote of it is more than lists show.
    let is_alone =
        entry.corrects.is_none() && entry.supersedes.is_empty() && !site.followers.contains_key(&entry.id);
    // Who names its old or its new title is held against it.
    let titles = [before.title.value.clone(), entry.title.value.clone()];
    let is_cited = || site.entries.iter().any(|other| other.cites.iter().any(|name| titles.contains(name)));
    let reread = match difference {
        Difference::Body | Difference::Title if is_draft => Reread::Draft,
        // The slip of a correction shows its check code.
        Difference::Body if entry.corrects.is_none() => Reread::Body(id),
        Difference::Title if is_alone && !is_cited() => Reread::Title(id),
        _ => return Reread::More,
    };
    match site.entries.iter_mut().find(|before| before.path == file.path) {
        Some(before) => *before = Arc::clone(entry),
        None if is_draft => {}
        None => return Reread::More,
    }
    Arc::make_mut(&mut site.folder).renew(file, source);
    kept.renew_one(&read, &site.folder);
    reread
}

/// The site with an entry that could not be read without errors, as well as it can be: in the place of what it lacks and
/// cannot do without stand the build date, the unit of its row or else the first, the name of its file. For the office's
/// eyes alone. None where its front matter cannot be read at all.
pub fn provisional(site: &Site, path: &SitePath) -> Option<Site> {
    let source = site.folder.text(path).ok()??;
    let stand_in = entry::StandIn { date: site.date, unit: site.units.first()?.id.value.clone() };
    let text = Fingerprint::of(source.text.as_bytes());
    let entry = again(site, &source, text, (None, Some(&stand_in))).entry?;
    let mut site = site.clone();
    // It may bear the id of another.
    site.entries.retain(|other| other.id != entry.id);
    site.entries.push(entry);
    site.entries.sort_by(|one, other| newest_first(one, other));
    Some(site)
}

/// An entry, read with the registers of a site.
fn again(
    site: &Site,
    source: &Source,
    text: Fingerprint,
    (hashed, stand_in): (Option<&OnceLock<String>>, Option<&entry::StandIn>),
) -> entry::Read {
    let mut names = Names::of_units(&site.units);
    names.add_boards(&site.boards);
    names.add_rows(&site.catalogue);
    let around = entry::Around {
        folder: &site.folder,
        names: &names,
        catalogue: &site.catalogue,
        calendar: &site.calendar,
        published: &site.published,
        bodies: &site.bodies,
        hashed,
        stand_in,
    };
    entry::read(source, text, &around)
}

/// The text that is hashed of an entry, as it was written.
pub(super) fn hashed_text(site: &Site, entry: &Entry) -> Result<String, Diagnostic> {
    let text = OnceLock::new();
    if let Some(source) = site.folder.text(&entry.path)? {
        again(site, &source, entry.text, (Some(&text), None));
    }
    Ok(text.into_inner().unwrap_or_default())
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
