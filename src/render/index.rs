//! What the web shows: every list page takes its items from here.

use super::common::{Commons, unit_href};
use super::context::{Figures, Item, Posting, Tell, Term, UnitCard};
use super::order::Order;
use super::words::day;
use crate::address;
use crate::calendar::Date;
use crate::model::{Board, Entry, Site, Unit};
use crate::parallel;
use crate::review::{self, WebPart};
use crate::terms::{Kind, State, UnitKind};
use crate::theme::Ready;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An entry that the web shows.
pub(super) struct Shown<'a> {
    /// The entry.
    pub(super) entry: &'a Entry,
    /// How much of it.
    pub(super) part: WebPart,
    /// What lists show of it, once somebody asks.
    item: OnceLock<Box<Ready<Item<'a>>>>,
}

/// Everything that the web shows, by what it is looked for.
pub(super) struct Index<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Which entries stand where.
    pub(super) order: &'a Order,
    /// The boards by their ids.
    boards: BTreeMap<&'a str, &'a Board>,
    /// What is shown of many entries alike.
    pub(super) commons: Commons<'a>,
    /// The units by their ids.
    unit_facts: BTreeMap<&'a str, &'a Unit>,
    /// The entries, newest first.
    pub(super) shown: Vec<Shown<'a>>,
    /// The units in the order of their file.
    pub(super) units: Vec<Ready<UnitCard<'a>>>,
    /// The same without the number of their entries.
    plain_units: Vec<Ready<UnitCard<'a>>>,
    /// The place of each unit in `units`.
    pub(super) unit_places: BTreeMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    /// What the web shows of a site that was put in order.
    pub(super) fn new(site: &'a Site, order: &'a Order) -> Self {
        let boards: BTreeMap<&str, &Board> =
            site.boards.iter().map(|board| (&*board.id.value, board)).collect();
        let units: BTreeMap<&str, &Unit> = site.units.iter().map(|unit| (&*unit.id.value, unit)).collect();
        let shown = order.shown.iter().filter_map(|(place, part)| {
            let entry = site.entries.get(*place)?;
            Some(Shown { entry, part: *part, item: OnceLock::new() })
        });
        let shown = shown.collect();
        let cards =
            |order| site.units.iter().map(move |unit| Ready::new(card(unit, order))).collect::<Vec<_>>();
        let (plain_units, cards) = (cards(None), cards(Some(order)));
        let unit_places = cards.iter().enumerate().map(|(place, card)| (card.id, place)).collect();
        let commons = Commons::new(site.date, &site.units);
        Self {
            site,
            order,
            boards,
            commons,
            unit_facts: units,
            shown,
            units: cards,
            plain_units,
            unit_places,
        }
    }

    /// Makes all items, on all cores, for whoever shows them all.
    pub(super) fn make_items(&self) {
        parallel::map(&self.shown, |shown| {
            self.item(shown);
        });
    }

    /// What lists show of an entry.
    pub(super) fn item<'s>(&self, shown: &'s Shown<'a>) -> &'s Ready<Item<'a>> {
        let items = Items { site: self.site, boards: &self.boards, units: &self.unit_facts, index: self };
        shown.item.get_or_init(|| Box::new(Ready::new(items.item(shown.entry))))
    }

    /// Whether objections to an entry are taken today, so that its item says by whom.
    pub(super) fn takes_objections(&self, entry: &Entry) -> bool {
        ObjectionWindow::of(entry)
            .is_some_and(|window| window.is_open(self.site.date) && self.unit_facts.contains_key(window.unit))
    }

    /// The items at these places.
    pub(super) fn items(&self, places: &[usize]) -> Vec<&Ready<Item<'a>>> {
        places.iter().filter_map(|place| self.shown.get(*place)).map(|shown| self.item(shown)).collect()
    }

    /// The card of a unit, without the number of its entries.
    pub(super) fn unit(&self, id: &str) -> Option<&Ready<UnitCard<'a>>> {
        self.plain_units.get(*self.unit_places.get(id)?)
    }

    /// The villages.
    pub(super) fn villages(&self) -> Vec<&Ready<UnitCard<'a>>> {
        self.units.iter().filter(|unit| unit.kind == UnitKind::Village.into()).collect()
    }

    /// The units that are not villages.
    pub(super) fn offices(&self) -> Vec<&Ready<UnitCard<'a>>> {
        self.units.iter().filter(|unit| unit.kind != UnitKind::Village.into()).collect()
    }

    /// The sum of the villages' figures.
    pub(super) fn figures(&self) -> Figures {
        self.units.iter().filter_map(|unit| unit.village).fold(Figures::default(), |sum, one| Figures {
            groups: sum.groups.saturating_add(one.groups),
            households: sum.households.saturating_add(one.households),
            people: sum.people.saturating_add(one.people),
        })
    }
}

fn card<'a>(unit: &'a Unit, order: Option<&Order>) -> UnitCard<'a> {
    UnitCard {
        id: &unit.id.value,
        name: &unit.name,
        short: &unit.short,
        kind: unit.kind.into(),
        href: unit_href(unit),
        duties: unit.duties.as_deref(),
        phone: unit.phone.as_deref(),
        place: unit.place.as_deref(),
        hours: unit.hours.as_deref(),
        responsible: unit.responsible.as_deref(),
        coordinator: unit.coordinator,
        village: unit.village.map(|facts| Figures {
            groups: facts.groups,
            households: facts.households,
            people: facts.people,
        }),
        count: order.map(|order| order.by_unit.get(&*unit.id.value).map_or(0, Vec::len)),
    }
}

/// What an item is made from.
struct Items<'i, 'a> {
    site: &'a Site,
    boards: &'i BTreeMap<&'a str, &'a Board>,
    units: &'i BTreeMap<&'a str, &'a Unit>,
    index: &'i Index<'a>,
}

impl<'a> Items<'_, 'a> {
    fn item(&self, entry: &'a Entry) -> Item<'a> {
        let commons = &self.index.commons;
        Item {
            title: &entry.title.value,
            href: address::entry_page(entry),
            kind: commons.term(entry.kind),
            unit: commons.unit(&entry.unit.value),
            category: commons.category(entry.category),
            date: commons.day(entry.issued_on.value),
            state: commons.term(state(self.site, entry)),
            draft: !review::is_cleared(self.site, entry),
            urgent: entry.urgent,
            superseded: self.index.order.successors.contains_key(&*entry.id),
            corrected: self.index.order.corrections.contains_key(&*entry.id),
            posting: posting(entry, self.site.date, commons),
            boards: self.boards_in_words(entry),
            tell: self.tell(entry).map(Box::new),
            service: service_line(entry),
        }
    }

    fn boards_in_words(&self, entry: &Entry) -> Option<String> {
        let first = self.boards.get(&*entry.boards.first()?.value)?;
        Some(match entry.boards.len() {
            1 => first.name.clone(),
            count => format!("{}等{count}处", first.name),
        })
    }

    fn tell(&self, entry: &'a Entry) -> Option<Tell<'a>> {
        let window = ObjectionWindow::of(entry)?;
        let today = self.site.date;
        if !window.is_open(today) {
            return None;
        }
        let unit = self.units.get(window.unit)?;
        Some(Tell {
            unit: &unit.short,
            place: unit.place.as_deref(),
            phone: unit.phone.as_deref(),
            until: window.until.map(|until| day(until, today)),
            days_left: window.until.map(|until| until.days_since(today)),
        })
    }
}

/// When and to whom objections to an entry are made.
pub(super) struct ObjectionWindow<'a> {
    /// The unit.
    pub(super) unit: &'a str,
    /// The first day.
    pub(super) from: Date,
    /// The last day; none where there is none.
    pub(super) until: Option<Date>,
}

impl<'a> ObjectionWindow<'a> {
    /// As the entry says it; a 公示 that says nothing takes objections as long as it hangs.
    pub(super) fn of(entry: &'a Entry) -> Option<Self> {
        let until = entry.post_until;
        match &entry.objections {
            Some(objections) => Some(Self {
                unit: &objections.to.value,
                from: objections.accept_from.unwrap_or(entry.post_from),
                until: objections.accept_until.or(until),
            }),
            None if entry.kind == Kind::PublicNotification => {
                Some(Self { unit: &entry.contact.value, from: entry.post_from, until })
            }
            None => None,
        }
    }

    /// Whether objections are taken on `date`.
    pub(super) fn is_open(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// Where an entry stands, in a word.
fn state(site: &Site, entry: &Entry) -> Term {
    let notified = entry.kind == Kind::PublicNotification;
    let (id, name) = match review::state(site, entry) {
        State::Draft | State::Waiting | State::Proposed | State::Reviewed | State::Returned => {
            ("draft", "未审核")
        }
        State::Withheld | State::Approved => ("withheld", "不予公开"),
        State::Withdrawn => ("withdrawn", "已撤回"),
        State::Scheduled => ("scheduled", "未到公开日"),
        State::Superseded => ("superseded", "已被代替"),
        State::Corrected => ("corrected", "已更正"),
        State::Public if entry.post_until.is_none() => ("standing", "长期公开"),
        State::Public if notified => ("open", "公示中"),
        State::Public => ("public", "公开中"),
        State::DueDown | State::Archived if notified => ("ended", "公示期已满"),
        State::DueDown | State::Archived => ("ended", "张贴期满"),
    };
    Term { id, name }
}

fn posting(entry: &Entry, today: Date, commons: &Commons<'_>) -> Posting {
    let running = entry.post_until.filter(|until| entry.post_from <= today && today <= *until);
    Posting {
        from: commons.day(entry.post_from),
        until: entry.post_until.map(|until| commons.day(until)),
        length: entry.posting_period.map(|period| period.length.chinese()),
        days_left: running.map(|until| until.days_since(today)),
        percent: running.map(|until| {
            let whole = until.days_since(entry.post_from) + 1;
            (today.days_since(entry.post_from) + 1) * 100 / whole.max(1)
        }),
    }
}

fn service_line(entry: &Entry) -> Option<String> {
    let service = entry.service.as_ref()?;
    let parts = [service.time_limit.map(|limit| limit.chinese()), service.fee.clone()];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (!line.is_empty()).then_some(line)
}
