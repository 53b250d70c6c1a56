//! CSV files: the delimiter, the records, and the place of every cell.

use super::limits::{Counter, MOST_REGISTER_CELLS, MOST_ROWS, TooLarge};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Spanned};
use crate::text::Text;
use std::ops::Range;

/// A row of a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The row as spreadsheets count it, from 1: empty lines count, and a cell with line breaks is one row.
    pub row: u32,
    /// The cells, trimmed, each with its place; as many as the head row has.
    pub cells: Vec<Spanned<String>>,
}

/// The rows of a register in CSV, its head row first. Rows without words and columns without any are left out. A row
/// with more or fewer cells than the head row has is an error; it is filled up or cut, so that all rows have as many
/// cells.
pub fn records(source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut records = match rows(source, MOST_REGISTER_CELLS) {
        Ok(records) => records,
        Err(problem) => {
            problems.push(*problem);
            return Vec::new();
        }
    };
    records.retain(|record| record.cells.iter().any(|cell| !cell.value.is_empty()));
    let Some(head) = records.first() else { return records };
    let width = head.cells.iter().rposition(|cell| !cell.value.is_empty()).map_or(0, |at| at + 1);
    for record in &mut records {
        even_out(record, width, source, problems);
    }
    records
}

/// All rows as they stand, each with its own number of cells; `most_cells` in all.
pub(super) fn rows(source: &Source, most_cells: u32) -> Result<Vec<Record>, Box<Diagnostic>> {
    if source.text.starts_with("PK\u{3}\u{4}") {
        return Err(Box::new(really_a_spreadsheet(source)));
    }
    let delimiter = delimiter(&source.text);
    let places = places(source, delimiter, most_cells)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(source.text.as_bytes());
    let mut records = Vec::with_capacity(places.len());
    for (read, place) in reader.records().zip(places) {
        let read = read.map_err(|error| {
            let message = Text::new(
                format!("第 {} 行读不出来：{error}", place.row),
                format!("row {} cannot be read: {error}", place.row),
            );
            Box::new(Diagnostic::error("csv-broken", message).at(source.span(place.range())))
        })?;
        let cells = read
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let range = place.cells.get(at).cloned().unwrap_or_else(|| place.range());
                Spanned::new(value.trim().to_owned(), source.span(range))
            })
            .collect();
        records.push(Record { row: place.row, cells });
    }
    Ok(records)
}

/// Cuts or fills a row to the width of the head, with an error where words would be lost or are missing.
fn even_out(record: &mut Record, width: usize, source: &Source, problems: &mut Vec<Diagnostic>) {
    let found = record.cells.len();
    let lost = record.cells.iter().skip(width).any(|cell| !cell.value.is_empty());
    let whole = match (record.cells.first(), record.cells.last()) {
        (Some(first), Some(last)) => first.span.range.start as usize..last.span.range.end as usize,
        _ => 0..0,
    };
    if lost || found < width {
        problems.push(ragged(record.row, found, width).at(source.span(whole.clone())));
    }
    let end = source.span(whole.end..whole.end);
    record.cells.resize_with(width, || Spanned::new(String::new(), end.clone()));
}

/// The finding for a row with another number of cells than the head row.
pub(super) fn ragged(row: u32, found: usize, width: usize) -> Diagnostic {
    let message = Text::new(
        format!("第 {row} 行有 {found} 格，表头有 {width} 格"),
        format!("row {row} has {found} cells, the head row has {width}"),
    );
    let help = Text::new(
        "格里有逗号的，用英文双引号把整格括起来；缺的格补上逗号",
        "put a cell that holds a comma in double quotes; add the commas of missing cells",
    );
    Diagnostic::error("ragged-row", message).help(help)
}

fn really_a_spreadsheet(source: &Source) -> Diagnostic {
    let name = source.path.name();
    let message = Text::new(
        format!("“{name}”名为 .csv，内容却是 Excel 工作簿"),
        format!("‘{name}’ is named .csv but holds an Excel workbook"),
    );
    let help = Text::new("改名为 .xlsx，或用 Excel 另存为 CSV", "rename it to .xlsx, or save it as CSV");
    Diagnostic::error("table-file-kind", message).help(help).in_file(source.path.clone())
}

/// The delimiter that the first line with words uses most outside quotes: a comma unless another one wins.
pub fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // Of equal counts the last one wins, so the comma is asked last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Where a row and its cells stand.
struct RowPlace {
    row: u32,
    cells: Vec<Range<usize>>,
}

impl RowPlace {
    fn range(&self) -> Range<usize> {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// The places of all cells, which the `csv` crate does not tell. It skips empty lines, and so does this; a quote that
/// is never closed, which it takes to mean that the rest of the file is one cell, is an error here.
fn places(source: &Source, delimiter: u8, most_cells: u32) -> Result<Vec<RowPlace>, Box<Diagnostic>> {
    let too_large = |error: TooLarge| Box::new(error.diagnostic().in_file(source.path.clone()));
    let mut counter = Counter::new(most_cells);
    let mut found = Vec::new();
    let mut cells = Vec::new();
    let (mut row, mut start) = (1_u32, 0);
    let mut quote: Option<usize> = None;
    let mut closed = None;
    for (at, byte) in source.text.bytes().enumerate() {
        match byte {
            b'"' if quote.is_some() => {
                quote = None;
                closed = Some(at + 1);
            }
            // A quote right after a closing one is a quote in the cell: the cell stays quoted.
            b'"' if at == start || closed == Some(at) => quote = Some(at),
            _ if quote.is_some() => {}
            b'\n' if cells.is_empty() && at == start => {
                row += 1;
                start = at + 1;
            }
            _ if byte == delimiter || byte == b'\n' => {
                counter.cell(cells.len() as u32).map_err(too_large)?;
                cells.push(start..at);
                start = at + 1;
                if byte == b'\n' {
                    counter.row().map_err(too_large)?;
                    found.push(RowPlace { row, cells: std::mem::take(&mut cells) });
                    row += 1;
                }
            }
            _ => {}
        }
    }
    if let Some(at) = quote {
        return Err(Box::new(open_quote(row).at(source.span(at..at + 1))));
    }
    let end = source.text.len();
    if start < end || !cells.is_empty() {
        cells.push(start..end);
        found.push(RowPlace { row, cells });
    }
    if found.len() > MOST_ROWS as usize { Err(too_large(TooLarge::Rows)) } else { Ok(found) }
}

fn open_quote(row: u32) -> Diagnostic {
    let message = Text::new(
        format!("第 {row} 行的英文双引号没有闭合，后面的内容都会并成一格"),
        format!("the double quote in row {row} is never closed, so the rest of the file would be one cell"),
    );
    let help = Text::new(
        "在格尾补一个英文双引号；格里本来就有的英文双引号写两遍",
        "close it at the end of the cell; write a quote inside a cell twice",
    );
    Diagnostic::error("open-quote", message).help(help)
}

#[cfg(test)]
mod tests {
    use super::{places, records, rows};
    use crate::site_path::SitePath;
    use crate::source::Source;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn source(text: &str) -> Source {
        Source::new(SitePath::new("catalogue.csv").unwrap(), text)
    }

    fn read(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let mut problems = Vec::new();
        let records = records(&source(text), &mut problems);
        let cells = records
            .into_iter()
            .map(|record| record.cells.into_iter().map(|cell| cell.value).collect())
            .collect();
        (
            cells,
            problems.into_iter().map(|problem| format!("{}: {}", problem.code, problem.message.zh)).collect(),
        )
    }

    #[test]
    fn a_register_of_years_may_be_longer_than_a_table_that_hangs() {
        let text = format!("{}\n", ["甲"; 15].join(",")).repeat(10_000);
        let mut problems = Vec::new();
        assert_eq!((records(&source(&text), &mut problems).len(), problems.len()), (10_000, 0));
        assert!(
            rows(&source(&text), 60_000).is_err_and(|problem| problem.message.en.contains("60000 cells"))
        );
    }

    #[test]
    fn a_cell_may_hold_commas_quotes_and_line_breaks() {
        let (cells, problems) = read("事项,依据\n\"低保, 特困\",\"第一条\n“\"\"公开\"\"”\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(cells, [["事项", "依据"], ["低保, 特困", "第一条\n“\"公开\"”"]]);
    }

    #[test]
    fn every_cell_knows_its_place_and_every_record_its_row() {
        let source = source("a,b\n\n\"甲\n乙\",丙\nx,\n");
        let records = records(&source, &mut Vec::new());
        assert_eq!(records.iter().map(|record| record.row).collect::<Vec<_>>(), [1, 3, 4]);
        let span = &records.get(1).unwrap().cells.get(1).unwrap().span;
        assert_eq!(source.text.get(span.range.start as usize..span.range.end as usize), Some("丙"));
    }

    #[test]
    fn semicolons_and_tabs_are_found_by_the_first_line() {
        assert_eq!(read("a;b\n1,5;2").0, [["a", "b"], ["1,5", "2"]]);
        assert_eq!(read("a\tb\n1,5\t2").0, [["a", "b"], ["1,5", "2"]]);
        assert_eq!(read("a,b;c\n1,2").0, [["a", "b;c"], ["1", "2"]]);
        assert_eq!(read("名称\n甲").0, [["名称"], ["甲"]]);
    }

    #[test]
    fn a_row_with_another_number_of_cells_is_an_error_naming_the_row() {
        let (cells, problems) = read("a,b\n1\n1,2,3\n1,2\n");
        let expected = ["ragged-row: 第 2 行有 1 格，表头有 2 格", "ragged-row: 第 3 行有 3 格，表头有 2 格"];
        assert_eq!(problems, expected);
        assert_eq!(cells, [["a", "b"], ["1", ""], ["1", "2"], ["1", "2"]]);
    }

    #[test]
    fn empty_rows_and_columns_that_excel_leaves_are_dropped() {
        let (cells, problems) = read("a,b,,\n1,2,,\n,,,\n");
        assert_eq!(
            (cells, problems.len()),
            (vec![vec!["a".into(), "b".into()], vec!["1".into(), "2".into()]], 0)
        );
    }

    #[test]
    fn an_open_quote_is_an_error_and_does_not_swallow_the_file() {
        let (cells, problems) = read("a,b\n1,\"甲\n2,乙\n");
        assert_eq!(cells.len(), 0);
        let expected = "open-quote: 第 2 行的英文双引号没有闭合，后面的内容都会并成一格";
        assert_eq!(problems, [expected]);
    }

    #[test]
    fn a_million_rows_end_at_the_limit() {
        let (cells, problems) = read(&"1,2\n".repeat(1_000_000));
        assert_eq!((cells.len(), problems), (0, vec!["table-too-large: 表格超过 20000 行".to_owned()]));
    }

    proptest! {
        #[test]
        fn places_and_values_agree(text in "[ab甲,;\"\n ]{0,60}") {
            let source = source(&text);
            let most = super::MOST_REGISTER_CELLS;
            if let (Ok(rows), Ok(places)) = (rows(&source, most), places(&source, super::delimiter(&text), most)) {
                prop_assert_eq!(rows.len(), places.len());
                for (row, place) in rows.iter().zip(&places) {
                    prop_assert_eq!(row.cells.len(), place.cells.len());
                    for cell in &row.cells {
                        let raw = text.get(cell.span.range.start as usize..cell.span.range.end as usize);
                        prop_assert!(raw.is_some_and(|raw| raw.contains('"') || raw.trim() == cell.value));
                    }
                }
            }
        }
    }
}
