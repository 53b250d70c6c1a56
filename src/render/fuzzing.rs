//! The way in for the fuzz targets in `tests/fuzz`.

use super::index::Index;
use super::{Order, entry, shared};
use crate::diagnostic::Diagnostic;
use crate::model::{Pictures, Site};
use crate::theme::{Around, Ready, Theme};

/// The page of an entry.
#[derive(Debug)]
pub struct Page {
    /// The HTML of the entry's body.
    pub body: String,
    /// The whole page.
    pub page: Vec<u8>,
}

/// The HTML of the bodies of all entries that the site shows.
///
/// # Errors
/// Says what became of the texts they were read from.
pub fn bodies(site: &Site, pictures: &Pictures) -> Result<Vec<String>, Diagnostic> {
    let order = Order::new(site);
    let index = Index::new(site, &order);
    index.shown.iter().map(|shown| entry::body(&index, shown, pictures)).collect()
}

/// The pages of all entries that the site shows.
///
/// # Errors
/// Says what is wrong with the theme.
pub fn entry_pages(site: &Site, theme: &Theme, pictures: &Pictures) -> Result<Vec<Page>, Diagnostic> {
    let order = Order::new(site);
    let index = Index::new(site, &order);
    let shared = Ready::new(shared(&index));
    let around = Around::new(&shared);
    let mut pages = Vec::new();
    for (place, body) in bodies(site, pictures)?.into_iter().enumerate() {
        if let Some(page) = entry::page(&index, place, None, body.clone()) {
            let spot = page.page.spot(&shared.navigation);
            let page = theme.page("entry.html", &page, spot, &around)?;
            pages.push(Page { body, page });
        }
    }
    Ok(pages)
}
