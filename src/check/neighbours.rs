//! Which entries an entry builds on.

use crate::model::{Entry, Id, Site};
use crate::parallel;
use crate::site_path::SitePath;
use std::collections::{BTreeMap, HashMap};

/// The entries of a site by what rules look them up by.
#[derive(Debug)]
pub(super) struct Neighbours<'a> {
    /// Those with a catalogue row and a period, by row and unit, oldest first.
    series: BTreeMap<(&'a Id, &'a Id), Vec<&'a Entry>>,
    by_path: HashMap<&'a SitePath, &'a Entry>,
    by_id: HashMap<&'a Id, &'a Entry>,
    /// By title and by document number; none where several bear it.
    by_name: HashMap<&'a str, Option<&'a Entry>>,
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let entries: Vec<&Entry> = site.entries.iter().map(AsRef::as_ref).collect();
        // In which nobody looks anything up, nothing is put.
        let where_some = |asks: fn(&Entry) -> bool| {
            if entries.iter().any(|entry| asks(entry)) { entries.as_slice() } else { &[] }
        };
        let linked = where_some(|entry| !entry.files.is_empty());
        let named = where_some(|entry| entry.corrects.is_some() || !entry.supersedes.is_empty());
        let told = where_some(|entry| !entry.cites.is_empty());
        let places = || {
            let by_path = linked.iter().map(|entry| (&entry.path, *entry)).collect();
            (by_path, named.iter().rev().map(|entry| (&entry.id, *entry)).collect())
        };
        let names = || {
            let mut by_name = HashMap::with_capacity(told.len());
            let mut all_series: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
            // The site has the newest first.
            for entry in told.iter().rev() {
                for name in names(entry) {
                    by_name.entry(name).and_modify(|one| *one = None).or_insert(Some(*entry));
                }
            }
            for entry in entries.iter().rev() {
                if let Some(series) = series(entry) {
                    all_series.entry(series).or_default().push(entry);
                }
            }
            (by_name, all_series)
        };
        let ((by_path, by_id), (by_name, series)) = parallel::both(places, names);
        Self { series, by_path, by_id, by_name }
    }

    /// The entry of the same row and unit for the period before. Corrections are no new period.
    pub(super) fn previous(&self, entry: &Entry) -> Option<&'a Entry> {
        let series = self.series.get(&series(entry)?)?;
        let earlier = series.iter().rev().skip_while(|other| other.path != entry.path).skip(1);
        earlier.copied().find(|other| other.period != entry.period)
    }

    /// The entries that one names.
    pub(super) fn cited(&self, entry: &Entry) -> Vec<&'a Entry> {
        let linked = entry.files.iter().filter_map(|path| self.by_path.get(path));
        let named = entry.corrects.iter().chain(&entry.supersedes).filter_map(|id| self.by_id.get(&id.value));
        let told = entry.cites.iter().filter_map(|name| self.by_name.get(name.as_str())?.as_ref());
        let mut cited: Vec<&Entry> = linked.chain(named).chain(told).copied().collect();
        cited.retain(|other| other.path != entry.path);
        cited.sort_by(|one, other| one.path.cmp(&other.path));
        cited.dedup_by(|one, other| one.path == other.path);
        cited
    }
}

/// What others call an entry by: its title, and its document number.
pub(super) fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    let number = entry.source_document.as_ref().and_then(|document| document.number.as_deref());
    [Some(entry.title.value.as_str()), number].into_iter().flatten()
}

/// The series an entry belongs to, if it belongs to one.
fn series(entry: &Entry) -> Option<(&Id, &Id)> {
    let row = entry.catalogue_item.as_ref()?;
    (entry.period.is_some() && entry.corrects.is_none()).then_some((&row.value, &entry.unit.value))
}
