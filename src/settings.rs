//! The site's settings: `content/site.yaml`.

use crate::calendar::Date;
use crate::terms::SheetChoice;
use crate::text::Language;

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The town: 青楠镇.
    pub town: String,
    /// The county it belongs to: 望禾县.
    pub county: Option<String>,
    /// The site's title: 青楠镇公开栏.
    pub title: String,
    /// A line below the title: 党务 · 政务 · 村务公开.
    pub subtitle: Option<String>,
    /// The motto: 快、实、恒、深.
    pub motto: Option<String>,
    /// The address the site has on the web, with a slash at its end; none where it has none, and then no QR codes.
    pub address: Option<String>,
    /// The phone for supervision (监督电话).
    pub supervision_phone: Option<String>,
    /// The town's postal address.
    pub place: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// A paragraph about the town.
    pub about: Option<String>,
    /// The language of messages.
    pub language: Option<Language>,
    /// The build date, where the site fixes it.
    pub date: Option<Date>,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// Which entries get sheets.
    pub sheets: SheetChoice,
}
