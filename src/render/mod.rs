//! Site × theme → pages.
//!
//! What is public is put in order once (`index`), then every page is listed with what it is made from (`plan`), and
//! then the pages are rendered side by side, each handed on ([`Receiver`]) as soon as it is made. A page whose inputs have
//! the fingerprint they had is not made again. A list page holds its twenty items and no body; an entry's body is
//! written where its page is rendered.

pub mod context;

mod boards;
mod body;
mod catalogue;
mod common;
mod entry;
mod feed;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod hanging;
mod index;
mod lists;
mod order;
mod plan;
mod table;
mod words;

use crate::address;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::model::{Entry, Id, Pictures, SheetFacts, Site};
use crate::parallel;
use crate::site_path::SitePath;
use crate::terms::{Area, Category};
use crate::theme::{Around, Ready, Theme};
use context::{Frame, NavigationItem, Spot};
use index::Index;
pub use order::Order;
use plan::{Content, Parts, Step};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use words::link;

/// Where pages go as they are made. A page is claimed before any is made; then it may stand as it is, or is made and
/// taken. Pages are made side by side.
pub trait Receiver: Sync {
    /// Where a page of this address goes; none where that is no place.
    fn place(&self, href: &str) -> Option<SitePath>;

    /// Claims the place of a page.
    ///
    /// # Errors
    /// Says who has it already.
    fn claim(&self, place: &SitePath) -> Result<(), Diagnostic>;

    /// Whether the page is there as it was made from the same inputs.
    fn stands(&self, place: &SitePath, inputs: Fingerprint) -> bool;

    /// Takes a page that was made from these inputs; none where it is not worth asking.
    fn take(&self, place: &SitePath, inputs: Option<Fingerprint>, bytes: &[u8]);
}

/// What was made.
#[derive(Debug, Default)]
pub struct Pages {
    /// How many pages and files for programs there are.
    pub count: usize,
    /// Those that show several entries.
    pub lists: BTreeSet<SitePath>,
    /// The fingerprint of what every page shows.
    shared: Option<Fingerprint>,
}

/// Makes every page of the site, with the feed, the site map and robots.txt. `sheets` tells of the sheets that were made; a
/// picture of a body that is not among `pictures` shows as its words.
pub fn pages(
    site: &Site,
    order: &Order,
    theme: &Theme,
    sheets: &BTreeMap<Id, SheetFacts>,
    pictures: &Pictures,
    receiver: &dyn Receiver,
    problems: &mut Vec<Diagnostic>,
) -> Pages {
    let index = Index::new(site, order);
    index.make_items();
    let parts = Parts::new(&index, sheets);
    let steps = plan::steps(&index, &parts, sheets);
    let shared = Ready::new(shared(&index));
    let print = Fingerprint::of_value(&(theme.fingerprint("pages"), &shared));
    let files = || for_programs(&index, steps.iter().map(|step| step.href.as_str()));
    let mut claim = |href: &str| {
        let path = receiver.place(href)?;
        receiver.claim(&path).map(|()| path).map_err(|clash| problems.push(clash)).ok()
    };
    let claim_all = || steps.iter().map(|step| claim(&step.href)).collect::<Vec<_>>();
    let (mut paths, files) = parallel::both(claim_all, files);
    paths.extend(files.iter().map(|(href, _)| claim(href)));
    let renderer = Renderer { index: &index, theme, sheets, pictures, print, around: &Around::new(&shared) };
    let pages: Vec<(&Step<'_>, &SitePath)> =
        steps.iter().zip(&paths).filter_map(|(step, path)| Some((step, path.as_ref()?))).collect();
    let made = parallel::map(&pages, |(step, path)| renderer.make(step, path, receiver));
    for problem in made.into_iter().filter_map(Result::err) {
        // A fault of a template shows on every page that it makes.
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    for ((_, text), path) in files.iter().zip(paths.iter().skip(steps.len())) {
        if let Some(path) = path {
            receiver.take(path, None, text.as_bytes());
        }
    }
    let lists = pages.iter().filter(|(step, _)| !matches!(step.content, Content::Entry(_)));
    let lists = lists.map(|(_, path)| SitePath::clone(path)).collect();
    Pages { count: paths.len(), lists, shared: print }
}

/// The feed, robots.txt and, where the site has an address, the site map.
fn for_programs<'p>(
    index: &Index<'_>,
    hrefs: impl Iterator<Item = &'p str> + Clone,
) -> Vec<(&'static str, String)> {
    let address = index.site.settings.address.as_deref();
    let sitemap = address.map(|address| (address::SITEMAP, feed::sitemap(address, hrefs)));
    let files = [(address::FEED, feed::feed(index)), (address::ROBOTS, feed::robots(address))];
    files.into_iter().chain(sitemap).collect()
}

/// Entries of which not all is as it was.
#[derive(Debug, Default)]
pub struct Changed {
    /// Those of which only their own pages show it.
    pub bodies: BTreeSet<Id>,
    /// Those whose items in lists show it too.
    pub items: BTreeSet<Id>,
    /// Those that came or went, of which no other entry says that it follows them, nor they of others.
    pub moved: Vec<Arc<Entry>>,
}

impl Changed {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.items.is_empty() && self.moved.is_empty()
    }

    /// What changed in all where `earlier` changes were not made yet.
    #[must_use]
    pub fn after(mut self, earlier: Self) -> Self {
        let has_moved = |id: &Id| self.moved.iter().any(|entry| entry.id == *id);
        let (bodies, items) = (earlier.bodies.into_iter(), earlier.items.into_iter());
        self.bodies.extend(bodies.filter(|id| !has_moved(id)));
        self.items.extend(items.filter(|id| !has_moved(id)));
        self.moved.extend(earlier.moved);
        self
    }
}

/// Makes anew the pages that show something else of a site of which this alone has changed; `before` says what was made
/// before. False where all pages are to be made.
#[expect(clippy::too_many_arguments, reason = "all that pages are made from, and where they go")]
pub fn changed_pages(
    site: &Site,
    order: &Order,
    theme: &Theme,
    sheets: &BTreeMap<Id, SheetFacts>,
    pictures: &Pictures,
    changed: &Changed,
    before: &mut Pages,
    receiver: &dyn Receiver,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let index = Index::new(site, order);
    let shared = Ready::new(shared(&index));
    let print = Fingerprint::of_value(&(theme.fingerprint("pages"), &shared));
    if print.is_none() || print != before.shared {
        return false;
    }
    let has_moved = !changed.moved.is_empty();
    let places = |ids: &BTreeSet<Id>| -> BTreeSet<usize> {
        ids.iter().filter_map(|id| order.by_id.get(id).copied()).collect()
    };
    let (mut entries, items) = (places(&changed.bodies), places(&changed.items));
    let shown = items.iter().filter_map(|place| index.shown.get(*place)).map(|shown| shown.entry);
    entries.extend(shown.flat_map(|entry| entry::shown_on(&index, entry)));
    entries.extend(changed.moved.iter().flat_map(|entry| entry::shown_on(&index, entry)));
    entries.extend(entry::linking_to(&index, &changed.moved));
    // Behind an entry that came or went everything stands elsewhere, and counts are others.
    let of = (!has_moved).then_some(&items);
    if has_moved {
        index.make_items();
    }
    let parts = (has_moved || !items.is_empty()).then(|| Parts::new(&index, sheets));
    let lists: Vec<Step<'_>> =
        parts.iter().flat_map(|parts| plan::lists(&index, parts, sheets, of)).collect();
    let hrefs: Vec<String> = lists.iter().map(|step| step.href.clone()).collect();
    let entries = entries.into_iter().filter_map(|place| plan::entry(&index, place));
    let steps = lists.into_iter().chain(entries);
    let steps: Vec<(SitePath, Step<'_>)> =
        steps.filter_map(|step| Some((receiver.place(&step.href)?, step))).collect();
    let renderer = Renderer { index: &index, theme, sheets, pictures, print, around: &Around::new(&shared) };
    let files = || match (has_moved, items.is_empty()) {
        (true, _) => {
            let entries = index.shown.iter().map(|shown| index.item(shown).href.as_str());
            for_programs(&index, hrefs.iter().map(String::as_str).chain(entries))
        }
        (false, false) => vec![(address::FEED, feed::feed(&index))],
        (false, true) => Vec::new(),
    };
    let take = |(href, text): &(&str, String)| {
        if let Some(path) = receiver.place(href) {
            receiver.take(&path, None, text.as_bytes());
        }
    };
    let make = || parallel::map(&steps, |(path, step)| renderer.make(step, path, receiver));
    let (made, files) = parallel::both(make, || files().iter().map(take).count());
    problems.extend(made.into_iter().filter_map(Result::err));
    if has_moved {
        before.count = hrefs.len() + index.shown.len() + files;
        before.lists = hrefs.iter().filter_map(|href| receiver.place(href)).collect();
    }
    true
}

/// The page of one entry; none where the web shows nothing of it, or a template is at fault.
pub fn entry_page(
    site: &Site,
    order: &Order,
    theme: &Theme,
    sheets: &BTreeMap<Id, SheetFacts>,
    pictures: &Pictures,
    entry: &Entry,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let index = Index::new(site, order);
    let place = *index.order.by_id.get(&*entry.id)?;
    let render = || {
        let shared = Ready::new(shared(&index));
        let body = index.shown.get(place).map(|shown| entry::body(&index, shown, pictures)).transpose()?;
        let page = entry::page(&index, place, sheets.get(&entry.id), body.unwrap_or_default());
        let spot = |frame: &Frame| frame.spot(&shared.navigation);
        let page = page.map(|page| theme.page("entry.html", &page, spot(&page.page), &Around::new(&shared)));
        page.transpose()
    };
    render().unwrap_or_else(|problem| {
        problems.push(problem);
        None
    })
}

/// What pages are rendered with.
struct Renderer<'r, 'a> {
    index: &'r Index<'a>,
    theme: &'r Theme,
    sheets: &'r BTreeMap<Id, SheetFacts>,
    pictures: &'r Pictures,
    /// The fingerprint of what all pages show and are made with.
    print: Option<Fingerprint>,
    around: &'r Around<'r, Spot, context::Shared<'r>>,
}

impl Renderer<'_, '_> {
    fn make(&self, step: &Step<'_>, path: &SitePath, receiver: &dyn Receiver) -> Result<(), Diagnostic> {
        match &step.content {
            Content::Home(page) => self.page("home.html", &**page, &page.page, path, receiver),
            Content::List(page) => self.page("list.html", &**page, &page.page, path, receiver),
            Content::Guides(page) => self.page("guides.html", &**page, &page.page, path, receiver),
            Content::Unit(page) => self.page("unit.html", &**page, &page.page, path, receiver),
            Content::Village(page) => self.page("village.html", &**page, &page.page, path, receiver),
            Content::Villages(page) => self.page("villages.html", &**page, &page.page, path, receiver),
            Content::Catalogue(page) => self.page("catalogue.html", &**page, &page.page, path, receiver),
            Content::Boards(page) => self.page("boards.html", &**page, &page.page, path, receiver),
            Content::Board(page) => self.page("board.html", &**page, &page.page, path, receiver),
            Content::Sheets(page) => self.page("sheets.html", &**page, &page.page, path, receiver),
            Content::Archive(page) => self.page("archive.html", &**page, &page.page, path, receiver),
            Content::About(page) => self.page("about.html", &**page, &page.page, path, receiver),
            Content::NotFound(page) => self.page("404.html", &**page, &page.page, path, receiver),
            Content::Entry(place) => self.entry(*place, path, receiver),
        }
    }

    fn page(
        &self,
        template: &str,
        page: &impl Serialize,
        frame: &Frame,
        path: &SitePath,
        receiver: &dyn Receiver,
    ) -> Result<(), Diagnostic> {
        let inputs = self.print.and_then(|print| Fingerprint::of_value(&(print, template, page)));
        if inputs.is_none_or(|inputs| !receiver.stands(path, inputs)) {
            let spot = frame.spot(&self.around.site().navigation);
            receiver.take(path, inputs, &self.theme.page(template, page, spot, self.around)?);
        }
        Ok(())
    }

    /// The page of an entry. Its body counts as the text it was read from and what its links and pictures lead to, so
    /// that a page that stands needs no body.
    fn entry(&self, place: usize, path: &SitePath, receiver: &dyn Receiver) -> Result<(), Diagnostic> {
        let Some(shown) = self.index.shown.get(place) else { return Ok(()) };
        let facts = self.sheets.get(&shown.entry.id);
        let Some(mut page) = entry::page(self.index, place, facts, String::new()) else { return Ok(()) };
        let targets = entry::targets(self.index, shown, self.pictures);
        let parts = (self.print, &page, shown.entry.text, targets);
        let inputs = self.print.and_then(|_| Fingerprint::of_value(&parts));
        if inputs.is_none_or(|inputs| !receiver.stands(path, inputs)) {
            page.body = entry::body(self.index, shown, self.pictures)?;
            let spot = page.page.spot(&self.around.site().navigation);
            receiver.take(path, inputs, &self.theme.page("entry.html", &page, spot, self.around)?);
        }
        Ok(())
    }
}

/// What every page shows.
fn shared<'i>(index: &'i Index<'_>) -> context::Shared<'i> {
    let settings = &index.site.settings;
    let archive = index.order.by_month.keys().next_back().map(|(year, _)| address::year_page(*year));
    let coordinator = index.units.iter().find(|unit| unit.coordinator).and_then(|unit| index.unit(unit.id));
    context::Shared {
        title: &settings.title,
        subtitle: settings.subtitle.as_deref(),
        motto: settings.motto.as_deref(),
        town: &settings.town,
        county: settings.county.as_deref(),
        address: settings.address.as_deref(),
        supervision_phone: settings.supervision_phone.as_deref(),
        place: settings.place.as_deref(),
        hours: settings.hours.as_deref(),
        today: words::day(index.site.date, index.site.date),
        navigation: navigation(archive.clone()),
        coordinator,
        areas: Area::ALL
            .iter()
            .filter_map(|area| {
                index.order.by_area.get(area)?;
                Some(link(area.chinese(), address::area_page(*area, 1)))
            })
            .collect(),
        categories: Category::ALL
            .iter()
            .filter_map(|category| {
                index.order.by_category.get(category)?;
                Some(link(category.chinese(), address::category_page(*category, 1)))
            })
            .collect(),
        archive,
    }
}

fn navigation(archive: Option<String>) -> Vec<NavigationItem> {
    let item = |id, name, href: String| NavigationItem { id, name, href };
    let areas = Area::ALL.iter().map(|area| item(area.id(), area.chinese(), address::area_page(*area, 1)));
    let rest = [
        item("villages", "各村", address::VILLAGES.to_owned()),
        item("catalogue", "公开目录", address::CATALOGUE.to_owned()),
        item("boards", "公开栏", address::BOARDS.to_owned()),
        item("about", "谁管什么", address::ABOUT.to_owned()),
    ];
    let archive = archive.map(|href| item("archive", "归档", href));
    [item("home", "首页", address::HOME.to_owned())]
        .into_iter()
        .chain(areas)
        .chain(rest)
        .chain(archive)
        .collect()
}
