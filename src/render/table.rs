//! A table of a body as HTML.

use super::body::Writer;
use crate::document::{Align, Cell, Row, Table};
use std::collections::BTreeSet;

/// Writes a table, the one with this number in its body, so that a narrow screen scrolls it and a screen reader names
/// its rows and columns.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table, number: usize) {
    let heads: Vec<String> =
        table.head.last().map(|row| row.cells.iter().map(Cell::text).collect()).unwrap_or_default();
    let columns = columns(table);
    writer.put("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
    writer.words(&format!("表{number}：{}", heads.join("、")));
    writer.put("\">\n<table>\n");
    if !table.head.is_empty() {
        writer.put("<thead>\n");
        for row in &table.head {
            writer.put("<tr>");
            for (cell, column) in row.cells.iter().zip(&columns) {
                // An empty head names nothing.
                let element = if cell.content.is_empty() { "td" } else { "th scope=\"col\"" };
                write_cell(writer, element, cell, column);
            }
            writer.put("</tr>\n");
        }
        writer.put("</thead>\n");
    }
    writer.put("<tbody>\n");
    let names = column_of_names(table, &columns);
    for row in &table.rows {
        writer.put(if row.total { "<tr class=\"total\">" } else { "<tr>" });
        for (at, (cell, column)) in row.cells.iter().zip(&columns).enumerate() {
            let element = if names == Some(at) { "th scope=\"row\"" } else { "td" };
            write_cell(writer, element, cell, column);
        }
        writer.put("</tr>\n");
    }
    writer.put("</tbody>\n</table>\n</div>\n");
}

fn write_cell(writer: &mut Writer<'_>, element: &str, cell: &Cell, class: &str) {
    if class.is_empty() {
        writer.put(&format!("<{element}>"));
    } else {
        writer.put(&format!("<{element} class=\"{class}\">"));
    }
    writer.inlines(&cell.content);
    writer.put(if element.starts_with("th") { "</th>" } else { "</td>" });
}

/// How wide a cell may be so that its column never breaks it, and from where a column is one of sentences.
const SHORT: usize = 8;
const LONG: usize = 16;

/// The classes of each column's cells: where they stand, and whether they are serial numbers (`i`), all short (`s`), or
/// sentences (`w`) or of what lies between (`m`).
fn columns(table: &Table) -> Vec<String> {
    let columns = table.columns.iter().enumerate().map(|(at, column)| {
        let cells = || table.rows.iter().filter_map(move |row| row.cells.get(at)).map(Cell::text);
        let widest = cells().map(|cell| width(&cell)).max().unwrap_or_default();
        let align = match column.align {
            Align::Left => None,
            Align::Center => Some("c"),
            Align::Right => Some("n"),
        };
        let width = match widest {
            _ if at == 0 && is_serial(table) => return "i".to_owned(),
            0..=SHORT => Some("s"),
            LONG.. => Some("w"),
            _ => Some("m"),
        };
        [align, width].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    columns.collect()
}

/// The width of words in Han characters; two of ASCII are as wide as one.
fn width(words: &str) -> usize {
    words.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// Whether the first column counts the rows: 1, 2, 3. A sum has no number.
fn is_serial(table: &Table) -> bool {
    let first = |row: &Row| row.cells.first().map(Cell::text).unwrap_or_default();
    let numbers = table.rows.iter().filter(|row| !row.total).map(first);
    table.columns.len() > 1 && numbers.zip(1..).all(|(cell, number): (_, usize)| cell == number.to_string())
}

/// The column whose cells name the rows: the first, or that beside their numbers; words, and never the same twice.
fn column_of_names(table: &Table, columns: &[String]) -> Option<usize> {
    let at = usize::from(columns.first().is_some_and(|class| class == "i"));
    let mut seen = BTreeSet::new();
    let name = |row: &Row| row.cells.get(at).map(Cell::text).unwrap_or_default();
    let mut names = table.rows.iter().map(name);
    (table.columns.len() > at + 1
        && names.all(|name| name.contains(char::is_alphabetic) && seen.insert(name)))
    .then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{column_of_names, columns};
    use crate::document::{BlockKind, Table};
    use crate::markdown;
    use crate::site_path::SitePath;
    use crate::source::Source;

    fn table(text: &str) -> Table {
        let source = Source::new(SitePath::new("entries/a.md").unwrap(), text);
        let document = markdown::parse(&source, 0..text.len(), &mut Vec::new());
        let mut tables = document.blocks.into_iter().filter_map(|block| match block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        tables.next_back().unwrap()
    }

    #[test]
    fn short_words_never_break_and_sentences_get_room() {
        let long = "这一格写的是一整句话，要给它一些地方";
        let table = table(&format!(
            "| 序号 | 村 | 元 | 说明 | 日期 |\n|---|---|--:|---|---|\n\
            | 1 | 青楠坝村 | 1,200.00 | {long} | 2022年12月23日以前 |\n| 2 | 石桥湾村 | 3.00 | 无 | 无 |\n"
        ));
        let columns = columns(&table);
        assert_eq!(columns, ["i", "s", "n s", "w", "m"]);
        assert_eq!(column_of_names(&table, &columns), Some(1));
    }

    #[test]
    fn figures_that_do_not_count_up_are_no_serial_numbers() {
        let table = table("| 组 | 户 |\n|---|---|\n| 2 | 甲 |\n| 1 | 乙 |\n");
        assert_eq!(columns(&table), ["s", "s"]);
        assert_eq!(column_of_names(&table, &columns(&table)), None);
    }
}
