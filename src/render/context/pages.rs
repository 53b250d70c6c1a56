//! What the templates of lists and of single pages see.

use super::{Counted, Day, Figures, Frame, Item, Link, Sheets, Term, UnitCard};
use crate::theme::Ready;
use serde::Serialize;

/// The home page: `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Home<'a> {
    /// The frame.
    pub page: Frame,
    /// Urgent entries that hang today.
    pub urgent: Vec<&'a Ready<Item<'a>>>,
    /// What is open to objection today; what ends first stands first.
    pub open: Vec<&'a Ready<Item<'a>>>,
    /// The newest entries.
    pub latest: Vec<&'a Ready<Item<'a>>>,
    /// How many entries there are.
    pub count: usize,
    /// The list of all entries.
    pub all: String,
    /// The areas, each with its newest entries, whether it has any or not.
    pub areas: Vec<HomeArea<'a>>,
    /// The units that people go to.
    pub units: Vec<&'a Ready<UnitCard<'a>>>,
    /// The villages.
    pub villages: Vec<&'a Ready<UnitCard<'a>>>,
    /// How many sheets hang on boards today.
    pub hanging: usize,
    /// How many boards there are.
    pub boards: usize,
}

/// An area on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeArea<'a> {
    /// The id: `finance`.
    pub id: &'static str,
    /// The name.
    pub name: &'static str,
    /// The first page of its list.
    pub href: String,
    /// How many entries it has.
    pub count: usize,
    /// Its newest entries.
    pub items: Vec<&'a Ready<Item<'a>>>,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// Every entry.
    All,
    /// The entries of an area.
    Area,
    /// The entries of a category.
    Category,
    /// The service guides.
    Guides,
    /// The entries of a month.
    Month,
}

/// A list: `list.html`, and `guides.html` for the service guides.
#[derive(Debug, Clone, Serialize)]
pub struct List<'a> {
    /// The frame.
    pub page: Frame,
    /// What it is of.
    pub kind: ListKind,
    /// The items of this page, at most 20.
    pub items: Vec<&'a Ready<Item<'a>>>,
    /// The pages of the list.
    pub pagination: Pagination,
    /// Lists beside it: the categories of an area, the months of a year.
    pub beside: Vec<Counted<'a>>,
}

/// The pages of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// How many items the whole list has.
    pub count: usize,
    /// This page's number, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The pages to offer: the first, the last and those around this one; a gap is a link with an empty `href`.
    pub links: Vec<Link>,
}

/// A unit's page: `unit.html`, and `village.html` for a village.
#[derive(Debug, Clone, Serialize)]
pub struct UnitPage<'a> {
    /// The frame.
    pub page: Frame,
    /// The unit.
    pub unit: &'a Ready<UnitCard<'a>>,
    /// The items of this page, at most 20.
    pub items: Vec<&'a Ready<Item<'a>>>,
    /// The pages of the list.
    pub pagination: Pagination,
    /// The boards in its charge.
    pub boards: Vec<&'a Ready<Board<'a>>>,
    /// The catalogue rows it answers for; only on the first page.
    pub rows: Vec<&'a Ready<CatalogueRow<'a>>>,
}

/// All villages: `villages.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Villages<'a> {
    /// The frame.
    pub page: Frame,
    /// The villages.
    pub villages: Vec<&'a Ready<UnitCard<'a>>>,
    /// The sum of their figures.
    pub figures: Figures,
}

/// The catalogue: `catalogue.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Catalogue<'a> {
    /// The frame.
    pub page: Frame,
    /// The rows by their first-level item.
    pub groups: Vec<CatalogueGroup<'a>>,
    /// How many rows there are.
    pub count: usize,
    /// How many of them have an entry.
    pub disclosed: usize,
    /// How many of those were disclosed late.
    pub late: usize,
}

/// The rows of a first-level item.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueGroup<'a> {
    /// The first-level item: 财政.
    pub name: &'a str,
    /// Its rows.
    pub rows: Vec<&'a Ready<CatalogueRow<'a>>>,
}

/// A row of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueRow<'a> {
    /// The id: CZ-01.
    pub id: &'a str,
    /// The matter.
    pub item: &'a str,
    /// Who answers for it, as the catalogue says it.
    pub unit_text: &'a str,
    /// The same as links.
    pub units: Vec<Link>,
    /// The law or custom it rests on.
    pub basis: &'a str,
    /// How often, in words: 每季度.
    pub frequency: String,
    /// The time limit in words: 20个工作日内.
    pub limit: String,
    /// To whom it is open.
    pub audience: Term,
    /// The ways of disclosure.
    pub channels: Vec<Term>,
    /// Its newest entry that the web shows.
    pub latest: Option<&'a Ready<Item<'a>>>,
    /// How many entries it has on the web.
    pub count: usize,
    /// Where it stands: `disclosed` 已公开, `late` 逾期公开, `inside` 内部公开, `none` 未公开.
    pub state: Term,
    /// The last day for its newest entry, by the row's time limit.
    pub deadline: Option<Day>,
    /// Whether the deadline rests on years that the calendar has no data for.
    pub estimated: bool,
    /// The day its newest entry was disclosed, where the web does not show it.
    pub inside_on: Option<Day>,
}

/// All boards: `boards.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Boards<'a> {
    /// The frame.
    pub page: Frame,
    /// The boards.
    pub boards: Vec<&'a Ready<Board<'a>>>,
}

/// A board with what hangs on it today. Lengths are millimetres.
#[derive(Debug, Clone, Serialize)]
pub struct Board<'a> {
    /// The id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub kind: Term,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub place: &'a str,
    /// The unit in charge.
    pub unit: Link,
    /// The post that keeps it.
    pub keeper: Option<&'a str>,
    /// Inner width.
    pub width_mm: u32,
    /// Inner height.
    pub height_mm: u32,
    /// Height of the strip with the board's title.
    pub head_strip_mm: u32,
    /// The size that its title is written in, so that it fits the strip, mm.
    pub title_mm: u32,
    /// Its columns from the left; one without a name where sheets hang in the order of their dates.
    pub columns: Vec<BoardColumn<'a>>,
    /// Whether it can be read at any hour.
    pub readable_24h: bool,
    /// Whether an opinion box hangs beside it.
    pub opinion_box: bool,
    /// What hangs on it today and the web may show, newest first.
    pub items: Vec<&'a Ready<Item<'a>>>,
    /// How many more hang there that the web does not show.
    pub hidden: usize,
}

/// A column of a board. Lengths are millimetres.
#[derive(Debug, Clone, Serialize)]
pub struct BoardColumn<'a> {
    /// Whose sheets hang there: a unit or a section.
    pub name: &'a str,
    /// Its left edge.
    pub x_mm: u32,
    /// Its width.
    pub width_mm: u32,
    /// The size that its name is written in, so that it fits.
    pub name_mm: u32,
    /// Where its sheets hang today, as many as it has room for; none covers another.
    pub slips: Vec<Slip>,
    /// How many sheets it has no room for.
    pub left: usize,
}

/// A sheet in the drawing of a board. Lengths are millimetres.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
pub struct Slip {
    /// Its left edge.
    pub x_mm: u32,
    /// Its upper edge.
    pub y_mm: u32,
    /// Its width.
    pub width_mm: u32,
    /// Its height.
    pub height_mm: u32,
}

/// A board's page: `board.html`.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage<'a> {
    /// The frame.
    pub page: Frame,
    /// The board.
    pub board: &'a Ready<Board<'a>>,
}

/// All sheets: `sheets.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SheetsPage<'a> {
    /// The frame.
    pub page: Frame,
    /// The sheets of this page, at most 20.
    pub rows: Vec<SheetRow<'a>>,
    /// The pages of the list.
    pub pagination: Pagination,
}

/// The sheets of one entry, in the list of all sheets.
#[derive(Debug, Clone, Serialize)]
pub struct SheetRow<'a> {
    /// The entry.
    pub item: &'a Ready<Item<'a>>,
    /// Its sheets.
    pub sheets: Sheets,
}

/// The archive of a year: `archive.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Archive<'a> {
    /// The frame.
    pub page: Frame,
    /// The years, newest first.
    pub years: Vec<Counted<'a>>,
    /// The months of this year, newest first.
    pub months: Vec<Month<'a>>,
    /// How many entries the year has.
    pub count: usize,
}

/// A month of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct Month<'a> {
    /// 12月.
    pub name: String,
    /// The first page of its list.
    pub href: String,
    /// How many entries it has.
    pub count: usize,
    /// The newest of them.
    pub items: Vec<&'a Ready<Item<'a>>>,
}

/// The town, who is in charge of what, contacts: `about.html`.
#[derive(Debug, Clone, Serialize)]
pub struct About<'a> {
    /// The frame.
    pub page: Frame,
    /// The town.
    pub town: Town<'a>,
    /// The units that are not villages.
    pub units: Vec<&'a Ready<UnitCard<'a>>>,
    /// The villages.
    pub villages: Vec<&'a Ready<UnitCard<'a>>>,
    /// The posts, each with what it may do.
    pub roles: Vec<Role<'a>>,
}

/// The town in figures.
#[derive(Debug, Clone, Serialize)]
pub struct Town<'a> {
    /// A paragraph about it.
    pub about: Option<&'a str>,
    /// How many villages.
    pub villages: usize,
    /// The sum of their figures.
    pub figures: Figures,
}

/// A post.
#[derive(Debug, Clone, Serialize)]
pub struct Role<'a> {
    /// The post: 镇长.
    pub title: &'a str,
    /// What it may do.
    pub may: Vec<Term>,
}

/// The page for addresses that do not exist: `404.html`. A host shows it at any depth, so it must not link to
/// files of the site but by the whole address.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// The frame.
    pub page: Frame,
    /// The home page: by its whole address where the site has one.
    pub home: String,
}
