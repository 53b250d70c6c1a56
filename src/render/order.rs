//! What is public, put in order once: which entries the web shows, and which of them stand in which list. It holds
//! nothing of what entries say, so that it stands as long as only that changes.

use crate::model::{Board, Entry, Id, Site, Unit};
use crate::parallel;
use crate::review::{self, WebPart};
use crate::site_path::SitePath;
use crate::terms::{Area, Category, UnitKind};
use std::collections::{BTreeMap, HashMap};

/// The places of entries in [`Order::shown`], newest first.
pub(super) type Places = Vec<usize>;

/// Which entries the web shows where.
#[derive(Debug, Default)]
pub struct Order {
    /// The entries, newest first: their places among those of the site, and how much the web shows of each.
    pub(super) shown: Vec<(usize, WebPart)>,
    /// The entries of each unit; of a village also what hangs on its boards.
    pub(super) by_unit: BTreeMap<Id, Places>,
    /// The entries of each category.
    pub(super) by_category: BTreeMap<Category, Places>,
    /// The entries of each area.
    pub(super) by_area: BTreeMap<Area, Places>,
    /// The entries of each month, by the day they were issued.
    pub(super) by_month: BTreeMap<(i16, i8), Places>,
    /// The entries of each catalogue row.
    pub(super) by_row: BTreeMap<Id, Places>,
    /// The entries of each thread.
    pub(super) by_thread: BTreeMap<String, Places>,
    /// What hangs on each board today.
    pub(super) hanging: BTreeMap<Id, Places>,
    /// The entries that correct each entry.
    pub(super) corrections: BTreeMap<Id, Places>,
    /// The entries that supersede each entry.
    pub(super) successors: BTreeMap<Id, Places>,
    /// The place of each entry in `shown`.
    pub(super) by_id: HashMap<Id, usize>,
    /// The same by its file.
    pub(super) by_path: HashMap<SitePath, usize>,
}

impl Order {
    /// Puts a site in order.
    pub fn new(site: &Site) -> Self {
        let parts = parallel::map(&site.entries, |entry| review::web_part(site, entry));
        let parts = parts.into_iter().enumerate().filter(|(_, part)| *part != WebPart::Nothing);
        let shown: Vec<(usize, WebPart)> = parts.collect();
        let entries = || shown.iter().filter_map(|(place, _)| site.entries.get(*place)).zip(0..);
        let boards: BTreeMap<&str, &Board> =
            site.boards.iter().map(|board| (&*board.id.value, board)).collect();
        let units: BTreeMap<&str, &Unit> = site.units.iter().map(|unit| (&*unit.id.value, unit)).collect();
        let lists = || {
            let mut order = Self::default();
            for (entry, place) in entries() {
                order.add(site, entry, place, &boards, &units);
            }
            order
        };
        let names = || {
            let (mut ids, mut paths) =
                (HashMap::with_capacity(shown.len()), HashMap::with_capacity(shown.len()));
            for (entry, place) in entries() {
                ids.insert(entry.id.clone(), place);
                paths.insert(entry.path.clone(), place);
            }
            (ids, paths)
        };
        let (order, (by_id, by_path)) = parallel::both(lists, names);
        Self { shown, by_id, by_path, ..order }
    }

    fn add(
        &mut self,
        site: &Site,
        entry: &Entry,
        place: usize,
        boards: &BTreeMap<&str, &Board>,
        units: &BTreeMap<&str, &Unit>,
    ) {
        let issued = entry.issued_on.value;
        self.by_category.entry(entry.category).or_default().push(place);
        self.by_area.entry(Area::of(entry.kind, entry.category)).or_default().push(place);
        self.by_month.entry((issued.year(), issued.month())).or_default().push(place);
        if let Some(row) = &entry.catalogue_item {
            self.by_row.entry(row.value.clone()).or_default().push(place);
        }
        if let Some(thread) = &entry.thread {
            self.by_thread.entry(thread.clone()).or_default().push(place);
        }
        if let Some(corrected) = &entry.corrects {
            self.corrections.entry(corrected.value.clone()).or_default().push(place);
        }
        for superseded in &entry.supersedes {
            self.successors.entry(superseded.value.clone()).or_default().push(place);
        }
        let hangs = review::hangs(site, entry);
        let mut concerned: Vec<&Id> = vec![&entry.unit.value];
        concerned.extend(entry.co_units.iter().map(|unit| &unit.value));
        for board in &entry.boards {
            if hangs {
                self.hanging.entry(board.value.clone()).or_default().push(place);
            }
            let unit = boards.get(&*board.value).map(|board| &board.unit.value);
            concerned.extend(
                unit.filter(|unit| units.get(&***unit).is_some_and(|unit| unit.kind == UnitKind::Village)),
            );
        }
        concerned.sort_unstable();
        concerned.dedup();
        for unit in concerned {
            self.by_unit.entry(unit.clone()).or_default().push(place);
        }
    }
}
