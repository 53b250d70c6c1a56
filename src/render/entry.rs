//! What an entry's page shows.

use super::body::{self, Manner, PicturePlace, Tables};
use super::context::{
    Announcement, Attachment, CorrectionRow, EntryPage, Frame, GuideParts, Item, Link, Objection, Placed,
    Sheets, SourceDocument, Way,
};
use super::index::{Index, ObjectionWindow, Shown};
use super::words::{day, link, period};
use crate::address;
use crate::diagnostic::Diagnostic;
use crate::model::{self, Distribution, Entry, Pictures, SheetFacts, Target, newest_first};
use crate::picture::THUMBNAIL;
use crate::review::{self, WebPart};
use crate::site_path::SitePath;
use crate::terms::{Area, ObjectionWay};
use crate::theme::Ready;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The page of the entry at `place`; none where its unit is missing, which a read site rules out.
pub(super) fn page<'i>(
    index: &'i Index<'_>,
    place: usize,
    sheets: Option<&SheetFacts>,
    body: String,
) -> Option<EntryPage<'i>> {
    let shown = index.shown.get(place)?;
    let entry = shown.entry;
    let today = index.site.date;
    let whole = shown.part == WebPart::Whole;
    let (previous, next) = neighbours(index, entry);
    Some(EntryPage {
        page: frame(index, shown),
        item: index.item(shown),
        unit: index.unit(&entry.unit.value)?,
        co_units: entry.co_units.iter().filter_map(|unit| unit_link(index, &unit.value)).collect(),
        contact: index.unit(&entry.contact.value)?,
        row: entry.catalogue_item.as_ref().and_then(|row| index.site.row(&row.value)).map(|row| {
            let id = &row.id.value;
            link(format!("{id} {}", row.item), format!("{}#{id}", address::CATALOGUE))
        }),
        formed_on: index.commons.day(entry.formed_on.value),
        issued_on: index.commons.day(entry.issued_on.value),
        effective_from: entry.effective_from.map(|date| day(date, today)),
        period: entry.period.as_deref().map(period),
        duration_class: entry.duration_class.map(Into::into),
        stage: entry.stage.map(Into::into),
        audience: index.commons.term(entry.audience),
        channels: entry.channels.iter().map(|channel| index.commons.term(*channel)).collect(),
        basis: &entry.basis,
        source_document: entry.source_document.as_ref().map(|document| SourceDocument {
            issuer: &document.issuer,
            number: document.number.as_deref(),
            issued_on: document.issued_on.map(|date| day(date, today)),
        }),
        replies_to: &entry.replies_to,
        distribution: entry.distribution.as_deref().and_then(distribution),
        plain_summary: entry.plain_summary.as_deref().filter(|_| shown.part != WebPart::Trace),
        posting: &index.item(shown).posting,
        boards: boards(index, entry),
        objection: objection(index, entry),
        guide: guide(entry),
        body,
        announcement: (!whole)
            .then_some(Announcement { has_tables: entry.has_tables, is_over: shown.part == WebPart::Trace }),
        attachments: if whole { attachments(entry) } else { Vec::new() },
        sheets: sheets.filter(|_| whole).map(|facts| sheets_of(entry, facts)),
        check_code: &entry.check_code,
        corrects: entry.corrects.as_ref().and_then(|id| item(index, &id.value)),
        corrected_by: items(index, index.order.corrections.get(&*entry.id)),
        corrections: if whole { corrections(index, entry) } else { Vec::new() },
        supersedes: entry.supersedes.iter().filter_map(|id| item(index, &id.value)).collect(),
        superseded_by: items(index, index.order.successors.get(&*entry.id)),
        previous,
        next,
        thread: thread(index, entry),
    })
}

/// The places of the entries whose pages show the item of an entry, its own among them; where it has just gone, of those
/// that did.
pub(super) fn shown_on(index: &Index<'_>, entry: &Entry) -> BTreeSet<usize> {
    let order = index.order;
    let mut places: BTreeSet<usize> = order.by_id.get(&entry.id).copied().into_iter().collect();
    if let Some((older, newer)) = beside(index, entry) {
        places.extend(older.into_iter().chain(newer));
    }
    let thread = entry.thread.as_deref().and_then(|thread| order.by_thread.get(thread));
    let later = [&order.corrections, &order.successors].map(|followers| followers.get(&*entry.id));
    places.extend(later.into_iter().chain([thread]).flatten().flatten());
    let earlier = entry.corrects.iter().chain(&entry.supersedes);
    places.extend(earlier.filter_map(|id| order.by_id.get(&id.value)));
    places
}

/// The places of the entries whose bodies name the files of these.
pub(super) fn linking_to(index: &Index<'_>, entries: &[Arc<Entry>]) -> Vec<usize> {
    let names = |shown: &Shown<'_>| {
        shown.entry.files.iter().any(|file| entries.iter().any(|entry| entry.path == *file))
    };
    let linking = index.shown.iter().enumerate().filter(|(_, shown)| !entries.is_empty() && names(shown));
    linking.map(|(place, _)| place).collect()
}

/// The body of an entry as HTML. Its links lead to the pages of other entries and to its own attachments; what the web
/// does not show stays words.
pub(super) fn body(index: &Index<'_>, shown: &Shown<'_>, pictures: &Pictures) -> Result<String, Diagnostic> {
    if shown.part == WebPart::Trace {
        return Ok(String::new());
    }
    let entry = shown.entry;
    let from = address::entry_page(entry);
    let link = |written: &str| match model::target(&entry.path, written) {
        Target::Outside => Some(written.trim().to_owned()),
        Target::File(path) => linked_file(index, shown, &path).map(|to| address::link(&from, &to)),
        Target::Here | Target::Nowhere(_) => None,
    };
    let tables = if shown.part == WebPart::Whole { Tables::Shown } else { Tables::OnBoardOnly };
    let picture = |written: &str| picture(shown, &from, written, pictures);
    let document = index.site.last_body(entry)?;
    Ok(body::html(&document, &Manner { first_level: 2, tables, link: &link, picture: &picture }))
}

/// The ending, the width and the height of a picture.
type Format = (&'static str, u32, u32);

/// What the links and the pictures of a body lead to: all that its page shows of them beside their words.
pub(super) fn targets(
    index: &Index<'_>,
    shown: &Shown<'_>,
    pictures: &Pictures,
) -> Vec<(Option<String>, Option<Format>)> {
    let files = shown.entry.files.iter();
    files
        .map(|path| {
            let picture = pictures.get(path).filter(|_| shown.part == WebPart::Whole);
            let picture = picture.map(|picture| (picture.ending, picture.width, picture.height));
            (linked_file(index, shown, path), picture)
        })
        .collect()
}

/// Where a picture of a body lies; one that is shown twice lies where it is first counted.
fn picture(shown: &Shown<'_>, from: &str, written: &str, pictures: &Pictures) -> Option<PicturePlace> {
    let entry = shown.entry;
    let Target::File(path) = model::target(&entry.path, written) else { return None };
    let picture = pictures.get(&path).filter(|_| shown.part == WebPart::Whole)?;
    let same = |target: &str| model::target(&entry.path, target) == Target::File(path.clone());
    let number = entry.images.iter().position(|image| same(&image.value))? + 1;
    let (width, height, ending) = (picture.width, picture.height, picture.ending);
    let longer = width.max(height);
    // A drawing is as sharp at every size, and a small photograph is small enough.
    let small = (ending != "svg" && longer > THUMBNAIL).then(|| {
        let narrow = u64::from(width) * u64::from(THUMBNAIL) / u64::from(longer);
        let place = address::link(from, &address::thumbnail(entry, number, ending));
        (place, u32::try_from(narrow).unwrap_or(THUMBNAIL).max(1))
    });
    let address = address::link(from, &address::picture(entry, number, ending));
    Some(PicturePlace { address, small, width, height })
}

/// Where a file of the site lies on the web, as seen from an entry.
fn linked_file(index: &Index<'_>, shown: &Shown<'_>, path: &SitePath) -> Option<String> {
    if let Some(other) = index.order.by_path.get(path).and_then(|place| index.shown.get(*place)) {
        return Some(index.item(other).href.clone());
    }
    let entry = shown.entry;
    let number = entry.attachments.iter().position(|attachment| attachment.path == *path)? + 1;
    (shown.part == WebPart::Whole).then(|| address::attachment(entry, number, &path.ending()))
}

/// The sheets of an entry, as pages tell of them.
pub(super) fn sheets_of(entry: &Entry, facts: &SheetFacts) -> Sheets {
    Sheets {
        href: address::sheet_on_site(entry),
        count: facts.pages,
        template: facts.template.into(),
        paper: facts.paper.chinese(),
        orientation: facts.orientation.into(),
        pictures: (1..=facts.pages).map(|number| address::sheet_picture(entry, number)).collect(),
    }
}

fn frame<'a>(index: &Index<'a>, shown: &Shown<'a>) -> Frame {
    let entry = shown.entry;
    let area = Area::of(entry.kind, entry.category);
    let href = index.item(shown).href.clone();
    let reviewed = review::is_cleared(index.site, entry);
    let title =
        if reviewed { entry.title.value.clone() } else { format!("【未审核】{}", entry.title.value) };
    let unit = index.unit(&entry.unit.value).map_or("", |unit| unit.name);
    Frame {
        root: address::root(&href),
        title,
        navigation: area.id(),
        trail: vec![
            link(area.chinese(), address::area_page(area, 1)),
            Link::clone(&index.item(shown).category),
        ],
        description: format!("{unit} {} {}", entry.issued_on.value.chinese(), entry.kind.chinese()),
        href,
    }
}

/// The entries before and after in the same catalogue row, by date. A correction is no new period.
fn neighbours<'i>(
    index: &'i Index<'_>,
    entry: &Entry,
) -> (Option<&'i Ready<Item<'i>>>, Option<&'i Ready<Item<'i>>>) {
    let (older, newer) = beside(index, entry).filter(|_| entry.corrects.is_none()).unwrap_or_default();
    let item = |place: usize| index.shown.get(place).map(|shown| index.item(shown));
    (older.and_then(item), newer.and_then(item))
}

/// The places of the entries before and after in the same catalogue row, corrections passed over, be the entry itself
/// shown or not.
fn beside(index: &Index<'_>, entry: &Entry) -> Option<(Option<usize>, Option<usize>)> {
    let row = index.order.by_row.get(&*entry.catalogue_item.as_ref()?.value)?;
    // The places of a row rise, since the newest entry comes first.
    let stands = |place: &usize| index.shown.get(*place).map(|shown| newest_first(shown.entry, entry));
    let at = row.partition_point(|place| stands(place) == Some(Ordering::Less));
    let is_itself = row.get(at).and_then(stands) == Some(Ordering::Equal);
    let (newer, older) = row.split_at_checked(at)?;
    let is_period =
        |place: &&usize| index.shown.get(**place).is_some_and(|shown| shown.entry.corrects.is_none());
    let older = older.iter().skip(usize::from(is_itself)).find(is_period);
    Some((older.copied(), newer.iter().rev().find(is_period).copied()))
}

fn item<'i>(index: &'i Index<'_>, id: &str) -> Option<&'i Ready<Item<'i>>> {
    Some(index.item(index.shown.get(*index.order.by_id.get(id)?)?))
}

fn items<'i>(index: &'i Index<'_>, places: Option<&Vec<usize>>) -> Vec<&'i Ready<Item<'i>>> {
    places.map(|places| index.items(places)).unwrap_or_default()
}

/// What an entry corrects, and what later ones correct in it, as far as the web shows those whole.
fn corrections<'i>(index: &'i Index<'_>, entry: &'i Entry) -> Vec<CorrectionRow<'i>> {
    let places = index.order.corrections.get(&*entry.id).map(Vec::as_slice).unwrap_or_default();
    let later = places.iter().filter_map(|place| index.shown.get(*place));
    let later = later.filter(|shown| shown.part == WebPart::Whole).map(|shown| shown.entry);
    let all = std::iter::once(entry).chain(later).flat_map(|entry| &entry.corrections);
    all.map(|one| CorrectionRow { place: &one.place, wrong: &one.wrong, right: &one.right }).collect()
}

fn thread<'i>(index: &'i Index<'_>, entry: &Entry) -> Vec<&'i Ready<Item<'i>>> {
    let places = entry.thread.as_deref().and_then(|thread| index.order.by_thread.get(thread));
    let mut items = items(index, places.filter(|places| places.len() > 1));
    items.reverse();
    items
}

fn unit_link(index: &Index<'_>, id: &str) -> Option<Link> {
    index.unit(id).map(|unit| link(unit.name, unit.href.clone()))
}

fn boards<'i>(index: &'i Index<'_>, entry: &Entry) -> Vec<Placed<'i>> {
    let boards = entry.boards.iter().filter_map(|id| index.site.board(&id.value));
    boards
        .map(|board| Placed {
            name: &board.name,
            place: &board.place,
            href: address::board_page(&board.id.value),
        })
        .collect()
}

fn objection<'i>(index: &'i Index<'_>, entry: &Entry) -> Option<Objection<'i>> {
    let window = ObjectionWindow::of(entry)?;
    let unit = index.unit(window.unit)?;
    let today = index.site.date;
    let open = window.is_open(today);
    let phase = match open {
        true => "open",
        false if today < window.from => "ahead",
        false => "over",
    };
    let given = entry.objections.as_ref().map(|objections| objections.how.as_slice()).unwrap_or_default();
    let usual = [ObjectionWay::InPerson, ObjectionWay::Phone];
    let ways = if given.is_empty() { &usual } else { given };
    Some(Objection {
        unit,
        from: day(window.from, today),
        until: window.until.map(|until| day(until, today)),
        phase,
        days_left: window.until.filter(|_| open).map(|until| until.days_since(today)),
        ways: ways.iter().map(|way| self::way(index, entry, window.unit, *way)).collect(),
    })
}

/// A way to object with what one needs to go it.
fn way(index: &Index<'_>, entry: &Entry, unit: &str, way: ObjectionWay) -> Way {
    let unit = index.unit(unit);
    let settings = &index.site.settings;
    let detail = match way {
        ObjectionWay::InPerson => unit.and_then(|unit| {
            let hours = unit.hours.or(settings.hours.as_deref());
            let place = unit.place?;
            Some(hours.map_or_else(|| place.to_owned(), |hours| format!("{place}（{hours}）")))
        }),
        ObjectionWay::Phone => unit.and_then(|unit| unit.phone).map(str::to_owned),
        ObjectionWay::Letter => {
            let name = unit.map_or("", |unit| unit.name);
            settings.place.as_ref().map(|place| format!("{place}，{name}收"))
        }
        ObjectionWay::InBox => {
            let boards = entry.boards.iter().filter_map(|id| index.site.board(&id.value));
            let names: Vec<&str> =
                boards.filter(|board| board.opinion_box).map(|board| &*board.place).collect();
            match names.as_slice() {
                [] => None,
                [first] => Some((*first).to_owned()),
                [first, ..] => Some(format!("{first}等{}处", names.len())),
            }
        }
        ObjectionWay::Web => None,
    };
    let phone = if way == ObjectionWay::Phone { detail.as_deref().map(dialled) } else { None };
    Way { name: way.chinese(), detail, phone }
}

/// Where printed copies go: 龙井坎村、红岩嘴村，共907户，签收回执.
fn distribution(distribution: &Distribution) -> Option<String> {
    let villages: Vec<&str> = distribution.scope.iter().map(|village| &*village.value).collect();
    let parts = [
        (!villages.is_empty()).then(|| villages.join("、")),
        distribution.households.map(|households| format!("共{households}户")),
        distribution.receipt.then(|| "签收回执".to_owned()),
    ];
    let words = parts.into_iter().flatten().collect::<Vec<_>>().join("，");
    (!words.is_empty()).then_some(words)
}

/// The digits of a phone number, as a `tel:` link takes them.
fn dialled(number: &str) -> String {
    number.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect()
}

fn guide(entry: &Entry) -> Option<GuideParts<'_>> {
    let service = entry.service.as_ref()?;
    Some(GuideParts {
        basis: service.basis.as_deref(),
        conditions: &service.conditions,
        materials: &service.materials,
        procedure: &service.procedure,
        time_limit: service.time_limit.map(|limit| limit.chinese()),
        fee: service.fee.as_deref(),
        result: service.result.as_deref(),
        discipline: service.discipline.as_deref(),
        office_hours: service.office_hours.as_deref(),
        location: service.location.as_deref(),
    })
}

fn attachments(entry: &Entry) -> Vec<Attachment<'_>> {
    let numbered = entry.attachments.iter().zip(1..);
    numbered
        .map(|(attachment, number)| {
            let ending = attachment.path.ending();
            Attachment {
                title: &attachment.title,
                href: address::attachment(entry, number, &ending),
                ending: ending.to_uppercase(),
            }
        })
        .collect()
}
