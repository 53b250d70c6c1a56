//! What the template of an entry's page sees.

use super::{Common, Day, Frame, Item, Link, Posting, Term, UnitCard};
use crate::theme::Ready;
use serde::Serialize;

/// An entry's page: `entry.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EntryPage<'a> {
    /// The frame.
    pub page: Frame,
    /// What lists show of it, too.
    pub item: &'a Ready<Item<'a>>,
    /// The unit that discloses.
    pub unit: &'a Ready<UnitCard<'a>>,
    /// Units that disclose with it.
    pub co_units: Vec<Link>,
    /// The unit that explains it.
    pub contact: &'a Ready<UnitCard<'a>>,
    /// The catalogue row, linked to its place in the catalogue.
    pub row: Option<Link>,
    /// The day the matter was formed or changed.
    pub formed_on: Common<Day>,
    /// The day the text was issued.
    pub issued_on: Common<Day>,
    /// From when it is in force.
    pub effective_from: Option<Day>,
    /// The period it reports on: 2022年第三季度.
    pub period: Option<String>,
    /// How long it stays open.
    pub duration_class: Option<Term>,
    /// The stage of its matter.
    pub stage: Option<Term>,
    /// To whom it is open.
    pub audience: Common<Term>,
    /// The ways of disclosure.
    pub channels: Vec<Common<Term>>,
    /// The law or custom it rests on.
    pub basis: &'a [String],
    /// The paper it comes from.
    pub source_document: Option<SourceDocument<'a>>,
    /// The numbers of the opinions it replies to.
    pub replies_to: &'a [String],
    /// Where printed copies go, in words: 龙井坎村、红岩嘴村，共907户，签收回执.
    pub distribution: Option<String>,
    /// What it means, in plain words.
    pub plain_summary: Option<&'a str>,
    /// When it hangs.
    pub posting: &'a Posting,
    /// The boards it hangs on.
    pub boards: Vec<Placed<'a>>,
    /// How to object.
    pub objection: Option<Objection<'a>>,
    /// The parts of a service guide.
    pub guide: Option<GuideParts<'a>>,
    /// The body as HTML: print it with the filter `safe`.
    pub body: String,
    /// Why the body has no tables on the web; none where everything is shown.
    pub announcement: Option<Announcement>,
    /// Files that go with it.
    pub attachments: Vec<Attachment<'a>>,
    /// Its sheets.
    pub sheets: Option<Sheets>,
    /// The check code: `3F9A-71C2`.
    pub check_code: &'a str,
    /// The entry it corrects.
    pub corrects: Option<&'a Ready<Item<'a>>>,
    /// The entries that correct it, newest first.
    pub corrected_by: Vec<&'a Ready<Item<'a>>>,
    /// What those entries correct in it, or what it corrects itself.
    pub corrections: Vec<CorrectionRow<'a>>,
    /// The entries it supersedes.
    pub supersedes: Vec<&'a Ready<Item<'a>>>,
    /// The entries that supersede it, newest first.
    pub superseded_by: Vec<&'a Ready<Item<'a>>>,
    /// The entry before it in its catalogue row.
    pub previous: Option<&'a Ready<Item<'a>>>,
    /// The entry after it in its catalogue row.
    pub next: Option<&'a Ready<Item<'a>>>,
    /// The entries of its thread, oldest first, itself among them; empty where it is alone.
    pub thread: Vec<&'a Ready<Item<'a>>>,
}

/// A board as a place to go to.
#[derive(Debug, Clone, Serialize)]
pub struct Placed<'a> {
    /// The board's name.
    pub name: &'a str,
    /// Where it stands.
    pub place: &'a str,
    /// Its page.
    pub href: String,
}

/// The paper an entry comes from.
#[derive(Debug, Clone, Serialize)]
pub struct SourceDocument<'a> {
    /// Who issued it.
    pub issuer: &'a str,
    /// Its number.
    pub number: Option<&'a str>,
    /// When.
    pub issued_on: Option<Day>,
}

/// How to object.
#[derive(Debug, Clone, Serialize)]
pub struct Objection<'a> {
    /// The unit that takes objections.
    pub unit: &'a Ready<UnitCard<'a>>,
    /// From when.
    pub from: Day,
    /// Until when; none where there is no last day.
    pub until: Option<Day>,
    /// `ahead`, `open` or `over`.
    pub phase: &'static str,
    /// How many days are left, 0 on the last day.
    pub days_left: Option<i64>,
    /// The ways, in the order given.
    pub ways: Vec<Way>,
}

/// A way to object, with where to go or what to dial.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// The way: 当面反映.
    pub name: &'static str,
    /// Where, or what number.
    pub detail: Option<String>,
    /// The number for a `tel:` link.
    pub phone: Option<String>,
}

/// The parts of a service guide.
#[derive(Debug, Clone, Serialize)]
pub struct GuideParts<'a> {
    /// 办理依据.
    pub basis: Option<&'a str>,
    /// 办理条件.
    pub conditions: &'a [String],
    /// 所需材料.
    pub materials: &'a [String],
    /// 办理程序.
    pub procedure: &'a [String],
    /// 办理时限: 20个工作日.
    pub time_limit: Option<String>,
    /// 收费标准.
    pub fee: Option<&'a str>,
    /// 办理结果.
    pub result: Option<&'a str>,
    /// 办事纪律.
    pub discipline: Option<&'a str>,
    /// 办公时间.
    pub office_hours: Option<&'a str>,
    /// 办理地点.
    pub location: Option<&'a str>,
}

/// An entry whose list hangs on boards and is not put on the web.
#[derive(Debug, Clone, Serialize)]
pub struct Announcement {
    /// Whether the body had tables that are left out.
    pub has_tables: bool,
    /// Whether it was a list of persons whose period has ended: then nothing of its body is shown.
    pub is_over: bool,
}

/// A file that goes with an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Where it lies.
    pub href: String,
    /// Its ending in capitals: XLSX.
    pub ending: String,
}

/// The sheets of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Sheets {
    /// The PDF.
    pub href: String,
    /// How many sheets.
    pub count: usize,
    /// The template.
    pub template: Term,
    /// The paper: A4.
    pub paper: &'static str,
    /// Which way it is turned.
    pub orientation: Term,
    /// The picture of each page.
    pub pictures: Vec<String>,
}

/// One place that is corrected.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionRow<'a> {
    /// Where; empty where not said.
    pub place: &'a str,
    /// What stood there.
    pub wrong: &'a str,
    /// What is right.
    pub right: &'a str,
}
