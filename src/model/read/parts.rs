//! The parts of an entry's front matter that are maps of their own.

use super::dates::in_order;
use super::names::Names;
use crate::attachment;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{Fields, Key, Node, Value};
use crate::load::Folder;
use crate::model::{
    Attachment, Correction, Distribution, Id, Objections, PersonalData, Service, SheetOptions,
    SourceDocument, TableRules, Waiver, Withdrawn,
};
use crate::nearest::nearest;
use crate::site_path::SitePath;
use crate::source::Spanned;
use crate::terms::Term;
use crate::text::Text;

/// A text of these fields.
pub(super) fn text(fields: &mut Fields<'_, '_>, key: &str) -> Option<String> {
    fields.text(key).map(|text| text.value)
}

/// The values of a list of texts.
pub(super) fn texts(fields: &mut Fields<'_, '_>, key: &str) -> Vec<String> {
    fields.texts(key).into_iter().map(|text| text.value).collect()
}

/// The values of a list of terms.
pub(super) fn terms<T: Term>(fields: &mut Fields<'_, '_>, key: &str) -> Vec<T> {
    fields.terms(key).into_iter().map(|term| term.value).collect()
}

/// The fields of a map that stands in a field of an entry.
pub(super) fn keys(field: &str) -> Option<&'static [Key]> {
    Some(match field {
        "basis" => BASIS_KEYS,
        "source_document" => SOURCE_KEYS,
        "service" => SERVICE_KEYS,
        "tables" => TABLE_KEYS,
        "waive" => WAIVE_KEYS,
        "personal_data" => PERSONAL_KEYS,
        "objections" => OBJECTION_KEYS,
        "attachments" => ATTACHMENT_KEYS,
        "distribution" => DISTRIBUTION_KEYS,
        "sheet" => SHEET_KEYS,
        "withdrawn" => WITHDRAWN_KEYS,
        "corrects" => CORRECTS_KEYS,
        _ => return None,
    })
}

const BASIS_KEYS: &[Key] =
    &[Key::new("title", &["名称"]), Key::new("doc_no", &["文号"]), Key::new("article", &["条款"])];

/// The law or custom an entry rests on: texts, or maps of a title, a number and an article.
pub(super) fn basis(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let is_map = |node: &Node| matches!(node.value, Value::Map(_));
    match fields.node("basis").map(|node| &node.value) {
        Some(Value::List(items)) if items.iter().any(is_map) => {}
        Some(Value::Map(_)) => {}
        _ => return texts(fields, "basis"),
    }
    let mut found = Vec::new();
    for node in fields.maps("basis") {
        let mut fields = Fields::new(node, BASIS_KEYS, fields.problems());
        let Some(title) = fields.required_text("title") else { continue };
        let number = text(&mut fields, "doc_no").map(|number| format!("（{number}）")).unwrap_or_default();
        found.push(title.value + &number + &text(&mut fields, "article").unwrap_or_default());
    }
    found
}

const SOURCE_KEYS: &[Key] =
    &[Key::new("issuer", &["发文单位"]), Key::new("doc_no", &["文号"]), Key::new("issued_on", &["发文日期"])];

/// The paper an entry comes from.
pub(super) fn source_document(fields: &mut Fields<'_, '_>) -> Option<SourceDocument> {
    let node = fields.map("source_document")?;
    let mut fields = Fields::new(node, SOURCE_KEYS, fields.problems());
    let issuer = fields.required_text("issuer");
    let number = text(&mut fields, "doc_no");
    let issued_on = fields.date("issued_on").map(|date| date.value);
    Some(SourceDocument { issuer: issuer?.value, number, issued_on })
}

const SERVICE_KEYS: &[Key] = &[
    Key::new("basis", &["办理依据"]),
    Key::new("conditions", &["办理条件"]),
    Key::new("materials", &["所需材料"]),
    Key::new("procedure", &["办理程序"]),
    Key::new("time_limit", &["办理时限"]),
    Key::new("fee", &["收费标准"]),
    Key::new("result", &["办理结果"]),
    Key::new("discipline", &["办事纪律"]),
    Key::new("office_hours", &["办公时间"]),
    Key::new("location", &["办理地点"]),
];

/// The parts of a service guide.
pub(super) fn service(fields: &mut Fields<'_, '_>) -> Option<Service> {
    let node = fields.map("service")?;
    let mut fields = Fields::new(node, SERVICE_KEYS, fields.problems());
    Some(Service {
        basis: text(&mut fields, "basis"),
        conditions: texts(&mut fields, "conditions"),
        materials: texts(&mut fields, "materials"),
        procedure: texts(&mut fields, "procedure"),
        time_limit: fields.length("time_limit"),
        fee: text(&mut fields, "fee"),
        result: text(&mut fields, "result"),
        discipline: text(&mut fields, "discipline"),
        office_hours: text(&mut fields, "office_hours"),
        location: text(&mut fields, "location"),
    })
}

const TABLE_KEYS: &[Key] = &[
    Key::new("id", &["编号"]),
    Key::new("total_row", &["合计行"]),
    Key::new("sum_columns", &["合计列"]),
    Key::new("row_formula", &["行公式"]),
];

/// What the front matter says of tables.
pub(super) fn tables(fields: &mut Fields<'_, '_>) -> Vec<TableRules> {
    let mut found = Vec::new();
    for node in fields.maps("tables") {
        let mut fields = Fields::new(node, TABLE_KEYS, fields.problems());
        let id = fields.required_text("id");
        let total_row = text(&mut fields, "total_row");
        let (sum_columns, row_formula) = (fields.texts("sum_columns"), fields.text("row_formula"));
        found.extend(id.map(|id| TableRules { id, total_row, sum_columns, row_formula }));
    }
    found
}

const WAIVE_KEYS: &[Key] =
    &[Key::new("rule", &["规则"]), Key::new("why", &["理由"]), Key::new("by", &["岗位"])];

/// The findings that somebody lets stand. What one lacks is empty and told where waivers are looked at, so that it hides no
/// other finding of the entry.
pub(super) fn waive(fields: &mut Fields<'_, '_>) -> Vec<Waiver> {
    let mut found = Vec::new();
    for node in fields.maps("waive") {
        let mut start = node.span.clone();
        start.range.end = start.range.start;
        let mut fields = Fields::new(node, WAIVE_KEYS, fields.problems());
        let mut text = |key| match fields.text(key) {
            Some(text) => Spanned::new(text.value.trim().to_owned(), text.span),
            None => Spanned::new(String::new(), start.clone()),
        };
        let (rule, why, by) = (text("rule"), text("why"), text("by"));
        found.push(Waiver { rule, why: why.value, by });
    }
    found
}

const PERSONAL_KEYS: &[Key] =
    &[Key::new("present", &["有"]), Key::new("fields", &["内容"]), Key::new("basis", &["依据"])];

/// What personal data an entry holds.
pub(super) fn personal_data(fields: &mut Fields<'_, '_>) -> Option<PersonalData> {
    let node = fields.map("personal_data")?;
    let mut fields = Fields::new(node, PERSONAL_KEYS, fields.problems());
    let listed = fields.texts("fields");
    let present = fields.bool("present").unwrap_or(!listed.is_empty());
    Some(PersonalData { present, fields: listed, basis: text(&mut fields, "basis") })
}

const OBJECTION_KEYS: &[Key] = &[
    Key::new("accept_from", &["受理起"]),
    Key::new("accept_until", &["受理止"]),
    Key::new("to", &["受理单位"]),
    Key::new("how", &["方式"]),
];

/// How to object; to the entry's own unit where not said.
pub(super) fn objections(
    fields: &mut Fields<'_, '_>,
    unit: Option<&Spanned<Id>>,
    names: &Names,
) -> Option<Objections> {
    let node = fields.map("objections")?;
    let mut fields = Fields::new(node, OBJECTION_KEYS, fields.problems());
    let (from, until) = (fields.date("accept_from"), fields.date("accept_until"));
    if let (Some(from), Some(until)) = (&from, &until) {
        in_order(
            ("受理起始日", "accept_from", from),
            ("受理截止日", "accept_until", until),
            fields.problems(),
        );
    }
    let to = match fields.text("to") {
        Some(to) => names.unit(&to, fields.problems()),
        None => unit.cloned(),
    };
    let how = terms(&mut fields, "how");
    let day = |date: Option<Spanned<_>>| date.map(|date| date.value);
    Some(Objections { accept_from: day(from), accept_until: day(until), to: to?, how })
}

const ATTACHMENT_KEYS: &[Key] = &[Key::new("path", &["文件"]), Key::new("title", &["名称", "标题"])];

/// The files that go with the entry at `entry`: paths, or maps of a path and a title.
pub(super) fn attachments(fields: &mut Fields<'_, '_>, entry: &SitePath, folder: &Folder) -> Vec<Attachment> {
    let Some(node) = fields.node("attachments") else { return Vec::new() };
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut found = Vec::new();
    for item in items {
        let (path, title) = if let Value::Text(path) = &item.value {
            (Some(Spanned::new(path.clone(), item.span.clone())), None)
        } else {
            let mut fields = Fields::new(item, ATTACHMENT_KEYS, fields.problems());
            (fields.required_text("path"), text(&mut fields, "title"))
        };
        let Some(written) = path else { continue };
        match entry.beside(&written.value) {
            Ok(path) if attachment::is_program(path.name()) => {
                fields.problems().push(program(path.name()).at(written.span));
            }
            Ok(path) if folder.has(&path) => {
                let title = title.unwrap_or_else(|| path.stem().to_owned());
                found.push(Attachment { path, title });
            }
            _ => fields.problems().push(missing_file(
                "missing-attachment",
                "附件",
                "attachment",
                &written,
                entry,
                folder,
            )),
        }
    }
    found
}

fn program(name: &str) -> Diagnostic {
    let message = Text::new(
        format!("“{name}”这类文件会在网站空间或群众电脑上运行，不能作附件"),
        format!(
            "files such as ‘{name}’ run on the web host or on readers' computers; they cannot be attached"
        ),
    );
    let help = Text::new("另存为 PDF 再附；图放进正文", "attach it as a PDF; show drawings in the body");
    Diagnostic::error("attachment-kind", message).help(help)
}

/// The finding for a file that is not there, with the nearest name of its folder.
pub(super) fn missing_file(
    code: &'static str,
    zh: &str,
    en: &str,
    written: &Spanned<String>,
    entry: &SitePath,
    folder: &Folder,
) -> Diagnostic {
    let message = Text::new(
        format!("没有“{}”这个{zh}", written.value),
        format!("there is no {en} ‘{}’", written.value),
    );
    let sought = written.value.rsplit(['/', '\\']).next().unwrap_or_default();
    let beside = |path: &&SitePath| path.folder() == entry.folder();
    let known = folder.paths().filter(beside).take(2_000).map(SitePath::name);
    let help = match nearest(sought, known) {
        Some(near) => Text::new(format!("是不是 {near}？"), format!("did you mean {near}?")),
        None => Text::new(
            format!("文件放在 {} 旁边", entry.name()),
            format!("put the file beside {}", entry.name()),
        ),
    };
    Diagnostic::error(code, message).at(written.span.clone()).help(help)
}

const DISTRIBUTION_KEYS: &[Key] =
    &[Key::new("scope", &["范围"]), Key::new("households", &["户数"]), Key::new("receipt", &["签收"])];

/// Where printed copies go.
pub(super) fn distribution(fields: &mut Fields<'_, '_>, names: &Names) -> Option<Distribution> {
    let node = fields.map("distribution")?;
    let mut fields = Fields::new(node, DISTRIBUTION_KEYS, fields.problems());
    let written = fields.texts("scope");
    let scope = written.iter().filter_map(|village| names.village(village, fields.problems())).collect();
    let households = fields.number("households").map(|number| number.value);
    Some(Distribution { scope, households, receipt: fields.bool("receipt").unwrap_or_default() })
}

const SHEET_KEYS: &[Key] = &[
    Key::new("template", &["模板"]),
    Key::new("paper", &["纸张"]),
    Key::new("orientation", &["方向"]),
    Key::new("size", &["字号"]),
    Key::new("max_sheets", &["最多张数"]),
];

/// How sheets are set.
pub(super) fn sheet(fields: &mut Fields<'_, '_>) -> SheetOptions {
    let Some(node) = fields.map("sheet") else { return SheetOptions::default() };
    let mut fields = Fields::new(node, SHEET_KEYS, fields.problems());
    let size = fields.text("size");
    let large = match size.as_ref().map(|size| size.value.as_str()) {
        None | Some("normal" | "普通") => false,
        Some("large" | "大字") => true,
        Some(_) => {
            if let Some(size) = size {
                let words = ["normal", "large", "普通", "大字"].into_iter();
                fields.problems().push(super::names::unknown(
                    "unknown-term",
                    "字号",
                    "size",
                    &size,
                    words,
                    "sheet",
                ));
            }
            false
        }
    };
    SheetOptions {
        template: fields.term("template").map(|template| template.value),
        paper: fields.term("paper").map(|paper| paper.value),
        orientation: fields.term("orientation").map(|orientation| orientation.value),
        large,
        max_sheets: fields.number("max_sheets").filter(|number| number.value > 0),
    }
}

const WITHDRAWN_KEYS: &[Key] = &[Key::new("on", &["日期"]), Key::new("why", &["原因", "理由"])];

/// Since when and why the entry is public no more.
pub(super) fn withdrawn(fields: &mut Fields<'_, '_>) -> Option<Withdrawn> {
    let node = fields.map("withdrawn")?;
    let mut fields = Fields::new(node, WITHDRAWN_KEYS, fields.problems());
    let (on, why) = (fields.required_date("on"), fields.required_text("why"));
    Some(Withdrawn { on: on?.value, why: why?.value.trim().to_owned() })
}

const CORRECTS_KEYS: &[Key] =
    &[Key::new("entry", &["事项"]), Key::new("on", &["日期"]), Key::new("changes", &["更正内容"])];

const CHANGE_KEYS: &[Key] =
    &[Key::new("place", &["位置"]), Key::new("wrong", &["误"]), Key::new("right", &["正"])];

/// The id of the entry that is corrected, and what: a text, or a map with the day of the correction and its places.
pub(super) fn corrects(fields: &mut Fields<'_, '_>) -> (Option<Spanned<Id>>, Vec<Correction>) {
    let Some(node) = fields.node("corrects") else { return (None, Vec::new()) };
    let mut corrections = Vec::new();
    let id = if let Value::Map(_) = node.value {
        let mut fields = Fields::new(node, CORRECTS_KEYS, fields.problems());
        for node in fields.maps("changes") {
            let mut fields = Fields::new(node, CHANGE_KEYS, fields.problems());
            let place = text(&mut fields, "place").unwrap_or_default();
            let (wrong, right) = (fields.required_text("wrong"), fields.required_text("right"));
            if let (Some(wrong), Some(right)) = (wrong, right) {
                corrections.push(Correction { place, wrong: wrong.value, right: right.value });
            }
        }
        fields.required_text("entry")
    } else {
        fields.text("corrects")
    };
    (id.map(|id| Spanned::new(id.value.into(), id.span)), corrections)
}
