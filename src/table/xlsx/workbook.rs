//! The workbook's own part: its sheets and the members of the package that hold them.

use super::super::grid::SheetName;
use super::super::package::{Failure, Package};
use super::super::xml::{Piece, Tag, Xml};
use std::collections::HashMap;

/// What a workbook says about itself.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    /// The member with the styles.
    pub(super) styles: String,
    /// The member with the texts that cells share.
    pub(super) strings: String,
}

/// A sheet and the member that holds it.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: SheetName,
    pub(super) member: String,
}

/// Reads the workbook's part and the targets it refers to.
pub(super) fn read(package: &mut Package) -> Result<Workbook, Failure> {
    let main = relations(package, "_rels/.rels", "")?
        .into_values()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(package, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let target = |kind: &str| {
        relations.values().find(|relation| relation.kind == kind).map(|relation| relation.target.clone())
    };
    let mut workbook = Workbook {
        styles: target("styles").unwrap_or_else(|| "xl/styles.xml".to_owned()),
        strings: target("sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".to_owned()),
        ..Workbook::default()
    };
    let member = package.member(&main)?.ok_or_else(|| Failure::Broken(main.clone()))?;
    let mut xml = Xml::new(member);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "workbookPr" => workbook.epoch_1904 = tag.is_set("date1904"),
            Piece::Open(tag) if tag.name == "sheet" => workbook.sheets.extend(sheet(&tag, &relations)),
            Piece::End => return Ok(workbook),
            _ => {}
        }
    }
}

/// A sheet with cells; chart sheets and macro sheets have none.
fn sheet(tag: &Tag, relations: &HashMap<String, Relation>) -> Option<Sheet> {
    let relation = relations.get(tag.attribute_of_any_prefix("id")?)?;
    let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
    let name = SheetName { name: tag.attribute("name")?.to_owned(), hidden };
    (relation.kind == "worksheet").then(|| Sheet { name, member: relation.target.clone() })
}

/// A reference from one member to another.
#[derive(Debug)]
struct Relation {
    /// The last part of its type.
    kind: String,
    target: String,
}

fn relations(
    package: &mut Package,
    member: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, Failure> {
    let mut relations = HashMap::new();
    let Some(member) = package.member(member)? else { return Ok(relations) };
    let mut xml = Xml::new(member);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "Relationship" => {
                if let (Some(id), Some(kind), Some(target)) =
                    (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id.to_owned(), Relation { kind, target: resolve(folder, target) });
                }
            }
            Piece::End => return Ok(relations),
            _ => {}
        }
    }
}

/// A target as seen from a folder of the package.
fn resolve(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(target.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
