//! An entry's body as a Typst program: every construct a function call, every word escaped.

use crate::document::{Align, Block, BlockKind, Inline, InlineKind, Row, Table, plain_text};
use crate::model::Entry;
use crate::site_path::SitePath;
use crate::theme::escape_typst;
use std::fmt::Write;

/// A body, ready for `/body.typ`.
pub(super) struct Body {
    /// The program.
    pub(super) source: String,
    /// The pictures it names, `/picture-1.jpg` and so on, each with its path from `content/`.
    pub(super) pictures: Vec<(String, SitePath)>,
}

/// Writes the body of an entry.
pub(super) fn body(entry: &Entry) -> Body {
    let mut source = String::from("#import \"/lib/body.typ\": *\n");
    blocks(entry, &entry.body.blocks, &mut source);
    Body { source, pictures: Vec::new() }
}

fn blocks(entry: &Entry, list: &[Block], out: &mut String) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(content) => inlines(content, out),
            BlockKind::Heading { level, content } => {
                let _ = write!(out, "#heading(depth: {level})[");
                inlines(content, out);
                out.push(']');
            }
            BlockKind::List { start, items } => {
                out.push_str(&start.map_or("#list(".to_owned(), |start| format!("#enum(start: {start}, ")));
                for item in items {
                    out.push('[');
                    blocks(entry, &item.blocks, out);
                    out.push_str("], ");
                }
                out.push(')');
            }
            BlockKind::Quote(list) => {
                out.push_str("#quote(block: true)[");
                blocks(entry, list, out);
                out.push(']');
            }
            BlockKind::Code { text, .. } => {
                let _ = write!(out, "#raw(block: true, \"{}\")", escaped(text));
            }
            BlockKind::Table(table) => ledger(entry, table, out),
            BlockKind::TableFile(_) | BlockKind::Rule => {}
        }
        out.push_str("\n\n");
    }
}

fn ledger(entry: &Entry, table: &Table, out: &mut String) {
    let rules = entry.tables.iter().find(|rules| Some(&rules.id.value) == table.id.as_ref());
    let summed: Vec<bool> = (0..table.columns.len())
        .map(|at| {
            let head = table.head.last().and_then(|row| row.cells.get(at)).map(crate::document::Cell::text);
            rules.is_some_and(|rules| rules.sum_columns.iter().any(|name| Some(&name.value) == head.as_ref()))
        })
        .collect();
    out.push_str("#ledger(columns: (");
    for (column, sum) in table.columns.iter().zip(&summed) {
        let align = match column.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        let _ = write!(out, "(align: {align}, figures: {}, word: \"\", sum: {sum}), ", align == "right");
    }
    out.push_str("), head: (");
    for row in &table.head {
        cells(row, out);
        out.push_str(", ");
    }
    out.push_str("), rows: (");
    for row in &table.rows {
        let total = row.total
            || rules
                .and_then(|rules| rules.total_row.as_ref())
                .is_some_and(|word| row.cells.first().is_some_and(|cell| cell.text().trim() == word));
        out.push_str("(cells: ");
        cells(row, out);
        let _ = write!(out, ", total: {total}, values: (");
        for (cell, sum) in row.cells.iter().zip(&summed) {
            let number = cell.text().replace([',', '，', ' '], "");
            if *sum && !total && number.parse::<f64>().is_ok() {
                let _ = write!(out, "\"{}\", ", escaped(&number));
            } else {
                out.push_str("none, ");
            }
        }
        out.push_str(")), ");
    }
    out.push_str("))");
}

fn cells(row: &Row, out: &mut String) {
    out.push('(');
    for cell in &row.cells {
        out.push('[');
        inlines(&cell.content, out);
        out.push_str("], ");
    }
    out.push(')');
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&escaped(text)),
            InlineKind::LineBreak => out.push_str("#linebreak()"),
            InlineKind::Strong(content) => {
                out.push_str("#strong[");
                inlines(content, out);
                out.push(']');
            }
            _ => out.push_str(&escaped(&plain_text(std::slice::from_ref(inline)))),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    let _ = escape_typst(text, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
