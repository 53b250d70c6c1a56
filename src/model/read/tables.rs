//! The tables of a body: read from their files, and as the front matter speaks of them.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, Row, Table};
use crate::load::Folder;
use crate::model::TableRules;
use crate::nearest::nearest;
use crate::source::{Source, Spanned};

use crate::table;
use crate::text::Text;

/// The most cells that the tables of an entry may have together.
const MOST_CELLS: usize = 60_000;

/// Puts tables in the place of requests for table files, and says whether there were any.
pub(super) fn read_files(
    body: &mut Document,
    entry: &Source,
    folder: &Folder,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let mut any = false;
    let mut cells = 0;
    each_block(body, &mut |block| {
        if let BlockKind::TableFile(request) = &block.kind {
            any = true;
            // One file may be asked for many times.
            if cells > MOST_CELLS {
                let place = entry.span(block.range.start as usize..block.range.end as usize);
                problems.push(too_many_cells().at(place));
                return;
            }
            if let Some(table) = table::read(request, entry, folder, problems) {
                cells += table.rows.len() * table.columns.len();
                block.kind = BlockKind::Table(table);
            }
        }
    });
    any
}

fn too_many_cells() -> Diagnostic {
    let message = Text::new(
        format!("这条事项的表格合起来超过 {MOST_CELLS} 格"),
        format!("the tables of this entry have more than {MOST_CELLS} cells together"),
    );
    let help = Text::new("分成几条事项", "part the entry");
    Diagnostic::error("table-too-large", message).help(help)
}

/// Marks the total rows that the front matter names, and reports tables, columns and total rows that the front matter names and the body lacks.
pub(super) fn apply_rules(body: &mut Document, rules: &[TableRules], problems: &mut Vec<Diagnostic>) {
    let mut ids = Vec::new();
    let mut met = vec![false; rules.len()];
    each_block(body, &mut |block| match &mut block.kind {
        BlockKind::Table(table) => {
            let rule = rules.iter().position(|rule| table.id.as_ref() == Some(&rule.id.value));
            ids.extend(table.id.clone());
            if let Some((rule, met)) = rule.and_then(|at| rules.get(at).zip(met.get_mut(at))) {
                *met = true;
                apply(rule, table, problems);
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
        mark_totals(rule, total.trim(), table, problems);
    }
    let head: Vec<String> =
        table.head.iter().flat_map(|row| &row.cells).map(|cell| cell.text().trim().to_owned()).collect();
    for column in &rule.sum_columns {
        if !head.iter().any(|name| *name == column.value.trim()) {
            problems.push(unknown_column(column, &rule.id.value, &head));
        }
    }
}

/// The rows whose first cell with words says so are the totals, and no others.
fn mark_totals(rule: &TableRules, total: &str, table: &mut Table, problems: &mut Vec<Diagnostic>) {
    // 合 计 is 合计.
    let words = |text: &str| text.chars().filter(|mark| !mark.is_whitespace()).collect::<String>();
    let (total_words, first) = (words(total), |row: &Row| {
        row.cells.iter().map(|cell| words(&cell.text())).find(|words| !words.is_empty())
    });
    let is_total = |row: &Row| first(row).is_some_and(|first| first == total_words);
    if !table.rows.iter().any(is_total) {
        let message = Text::new(
            format!("表“{}”没有以“{total}”开头的行", rule.id.value),
            format!("no row of the table ‘{}’ begins with ‘{total}’", rule.id.value),
        );
        problems.push(Diagnostic::error("no-total-row", message).at(rule.id.span.clone()));
        return;
    }
    for row in &mut table.rows {
        row.total = is_total(row);
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
