//! The rows of the catalogue (公开目录) with where each stands.

use super::context::{CatalogueGroup, CatalogueRow, Term};
use super::index::Index;
use super::words::{day, frequency, limit, link};
use crate::calendar::Date;
use crate::model::{self, CatalogueRow as ModelRow, Entry};
use crate::review;
use crate::theme::Ready;
use std::collections::BTreeMap;

/// Every row in the order of the catalogue.
pub(super) fn rows<'i>(index: &'i Index<'_>) -> Vec<CatalogueRow<'i>> {
    let inside = disclosed_inside(index);
    index
        .site
        .catalogue
        .iter()
        .map(|row| self::row(index, row, inside.get(&*row.id.value).copied()))
        .collect()
}

/// The rows by their first-level item, in the order these first appear.
pub(super) fn groups<'i>(
    rows: &'i [Ready<CatalogueRow<'i>>],
    catalogue: &'i [ModelRow],
) -> Vec<CatalogueGroup<'i>> {
    let mut groups: Vec<CatalogueGroup<'i>> = Vec::new();
    for (row, model) in rows.iter().zip(catalogue) {
        match groups.iter_mut().find(|group| group.name == model.level1) {
            Some(group) => group.rows.push(row),
            None => groups.push(CatalogueGroup { name: &model.level1, rows: vec![row] }),
        }
    }
    groups
}

/// The newest entry of each row that was disclosed, but not to everybody.
fn disclosed_inside<'a>(index: &Index<'a>) -> BTreeMap<&'a str, &'a Entry> {
    let mut newest = BTreeMap::new();
    for entry in index.site.entries.iter().map(AsRef::as_ref) {
        let disclosed = review::is_disclosed(index.site, entry);
        if let Some(row) = entry.catalogue_item.as_ref().filter(|_| disclosed) {
            newest.entry(&*row.value).or_insert(entry);
        }
    }
    newest
}

fn row<'i>(index: &'i Index<'_>, row: &'i ModelRow, inside: Option<&'i Entry>) -> CatalogueRow<'i> {
    let today = index.site.date;
    let places = index.order.by_row.get(&*row.id.value);
    let latest = places.and_then(|places| index.shown.get(*places.first()?));
    let entry = latest.map(|shown| shown.entry);
    let deadline = entry.and_then(|entry| model::deadline(index.site, entry));
    CatalogueRow {
        id: &row.id.value,
        item: &row.item,
        unit_text: &row.unit_text,
        units: row
            .units
            .iter()
            .filter_map(|unit| index.unit(&unit.value))
            .map(|unit| link(unit.short, unit.href.clone()))
            .collect(),
        basis: &row.basis,
        frequency: frequency(row),
        limit: limit(row),
        audience: row.audience.into(),
        channels: row.channels.iter().map(|channel| Term::from(*channel)).collect(),
        latest: latest.map(|shown| index.item(shown)),
        count: places.map_or(0, Vec::len),
        state: state(entry, deadline.map(|deadline| deadline.date), inside),
        deadline: deadline.map(|deadline| day(deadline.date, today)),
        estimated: deadline.is_some_and(|deadline| !deadline.certain),
        inside_on: inside.filter(|_| entry.is_none()).map(|entry| day(entry.issued_on.value, today)),
    }
}

fn state(entry: Option<&Entry>, deadline: Option<Date>, inside: Option<&Entry>) -> Term {
    let (id, name) = match (entry, inside) {
        (Some(entry), _) if deadline.is_some_and(|deadline| entry.post_from > deadline) => {
            ("late", "逾期公开")
        }
        (Some(_), _) => ("disclosed", "已公开"),
        (None, Some(_)) => ("inside", "内部公开"),
        (None, None) => ("none", "未公开"),
    };
    Term { id, name }
}
