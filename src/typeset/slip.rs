//! The correction slip (更正条): three times on one A4 page, each 210 × 99 mm, to be cut and hung beside the old sheets.

use super::alone::alone;
use super::fonts::{Families, Fonts};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Site};
use crate::review;
use crate::theme::Theme;
use serde::Serialize;

/// The template of the theme.
const TEMPLATE: &str = "slip.typ";

/// What the slip says. Layouts see the fields under these names, with `-` for `_`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct SlipData {
    /// The title of the correction.
    title: String,
    /// The title of the entry it corrects, and when that was issued.
    old_title: String,
    old_date: String,
    /// Place, wrong and right words of each correction.
    changes: Vec<(String, String, String)>,
    /// Who corrects, and when.
    unit: String,
    issued: String,
    phone: String,
    /// The id and the check code of the correction.
    number: String,
    check: String,
    /// Whether the correction is not through its review.
    draft: bool,
    /// The build date: year, month, day.
    date: (i16, i8, i8),
    /// The families for each purpose.
    fonts: Families,
}

/// The slip of an entry that corrects another, as PDF; none where it corrects none.
///
/// # Errors
/// Says what is wrong with the theme's template.
pub fn slip(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    entry: &Entry,
) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let Some(old) = entry.corrects.as_ref().and_then(|id| site.entry(&id.value)) else { return Ok(None) };
    let unit = site.unit(&entry.unit.value);
    let changes = entry.corrections.iter();
    let data = SlipData {
        title: entry.title.value.clone(),
        old_title: old.title.value.clone(),
        old_date: old.issued_on.value.chinese(),
        changes: changes
            .map(|change| (change.place.clone(), change.wrong.clone(), change.right.clone()))
            .collect(),
        unit: unit.map_or_else(|| entry.unit.value.to_string(), |unit| unit.name.clone()),
        issued: entry.issued_on.value.chinese(),
        phone: site.settings.supervision_phone.clone().unwrap_or_default(),
        number: entry.id.to_string(),
        check: entry.check_code.clone(),
        draft: !review::is_cleared(site, entry),
        date: (site.date.year(), site.date.month(), site.date.day()),
        fonts: fonts.families.clone(),
    };
    alone(site, theme, fonts, entry, (TEMPLATE, &data)).map(Some)
}
