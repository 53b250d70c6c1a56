//! What items and pages of many entries show alike: each is made ready once.

use super::context::{Common, Day, Link, Term};
use super::words::{day, link};
use crate::address;
use crate::calendar::Date;
use crate::model::Unit;
use crate::terms::{Category, UnitKind};
use crate::theme::Ready;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Days, terms and links that many entries have.
pub(super) struct Commons<'a> {
    today: Date,
    days: Shelf<Date, Day>,
    terms: Shelf<Term, Term>,
    categories: Shelf<Category, Link>,
    units: BTreeMap<&'a str, Common<Link>>,
}

impl<'a> Commons<'a> {
    /// Those of a site with these units.
    pub(super) fn new(today: Date, units: &'a [Unit]) -> Self {
        let unit = |unit: &Unit| link(&*unit.short, unit_href(unit));
        Self {
            today,
            days: Shelf::default(),
            terms: Shelf::default(),
            categories: Shelf::default(),
            units: units.iter().map(|one| (&*one.id.value, Arc::new(Ready::new(unit(one))))).collect(),
        }
    }

    /// A day as pages print it.
    pub(super) fn day(&self, date: Date) -> Common<Day> {
        self.days.of(date, || day(date, self.today))
    }

    /// A term.
    pub(super) fn term(&self, term: impl Into<Term>) -> Common<Term> {
        let term = term.into();
        self.terms.of(term, || term)
    }

    /// The list of a category.
    pub(super) fn category(&self, category: Category) -> Common<Link> {
        self.categories.of(category, || link(category.chinese(), address::category_page(category, 1)))
    }

    /// The page of a unit; only words where there is none, which a read site rules out.
    pub(super) fn unit(&self, id: &str) -> Common<Link> {
        self.units.get(id).map_or_else(|| Arc::new(Ready::new(link(id, ""))), Arc::clone)
    }
}

/// The first page of a unit's list.
pub(super) fn unit_href(unit: &Unit) -> String {
    match unit.kind {
        UnitKind::Village => address::village_page(&unit.id.value, 1),
        _ => address::unit_page(&unit.id.value, 1),
    }
}

/// Values by what they are made from.
struct Shelf<K, T>(Mutex<HashMap<K, Common<T>>>);

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T> Shelf<K, T> {
    fn of(&self, key: K, make: impl FnOnce() -> T) -> Common<T> {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(values.entry(key).or_insert_with(|| Arc::new(Ready::new(make()))))
    }
}
