//! What templates see: the contract with theme authors.
//!
//! Every template sees `site` ([`Shared`]), the same on every page, and the fields of its own page's struct,
//! among them `page` ([`Frame`]). What stands around pages is made by the templates in `pages/around/`, once for all
//! pages of one [`Spot`]: they see `site` and, as `page`, that spot; pages print `{{ around.head }}`. Addresses (`href`) count from the site's root, so a template writes
//! `{{ page.root }}{{ item.href }}`; that keeps every link relative and every shared part the same for all pages.
//! What may be missing is `null` and false in `{% if %}`. All texts are escaped when printed, but for fields that say
//! that they hold HTML.

mod day;
mod entry;
mod pages;

pub use day::{Day, DayForms};
pub use entry::{
    Announcement, Attachment, CorrectionRow, EntryPage, GuideParts, Objection, Placed, Sheets,
    SourceDocument, Way,
};
pub use pages::{
    About, Archive, Board, BoardColumn, BoardPage, Boards, Catalogue, CatalogueGroup, CatalogueRow, Home,
    HomeArea, List, ListKind, Month, NotFound, Pagination, Role, SheetRow, SheetsPage, Slip, Town, UnitPage,
    Villages,
};

use crate::theme::Ready;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// A value that many others hold: templates see it as any other.
pub type Common<T> = Arc<Ready<T>>;

/// What every page shows: head, navigation and foot. Templates see it as `site`.
#[derive(Debug, Clone, Serialize)]
pub struct Shared<'a> {
    /// The site's title: 青楠镇公开栏.
    pub title: &'a str,
    /// The line below the title.
    pub subtitle: Option<&'a str>,
    /// The motto.
    pub motto: Option<&'a str>,
    /// The town.
    pub town: &'a str,
    /// The county.
    pub county: Option<&'a str>,
    /// The address on the web, with a slash at its end.
    pub address: Option<&'a str>,
    /// The phone for supervision.
    pub supervision_phone: Option<&'a str>,
    /// The town's postal address.
    pub place: Option<&'a str>,
    /// Office hours.
    pub hours: Option<&'a str>,
    /// The build date, as which every page counts its days.
    pub today: Day,
    /// The navigation in order.
    pub navigation: Vec<NavigationItem>,
    /// The unit that coordinates disclosure.
    pub coordinator: Option<&'a Ready<UnitCard<'a>>>,
    /// The areas that have entries.
    pub areas: Vec<Link>,
    /// The categories that have entries.
    pub categories: Vec<Link>,
    /// The newest month of the archive; none where there is no entry.
    pub archive: Option<String>,
}

/// An item of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationItem {
    /// What [`Frame::navigation`] names.
    pub id: &'static str,
    /// The word.
    pub name: &'static str,
    /// Where it leads.
    pub href: String,
}

/// What a page says of itself. Templates see it as `page`.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The way to the site's root: empty, `../` or `../../`.
    pub root: String,
    /// The page's own address.
    pub href: String,
    /// The page's title; the home page's is the site's.
    pub title: String,
    /// The item of the navigation that it belongs to; may be empty.
    pub navigation: &'static str,
    /// The pages above it, from the home page's first child down; not the page itself.
    pub trail: Vec<Link>,
    /// A sentence for search engines.
    pub description: String,
}

/// Where in the site a page lies, as far as the navigation shows it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The way to the site's root, as in [`Frame`].
    pub root: String,
    /// The item of the navigation that it belongs to.
    pub navigation: &'static str,
    /// The page's own address where an item of the navigation leads there; else empty.
    pub href: String,
}

impl Frame {
    /// Where the page lies, in a site with this navigation.
    pub fn spot(&self, navigation: &[NavigationItem]) -> Spot {
        let is_item = navigation.iter().any(|item| item.href == self.href);
        let href = if is_item { self.href.clone() } else { String::new() };
        Spot { root: self.root.clone(), navigation: self.navigation, href }
    }
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The words.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// A link to a list, with how much is in it.
#[derive(Debug, Clone, Serialize)]
pub struct Counted<'a> {
    /// The name.
    pub name: Cow<'a, str>,
    /// The first page of the list.
    pub href: String,
    /// How many entries it has.
    pub count: usize,
}

/// A word of one of the closed lists.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq, Hash)]
pub struct Term {
    /// The id: `public_notification`; good for class names.
    pub id: &'static str,
    /// The Chinese word: 公示.
    pub name: &'static str,
}

/// An entry in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item<'a> {
    /// The title.
    pub title: &'a str,
    /// Its page.
    pub href: String,
    /// The kind.
    pub kind: Common<Term>,
    /// The unit.
    pub unit: Common<Link>,
    /// The category.
    pub category: Common<Link>,
    /// The day it was issued.
    pub date: Common<Day>,
    /// Where it stands on the build date: `draft`, `open` (公示中), `public`, `ended`.
    pub state: Common<Term>,
    /// Whether it is not through its review (未审核).
    pub draft: bool,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Whether it has been superseded.
    pub superseded: bool,
    /// Whether it has been corrected.
    pub corrected: bool,
    /// When it hangs.
    pub posting: Posting,
    /// Where it hangs, in words: 镇政府大门公开栏等8处; none where on no board.
    pub boards: Option<String>,
    /// Whom to tell, where it is open to objection today.
    pub tell: Option<Box<Tell<'a>>>,
    /// Time limit and fee of a service guide: 20个工作日 · 不收费.
    pub service: Option<String>,
}

/// When an entry hangs.
#[derive(Debug, Clone, Serialize)]
pub struct Posting {
    /// The first day.
    pub from: Common<Day>,
    /// The last day; none where it hangs for good.
    pub until: Option<Common<Day>>,
    /// The length that was asked for: 5个工作日.
    pub length: Option<String>,
    /// How many days are left, 0 on the last day; none outside the period and where it hangs for good.
    pub days_left: Option<i64>,
    /// How much of the period has passed, in hundredths, today included.
    pub percent: Option<i64>,
}

/// Whom to tell.
#[derive(Debug, Clone, Serialize)]
pub struct Tell<'a> {
    /// The unit's short name.
    pub unit: &'a str,
    /// Where it sits.
    pub place: Option<&'a str>,
    /// Its phone.
    pub phone: Option<&'a str>,
    /// The last day that objections are taken; none where there is no last day.
    pub until: Option<Day>,
    /// How many days are left for it, 0 on the last day.
    pub days_left: Option<i64>,
}

/// A unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitCard<'a> {
    /// The id.
    pub id: &'a str,
    /// The full name.
    pub name: &'a str,
    /// The short name.
    pub short: &'a str,
    /// What it is.
    pub kind: Term,
    /// The first page of its list.
    pub href: String,
    /// What it is in charge of.
    pub duties: Option<&'a str>,
    /// Its phone.
    pub phone: Option<&'a str>,
    /// Where it sits.
    pub place: Option<&'a str>,
    /// When it is open.
    pub hours: Option<&'a str>,
    /// The post that answers for its disclosure.
    pub responsible: Option<&'a str>,
    /// Whether it coordinates disclosure.
    pub coordinator: bool,
    /// The figures of a village.
    pub village: Option<Figures>,
    /// How many entries it has, on pages that show units; elsewhere none, so that a page does not change with every entry
    /// of the unit.
    pub count: Option<usize>,
}

/// The figures of a village, or of all of them.
#[derive(Debug, Clone, Copy, Default, Serialize, PartialEq, Eq)]
pub struct Figures {
    /// Villager groups.
    pub groups: u32,
    /// Households.
    pub households: u32,
    /// People.
    pub people: u32,
}
