//! ods spreadsheets (OpenDocument 1.3). The file holds what every cell shows as text, so that is what is read; repeated
//! empty rows and cells, which stand for the whole rest of a sheet, are counted and never laid out.

use super::area::Area;
use super::decimal::Decimal;
use super::grid::{Fault, Grid, GridCell, SheetName};
use super::limits::{Counter, MOST_COLUMNS, MOST_ROWS};
use super::package::{Failure, Package};
use super::xml::{Piece, Tag, Xml};
use std::collections::HashSet;
use std::io::BufRead;

const CONTENT: &str = "content.xml";

/// An open spreadsheet.
#[derive(Debug)]
pub(super) struct Ods {
    package: Package,
    sheets: Vec<SheetName>,
}

impl Ods {
    /// Opens a spreadsheet and reads the names of its sheets.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        let mut package = Package::open(bytes)?;
        if is_encrypted(&mut package)? {
            return Err(Failure::Encrypted);
        }
        let sheets = sheet_names(&mut package)?;
        Ok(Self { package, sheets })
    }

    /// The sheets, in order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.clone()
    }

    /// Reads a sheet.
    pub(super) fn grid(&mut self, at: usize) -> Result<Grid, Failure> {
        let mut xml = content(&mut self.package)?;
        let mut tables = 0;
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name == "table" => {
                    if tables == at {
                        return Sheet::default().read(&mut xml);
                    }
                    tables += 1;
                    xml.skip()?;
                }
                Piece::End => return Ok(Grid::default()),
                _ => {}
            }
        }
    }
}

fn content(package: &mut Package) -> Result<Xml<impl BufRead + '_>, Failure> {
    package.rewind();
    Ok(Xml::new(package.member(CONTENT)?.ok_or_else(|| Failure::Broken(CONTENT.to_owned()))?))
}

fn is_encrypted(package: &mut Package) -> Result<bool, Failure> {
    let Some(manifest) = package.member("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = Xml::new(manifest);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "encryption-data" => return Ok(true),
            Piece::End => return Ok(false),
            _ => {}
        }
    }
}

/// The names of all tables; a table is hidden where its style says that it is not displayed.
fn sheet_names(package: &mut Package) -> Result<Vec<SheetName>, Failure> {
    let mut xml = content(package)?;
    let mut sheets = Vec::new();
    let mut hidden_styles: HashSet<String> = HashSet::new();
    let mut style = String::new();
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "style" => {
                style = tag.attribute("style:name").unwrap_or_default().to_owned();
            }
            Piece::Open(tag)
                if tag.name == "table-properties" && tag.attribute("table:display") == Some("false") =>
            {
                hidden_styles.insert(style.clone());
            }
            Piece::Open(tag) if tag.name == "table" => {
                let hidden =
                    tag.attribute("table:style-name").is_some_and(|style| hidden_styles.contains(style));
                let name = tag.attribute("table:name").unwrap_or_default().to_owned();
                sheets.push(SheetName { name, hidden });
                xml.skip()?;
            }
            Piece::End => return Ok(sheets),
            _ => {}
        }
    }
}

/// A table while it is read.
#[derive(Default)]
struct Sheet {
    grid: Grid,
    counter: Counter,
    row: u32,
    column: u32,
    declared_columns: u32,
}

impl Sheet {
    fn read<R: BufRead>(mut self, xml: &mut Xml<R>) -> Result<Grid, Failure> {
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name.as_str() {
                    "table-column" => self.declare_columns(&tag),
                    "table-row" => self.read_row(xml, &tag)?,
                    // These only group columns and rows.
                    "table-columns"
                    | "table-rows"
                    | "table-header-columns"
                    | "table-header-rows"
                    | "table-column-group"
                    | "table-row-group" => {}
                    _ => xml.skip()?,
                },
                Piece::Close(name) if name == "table" => return Ok(self.grid),
                Piece::End => return Ok(self.grid),
                _ => {}
            }
        }
    }

    fn declare_columns(&mut self, tag: &Tag) {
        let count = repeated(tag, "table:number-columns-repeated");
        if is_hidden(tag) {
            let last = self.declared_columns.saturating_add(count - 1);
            self.grid.hidden_columns.push(self.declared_columns..=last);
        }
        self.declared_columns = self.declared_columns.saturating_add(count);
    }

    fn read_row<R: BufRead>(&mut self, xml: &mut Xml<R>, tag: &Tag) -> Result<(), Failure> {
        self.counter.row()?;
        self.column = 0;
        let first = self.row;
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name == "table-cell" || tag.name == "covered-table-cell" => {
                    self.read_cell(xml, &tag)?;
                }
                Piece::Open(_) => xml.skip()?,
                Piece::Close(_) | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        let count = repeated(tag, "table:number-rows-repeated");
        self.row = first.saturating_add(count);
        self.repeat_row(first, count, is_hidden(tag))
    }

    /// Lays a row out as often as it is repeated, unless it is empty.
    fn repeat_row(&mut self, first: u32, count: u32, hidden: bool) -> Result<(), Failure> {
        let cells: Vec<(u32, GridCell)> = self
            .grid
            .cells
            .range((first, 0)..=(first, u32::MAX))
            .map(|((_, column), cell)| (*column, cell.clone()))
            .collect();
        if cells.is_empty() {
            return Ok(());
        }
        for row in first..first.saturating_add(count).min(MOST_ROWS + 1) {
            if hidden {
                self.grid.hidden_rows.insert(row);
            }
            for (column, cell) in cells.iter().filter(|_| row > first) {
                self.grid.push(row, *column, cell.clone())?;
            }
        }
        Ok(())
    }

    fn read_cell<R: BufRead>(&mut self, xml: &mut Xml<R>, tag: &Tag) -> Result<(), Failure> {
        self.counter.cell(0)?;
        let (row, first) = (self.row, self.column);
        let shown = shown_text(xml)?;
        let covered = tag.name == "covered-table-cell";
        let count = repeated(tag, "table:number-columns-repeated");
        self.column = first.saturating_add(count);
        if let Some(merged) = merged(tag, row, first) {
            self.grid.merged.push(merged);
        }
        let cell = cell(tag, shown);
        if covered || cell == GridCell::default() {
            return Ok(());
        }
        for column in first..first.saturating_add(count).min(MOST_COLUMNS + 1) {
            self.grid.push(row, column, cell.clone())?;
        }
        Ok(())
    }
}

fn cell(tag: &Tag, shown: String) -> GridCell {
    let kind = tag.attribute("office:value-type").or_else(|| tag.attribute("calcext:value-type"));
    let is_error = tag.attribute("calcext:value-type") == Some("error")
        || (tag.attribute("table:formula").is_some()
            && (shown.starts_with('#') || shown.starts_with("Err:")));
    let value = || tag.attribute("office:value")?.parse::<f64>().ok().and_then(Decimal::from_f64);
    match kind {
        _ if is_error => GridCell::fault(shown.clone(), Fault::Error(shown)),
        None if tag.attribute("table:formula").is_some() => GridCell::fault("", Fault::NoValue),
        Some("float" | "percentage" | "currency") => match value() {
            Some(number) if shown.is_empty() => GridCell::number(number.general(), number),
            Some(number) => GridCell::number(shown, number),
            None => GridCell::text(shown),
        },
        _ => GridCell::text(shown),
    }
}

fn merged(tag: &Tag, row: u32, column: u32) -> Option<Area> {
    let rows = repeated(tag, "table:number-rows-spanned");
    let columns = repeated(tag, "table:number-columns-spanned");
    let area = Area {
        rows: row..=row.saturating_add(rows - 1),
        columns: column..=column.saturating_add(columns - 1),
    };
    (rows > 1 || columns > 1).then_some(area)
}

/// How often the element stands for; at least once.
fn repeated(tag: &Tag, attribute: &str) -> u32 {
    tag.number(attribute).unwrap_or(1).max(1)
}

/// Whether rows or columns are hidden by hand or by a filter.
fn is_hidden(tag: &Tag) -> bool {
    matches!(tag.attribute("table:visibility"), Some("collapse" | "filter"))
}

/// The words a cell shows, up to its end: its paragraphs, without notes and drawings.
fn shown_text<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Failure> {
    let mut words = String::new();
    let mut paragraphs = 0;
    let mut depth = 0_u32;
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name.as_str() {
                "p" if depth == 0 => {
                    if paragraphs > 0 {
                        words.push('\n');
                    }
                    paragraphs += 1;
                    depth += 1;
                }
                "span" | "a" | "p" if depth > 0 => depth += 1,
                "s" if depth > 0 => {
                    let blanks = repeated(&tag, "text:c").min(100) as usize;
                    words.push_str(&" ".repeat(blanks));
                    depth += 1;
                }
                "tab" if depth > 0 => {
                    words.push(' ');
                    depth += 1;
                }
                "line-break" if depth > 0 => {
                    words.push('\n');
                    depth += 1;
                }
                _ => xml.skip()?,
            },
            Piece::Text(text) if depth > 0 => words.push_str(&text),
            Piece::Text(_) => {}
            Piece::Close(_) if depth > 0 => depth -= 1,
            Piece::Close(_) | Piece::End => return Ok(words),
        }
    }
}
