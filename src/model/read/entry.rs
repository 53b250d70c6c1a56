//! One entry: its front matter with what its catalogue row gives, and its body.

use super::names::Names;
use super::{blanks, cites, dates, drafts, masked, parts, slug, tables};
use crate::calendar::{Calendar, Date};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, BlockKind, Document, InlineKind};
use crate::fingerprint::{Fingerprint, sha256};
use crate::front_matter::{self, Fields, Key};
use crate::load::Folder;
use crate::markdown;

use crate::model::bodies::Bodies;
use crate::model::check_code::{self, check_code};
use crate::model::targets::{Target, each_inline, target};
use crate::model::{CatalogueRow, Entry, Id, SheetOptions};
use crate::personal::Published;
use crate::site_path::SitePath;
use crate::source::{ByteRange, Source, Span, Spanned};
use crate::terms::{Audience, Category, Channel, Disclosure, Kind, Masking};
use crate::text::Text;
use std::sync::{Arc, OnceLock};

/// What an entry is read with.
#[derive(Debug)]
pub(super) struct Around<'a> {
    pub(super) folder: &'a Folder,
    pub(super) names: &'a Names,
    pub(super) catalogue: &'a [CatalogueRow],
    pub(super) calendar: &'a Calendar,
    pub(super) published: &'a Published,
    /// Where the hashed text is kept, for who asks for it.
    pub(super) hashed: Option<&'a OnceLock<String>>,
    pub(super) bodies: &'a Bodies,
    /// For an entry that is to be shown though something is wrong with it: what takes the place of what it lacks.
    pub(super) stand_in: Option<&'a StandIn>,
}

/// What takes the place of what an entry cannot do without. Its kind is an announcement then.
#[derive(Debug)]
pub(super) struct StandIn {
    /// Of the day it was formed on.
    pub(super) date: Date,
    /// Of the unit that discloses, where the catalogue row names none.
    pub(super) unit: Id,
}

/// An entry as far as it could be read.
#[derive(Debug)]
pub(super) struct Read {
    /// Its file.
    pub(super) path: SitePath,
    /// Its id, known even where the rest is not.
    pub(super) id: Spanned<Id>,
    /// Whether it is a draft.
    pub(super) draft: bool,
    /// The entry; none where an error stands.
    pub(super) entry: Option<Arc<Entry>>,
    /// What was found.
    pub(super) problems: Vec<Diagnostic>,
    /// The fingerprint of its file's text, where the entry comes from that alone.
    pub(super) text: Option<Fingerprint>,
    /// Whether it is just what was kept, of a file that nobody has changed.
    pub(super) is_kept: bool,
}

impl Read {
    /// An entry whose file could not be read.
    pub(super) fn failed(path: &SitePath, problem: Option<Diagnostic>) -> Self {
        let id = Spanned::new(id_of(path), Span { path: path.clone(), range: 0..0 });
        let problems = problem.into_iter().collect();
        Self { path: path.clone(), id, draft: false, entry: None, problems, text: None, is_kept: false }
    }
}

/// The fields of an entry's front matter.
pub(super) const KEYS: &[Key] = &[
    Key::new("id", &["编号"]),
    Key::new("slug", &["网址名"]),
    Key::new("title", &["标题"]),
    Key::new("kind", &["文种"]),
    Key::new("unit", &["公开主体", "部门", "单位"]),
    Key::new("co_units", &["联合单位"]),
    Key::new("category", &["领域"]),
    Key::new("catalogue_item", &["目录项"]),
    Key::new("formed_on", &["形成日期", "变更日期"]),
    Key::new("issued_on", &["成文日期", "日期"]),
    Key::new("confirmed_on", &["核对日期"]),
    Key::new("effective_from", &["施行日期"]),
    Key::new("period", &["所属期"]),
    Key::new("duration_class", &["公开期限类别"]),
    Key::new("posting_period", &["公示期"]),
    Key::new("post_from", &["张贴起", "张贴日期"]),
    Key::new("post_until", &["张贴止", "截止日期"]),
    Key::new("stage", &["阶段"]),
    Key::new("thread", &["事项链"]),
    Key::new("audience", &["公开对象"]),
    Key::new("disclosure", &["公开属性"]),
    Key::new("exemption", &["不予公开理由"]),
    Key::new("channels", &["公开方式"]),
    Key::new("boards", &["张贴栏", "公开栏"]),
    Key::new("section", &["栏目"]),
    Key::new("basis", &["公开依据", "依据"]),
    Key::new("source_document", &["来源文件"]),
    Key::new("plain_summary", &["一句话说明"]),
    Key::new("service", &["办事要素"]),
    Key::new("tables", &["表", "表格"]),
    Key::new("mask", &["脱敏", "遮盖"]),
    Key::new("personal_data", &["个人信息"]),
    Key::new("objections", &["异议反馈"]),
    Key::new("contact", &["解释单位"]),
    Key::new("attachments", &["附件"]),
    Key::new("urgent", &["紧急"]),
    Key::new("supersedes", &["代替"]),
    Key::new("corrects", &["更正"]),
    Key::new("replies_to", &["答复"]),
    Key::new("distribution", &["发放"]),
    Key::new("sheet", &["版式"]),
    Key::new("waive", &["豁免"]),
    Key::new("draft", &["草稿"]),
    Key::new("withdrawn", &["撤回"]),
];

/// The fields of an entry, or of the map that stands in one of its fields.
pub fn entry_keys(field: Option<&str>) -> Option<&'static [Key]> {
    match field {
        None => Some(KEYS),
        Some("posting_period") => Some(dates::PERIOD_KEYS),
        Some(field) => parts::keys(field),
    }
}

/// Reads the entry in `source`.
pub(super) fn read(source: &Source, text: Fingerprint, around: &Around<'_>) -> Read {
    let path = source.path.clone();
    let mut own = None;
    let mut problems = Vec::new();
    let mut id = Spanned::new(id_of(&path), source.span(0..0));
    let draft;
    let mut entry = None;
    if let Some(head) = front_matter::split(source, &mut problems) {
        let mut body = markdown::parse(source, head.body.clone(), &mut problems);
        let takes_others = tables::read_files(&mut body, source, around.folder, &mut problems);
        own = (!takes_others).then_some(text);
        check_targets(&body, source, around.folder, &mut problems);
        let mut fields = Fields::new(&head.fields, KEYS, &mut problems);
        draft = fields.bool("draft").unwrap_or_default();
        if let Some(written) = fields.text("id").filter(|written| !written.value.trim().is_empty()) {
            id = Spanned::new(written.value.trim().into(), written.span);
        }
        let text = if takes_others { Fingerprint::of_value(&(text, &body)).unwrap_or(text) } else { text };
        let at = source.span(head.body.clone()).range;
        entry = self::entry(&mut fields, around, &path, &id.value, (&mut body, at, text), draft);
        if let Some(entry) = &mut entry {
            entry.cites = cites::of(&source.text, &entry.body);
            around.bodies.keep(entry, &body);
        }
    } else {
        draft = drafts::says_draft(&source.text);
    }
    blanks::report(source, &mut problems);
    let is_faulty = problems.iter().any(|problem| problem.severity == Severity::Error);
    if is_faulty && around.stand_in.is_none() {
        entry = None;
    }
    Read { path, id, draft, entry: entry.map(Arc::new), problems, text: own, is_kept: false }
}

/// The path below `entries/` without its ending.
fn id_of(path: &SitePath) -> Id {
    let path = path.as_str().strip_prefix("entries/").unwrap_or(path.as_str());
    path.rsplit_once('.').map_or(path, |(stem, _)| stem).into()
}

fn entry(
    fields: &mut Fields<'_, '_>,
    around: &Around<'_>,
    path: &SitePath,
    id: &Id,
    (body, at, text): (&mut Document, ByteRange, Fingerprint),
    draft: bool,
) -> Option<Entry> {
    let names = around.names;
    let nowhere = Span { path: path.clone(), range: 0..0 };
    let stand_in = around.stand_in;
    let title = fields.required_text("title");
    let title = title.or_else(|| stand_in.map(|_| Spanned::new(path.stem().to_owned(), nowhere.clone())));
    let kind = fields.required_term::<Kind>("kind").map(|kind| kind.value);
    let kind = kind.or_else(|| stand_in.map(|_| Kind::Announcement));
    let unit = fields.required_text("unit").and_then(|unit| names.unit(&unit, fields.problems()));
    let disclosure = fields.term("disclosure").map_or(Disclosure::Active, |disclosure| disclosure.value);
    let (catalogue_item, row) = row(fields, around, disclosure);
    let answers = || row.and_then(|row| row.units.first()).map(|unit| &unit.value);
    let unit = unit.or_else(|| {
        stand_in.map(|stand_in| Spanned::new(answers().unwrap_or(&stand_in.unit).clone(), nowhere.clone()))
    });
    let day = stand_in.map(|stand_in| Spanned::new(stand_in.date, nowhere));
    let dates = dates::read(fields, kind, row, around.calendar, day);
    check_kind(fields, kind, disclosure);
    let category = match fields.node("category") {
        Some(_) => fields.term("category").map(|category| category.value),
        None => row.and_then(|row| row.category),
    };
    // Without its row the category is not known either: one finding is enough.
    if category.is_none() && !fields.has("category") && (row.is_some() || !fields.has("catalogue_item")) {
        fields.missing("category");
    }
    let category = category.or_else(|| stand_in.map(|_| Category::Organisation));
    let table_rules = parts::tables(fields);
    tables::apply_rules(body, &table_rules, fields.problems());
    let objections = parts::objections(fields, unit.as_ref(), names);
    let contact = match fields.text("contact") {
        Some(contact) => names.unit(&contact, fields.problems()),
        None => unit.clone(),
    };
    let contact = contact.or_else(|| stand_in.and(unit.clone()));
    let boards = fields.texts("boards");
    let co_units = fields.texts("co_units");
    let basis = parts::basis(fields);
    let channels: Vec<Channel> = parts::terms(fields, "channels");
    let from_row = |channels: Vec<Channel>| {
        let given = || row.map_or_else(|| vec![Channel::Board, Channel::Website], |row| row.channels.clone());
        if channels.is_empty() { given() } else { channels }
    };
    let slug = match fields.text("slug") {
        Some(written) => slug::by_hand(written, fields.problems()),
        None => Some(slug::of(id, path.stem())),
    };
    let slug = slug.or_else(|| stand_in.map(|_| slug::of(id, path.stem())));
    let audience = fields.term("audience").map(|audience| audience.value);
    let duration_class = fields.term("duration_class").map(|class| class.value);
    let sheet = sheet(parts::sheet(fields), row);
    let (corrects, corrections) = parts::corrects(fields);
    let dates = dates?;
    let mut entry = Entry {
        path: path.clone(),
        id: id.clone(),
        slug: slug?,
        title: title.map(|title| Spanned::new(title.value.trim().to_owned(), title.span))?,
        kind: kind?,
        unit: unit?,
        co_units: co_units.iter().filter_map(|unit| names.unit(unit, fields.problems())).collect(),
        category: category?,
        catalogue_item,
        formed_on: dates.formed_on,
        issued_on: dates.issued_on,
        confirmed_on: fields.date("confirmed_on").map(|date| date.value),
        effective_from: fields.date("effective_from").map(|date| date.value),
        period: parts::text(fields, "period"),
        duration_class: duration_class.or_else(|| row.and_then(|row| row.duration_class)),
        posting_period: dates.posting_period,
        post_from: dates.post_from,
        post_until: dates.post_until,
        stage: fields.term("stage").map(|stage| stage.value),
        thread: parts::text(fields, "thread"),
        audience: audience.or_else(|| row.map(|row| row.audience)).unwrap_or(Audience::Society),
        disclosure,
        exemption: fields.term("exemption").map(|exemption| exemption.value),
        channels: from_row(channels),
        boards: names.boards(&boards, fields.problems()),
        section: fields.term("section").map(|section| section.value),
        basis: if basis.is_empty() { basis_of(row) } else { basis },
        source_document: parts::source_document(fields).map(Box::new),
        plain_summary: parts::text(fields, "plain_summary"),
        service: parts::service(fields).map(Box::new),
        tables: table_rules,
        mask: fields.term("mask").map_or(Masking::None, |mask| mask.value),
        personal_data: parts::personal_data(fields).map(Box::new),
        objections: objections.map(Box::new),
        contact: contact?,
        attachments: parts::attachments(fields, path, around.folder),
        urgent: fields.bool("urgent").unwrap_or_default(),
        supersedes: ids(fields.texts("supersedes")),
        corrects,
        corrections,
        replies_to: parts::texts(fields, "replies_to"),
        distribution: parts::distribution(fields, names).map(Box::new),
        sheet,
        waive: parts::waive(fields),
        draft,
        withdrawn: parts::withdrawn(fields),
        files: files(body, path),
        cites: Vec::new(),
        body: at,
        has_tables: has_tables(&body.blocks),
        images: images(body, path),
        text,
        text_hash: String::new(),
        check_code: String::new(),
    };
    // As it was written, before any mask.
    let hashed = check_code::text(&entry, body, around.folder);
    entry.text_hash = sha256(hashed.as_bytes());
    if let Some(keep) = around.hashed {
        // One reading is of one entry.
        let _ = keep.set(hashed);
    }
    entry.check_code = check_code(&entry.text_hash);
    if entry.mask == Masking::Auto {
        masked::mask(&mut entry, around.published, fields);
    }
    Some(entry)
}

/// The catalogue row, which what is disclosed actively must have once the town has a catalogue.
fn row<'a>(
    fields: &mut Fields<'_, '_>,
    around: &Around<'a>,
    disclosure: Disclosure,
) -> (Option<Spanned<Id>>, Option<&'a CatalogueRow>) {
    if !fields.has("catalogue_item") {
        if disclosure == Disclosure::Active && around.names.has_rows() {
            fields.missing("catalogue_item");
        }
        return (None, None);
    }
    let written = fields.required_text("catalogue_item");
    let row = written.as_ref().and_then(|written| around.names.row(written, fields.problems()));
    let row = row.and_then(|at| around.catalogue.get(at));
    let id = written.zip(row).map(|(written, row)| Spanned::new(row.id.value.clone(), written.span));
    (id, row)
}

/// The fields that a kind cannot do without.
fn check_kind(fields: &mut Fields<'_, '_>, kind: Option<Kind>, disclosure: Disclosure) {
    let needed = match kind {
        Some(Kind::ServiceGuide) => Some("service"),
        Some(Kind::Reply) => Some("replies_to"),
        Some(Kind::Correction) => Some("corrects"),
        _ => None,
    };
    let exemption = (disclosure == Disclosure::Withheld).then_some("exemption");
    for key in needed.into_iter().chain(exemption) {
        if fields.node(key).is_none() {
            fields.missing(key);
        }
    }
}

fn basis_of(row: Option<&CatalogueRow>) -> Vec<String> {
    row.map(|row| row.basis.clone()).filter(|basis| !basis.is_empty()).into_iter().collect()
}

fn sheet(own: SheetOptions, row: Option<&CatalogueRow>) -> SheetOptions {
    let Some(given) = row.map(|row| &row.sheet) else { return own };
    SheetOptions { template: own.template.or(given.template), paper: own.paper.or(given.paper), ..own }
}

fn ids(written: Vec<Spanned<String>>) -> Vec<Spanned<Id>> {
    written.into_iter().map(|id| Spanned::new(id.value.trim().into(), id.span)).collect()
}

/// The files that links and pictures name.
fn files(body: &Document, path: &SitePath) -> Vec<SitePath> {
    let mut files = Vec::new();
    each_inline(body, &mut |inline| {
        if let InlineKind::Link { target: written, .. } | InlineKind::Image { target: written, .. } =
            &inline.kind
            && let Target::File(file) = target(path, written)
        {
            files.push(file);
        }
    });
    files
}

fn images(body: &Document, path: &SitePath) -> Vec<Spanned<String>> {
    let images = body.images().into_iter();
    images
        .map(|image| Spanned::new(image.target.to_owned(), Span { path: path.clone(), range: image.range }))
        .collect()
}

fn has_tables(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Table(_) | BlockKind::TableFile(_) => true,
        BlockKind::Quote(blocks) => has_tables(blocks),
        BlockKind::List { items, .. } => items.iter().any(|item| has_tables(&item.blocks)),
        _ => false,
    })
}

const PICTURE_ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp", "svg"];

/// Reports links and pictures that lead nowhere.
fn check_targets(body: &Document, source: &Source, folder: &Folder, problems: &mut Vec<Diagnostic>) {
    each_inline(body, &mut |inline| {
        let (written, is_picture) = match &inline.kind {
            InlineKind::Link { target, .. } => (target, false),
            InlineKind::Image { target, .. } => (target, true),
            _ => return,
        };
        let span = source.span(inline.range.start as usize..inline.range.end as usize);
        let written = Spanned::new(written.clone(), span);
        problems.extend(fault_of(&written, is_picture, &source.path, folder));
    });
}

fn fault_of(
    written: &Spanned<String>,
    is_picture: bool,
    entry: &SitePath,
    folder: &Folder,
) -> Option<Diagnostic> {
    let missing = |code, zh, en| Some(parts::missing_file(code, zh, en, written, entry, folder));
    match (target(entry, &written.value), is_picture) {
        (Target::Here, true) | (Target::Nowhere(_), true) => missing("missing-picture", "图片", "picture"),
        (Target::File(path), true) if !folder.files.contains_key(&path) => {
            missing("missing-picture", "图片", "picture")
        }
        (Target::File(path), true) if !PICTURE_ENDINGS.contains(&path.ending().as_str()) => {
            Some(picture_kind(written, &path))
        }
        (Target::File(path), false) if path.ending() == "md" => {
            let is_entry = folder.has_text(&path) && path.as_str().starts_with("entries/");
            if is_entry { None } else { missing("unknown-entry", "事项", "entry") }
        }
        (Target::File(path), false) if !folder.has(&path) => missing("missing-file", "文件", "file"),
        (Target::Nowhere(_), false) => missing("missing-file", "文件", "file"),
        // What lies outside is no matter of ours; the parser of bodies lets no picture lie there.
        (Target::Outside, _) | (Target::Here, false) | (Target::File(_), _) => None,
    }
}

fn picture_kind(written: &Spanned<String>, path: &SitePath) -> Diagnostic {
    let message = Text::new(
        format!("“{}”不是能用的图片格式", path.name()),
        format!("‘{}’ is no picture of a kind that can be used", path.name()),
    );
    let help = Text::new("另存为 JPEG（.jpg）或 PNG（.png）", "save it as JPEG (.jpg) or PNG (.png)");
    Diagnostic::error("picture-kind", message).at(written.span.clone()).help(help)
}
