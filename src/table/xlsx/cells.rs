//! The cells of a sheet, as they are shown.

use super::super::area::{Area, parse_cell};
use super::super::decimal::Decimal;
use super::super::grid::{Fault, Grid, GridCell};
use super::super::limits::Counter;
use super::super::package::{Failure, Package};
use super::super::xml::{Piece, Tag, Xml};
use super::styles::Style;
use std::io::BufRead;

/// What cells refer to by number.
pub(super) struct Lookup {
    pub(super) styles: Vec<Style>,
    pub(super) strings: Vec<String>,
    pub(super) epoch_1904: bool,
}

/// The texts that cells share.
pub(super) fn shared_strings(package: &mut Package, member: &str) -> Result<Vec<String>, Failure> {
    let mut strings = Vec::new();
    let Some(member) = package.member(member)? else { return Ok(strings) };
    let mut xml = Xml::new(member);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "si" => strings.push(rich_text(&mut xml, "si")?),
            Piece::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The words of a text in runs, up to the end of the element `end`; readings above characters are no words.
fn rich_text<R: BufRead>(xml: &mut Xml<R>, end: &str) -> Result<String, Failure> {
    let mut words = String::new();
    let mut in_text = false;
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "rPh" => xml.skip()?,
            Piece::Open(tag) => in_text = tag.name == "t",
            Piece::Text(text) if in_text => words.push_str(&text),
            Piece::Close(name) if name == end => return Ok(unescape(&words)),
            Piece::Close(_) => in_text = false,
            Piece::Text(_) => {}
            Piece::End => return Ok(words),
        }
    }
}

/// Resolves `_x000D_`, the way xlsx writes control characters (ECMA-376 part 1, 22.9.2.19).
fn unescape(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("_x") {
        text.push_str(before);
        let code = after.split_at_checked(4).filter(|(_, rest)| rest.starts_with('_'));
        match code.and_then(|(code, _)| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                text.push(character);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                text.push_str("_x");
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Reads a sheet.
pub(super) fn read<R: BufRead>(member: R, lookup: &Lookup) -> Result<Grid, Failure> {
    let mut xml = Xml::new(member);
    let mut grid = Grid::default();
    let mut counter = Counter::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut next_row = 0_u32;
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name.as_str() {
                "col" if tag.is_set("hidden") => {
                    let (first, last) = (tag.number("min").unwrap_or(1), tag.number("max").unwrap_or(1));
                    grid.hidden_columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
                "row" => {
                    counter.row()?;
                    row = tag.number("r").map_or(next_row, |row| row.saturating_sub(1));
                    next_row = row.saturating_add(1);
                    column = 0;
                    if tag.is_set("hidden") {
                        grid.hidden_rows.insert(row);
                    }
                }
                "c" => {
                    if let Some((named_row, named_column)) = tag.attribute("r").and_then(parse_cell) {
                        (row, column) = (named_row, named_column);
                    }
                    counter.cell(0)?;
                    let cell = cell(&mut xml, &tag, lookup)?;
                    grid.push(row, column, cell)?;
                    column = column.saturating_add(1);
                }
                "mergeCell" => grid.merged.extend(tag.attribute("ref").and_then(Area::parse)),
                _ => {}
            },
            Piece::End => return Ok(grid),
            _ => {}
        }
    }
}

/// Reads one cell up to its end.
fn cell<R: BufRead>(xml: &mut Xml<R>, tag: &Tag, lookup: &Lookup) -> Result<GridCell, Failure> {
    let mut value: Option<String> = None;
    let mut inline = String::new();
    let mut has_formula = false;
    loop {
        match xml.next()? {
            Piece::Open(inner) if inner.name == "v" => {
                value = Some(text_of(xml)?);
            }
            Piece::Open(inner) if inner.name == "is" => inline = rich_text(xml, "is")?,
            Piece::Open(inner) => {
                has_formula |= inner.name == "f";
                xml.skip()?;
            }
            Piece::Close(_) | Piece::End => break,
            Piece::Text(_) => {}
        }
    }
    let kind = tag.attribute("t").unwrap_or("n");
    // A formula may show nothing; then its saved value is an empty text, and not missing.
    let value = value.filter(|value| !value.is_empty() || kind == "str");
    Ok(match (kind, value) {
        ("inlineStr", _) => GridCell::text(inline),
        (_, None) if has_formula => GridCell::fault("", Fault::NoValue),
        (_, None) => GridCell::default(),
        ("s", Some(value)) => {
            let at = value.trim().parse::<usize>().ok();
            GridCell::text(at.and_then(|at| lookup.strings.get(at)).cloned().unwrap_or_default())
        }
        ("str", Some(value)) => GridCell::text(unescape(&value)),
        ("b", Some(value)) => GridCell::text(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
        ("e", Some(value)) => GridCell::fault(value.clone(), Fault::Error(value)),
        ("d", Some(value)) => GridCell::text(value.split('T').next().unwrap_or_default()),
        (_, Some(value)) => number(&value, tag, lookup),
    })
}

fn text_of<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Failure> {
    let mut text = String::new();
    loop {
        match xml.next()? {
            Piece::Text(piece) => text.push_str(&piece),
            Piece::Open(_) => xml.skip()?,
            Piece::Close(_) | Piece::End => return Ok(text),
        }
    }
}

/// A number as its style shows it.
fn number(value: &str, tag: &Tag, lookup: &Lookup) -> GridCell {
    let parsed = value.trim().parse::<f64>().ok();
    let Some((value, decimal)) = parsed.and_then(|value| Some((value, Decimal::from_f64(value)?))) else {
        return GridCell::text(value);
    };
    let style = tag.number("s").and_then(|at| lookup.styles.get(at as usize));
    let Some(style) = style else { return GridCell::number(decimal.general(), decimal) };
    super::super::number_format::cell(&style.format, &style.code, value, decimal, lookup.epoch_1904)
}
