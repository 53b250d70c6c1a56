//! Which pages there are, and what each is made from. A page names its inputs here and is rendered elsewhere, so that
//! pages can be rendered side by side.

use super::boards;
use super::catalogue;
use super::context::{
    About, Archive, Board, BoardPage, Boards, Catalogue, CatalogueRow, Counted, Frame, Home, HomeArea, Item,
    Link, List, ListKind, Month, NotFound, Role, SheetRow, SheetsPage, Term, Town, UnitPage, Villages,
};
use super::entry::sheets_of;
use super::index::{Index, ObjectionWindow, Shown};
use super::lists;
use super::words::link;
use crate::address;
use crate::model::{Id, SheetFacts};
use crate::parallel;
use crate::review::WebPart;
use crate::terms::{Area, Category, UnitKind};
use crate::theme::Ready;
use std::collections::{BTreeMap, BTreeSet};

/// A page to render.
pub(super) struct Step<'i> {
    /// Where it goes.
    pub(super) href: String,
    /// What it is made from.
    pub(super) content: Content<'i>,
}

/// What a page is made from.
pub(super) enum Content<'i> {
    Home(Box<Home<'i>>),
    List(Box<List<'i>>),
    Guides(Box<List<'i>>),
    Unit(Box<UnitPage<'i>>),
    Village(Box<UnitPage<'i>>),
    Villages(Box<Villages<'i>>),
    Catalogue(Box<Catalogue<'i>>),
    Boards(Box<Boards<'i>>),
    Board(Box<BoardPage<'i>>),
    Sheets(Box<SheetsPage<'i>>),
    Archive(Box<Archive<'i>>),
    About(Box<About<'i>>),
    NotFound(Box<NotFound>),
    /// The entry at this place; its page is made where it is rendered, since it holds the body.
    Entry(usize),
}

/// What several pages are made from, built once.
pub(super) struct Parts<'i> {
    /// The boards.
    pub(super) boards: Vec<Ready<Board<'i>>>,
    /// The catalogue.
    pub(super) rows: Vec<Ready<CatalogueRow<'i>>>,
}

impl<'i> Parts<'i> {
    /// The parts of a site.
    pub(super) fn new(index: &'i Index<'_>, sheets: &BTreeMap<Id, SheetFacts>) -> Self {
        let boards = boards::boards(index, sheets).into_iter().map(Ready::new).collect();
        Self { boards, rows: catalogue::rows(index).into_iter().map(Ready::new).collect() }
    }
}

/// Every page of the site, in the order of their making.
pub(super) fn steps<'i>(
    index: &'i Index<'_>,
    parts: &'i Parts<'i>,
    sheets: &BTreeMap<Id, SheetFacts>,
) -> Vec<Step<'i>> {
    let mut steps = lists(index, parts, sheets, None);
    steps.extend((0..index.shown.len()).filter_map(|place| entry(index, place)));
    steps
}

/// The page of the entry at a place.
pub(super) fn entry<'i>(index: &'i Index<'_>, place: usize) -> Option<Step<'i>> {
    let shown = index.shown.get(place)?;
    Some(Step { href: index.item(shown).href.clone(), content: Content::Entry(place) })
}

/// The pages that show several entries; of long lists only those that show one of the entries at the places `of`, where
/// these alone have changed.
pub(super) fn lists<'i>(
    index: &'i Index<'_>,
    parts: &'i Parts<'i>,
    sheets: &BTreeMap<Id, SheetFacts>,
    of: Option<&'i BTreeSet<usize>>,
) -> Vec<Step<'i>> {
    let plan = Plan { index, parts, of };
    let mut steps =
        vec![plan.home(), plan.villages(), plan.catalogue(), plan.boards(), plan.about(), plan.not_found()];
    let by_matter = || {
        let mut steps = plan.all();
        steps.extend(Area::ALL.iter().flat_map(|area| plan.area(*area)));
        steps.extend(index.order.by_category.keys().flat_map(|category| plan.category(*category)));
        steps
    };
    let by_place_and_time = || {
        let mut steps: Vec<_> = (0..index.units.len()).flat_map(|place| plan.unit(place)).collect();
        steps.extend(parts.boards.iter().map(|board| plan.board(board)));
        steps.extend(plan.sheets(sheets));
        steps.extend(plan.archive());
        steps.extend(index.order.by_month.keys().flat_map(|(year, month)| plan.month(*year, *month)));
        steps
    };
    let (by_matter, by_place_and_time) = parallel::both(by_matter, by_place_and_time);
    steps.extend(by_matter);
    steps.extend(by_place_and_time);
    steps
}

struct Plan<'i, 'a> {
    index: &'i Index<'a>,
    parts: &'i Parts<'i>,
    of: Option<&'i BTreeSet<usize>>,
}

/// How many of the newest entries the home page shows, in all and of each area.
const LATEST: usize = 8;
const LATEST_OF_AREA: usize = 5;
/// How many of a month's entries the archive of the year shows.
const LATEST_OF_MONTH: usize = 5;

impl<'i> Plan<'i, '_> {
    /// Whether a page with the entries at these places is to be made.
    fn wants(&self, places: &[usize]) -> bool {
        self.of.is_none_or(|of| places.iter().any(|place| of.contains(place)))
    }

    fn home(&self) -> Step<'i> {
        let index = self.index;
        let settings = &index.site.settings;
        let mut open: Vec<&Shown<'_>> =
            index.shown.iter().filter(|shown| index.takes_objections(shown.entry)).collect();
        // What ends first stands first; the sort keeps the newer of two first.
        open.sort_by_key(|shown| {
            let until = ObjectionWindow::of(shown.entry).and_then(|window| window.until);
            (until.is_none(), until)
        });
        let areas = Area::ALL.iter().map(|area| self.home_area(*area)).collect();
        let mut page = frame(address::HOME, &settings.title, "home", vec![]);
        page.description =
            format!("{}：正在公示的事项、最新公开、财务、办事指南和农技市场信息", settings.title);
        let urgent = index.shown.iter().filter(|shown| shown.entry.urgent);
        let home = Home {
            page,
            urgent: urgent
                .map(|shown| index.item(shown))
                .filter(|item| item.posting.days_left.is_some() || item.posting.until.is_none())
                .collect(),
            open: open.into_iter().map(|shown| index.item(shown)).collect(),
            latest: index.shown.iter().take(LATEST).map(|shown| index.item(shown)).collect(),
            count: index.shown.len(),
            all: address::all_page(1),
            areas,
            units: index.offices(),
            villages: index.villages(),
            hanging: self.parts.boards.iter().map(|board| board.items.len() + board.hidden).sum(),
            boards: self.parts.boards.len(),
        };
        Step { href: address::HOME.to_owned(), content: Content::Home(Box::new(home)) }
    }

    fn home_area(&self, area: Area) -> HomeArea<'i> {
        let places = self.places_of_area(area);
        HomeArea {
            id: area.id(),
            name: area.chinese(),
            href: address::area_page(area, 1),
            count: places.len(),
            items: self.index.items(places.get(..LATEST_OF_AREA).unwrap_or(places)),
        }
    }

    fn places_of_area(&self, area: Area) -> &'i [usize] {
        self.index.order.by_area.get(&area).map(Vec::as_slice).unwrap_or_default()
    }

    fn all(&self) -> Vec<Step<'i>> {
        let every: Vec<usize> = (0..self.index.shown.len()).collect();
        self.list(&every, address::all_page, "全部公开事项", "", ListKind::All, &[], &[])
    }

    fn area(&self, area: Area) -> Vec<Step<'i>> {
        let places = self.places_of_area(area);
        let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
        for shown in places.iter().filter_map(|place| self.index.shown.get(*place)) {
            *counts.entry(shown.entry.category).or_default() += 1;
        }
        let beside: Vec<Counted<'i>> = counts.keys().map(|category| self.counted(*category)).collect();
        let (kind, title) = match area {
            Area::Guides => (ListKind::Guides, "办事指南".to_owned()),
            Area::Farming => (ListKind::Area, "农技和市场".to_owned()),
            _ => (ListKind::Area, format!("{}公开", area.chinese())),
        };
        self.list(places, |number| address::area_page(area, number), &title, area.id(), kind, &[], &beside)
    }

    fn counted(&self, category: Category) -> Counted<'i> {
        Counted {
            name: category.chinese().into(),
            href: address::category_page(category, 1),
            count: self.index.order.by_category.get(&category).map_or(0, Vec::len),
        }
    }

    fn category(&self, category: Category) -> Vec<Step<'i>> {
        let places = self.index.order.by_category.get(&category).map(Vec::as_slice).unwrap_or_default();
        let address = |number| address::category_page(category, number);
        let area = places.first().and_then(|place| self.index.shown.get(*place)).map(|shown| shown.entry);
        let area = area.map(|entry| Area::of(entry.kind, entry.category));
        let trail: Vec<Link> =
            area.map(|area| link(area.chinese(), address::area_page(area, 1))).into_iter().collect();
        let navigation = area.map_or("", Area::id);
        self.list(places, address, category.chinese(), navigation, ListKind::Category, &trail, &[])
    }

    fn month(&self, year: i16, month: i8) -> Vec<Step<'i>> {
        let places = self.index.order.by_month.get(&(year, month)).map(Vec::as_slice).unwrap_or_default();
        let address = |number| address::month_page(year, month, number);
        let trail = [link(format!("{year}年"), address::year_page(year))];
        self.list(places, address, &format!("{year}年{month}月"), "archive", ListKind::Month, &trail, &[])
    }

    #[expect(clippy::too_many_arguments, reason = "each names one thing that lists differ in")]
    fn list(
        &self,
        places: &[usize],
        address: impl Fn(usize) -> String,
        title: &str,
        navigation: &'static str,
        kind: ListKind,
        trail: &[Link],
        beside: &[Counted<'i>],
    ) -> Vec<Step<'i>> {
        let pages = lists::pages(places, &address, |places| self.wants(places));
        let steps = pages.map(|(number, places, pagination)| {
            let href = address(number);
            let title = if number == 1 { title.to_owned() } else { format!("{title}（第{number}页）") };
            let list = List {
                page: frame(&href, &title, navigation, trail.to_vec()),
                kind,
                items: self.index.items(places),
                pagination,
                beside: beside.to_vec(),
            };
            let content = if kind == ListKind::Guides {
                Content::Guides(Box::new(list))
            } else {
                Content::List(Box::new(list))
            };
            Step { href, content }
        });
        steps.collect()
    }

    fn unit(&self, place: usize) -> Vec<Step<'i>> {
        let Some(unit) = self.index.units.get(place) else { return Vec::new() };
        let is_village = unit.kind == Term::from(UnitKind::Village);
        let address = |number| match is_village {
            true => address::village_page(unit.id, number),
            false => address::unit_page(unit.id, number),
        };
        let places = self.index.order.by_unit.get(unit.id).map(Vec::as_slice).unwrap_or_default();
        let (navigation, trail) = match is_village {
            true => ("villages", link("各村", address::VILLAGES)),
            false => ("about", link("谁管什么", address::ABOUT)),
        };
        let boards: Vec<&Ready<Board<'i>>> =
            self.parts.boards.iter().filter(|board| board.unit.href == unit.href).collect();
        let rows = self.parts.rows.iter().filter(|row| row.units.iter().any(|one| one.href == unit.href));
        let rows: Vec<&Ready<CatalogueRow<'i>>> = rows.collect();
        let pages =
            lists::pages(places, address, |places| self.wants(places)).map(|(number, places, pagination)| {
                let href = address(number);
                let title = if number == 1 {
                    unit.name.to_owned()
                } else {
                    format!("{}（第{number}页）", unit.name)
                };
                let page = UnitPage {
                    page: frame(&href, &title, navigation, vec![trail.clone()]),
                    unit,
                    items: self.index.items(places),
                    pagination,
                    boards: boards.clone(),
                    rows: if number == 1 { rows.clone() } else { Vec::new() },
                };
                Step {
                    href,
                    content: if is_village {
                        Content::Village(Box::new(page))
                    } else {
                        Content::Unit(Box::new(page))
                    },
                }
            });
        pages.collect()
    }

    fn villages(&self) -> Step<'i> {
        let page = frame(address::VILLAGES, "各村", "villages", vec![]);
        let content = Villages { page, villages: self.index.villages(), figures: self.index.figures() };
        Step { href: address::VILLAGES.to_owned(), content: Content::Villages(Box::new(content)) }
    }

    fn catalogue(&self) -> Step<'i> {
        let rows = &self.parts.rows;
        let in_state = |id: &str| rows.iter().filter(|row| row.state.id == id).count();
        let (none, late) = (in_state("none"), in_state("late"));
        let content = Catalogue {
            page: frame(address::CATALOGUE, "公开目录", "catalogue", vec![]),
            groups: catalogue::groups(rows, &self.index.site.catalogue),
            count: rows.len(),
            disclosed: rows.len() - none,
            late,
        };
        Step { href: address::CATALOGUE.to_owned(), content: Content::Catalogue(Box::new(content)) }
    }

    fn boards(&self) -> Step<'i> {
        let page = frame(address::BOARDS, "公开栏", "boards", vec![]);
        let content = Boards { page, boards: self.parts.boards.iter().collect() };
        Step { href: address::BOARDS.to_owned(), content: Content::Boards(Box::new(content)) }
    }

    fn board(&self, board: &'i Ready<Board<'i>>) -> Step<'i> {
        let trail = vec![link("公开栏", address::BOARDS)];
        let content = BoardPage { page: frame(&board.href, board.name, "boards", trail), board };
        Step { href: board.href.clone(), content: Content::Board(Box::new(content)) }
    }

    fn sheets(&self, sheets: &BTreeMap<Id, SheetFacts>) -> Vec<Step<'i>> {
        let whole = self.index.shown.iter().filter(|shown| shown.part == WebPart::Whole);
        let rows: Vec<(&'i Ready<Item<'_>>, _)> = whole
            .filter_map(|shown| {
                Some((self.index.item(shown), sheets_of(shown.entry, sheets.get(&shown.entry.id)?)))
            })
            .collect();
        let pages = lists::pages(&rows, address::sheets_page, |_| true).map(|(number, rows, pagination)| {
            let href = address::sheets_page(number);
            let title = if number == 1 {
                "张贴版面".to_owned()
            } else {
                format!("张贴版面（第{number}页）")
            };
            let rows = rows.iter().map(|(item, sheets)| SheetRow { item, sheets: sheets.clone() }).collect();
            let trail = vec![link("公开栏", address::BOARDS)];
            let page = SheetsPage { page: frame(&href, &title, "boards", trail), rows, pagination };
            Step { href, content: Content::Sheets(Box::new(page)) }
        });
        pages.collect()
    }

    fn archive(&self) -> Vec<Step<'i>> {
        let mut years: BTreeMap<i16, Vec<(i8, &'i [usize])>> = BTreeMap::new();
        for ((year, month), places) in &self.index.order.by_month {
            years.entry(*year).or_default().push((*month, places));
        }
        let count = |months: &[(i8, &[usize])]| months.iter().map(|(_, places)| places.len()).sum::<usize>();
        let mut steps = Vec::new();
        for (year, months) in years.iter().rev() {
            let href = address::year_page(*year);
            let month = |(month, places): &(i8, &'i [usize])| Month {
                name: format!("{month}月"),
                href: address::month_page(*year, *month, 1),
                count: places.len(),
                items: self.index.items(places.get(..LATEST_OF_MONTH).unwrap_or(places)),
            };
            let archive = Archive {
                page: frame(&href, &format!("{year}年归档"), "archive", vec![]),
                years: years
                    .iter()
                    .rev()
                    .map(|(year, months)| (format!("{year}年"), address::year_page(*year), count(months)))
                    .map(|(name, href, count)| Counted { name: name.into(), href, count })
                    .collect(),
                months: months.iter().rev().map(month).collect(),
                count: count(months),
            };
            steps.push(Step { href, content: Content::Archive(Box::new(archive)) });
        }
        steps
    }

    fn about(&self) -> Step<'i> {
        let index = self.index;
        let site = index.site;
        let roles = site.roles.iter().map(|role| Role {
            title: &role.title,
            may: role.may.iter().map(|permission| Term::from(*permission)).collect(),
        });
        let villages = index.villages();
        let about = About {
            page: frame(address::ABOUT, "谁管什么", "about", vec![]),
            town: Town {
                about: site.settings.about.as_deref(),
                villages: villages.len(),
                figures: index.figures(),
            },
            units: index.offices(),
            villages,
            roles: roles.collect(),
        };
        Step { href: address::ABOUT.to_owned(), content: Content::About(Box::new(about)) }
    }

    fn not_found(&self) -> Step<'i> {
        let address = self.index.site.settings.address.as_deref();
        let content = NotFound {
            page: frame(address::NOT_FOUND, "没有这一页", "", vec![]),
            home: format!("{}{}", address.unwrap_or_default(), address::HOME),
        };
        Step { href: address::NOT_FOUND.to_owned(), content: Content::NotFound(Box::new(content)) }
    }
}

fn frame(href: &str, title: &str, navigation: &'static str, trail: Vec<Link>) -> Frame {
    Frame {
        root: address::root(href),
        href: href.to_owned(),
        title: title.to_owned(),
        navigation,
        trail,
        description: title.to_owned(),
    }
}
