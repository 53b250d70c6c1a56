//! A table of a body as HTML.

use super::body::Writer;
use crate::document::{Align, Cell, Column, Row, Table};
use std::collections::BTreeSet;

/// Writes a table, the one with this number in its body, so that a narrow screen scrolls it and a screen reader names
/// its rows and columns.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table, number: usize) {
    let columns: Vec<String> =
        table.head.last().map(|row| row.cells.iter().map(Cell::text).collect()).unwrap_or_default();
    writer.put("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
    writer.words(&format!("表{number}：{}", columns.join("、")));
    writer.put("\">\n<table>\n");
    if !table.head.is_empty() {
        writer.put("<thead>\n");
        for row in &table.head {
            writer.put("<tr>");
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                // An empty head names nothing.
                let element = if cell.content.is_empty() { "td" } else { "th scope=\"col\"" };
                write_cell(writer, element, cell, *column);
            }
            writer.put("</tr>\n");
        }
        writer.put("</thead>\n");
    }
    writer.put("<tbody>\n");
    let named = rows_are_named(table);
    for row in &table.rows {
        writer.put(if row.total { "<tr class=\"total\">" } else { "<tr>" });
        for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
            let element = if at == 0 && named { "th scope=\"row\"" } else { "td" };
            write_cell(writer, element, cell, *column);
        }
        writer.put("</tr>\n");
    }
    writer.put("</tbody>\n</table>\n</div>\n");
}

fn write_cell(writer: &mut Writer<'_>, element: &str, cell: &Cell, column: Column) {
    let class = match column.align {
        Align::Left => "",
        Align::Center => " class=\"c\"",
        Align::Right => " class=\"n\"",
    };
    writer.put(&format!("<{element}{class}>"));
    writer.inlines(&cell.content);
    writer.put(if element.starts_with("th") { "</th>" } else { "</td>" });
}

/// Whether the first cell of each row names it: words, and never the same twice.
fn rows_are_named(table: &Table) -> bool {
    let mut seen = BTreeSet::new();
    let first = |row: &Row| row.cells.first().map(Cell::text).unwrap_or_default();
    table.columns.len() > 1
        && table.rows.iter().map(first).all(|name| name.contains(char::is_alphabetic) && seen.insert(name))
}
