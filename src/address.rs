//! Where each page, sheet and picture lies in the output, and how one page links to another.
//!
//! Every address is ASCII, so that no FTP host garbles it, and links between pages are relative, so that the site
//! works from any folder of a host and from a USB stick.

use crate::model::Entry;
use crate::terms::{Area, Category};

/// The page of an entry: `entry/mzb/09-di-bao.html`.
pub fn entry_page(entry: &Entry) -> String {
    format!("entry/{}/{}.html", entry.unit.value, entry.slug)
}

/// The sheets of an entry as one PDF, below the folder for the printer and below that of the site's sheets:
/// `mzb/09-di-bao.pdf`.
pub fn sheet_file(entry: &Entry) -> String {
    format!("{}/{}.pdf", entry.unit.value, entry.slug)
}

/// The correction slip of an entry, below the folder for the printer: `czs/22-geng-zheng-slip.pdf`.
pub fn slip_file(entry: &Entry) -> String {
    format!("{}/{}-slip.pdf", entry.unit.value, entry.slug)
}

/// The sheets of an entry on the site: `sheet/mzb/09-di-bao.pdf`.
pub fn sheet_on_site(entry: &Entry) -> String {
    format!("sheet/{}", sheet_file(entry))
}

/// The picture of page `number`, from 1, of an entry's sheets: `sheet/mzb/09-di-bao-1.png`.
pub fn sheet_picture(entry: &Entry, number: usize) -> String {
    format!("sheet/{}/{}-{number}.png", entry.unit.value, entry.slug)
}

/// The picture with this number, from 1, in an entry's body: `picture/nyzx/20-nong-ji-1.jpg`; `ending` without dot.
pub fn picture(entry: &Entry, number: usize, ending: &str) -> String {
    format!("picture/{}/{}-{number}.{ending}", entry.unit.value, entry.slug)
}

/// The thumbnail of the same picture: `picture/nyzx/20-nong-ji-1-400.jpg`.
pub fn thumbnail(entry: &Entry, number: usize, ending: &str) -> String {
    format!("picture/{}/{}-{number}-400.{ending}", entry.unit.value, entry.slug)
}

/// The attachment with this number, from 1: `file/mzb/09-di-bao-1.xlsx`; `ending` without dot.
pub fn attachment(entry: &Entry, number: usize, ending: &str) -> String {
    format!("file/{}/{}-{number}.{ending}", entry.unit.value, entry.slug)
}

/// Page `number`, from 1, of the list of a department: `unit/mzb.html`, `unit/mzb-2.html`.
pub fn unit_page(id: &str, number: usize) -> String {
    list_page("unit", id, number)
}

/// Page `number`, from 1, of the list of a village.
pub fn village_page(id: &str, number: usize) -> String {
    list_page("village", id, number)
}

/// Page `number`, from 1, of the list of a category.
pub fn category_page(category: Category, number: usize) -> String {
    list_page("category", &category.id().replace('_', "-"), number)
}

/// Page `number`, from 1, of the list of an area: 党务, 政务, 财务 and the like.
/// The service guides have their own list at the root.
pub fn area_page(area: Area, number: usize) -> String {
    match area {
        Area::Guides => guides_page(number),
        _ => list_page("area", area.id(), number),
    }
}

/// The archive of a year: `archive/2022.html`.
pub fn year_page(year: i16) -> String {
    format!("archive/{year}.html")
}

/// Page `number`, from 1, of the archive of a month: `archive/2022-12.html`.
pub fn month_page(year: i16, month: i8, number: usize) -> String {
    list_page("archive", &format!("{year}-{month:02}"), number)
}

/// The page of a board: `board/town-main.html`.
pub fn board_page(id: &str) -> String {
    format!("board/{id}.html")
}

fn list_page(folder: &str, name: &str, number: usize) -> String {
    if number == 1 { format!("{folder}/{name}.html") } else { format!("{folder}/{name}-{number}.html") }
}

/// The link from the page at `from` to the file at `to`, both from the site's root: from `entry/mzb/a.html` to
/// `index.html` it is `../../index.html`.
pub fn link(from: &str, to: &str) -> String {
    root(from) + to
}

/// The home page.
pub const HOME: &str = "index.html";
/// The catalogue; a row stands at the anchor of its id.
pub const CATALOGUE: &str = "catalogue.html";
/// All boards.
pub const BOARDS: &str = "boards.html";
/// All villages.
pub const VILLAGES: &str = "villages.html";
/// The town, who is in charge of what, contacts.
pub const ABOUT: &str = "about.html";
/// The page for addresses that do not exist.
pub const NOT_FOUND: &str = "404.html";
/// The Atom feed.
pub const FEED: &str = "feed.xml";
/// The list of all pages for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "robots.txt";

/// Page `number`, from 1, of the list of all entries: `all.html`, `all-2.html`.
pub fn all_page(number: usize) -> String {
    root_list_page("all", number)
}

/// Page `number`, from 1, of the list of service guides.
pub fn guides_page(number: usize) -> String {
    root_list_page("guides", number)
}

/// Page `number`, from 1, of the list of sheets.
pub fn sheets_page(number: usize) -> String {
    root_list_page("sheets", number)
}

fn root_list_page(name: &str, number: usize) -> String {
    if number == 1 { format!("{name}.html") } else { format!("{name}-{number}.html") }
}

/// The way from the page at `from` to the site's root: empty, `../`, `../../`.
pub fn root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}
