//! units.yaml, roles.yaml and boards.yaml: lists of maps.

use super::names::Names;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{self, Fields, Key, Node, Value};
use crate::model::{Board, BoardColumn, Id, Role, Unit, VillageFacts};
use crate::register;
use crate::source::{Source, Spanned};
use crate::terms::{BoardKind, UnitKind};
use crate::text::Text;
use std::collections::BTreeMap;

const UNIT_KEYS: &[Key] = &[
    Key::new("id", &["编号"]),
    Key::new("name", &["名称", "全称"]),
    Key::new("short", &["简称"]),
    Key::new("kind", &["类别"]),
    Key::new("responsible", &["责任人"]),
    Key::new("clerk", &["文员"]),
    Key::new("phone", &["电话"]),
    Key::new("place", &["地点", "办公地点"]),
    Key::new("hours", &["办公时间"]),
    Key::new("duties", &["职责"]),
    Key::new("coordinator", &["牵头"]),
    Key::new("groups", &["组数"]),
    Key::new("households", &["户数"]),
    Key::new("people", &["人口"]),
];

/// Reads units.yaml.
pub(super) fn units(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Unit> {
    each(source, UNIT_KEYS, problems, |fields| {
        let id = id(fields);
        let name = fields.required_text("name");
        let kind = fields.term::<UnitKind>("kind").map_or(UnitKind::Department, |kind| kind.value);
        let text = |fields: &mut Fields<'_, '_>, key| fields.text(key).map(|text| text.value);
        let number = |fields: &mut Fields<'_, '_>, key| fields.number(key).map(|number| number.value);
        let facts = (number(fields, "groups"), number(fields, "households"), number(fields, "people"));
        let village = match facts {
            (None, None, None) => None,
            (groups, households, people) => Some(VillageFacts {
                groups: groups.unwrap_or_default(),
                households: households.unwrap_or_default(),
                people: people.unwrap_or_default(),
            }),
        };
        let short = text(fields, "short");
        let unit = Unit {
            id: id?,
            short: short.or_else(|| name.as_ref().map(|name| name.value.clone()))?,
            name: name?.value,
            kind,
            responsible: text(fields, "responsible"),
            clerk: text(fields, "clerk"),
            phone: text(fields, "phone"),
            place: text(fields, "place"),
            hours: text(fields, "hours"),
            duties: text(fields, "duties"),
            coordinator: fields.bool("coordinator").unwrap_or_default(),
            village,
        };
        Some((unit.id.clone(), unit))
    })
}

const ROLE_KEYS: &[Key] = &[
    Key::new("id", &["编号"]),
    Key::new("title", &["岗位"]),
    Key::new("may", &["职责", "权限"]),
    Key::new("key", &["公钥"]),
];

/// Reads roles.yaml.
pub(super) fn roles(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Role> {
    each(source, ROLE_KEYS, problems, |fields| {
        let (id, title) = (id(fields), fields.required_text("title"));
        let may = fields.terms("may").into_iter().map(|permission| permission.value).collect();
        let key = fields.text("key").filter(|key| !key.value.trim().is_empty());
        if let Some(key) = key.as_ref().filter(|key| !register::is_public_key(&key.value)) {
            fields.problems().push(bad_key(key));
        }
        let key = key.map(|key| key.value.trim().to_owned());
        let role = Role { id: id?, title: title?.value, may, key };
        Some((role.id.clone(), role))
    })
}

fn bad_key(key: &Spanned<String>) -> Diagnostic {
    let message = Text::new("这不是 minisign 的公钥", "this is no public key of minisign");
    let help = Text::new(
        "照 mingbai review --new-key 印出的那一行抄，以 RW 开头",
        "copy the line that mingbai review --new-key prints: it begins with RW",
    );
    Diagnostic::error("bad-key", message).at(key.span.clone()).help(help)
}

const BOARD_KEYS: &[Key] = &[
    Key::new("id", &["编号"]),
    Key::new("name", &["名称"]),
    Key::new("kind", &["类别"]),
    Key::new("place", &["地点"]),
    Key::new("unit", &["管理单位"]),
    Key::new("keeper", &["管理人"]),
    Key::new("width_mm", &["宽"]),
    Key::new("height_mm", &["高"]),
    Key::new("head_strip_mm", &["栏头高"]),
    Key::new("gap_mm", &["间距"]),
    Key::new("columns", &["分栏"]),
    Key::new("readable_24h", &["全天可看"]),
    Key::new("opinion_box", &["意见箱"]),
];

const COLUMN_KEYS: &[Key] =
    &[Key::new("unit", &["单位"]), Key::new("section", &["栏目"]), Key::new("width_mm", &["宽"])];

/// Reads boards.yaml.
pub(super) fn boards(source: &Source, names: &Names, problems: &mut Vec<Diagnostic>) -> Vec<Board> {
    each(source, BOARD_KEYS, problems, |fields| {
        let (id, name) = (id(fields), fields.required_text("name"));
        let unit = fields.required_text("unit").and_then(|unit| names.unit(&unit, fields.problems()));
        let width = millimetres(fields, "width_mm");
        let height = millimetres(fields, "height_mm");
        let head_strip_mm = fields.number("head_strip_mm").map_or(0, |length| length.value);
        let columns = columns(fields, names);
        let board = Board {
            id: id?,
            name: name?.value,
            kind: fields.term("kind").map_or(BoardKind::Fixed, |kind| kind.value),
            place: fields.text("place").map(|place| place.value).unwrap_or_default(),
            unit: unit?,
            keeper: fields.text("keeper").map(|keeper| keeper.value),
            width_mm: width?,
            height_mm: height?,
            head_strip_mm,
            gap_mm: fields.number("gap_mm").map_or(20, |length| length.value),
            columns,
            readable_24h: fields.bool("readable_24h").unwrap_or_default(),
            opinion_box: fields.bool("opinion_box").unwrap_or_default(),
        };
        check_size(&board, fields);
        Some((board.id.clone(), board))
    })
}

fn columns(fields: &mut Fields<'_, '_>, names: &Names) -> Vec<BoardColumn> {
    let mut columns = Vec::new();
    for node in fields.maps("columns") {
        let mut fields = Fields::new(node, COLUMN_KEYS, fields.problems());
        let unit = fields.text("unit").and_then(|unit| names.unit(&unit, fields.problems()));
        let section = fields.term("section").map(|section| section.value);
        let Some(width_mm) = millimetres(&mut fields, "width_mm") else { continue };
        columns.push(BoardColumn { unit, section, width_mm });
    }
    columns
}

/// A length that must be there and be a board's, not a building's.
fn millimetres(fields: &mut Fields<'_, '_>, key: &str) -> Option<u32> {
    if fields.node(key).is_none() {
        fields.missing(key);
    }
    let length = fields.number(key)?;
    if (1..=20_000).contains(&length.value) {
        return Some(length.value);
    }
    let message = Text::new(
        format!("{}毫米不是公开栏的尺寸", length.value),
        format!("{} mm is no size of a board", length.value),
    );
    let help = Text::new("单位是毫米，1到20000之间", "in millimetres, between 1 and 20000");
    fields.problems().push(Diagnostic::error("board-size", message).at(length.span).help(help));
    None
}

fn check_size(board: &Board, fields: &mut Fields<'_, '_>) {
    let columns: u32 = board.columns.iter().map(|column| column.width_mm).fold(0, u32::saturating_add);
    let (zh, en, key) = if columns > board.width_mm {
        (
            format!("各分栏共宽{columns}毫米，公开栏只有{}毫米", board.width_mm),
            format!("the columns are {columns} mm wide together, the board {} mm", board.width_mm),
            "columns",
        )
    } else if board.head_strip_mm >= board.height_mm {
        (
            format!("栏头高{}毫米，公开栏只有{}毫米", board.head_strip_mm, board.height_mm),
            format!("the head strip is {} mm high, the board {} mm", board.head_strip_mm, board.height_mm),
            "head_strip_mm",
        )
    } else {
        return;
    };
    let span = fields.key_span(key).unwrap_or_else(|| fields.span());
    fields.problems().push(Diagnostic::error("board-size", Text::new(zh, en)).at(span));
}

/// Reads each map of a list; an item whose id an earlier one bears is reported and left out.
fn each<T>(
    source: &Source,
    keys: &'static [Key],
    problems: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&mut Fields<'_, '_>) -> Option<(Spanned<Id>, T)>,
) -> Vec<T> {
    let Some(node) = front_matter::yaml(source, problems) else { return Vec::new() };
    let items: &[Node] = match &node.value {
        Value::List(items) => items,
        Value::Null => &[],
        _ => {
            let message = Text::new("这里应是一张单子", "a list is expected here");
            let help = Text::new("每一项以“- id: …”开头", "begin each item with ‘- id: …’");
            problems.push(Diagnostic::error("wrong-type", message).at(node.span.clone()).help(help));
            return Vec::new();
        }
    };
    let mut seen: BTreeMap<String, Id> = BTreeMap::new();
    let mut found = Vec::new();
    for item in items {
        let Some((id, value)) = read(&mut Fields::new(item, keys, problems)) else { continue };
        match seen.get(&id.value.to_lowercase()) {
            Some(first) => problems.push(duplicate(&id, first)),
            None => {
                seen.insert(id.value.to_lowercase(), id.value);
                found.push(value);
            }
        }
    }
    found
}

/// The finding for an id that is borne twice, be it in another case: many disks do not tell `A` from `a`.
pub(super) fn duplicate(id: &Spanned<Id>, first: &str) -> Diagnostic {
    let message = Text::new(
        format!("编号“{}”已经用过", id.value),
        if *id.value == *first {
            format!("the id ‘{}’ is used already", id.value)
        } else {
            format!("the id ‘{}’ differs from ‘{first}’ only in case", id.value)
        },
    );
    let help =
        Text::new("换一个编号，大小写不算不同", "choose another id; case alone does not tell two apart");
    Diagnostic::error("duplicate-id", message).at(id.span.clone()).help(help)
}

/// An id that goes into addresses: ASCII letters in lower case, digits and `-`.
fn id(fields: &mut Fields<'_, '_>) -> Option<Spanned<Id>> {
    let written = fields.required_text("id")?;
    if is_address_word(&written.value) {
        return Some(Spanned::new(written.value.into(), written.span));
    }
    let message = Text::new(
        format!("编号“{}”不能用作网址", written.value),
        format!("the id ‘{}’ cannot stand in an address", written.value),
    );
    let help = Text::new("只用小写英文字母、数字和 -", "use lower-case letters a-z, digits and - only");
    fields.problems().push(Diagnostic::error("bad-id", message).at(written.span).help(help));
    None
}

/// Whether a word may stand in an address as it is.
pub(super) fn is_address_word(word: &str) -> bool {
    (1..=80).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && word.starts_with(|first: char| first != '-')
}
