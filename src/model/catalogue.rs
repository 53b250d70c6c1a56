//! Rows of the catalogue (公开目录): what must be disclosed, by whom, how often and within what time.

use super::{Id, SheetOptions};
use crate::calendar::{Date, Length};
use crate::source::Spanned;
use crate::terms::{Audience, Category, Channel, DurationClass, Power, Step};

/// One row.
#[derive(Debug, Clone)]
pub struct CatalogueRow {
    /// The id: `CZ-01`.
    pub id: Spanned<Id>,
    /// The first-level item: 财政.
    pub level1: String,
    /// The matter: 财政预决算、季度收支.
    pub item: String,
    /// The category of its entries: as its column `category` says, else by the words of its items.
    pub category: Option<Category>,
    /// The units that answer for it; empty where the row names all villages (`villages` is then true).
    pub units: Vec<Spanned<Id>>,
    /// Whether every village answers for it (各村).
    pub villages: bool,
    /// The unit cell as written, for print: 财政所(农经).
    pub unit_text: String,
    /// The law or custom it rests on, as written.
    pub basis: String,
    /// How often, as written: `quarterly`.
    pub frequency: String,
    /// The time limit as written: `20wd`.
    pub limit_text: String,
    /// The time limit, where it can be computed.
    pub limit: Option<Due>,
    /// The least time a sheet hangs; none where it hangs for good (`continuous`) or nothing is said.
    pub min_posting: Option<Length>,
    /// Whether a sheet hangs for good (`continuous`).
    pub continuous: bool,
    /// How long the matter stays open.
    pub duration_class: Option<DurationClass>,
    /// The channels it asks for.
    pub channels: Vec<Channel>,
    /// To whom it is open.
    pub audience: Audience,
    /// The power it lays open.
    pub power: Option<Power>,
    /// The privacy profile as written.
    pub privacy: String,
    /// The steps of the review that its entries need, in order; empty where it does not say.
    pub review: Vec<Step>,
    /// Whether a step counts only where it is signed.
    pub signed: bool,
    /// How its sheets are set, where the row says so.
    pub sheet: SheetOptions,
}

/// A time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Within this length of the day the matter was formed, which is not counted (民法典 art. 201).
    Within(Length),
    /// Within this length of the end of the period reported on.
    AfterPeriod(Length),
    /// On the day the matter was formed.
    AtOnce,
    /// By this month and day of the year after the period reported on.
    By {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// By this day of the month after the period reported on.
    NextMonth {
        /// 1 to 31; the month's last day where it is shorter.
        day: i8,
    },
}

/// A computed deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The last day.
    pub date: Date,
    /// Whether the calendar had data for every year counted.
    pub certain: bool,
}
