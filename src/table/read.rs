//! From a sheet to the table that an entry asks for.

use super::area::{Area, cell_name, column_name};
use super::decimal::Decimal;
use super::faults;
use super::file::{self, Sheet};
use super::grid::GridCell;
use super::request::{ColumnFormat, Request, Total};
use crate::diagnostic::Diagnostic;
use crate::document::{
    Align, Cell, CellPlace, Column, Inline, InlineKind, Row, Table, TableFile, TableOrigin,
};
use crate::load::Folder;
use crate::source::{Source, Spanned};
use crate::text::Text;

/// Reads the table that a ```` ```table ```` block of `entry` asks for. Findings that stand in the table file name the
/// cell, and the entry as the one they spoil.
pub fn read(
    block: &TableFile,
    entry: &Source,
    folder: &Folder,
    problems: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let request = Request::read(block, entry, problems)?;
    let mut sheet = file::read(&request, entry, folder, problems)?;
    let mut found = Vec::new();
    let table = pick(&request, &mut sheet, &mut found).map(|table| Table { id: block.id.clone(), ..table });
    problems.extend(found.into_iter().map(|problem| problem.spoils(entry.path.clone())));
    table
}

/// Words in the heads of columns whose numbers are the same in each row of a merged area, and no amounts.
const REPEATED: &[&str] =
    &["标准", "价", "每", "均", "率", "比", "序", "号", "年份", "年度", "月份", "日期", "时间", "电话"];
/// How many rows are searched for the head.
const MOST_SEARCHED: usize = 1000;

fn pick(request: &Request, sheet: &mut Sheet, problems: &mut Vec<Diagnostic>) -> Option<Table> {
    let Some(area) = area(request, sheet) else {
        problems.push(nothing_there(request, sheet));
        return None;
    };
    faults::report(sheet, &area, problems);
    let heads =
        area.rows.clone().take(MOST_SEARCHED).filter(|row| sheet.grid.row_is_used(*row, &area.columns));
    let heads: Vec<u32> = heads.take(request.header_rows).collect();
    sheet.grid.fill_merged(&area, &|grid, column| {
        let head = heads.iter().filter_map(|row| grid.cells.get(&(*row, column)));
        head.map(|cell| cell.shown.as_str()).any(|head| REPEATED.iter().any(|word| head.contains(word)))
    });
    let rows: Vec<u32> =
        area.rows.clone().filter(|row| sheet.grid.row_is_used(*row, &area.columns)).collect();
    let (head, body) = rows.split_at_checked(request.header_rows).unwrap_or((&rows, &[]));
    let columns = columns(request, sheet, &area, head, body, problems);
    faults::report_numbers_as_text(sheet, &area, body, problems);
    let total = total(request, sheet, &area, body, problems);
    let row = |row: u32, is_body: bool| Row {
        cells: columns.iter().map(|column| cell(sheet, row, column, is_body)).collect(),
        total: is_body && total == Some(row),
    };
    Some(Table {
        id: None,
        columns: columns.iter().map(|column| Column { align: column.align }).collect(),
        head: head.iter().map(|at| row(*at, false)).collect(),
        rows: body.iter().map(|at| row(*at, true)).collect(),
        origin: Some(TableOrigin { path: sheet.path.clone(), sheet: sheet.name.clone() }),
    })
}

/// The area asked for, as far as it is used; else all that is used.
fn area(request: &Request, sheet: &Sheet) -> Option<Area> {
    let used = sheet.grid.used()?;
    let Some(range) = &request.range else { return Some(used) };
    let shared = range.value.intersection(&used)?;
    // Empty columns within the area asked for stay, so that the table has the columns the clerk counted.
    let columns = &range.value.columns;
    let is_bounded = *columns.end() < super::limits::MOST_COLUMNS;
    Some(Area { columns: if is_bounded { columns.clone() } else { shared.columns }, ..shared })
}

fn nothing_there(request: &Request, sheet: &Sheet) -> Diagnostic {
    match &request.range {
        Some(range) => {
            let message = Text::new("这个区域里没有内容", "there is nothing in this range");
            Diagnostic::error("empty-table", message).at(range.span.clone())
        }
        None => {
            let message = Text::new("表格里没有内容", "the table is empty");
            Diagnostic::error("empty-table", message).in_file(sheet.path.clone())
        }
    }
}

/// A column as it will be set.
struct ColumnPlan {
    at: u32,
    align: Align,
    format: Option<ColumnFormat>,
}

fn columns(
    request: &Request,
    sheet: &Sheet,
    area: &Area,
    head: &[u32],
    body: &[u32],
    problems: &mut Vec<Diagnostic>,
) -> Vec<ColumnPlan> {
    let mut plans: Vec<ColumnPlan> = area
        .columns
        .clone()
        .map(|at| ColumnPlan { at, align: default_align(sheet, at, head, body), format: None })
        .collect();
    for (order, column) in request.columns.iter().enumerate() {
        let at = match &column.name {
            Some(name) => find_column(sheet, area, head, &name.value),
            None => Some(order),
        };
        match (at.and_then(|at| plans.get_mut(at)), &column.name) {
            (Some(plan), _) => {
                plan.align = column.align.unwrap_or(plan.align);
                plan.format = column.format.clone();
            }
            (None, Some(name)) => problems.push(unknown_column(name)),
            (None, None) => {}
        }
    }
    plans
}

/// The place of a column among those of the area, by the words of its head or by its letter.
fn find_column(sheet: &Sheet, area: &Area, head: &[u32], name: &str) -> Option<usize> {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let named = |column: u32| {
        head.iter().any(|row| {
            sheet.grid.cells.get(&(*row, column)).is_some_and(|cell| words(&cell.shown) == words(name))
        })
    };
    let by_words = area.columns.clone().position(named);
    by_words.or_else(|| {
        area.columns.clone().position(|column| column_name(column).eq_ignore_ascii_case(name.trim()))
    })
}

fn unknown_column(name: &Spanned<String>) -> Diagnostic {
    let message = Text::new(
        format!("表头里没有“{}”这一列", name.value),
        format!("the head has no column ‘{}’", name.value),
    );
    let help = Text::new("写表头里的字，或列的字母，如 C", "write the words of its head, or its letter: C");
    Diagnostic::error("unknown-column", message).at(name.span.clone()).help(help)
}

/// Figures stand at the right, running numbers in the middle, words at the left.
fn default_align(sheet: &Sheet, column: u32, head: &[u32], body: &[u32]) -> Align {
    let is_running = head.iter().any(|row| {
        let cell = sheet.grid.cells.get(&(*row, column));
        cell.is_some_and(|cell| ["序号", "编号", "No."].contains(&cell.shown.trim()))
    });
    match faults::numbers(sheet, column, body) {
        _ if is_running => Align::Center,
        (numbers, words) if numbers > words => Align::Right,
        _ => Align::Left,
    }
}

/// The row of the sheet that is the total.
fn total(
    request: &Request,
    sheet: &Sheet,
    area: &Area,
    body: &[u32],
    problems: &mut Vec<Diagnostic>,
) -> Option<u32> {
    let words = |row: u32| {
        let columns = (row, *area.columns.start())..=(row, *area.columns.end());
        let first = sheet.grid.cells.range(columns).next();
        first.map(|(_, cell)| cell.shown.split_whitespace().collect::<String>()).unwrap_or_default()
    };
    let (found, asked, span) = match &request.total {
        Total::Absent => return None,
        Total::Last => return body.last().copied(),
        Total::ByWords => {
            return body
                .last()
                .copied()
                .filter(|row| ["合计", "总计", "共计"].contains(&words(*row).as_str()));
        }
        Total::Row(row) => {
            let found = body.iter().copied().find(|at| at + 1 == row.value);
            (found, row.value.to_string(), &row.span)
        }
        Total::Named(word) => {
            let wanted: String = word.value.split_whitespace().collect();
            let found = body.iter().copied().rev().find(|row| words(*row) == wanted);
            (found, word.value.clone(), &word.span)
        }
    };
    if found.is_none() {
        let message =
            Text::new(format!("表格里没有合计行“{asked}”"), format!("the table has no total row ‘{asked}’"));
        problems.push(Diagnostic::error("no-total-row", message).at(span.clone()));
    }
    found
}

fn cell(sheet: &Sheet, row: u32, column: &ColumnPlan, is_body: bool) -> Cell {
    let place = CellPlace::Sheet(cell_name(row, column.at));
    let Some(cell) = sheet.grid.cells.get(&(row, column.at)) else {
        return Cell { content: Vec::new(), place };
    };
    let format = column.format.as_ref().filter(|_| is_body);
    Cell { content: content(&shown(cell, format)), place }
}

fn shown(cell: &GridCell, format: Option<&ColumnFormat>) -> String {
    match (format, &cell.number) {
        (Some(ColumnFormat::Format(format)), Some(number)) => format.show_decimal(number),
        (Some(ColumnFormat::Plain), Some(number)) => Decimal::general(number),
        _ => cell.shown.trim().to_owned(),
    }
}

/// The words of a cell; a line break in it stays one.
fn content(text: &str) -> Vec<Inline> {
    let mut content = Vec::new();
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        if !content.is_empty() {
            content.push(Inline { range: 0..0, kind: InlineKind::LineBreak });
        }
        content.push(Inline { range: 0..0, kind: InlineKind::Text(line.to_owned()) });
    }
    content
}
