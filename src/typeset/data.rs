//! What a sheet says beside the entry's body: the data that layouts read from `/data.json`.

use super::fonts::{Families, Fonts};
use super::title::titles;
use crate::calendar::Date;
use crate::model::{Entry, Service, Site};
use crate::review;
use crate::terms::{Kind, ObjectionWay};
use serde::Serialize;

/// The data of one sheet. Layouts see the fields under these names, with `-` for `_`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SheetData {
    /// The title as written.
    pub title: String,
    /// The best ways to set it on one line, two lines and so on.
    pub titles: Vec<Vec<String>>,
    /// The title, cut where it is too long for the head of a following sheet.
    pub short_title: String,
    /// 公示, 通告, 办事指南.
    pub kind: &'static str,
    /// The unit's full name.
    pub unit: String,
    /// Its short name.
    pub unit_short: String,
    /// The board's title: 青楠镇公开栏.
    pub board: String,
    /// The category: 社会救助.
    pub category: &'static str,
    /// The entry's id.
    pub number: String,
    /// The build date: year, month, day.
    pub date: (i16, i8, i8),
    /// The check code.
    pub check: String,
    /// `2022年12月21日至12月27日`.
    pub posting: String,
    /// The phone for supervision.
    pub phone: Option<String>,
    /// Whether `/qr.svg` leads to the page.
    pub qr: bool,
    /// Whether the entry is not through its review.
    pub draft: bool,
    /// What stands at the right of the band.
    pub band: Band,
    /// When it was issued.
    pub issued: String,
    /// Who signs and when; none on window cards.
    pub signature: Option<Signature>,
    /// How to object.
    pub objections: Option<Facts>,
    /// The head of an official paper: unit and kind.
    pub mark: String,
    /// The number of the paper it comes from.
    pub document_number: Option<String>,
    /// The titles of its attachments.
    pub attachments: Vec<String>,
    /// The parts of a service guide.
    pub service: Option<ServiceData>,
    /// Where and when people come, on a window card.
    #[serde(rename = "where")]
    pub place: Vec<(&'static str, String)>,
    /// The families for each purpose.
    fonts: Families,
}

/// What stands at the right of the band: dates that are read from two metres.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// `12月21日—12月27日`.
    pub dates: String,
    /// `公示期7天`.
    pub note: String,
}

/// Who signs and when.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    /// The units.
    pub name: String,
    /// The date.
    pub date: String,
}

/// A box of facts under a heading, each with its name.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// The heading.
    pub title: &'static str,
    /// Name and value.
    pub facts: Vec<(&'static str, String)>,
}

/// The parts of a service guide.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceData {
    /// What is asked first: time limit, fee, result.
    pub facts: Vec<(&'static str, String)>,
    /// 办理条件.
    pub conditions: Vec<String>,
    /// 所需材料.
    pub materials: Vec<String>,
    /// 办理程序.
    pub procedure: Vec<Step>,
    /// What stands below the text: basis, discipline.
    pub notes: Vec<(&'static str, String)>,
}

/// A step of a procedure.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// What is done.
    pub name: String,
    /// The best ways to set it on one line, two lines and so on.
    pub ways: Vec<Vec<String>>,
}

impl SheetData {
    pub(super) fn of(site: &Site, entry: &Entry, fonts: &Fonts, qr: bool) -> Self {
        let unit = site.unit(&entry.unit.value);
        let unit_name = unit.map_or_else(|| entry.unit.value.to_string(), |unit| unit.name.clone());
        let co_units =
            entry.co_units.iter().filter_map(|id| site.unit(&id.value)).map(|unit| unit.name.as_str());
        let signers: Vec<&str> = std::iter::once(unit_name.as_str()).chain(co_units).collect();
        Self {
            title: entry.title.value.clone(),
            titles: titles(&entry.title.value),
            short_title: shortened(&entry.title.value, 32),
            kind: entry.kind.chinese(),
            unit_short: unit.map_or_else(|| unit_name.clone(), |unit| unit.short.clone()),
            board: site.settings.title.clone(),
            category: entry.category.chinese(),
            number: entry.id.to_string(),
            date: (site.date.year(), site.date.month(), site.date.day()),
            check: entry.check_code.clone(),
            posting: span(entry.post_from, entry.post_until),
            phone: site.settings.supervision_phone.clone(),
            qr,
            draft: !review::is_cleared(site, entry),
            band: band(entry),
            issued: entry.issued_on.value.chinese(),
            signature: (entry.kind != Kind::ServiceGuide)
                .then(|| Signature { name: signers.join("　"), date: entry.issued_on.value.chinese() }),
            objections: objections(site, entry),
            mark: format!("{unit_name}{}", entry.kind.chinese()),
            document_number: entry.source_document.as_ref().and_then(|paper| paper.number.clone()),
            attachments: entry.attachments.iter().map(|attachment| attachment.title.clone()).collect(),
            service: entry.service.as_deref().map(service),
            place: place(site, entry),
            fonts: fonts.families.clone(),
            unit: unit_name,
        }
    }
}

/// `2022年12月21日至12月27日`; the year is said again where it changes.
fn span(from: Date, until: Option<Date>) -> String {
    match until {
        None => format!("{}起长期", from.chinese()),
        Some(until) if until == from => from.chinese(),
        Some(until) if until.year() == from.year() => {
            format!("{}至{}", from.chinese(), until.chinese_short())
        }
        Some(until) => format!("{}至{}", from.chinese(), until.chinese()),
    }
}

fn band(entry: &Entry) -> Band {
    match (&entry.posting_period, entry.post_until) {
        (Some(period), Some(until)) => Band {
            dates: format!("{}—{}", entry.post_from.chinese_short(), until.chinese_short()),
            note: format!("公示期{}", period.length.chinese()),
        },
        _ => Band { dates: entry.issued_on.value.chinese(), note: "发布".to_owned() },
    }
}

fn objections(site: &Site, entry: &Entry) -> Option<Facts> {
    let objections = entry.objections.as_ref()?;
    let unit = site.unit(&objections.to.value)?;
    let from = objections.accept_from.unwrap_or(entry.post_from);
    let until = objections.accept_until.or(entry.post_until);
    let how: Vec<&str> = objections.how.iter().map(|way| way.chinese()).collect();
    let mut facts = vec![("受理时间", span(from, until))];
    let place = unit.place.as_ref().map(|place| format!("（{place}）")).unwrap_or_default();
    facts.push(("受理单位", format!("{}{place}", unit.name)));
    let by_phone = objections.how.is_empty() || objections.how.contains(&ObjectionWay::Phone);
    if let Some(phone) = unit.phone.as_ref().filter(|_| by_phone) {
        facts.push(("联系电话", phone.clone()));
    }
    if !how.is_empty() {
        facts.push(("反映方式", how.join("、")));
    }
    Some(Facts { title: "有意见怎么反映", facts })
}

fn service(service: &Service) -> ServiceData {
    let limit = service.time_limit.map(|limit| limit.chinese());
    let facts =
        [("办理时限", limit), ("收费标准", service.fee.clone()), ("办理结果", service.result.clone())];
    let notes = [("办理依据", service.basis.clone()), ("办事纪律", service.discipline.clone())];
    ServiceData {
        facts: said(facts),
        conditions: service.conditions.clone(),
        materials: service.materials.clone(),
        procedure: service
            .procedure
            .iter()
            .map(|name| Step { name: name.clone(), ways: titles(name) })
            .collect(),
        notes: said(notes),
    }
}

fn place(site: &Site, entry: &Entry) -> Vec<(&'static str, String)> {
    let contact = site.unit(&entry.contact.value);
    let service = entry.service.as_ref();
    let location = service.and_then(|service| service.location.clone());
    let hours = service.and_then(|service| service.office_hours.clone());
    said([
        ("办理地点", location.or_else(|| contact.and_then(|unit| unit.place.clone()))),
        (
            "办公时间",
            hours
                .or_else(|| contact.and_then(|unit| unit.hours.clone()))
                .or_else(|| site.settings.hours.clone()),
        ),
        ("咨询电话", contact.and_then(|unit| unit.phone.clone())),
    ])
}

/// The facts that say something.
fn said<const N: usize>(facts: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
