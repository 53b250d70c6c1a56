//! The last day on which an entry may be posted, by the time limit of its catalogue row.

use super::{CatalogueRow, Deadline, Due, Entry, Period, Site};
use crate::calendar::{Date, Length, NoCalendarYear};

/// The deadline of an entry; none where it has no row, or the row's limit cannot be computed.
pub fn deadline(site: &Site, entry: &Entry) -> Option<Deadline> {
    let row = site.row(&entry.catalogue_item.as_ref()?.value)?;
    let formed = entry.formed_on.value;
    let period_end = entry.period.as_deref().and_then(Period::read).map_or(formed, Period::end);
    by_limit(site, row, formed, period_end)
}

/// The last day on which a period may be reported, where the row has a limit that can be computed: what it reports is
/// formed when the period ends.
pub fn period_deadline(site: &Site, row: &CatalogueRow, period: Period) -> Option<Deadline> {
    by_limit(site, row, period.end(), period.end())
}

fn by_limit(site: &Site, row: &CatalogueRow, formed: Date, period_end: Date) -> Option<Deadline> {
    let certainly = |date| Some(Deadline { date, certain: true });
    match row.limit? {
        Due::Within(length) => Some(after(site, formed, length)),
        Due::AfterPeriod(length) => Some(after(site, period_end, length)),
        Due::AtOnce => certainly(formed),
        Due::By { month, day } => Date::new(period_end.year() + 1, month, day).and_then(certainly),
        Due::NextMonth { day } => {
            let first = Date::new(period_end.year(), period_end.month(), 1)?.plus_months(1);
            let last = first.plus_months(1).plus_days(-1);
            certainly(first.plus_days(i64::from(day) - 1).min(last))
        }
    }
}

fn after(site: &Site, start: Date, length: Length) -> Deadline {
    match site.calendar.last_day(start, length, false) {
        Ok(date) => Deadline { date, certain: true },
        Err(NoCalendarYear { estimate, .. }) => Deadline { date: estimate, certain: false },
    }
}
