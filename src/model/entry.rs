//! Entries (公开事项): one Markdown file each.

use super::Id;
use crate::calendar::{Date, Length};
use crate::fingerprint::Fingerprint;
use crate::site_path::SitePath;
use crate::source::{ByteRange, Spanned};
use crate::terms::{
    Audience, Category, Channel, Disclosure, DurationClass, Exemption, Kind, Masking, ObjectionWay,
    Orientation, Paper, Section, SheetTemplate, Stage,
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// An entry. What its catalogue row gives is filled in; dates that can be computed are. Large parts that few entries have
/// lie in boxes, since there are tens of thousands that have none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// The Markdown file, from `content/`.
    pub path: SitePath,
    /// The id: from the front matter, else the path below `entries/` without its ending.
    pub id: Id,
    /// The name in addresses, ASCII.
    pub slug: String,
    /// The title.
    pub title: Spanned<String>,
    /// The kind.
    pub kind: Kind,
    /// The unit that discloses.
    pub unit: Spanned<Id>,
    /// Units that disclose with it.
    pub co_units: Vec<Spanned<Id>>,
    /// The category.
    pub category: Category,
    /// The catalogue row.
    pub catalogue_item: Option<Spanned<Id>>,
    /// When the matter was formed or changed: the start of the legal clock.
    pub formed_on: Spanned<Date>,
    /// When the text was issued; the day it was formed where not said.
    pub issued_on: Spanned<Date>,
    /// When somebody last saw that it still holds.
    pub confirmed_on: Option<Date>,
    /// From when it is in force.
    pub effective_from: Option<Date>,
    /// The period it reports on, as written: `2022Q3`.
    pub period: Option<String>,
    /// How long it stays open.
    pub duration_class: Option<DurationClass>,
    /// The posting period asked for (公示期).
    pub posting_period: Option<PostingPeriod>,
    /// The first day it hangs: as written, else the day it was issued.
    pub post_from: Date,
    /// The last day it hangs: as written, else computed from the posting period, else from the row's least posting
    /// time; none where it hangs for good.
    pub post_until: Option<Date>,
    /// The stage of its matter.
    pub stage: Option<Stage>,
    /// The thread of entries on one matter.
    pub thread: Option<String>,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether it is disclosed.
    pub disclosure: Disclosure,
    /// Why it is withheld.
    pub exemption: Option<Exemption>,
    /// The ways of disclosure.
    pub channels: Vec<Channel>,
    /// The boards it hangs on, patterns such as `v-*` resolved.
    pub boards: Vec<Spanned<Id>>,
    /// The section of the board.
    pub section: Option<Section>,
    /// The law or custom it rests on: as written, else the row's.
    pub basis: Vec<String>,
    /// The paper it comes from.
    pub source_document: Option<Box<SourceDocument>>,
    /// What it means, in plain words.
    pub plain_summary: Option<String>,
    /// The parts of a service guide.
    pub service: Option<Box<Service>>,
    /// What the front matter says of the body's tables.
    pub tables: Vec<TableRules>,
    /// Whether personal information in it is masked. Then all texts of this value are masked, and so is
    /// [`Site::body`](super::Site::body); its file and [`Site::original_body`](super::Site::original_body) are not.
    pub mask: Masking,
    /// What personal data it holds.
    pub personal_data: Option<Box<PersonalData>>,
    /// How to object.
    pub objections: Option<Box<Objections>>,
    /// The unit that explains it; its own where not said.
    pub contact: Spanned<Id>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// The ids of entries it supersedes.
    pub supersedes: Vec<Spanned<Id>>,
    /// The id of the entry it corrects.
    pub corrects: Option<Spanned<Id>>,
    /// What it corrects there, place by place.
    pub corrections: Vec<Correction>,
    /// The numbers of the opinions it replies to.
    pub replies_to: Vec<String>,
    /// Where printed copies go.
    pub distribution: Option<Box<Distribution>>,
    /// How its sheets are set.
    pub sheet: SheetOptions,
    /// The findings that somebody lets stand.
    pub waive: Vec<Waiver>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Since when and why it is public no more.
    pub withdrawn: Option<Withdrawn>,
    /// Where its body stands in its file; [`Site::body`](super::Site::body) parses it.
    pub body: ByteRange,
    /// Whether the body has tables.
    pub has_tables: bool,
    /// The pictures of the body as written, in the order of [`Document::images`](crate::document::Document::images).
    pub images: Vec<Spanned<String>>,
    /// The fingerprint of the file it was read from, with the tables it takes from other files, and of what a mask spares.
    pub text: Fingerprint,
    /// The files that the links and pictures of the body name, in the order of reading.
    pub files: Vec<SitePath>,
    /// The titles in 《》 and the document numbers that its body names, in the order of reading.
    pub cites: Vec<String>,
    /// The text hash: 64 small hex digits.
    pub text_hash: String,
    /// The check code of the text as it was written, before any mask: `3F9A-71C2`.
    pub check_code: String,
}

/// In what two readings of an entry differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// In the body alone.
    Body,
    /// Also in the title, or in where things stand in the file.
    Title,
    /// In more.
    More,
}

/// The order of entries in a site.
pub fn newest_first(one: &Entry, other: &Entry) -> Ordering {
    other.issued_on.value.cmp(&one.issued_on.value).then_with(|| one.id.cmp(&other.id))
}

impl Entry {
    /// In what two readings of an entry differ.
    pub(super) fn difference(&self, other: &Self) -> Difference {
        let same = |facts: fn(&Self) -> Option<Fingerprint>| {
            let one = facts(self);
            one.is_some() && one == facts(other)
        };
        if same(|entry| Fingerprint::of_value(&entry.without_body())) {
            Difference::Body
        } else if same(|entry| Fingerprint::of_value(&entry.without_title())) {
            Difference::Title
        } else {
            Difference::More
        }
    }

    /// What of it is not of its body.
    fn without_body(&self) -> Self {
        let mut facts = self.clone();
        (facts.body, facts.text, facts.has_tables) = (0..0, Fingerprint::of(&[]), false);
        facts.text_hash.clear();
        facts.check_code.clear();
        facts.images.iter_mut().for_each(nowhere);
        facts
    }

    /// The same without the title, and wherever it stands.
    fn without_title(&self) -> Self {
        let mut facts = self.without_body();
        facts.title.value.clear();
        nowhere(&mut facts.title);
        nowhere(&mut facts.unit);
        nowhere(&mut facts.contact);
        nowhere(&mut facts.formed_on);
        nowhere(&mut facts.issued_on);
        let ids = facts.co_units.iter_mut().chain(&mut facts.boards).chain(&mut facts.catalogue_item);
        ids.for_each(nowhere);
        facts.objections.iter_mut().for_each(|objections| nowhere(&mut objections.to));
        facts.personal_data.iter_mut().flat_map(|data| &mut data.fields).for_each(nowhere);
        facts.distribution.iter_mut().flat_map(|distribution| &mut distribution.scope).for_each(nowhere);
        facts.sheet.max_sheets.iter_mut().for_each(nowhere);
        for table in &mut facts.tables {
            nowhere(&mut table.id);
            table.sum_columns.iter_mut().chain(&mut table.row_formula).for_each(nowhere);
        }
        for waiver in &mut facts.waive {
            nowhere(&mut waiver.rule);
            nowhere(&mut waiver.by);
        }
        facts
    }
}

/// The value stands nowhere.
fn nowhere<T>(value: &mut Spanned<T>) {
    value.span.range = 0..0;
}

/// A posting period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingPeriod {
    /// How long.
    pub length: Length,
    /// Whether the first day counts (everyday notices: yes; 民法典 art. 201: no).
    pub start_counts: bool,
}

/// One place that is corrected (更正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where: 支出表“农林水支出”累计执行数; empty where not said.
    pub place: String,
    /// What stood there (误).
    pub wrong: String,
    /// What is right (正).
    pub right: String,
}

/// A finding that somebody who may lets stand (豁免).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The code of the rule.
    pub rule: Spanned<String>,
    /// Why.
    pub why: String,
    /// The role, by its id or title.
    pub by: Spanned<String>,
}

/// That an entry was taken back (撤回).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// From this day it is public no more.
    pub on: Date,
    /// Why.
    pub why: String,
}

/// The paper an entry comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDocument {
    /// Who issued it.
    pub issuer: String,
    /// Its number: 望禾府公〔2022〕8号.
    pub number: Option<String>,
    /// When.
    pub issued_on: Option<Date>,
}

/// The parts of a service guide (办事要素).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// 办理依据.
    pub basis: Option<String>,
    /// 办理条件.
    pub conditions: Vec<String>,
    /// 所需材料.
    pub materials: Vec<String>,
    /// 办理程序.
    pub procedure: Vec<String>,
    /// 办理时限.
    pub time_limit: Option<Length>,
    /// 收费标准.
    pub fee: Option<String>,
    /// 办理结果.
    pub result: Option<String>,
    /// 办事纪律.
    pub discipline: Option<String>,
    /// 办公时间.
    pub office_hours: Option<String>,
    /// 办理地点.
    pub location: Option<String>,
}

/// What the front matter says of one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRules {
    /// The table's id in the body.
    pub id: Spanned<String>,
    /// The first cell of the total row: 合计.
    pub total_row: Option<String>,
    /// The columns that are summed.
    pub sum_columns: Vec<Spanned<String>>,
    /// The formula that holds in each row, as written.
    pub row_formula: Option<Spanned<String>>,
}

/// What personal data an entry holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalData {
    /// Whether it holds any.
    pub present: bool,
    /// Which, as written: `masked_name`.
    pub fields: Vec<Spanned<String>>,
    /// On what ground it is disclosed.
    pub basis: Option<String>,
}

/// How to object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objections {
    /// From when.
    pub accept_from: Option<Date>,
    /// Until when.
    pub accept_until: Option<Date>,
    /// To which unit.
    pub to: Spanned<Id>,
    /// In which ways.
    pub how: Vec<ObjectionWay>,
}

/// A file that goes with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file, from `content/`.
    pub path: SitePath,
    /// What it is called.
    pub title: String,
}

/// Where printed copies go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// The villages, by name or id.
    pub scope: Vec<Spanned<String>>,
    /// How many households.
    pub households: Option<u32>,
    /// Whether receipts are signed.
    pub receipt: bool,
}

/// How sheets are set, where an entry or its row says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetOptions {
    /// The template.
    pub template: Option<SheetTemplate>,
    /// The paper.
    pub paper: Option<Paper>,
    /// Which way it is turned.
    pub orientation: Option<Orientation>,
    /// Whether type is large.
    pub large: bool,
    /// How many sheets at most.
    pub max_sheets: Option<Spanned<u32>>,
}
