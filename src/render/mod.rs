//! Site × theme → pages.
//!
//! What is public is put in order once (`index`), then every page is listed with what it is made from (`plan`), and
//! then the pages are rendered side by side. A list page holds its twenty items and no body; an entry's body is written
//! where its page is rendered.

pub mod context;

mod boards;
mod body;
mod catalogue;
mod entry;
mod feed;
mod index;
mod lists;
mod plan;
mod table;
mod words;

use crate::address;
use crate::diagnostic::Diagnostic;
use crate::model::{Id, Pictures, SheetFacts, Site};
use crate::parallel;
use crate::site_path::SitePath;
use crate::terms::{Area, Category};
use crate::theme::{Shared, Theme};
use context::{Counted, NavigationItem};
use index::Index;
use plan::{Content, Parts, Step};
use std::collections::BTreeMap;

/// Every page of the site, with the feed, the site map and robots.txt: path in the site and bytes.
/// `sheets` tells of the sheets that were made; a picture of a body that is not among `pictures` shows as its words.
pub fn pages(
    site: &Site,
    theme: &Theme,
    sheets: &BTreeMap<Id, SheetFacts>,
    pictures: &Pictures,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(SitePath, Vec<u8>)> {
    let index = Index::new(site);
    let parts = Parts::new(&index);
    let steps = plan::steps(&index, &parts, sheets);
    let shared = match Shared::new(&shared(&index)) {
        Ok(shared) => shared,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let render = Renderer { index: &index, theme, sheets, pictures, shared: [("site", &shared)] };
    let rendered = parallel::map(&steps, |step| render.step(step));
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (step, page) in steps.iter().zip(rendered) {
        match page {
            Ok(bytes) => files.push((step.href.clone(), bytes)),
            // A fault of a template shows on every page that it makes.
            Err(problem) if problems.contains(&problem) => {}
            Err(problem) => problems.push(problem),
        }
    }
    let address = site.settings.address.as_deref();
    files.push((address::FEED.to_owned(), feed::feed(&index).into_bytes()));
    files.push((address::ROBOTS.to_owned(), feed::robots(address).into_bytes()));
    if let Some(address) = address {
        let map = feed::sitemap(address, steps.iter().map(|step| step.href.as_str()));
        files.push((address::SITEMAP.to_owned(), map.into_bytes()));
    }
    files.into_iter().filter_map(|(href, bytes)| Some((SitePath::new(&href).ok()?, bytes))).collect()
}

/// What pages are rendered with.
struct Renderer<'r, 'a> {
    index: &'r Index<'a>,
    theme: &'r Theme,
    sheets: &'r BTreeMap<Id, SheetFacts>,
    pictures: &'r Pictures,
    shared: [(&'static str, &'r Shared); 1],
}

impl Renderer<'_, '_> {
    fn step(&self, step: &Step<'_>) -> Result<Vec<u8>, Diagnostic> {
        let (theme, shared) = (self.theme, &self.shared);
        match &step.content {
            Content::Home(page) => theme.page("home.html", page, shared),
            Content::List(page) => theme.page("list.html", page, shared),
            Content::Guides(page) => theme.page("guides.html", page, shared),
            Content::Unit(page) => theme.page("unit.html", page, shared),
            Content::Village(page) => theme.page("village.html", page, shared),
            Content::Villages(page) => theme.page("villages.html", page, shared),
            Content::Catalogue(page) => theme.page("catalogue.html", page, shared),
            Content::Boards(page) => theme.page("boards.html", page, shared),
            Content::Board(page) => theme.page("board.html", page, shared),
            Content::Sheets(page) => theme.page("sheets.html", page, shared),
            Content::Archive(page) => theme.page("archive.html", page, shared),
            Content::About(page) => theme.page("about.html", page, shared),
            Content::NotFound(page) => theme.page("404.html", page, shared),
            Content::Entry(place) => self.entry(*place),
        }
    }

    fn entry(&self, place: usize) -> Result<Vec<u8>, Diagnostic> {
        let Some(shown) = self.index.shown.get(place) else { return Ok(Vec::new()) };
        let body = entry::body(self.index, shown, self.pictures);
        match entry::page(self.index, place, self.sheets.get(&shown.entry.id), body) {
            Some(page) => self.theme.page("entry.html", &page, &self.shared),
            None => Ok(Vec::new()),
        }
    }
}

/// What every page shows.
fn shared<'i>(index: &'i Index<'_>) -> context::Shared<'i> {
    let settings = &index.site.settings;
    let archive = index.by_month.keys().next_back().map(|(year, _)| address::year_page(*year));
    let coordinator = index.units.iter().find(|unit| unit.coordinator);
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
        coordinator: coordinator.cloned(),
        areas: Area::ALL
            .iter()
            .filter_map(|area| counted(area.chinese(), address::area_page(*area, 1), index.by_area.get(area)))
            .collect(),
        categories: Category::ALL
            .iter()
            .filter_map(|category| {
                let href = address::category_page(*category, 1);
                counted(category.chinese(), href, index.by_category.get(category))
            })
            .collect(),
        archive,
    }
}

fn counted(name: &'static str, href: String, places: Option<&Vec<usize>>) -> Option<Counted<'static>> {
    Some(Counted { name: name.into(), href, count: places?.len() })
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
