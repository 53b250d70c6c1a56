//! The tables of a body: read from their files, with their total rows marked, and as the front matter speaks of them.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, Table};
use crate::load::Folder;
use crate::model::TableRules;
use crate::nearest::nearest;
use crate::source::{Source, Spanned};

use crate::text::Text;

/// First cells of rows that are totals without being called so.
const TOTAL_WORDS: &[&str] = &["合计", "总计", "共计"];

/// Puts tables in the place of requests for table files.
pub(super) fn read_files(
    body: &mut Document,
    entry: &Source,
    folder: &Folder,
    problems: &mut Vec<Diagnostic>,
) {
    each_block(body, &mut |block| {
        if let BlockKind::TableFile(request) = &block.kind
            && let Some(table) = super::pending::read(request, entry, folder, problems)
        {
            block.kind = BlockKind::Table(table);
        }
    });
}

/// Marks total rows, and reports tables, columns and total rows that the front matter names and the body lacks.
pub(super) fn apply_rules(body: &mut Document, rules: &[TableRules], problems: &mut Vec<Diagnostic>) {
    let mut ids = Vec::new();
    let mut met = vec![false; rules.len()];
    each_block(body, &mut |block| match &mut block.kind {
        BlockKind::Table(table) => {
            let rule = rules.iter().position(|rule| table.id.as_ref() == Some(&rule.id.value));
            ids.extend(table.id.clone());
            match rule.and_then(|at| rules.get(at).zip(met.get_mut(at))) {
                Some((rule, met)) => {
                    *met = true;
                    apply(rule, table, problems);
                }
                None => mark_last_row(table),
            }
        }
        // Its file was not read: that is the finding, not the table's absence.
        BlockKind::TableFile(request) => {
            if let Some(at) = rules.iter().position(|rule| request.id.as_ref() == Some(&rule.id.value))
                && let Some(met) = met.get_mut(at)
            {
                *met = true;
            }
        }
        _ => {}
    });
    for (rule, _) in rules.iter().zip(met).filter(|(_, met)| !met) {
        problems.push(unknown_table(&rule.id, &ids));
    }
}

fn apply(rule: &TableRules, table: &mut Table, problems: &mut Vec<Diagnostic>) {
    if let Some(total) = &rule.total_row {
        let mut found = table.rows.iter().any(|row| row.total);
        for row in &mut table.rows {
            let first = row.cells.iter().map(|cell| cell.text()).find(|text| !text.trim().is_empty());
            if first.is_some_and(|first| first.trim() == total.trim()) {
                row.total = true;
                found = true;
            }
        }
        if !found {
            let message = Text::new(
                format!("表“{}”没有以“{total}”开头的行", rule.id.value),
                format!("no row of the table ‘{}’ begins with ‘{total}’", rule.id.value),
            );
            problems.push(Diagnostic::error("unknown-row", message).at(rule.id.span.clone()));
        }
    } else {
        mark_last_row(table);
    }
    let head: Vec<String> =
        table.head.iter().flat_map(|row| &row.cells).map(|cell| cell.text().trim().to_owned()).collect();
    for column in &rule.sum_columns {
        if !head.iter().any(|name| *name == column.value.trim()) {
            problems.push(unknown_column(column, &rule.id.value, &head));
        }
    }
}

/// Marks a last row that says itself that it is the total.
fn mark_last_row(table: &mut Table) {
    if let Some(row) = table.rows.last_mut() {
        let first = row.cells.iter().map(|cell| cell.text()).find(|text| !text.trim().is_empty());
        row.total |= first.is_some_and(|first| TOTAL_WORDS.contains(&first.trim()));
    }
}

fn unknown_table(id: &Spanned<String>, ids: &[String]) -> Diagnostic {
    let message =
        Text::new(format!("正文里没有表“{}”", id.value), format!("the body has no table ‘{}’", id.value));
    let help = match nearest(&id.value, ids.iter().map(String::as_str)) {
        Some(near) => Text::new(format!("是不是 {near}？"), format!("did you mean {near}?")),
        None => Text::new(
            format!("在表的上一行写 <!-- table: {} -->", id.value),
            format!("write <!-- table: {} --> above the table", id.value),
        ),
    };
    Diagnostic::error("unknown-table", message).at(id.span.clone()).help(help)
}

fn unknown_column(column: &Spanned<String>, table: &str, head: &[String]) -> Diagnostic {
    let message = Text::new(
        format!("表“{table}”没有“{}”这一列", column.value),
        format!("the table ‘{table}’ has no column ‘{}’", column.value),
    );
    let help = match nearest(&column.value, head.iter().map(String::as_str)) {
        Some(near) => Text::new(format!("是不是 {near}？"), format!("did you mean {near}?")),
        None => Text::new(format!("表头是：{}", head.join("、")), format!("its head: {}", head.join(", "))),
    };
    Diagnostic::error("unknown-column", message).at(column.span.clone()).help(help)
}

/// Calls `visit` for every block, nested ones included.
fn each_block(body: &mut Document, visit: &mut dyn FnMut(&mut Block)) {
    in_blocks(&mut body.blocks, visit);
    for note in &mut body.footnotes {
        in_blocks(&mut note.blocks, visit);
    }
}

fn in_blocks(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match &mut block.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| in_blocks(&mut item.blocks, visit));
            }
            BlockKind::Quote(quoted) => in_blocks(quoted, visit),
            _ => {}
        }
    }
}
