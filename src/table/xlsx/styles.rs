//! The number format of every cell style.

use super::super::number_format::{NumberFormat, builtin};
use super::super::package::{Failure, Package};
use super::super::xml::{Piece, Xml};
use std::collections::HashMap;
use std::sync::Arc;

/// A number format and its code.
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) format: Arc<NumberFormat>,
    pub(super) code: Arc<str>,
}

/// The formats by the number that cells name their style with.
pub(super) fn read(package: &mut Package, member: &str) -> Result<Vec<Style>, Failure> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut styles: HashMap<u32, Style> = HashMap::new();
    let mut cells = Vec::new();
    let mut in_cells = false;
    let Some(member) = package.member(member)? else { return Ok(cells) };
    let mut xml = Xml::new(member);
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name.as_str() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                        codes.insert(id, code.to_owned());
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    cells.push(styles.entry(id).or_insert_with(|| style(id, &codes)).clone());
                }
                _ => {}
            },
            Piece::Close(name) if name == "cellXfs" => in_cells = false,
            Piece::End => return Ok(cells),
            _ => {}
        }
    }
}

fn style(id: u32, codes: &HashMap<u32, String>) -> Style {
    let code = codes.get(&id).map(String::as_str).or_else(|| builtin(id)).unwrap_or("General");
    Style { format: Arc::new(NumberFormat::new(code)), code: code.into() }
}
