//! Two tables of an entry that tell one figure in two ways: the same cell twice, or a line and the list of its parts.

use super::push_some;
use crate::check::figures::{Column, ColumnKind, Role, TableFigures, without_blanks};
use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "tables-differ",
    severity: Severity::Error,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "同一条事项的两张表里，同一个数不一致；或汇总表的一行和它的明细表、名单对不上",
        "Two tables of an entry with different figures of one matter, or a line and the list of its parts that do not agree",
    ),
    why: Words::new(
        "汇总和明细出自同一本账（会计法）",
        "A summary and its details come from the same books (Accounting Law)",
    ),
    mend: Words::new("核对两张表，改错的一处", "check both tables, and mend the one that is wrong"),
    look: Look::Entry(look),
};

/// More tables than this are not held against each other.
const MOST_TABLES: usize = 20;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let tables = subject.figures();
    if tables.len() < 2 || tables.len() > MOST_TABLES {
        return;
    }
    let mut found = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        for other in tables.iter().skip(at + 1) {
            found.extend(same_cells(subject, table, other));
        }
    }
    for detail in tables {
        found.extend(of_a_line(subject, tables, detail));
    }
    push_some(found, problems);
}

/// Cells of the same label and head that differ, where most of them are the same: tables of two periods differ in most.
fn same_cells(subject: &Subject<'_>, table: &TableFigures<'_>, other: &TableFigures<'_>) -> Vec<Diagnostic> {
    let labels = other.by_label();
    let mut same = 0;
    let mut found = Vec::new();
    for (column, head) in
        table.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnKind::Amount)
    {
        let Some(there) = other.columns.iter().position(|other| other.name == head.name) else { continue };
        for (row, figures) in table.items() {
            let label = without_blanks(&figures.label);
            let row_there = labels.get(&(Role::Item, label)).copied().flatten();
            let values = || Some((table.filled(row, column)?, other.filled(row_there?, there)?, row_there?));
            let Some((own, value, row_there)) = values() else { continue };
            if own == value {
                same += 1;
                continue;
            }
            let (Some(cell), name, other_name) = (
                other.cell(row_there, there),
                table.cell_name(row, column),
                other.cell_name(row_there, there),
            ) else {
                continue;
            };
            let message = Text::new(
                format!("{}是 {value}，前面的表里{}是 {own}", other_name.zh, name.zh),
                format!("{} is {value}, but {} of the table above is {own}", other_name.en, name.en),
            );
            found.push(RULE.finding(message).placed(subject.cell_place(other.table, cell)));
        }
    }
    if same >= 2 && same > found.len() { found } else { Vec::new() }
}

/// Words that make the text before a table the name of a list of all parts.
const LISTS: &[&str] = &["明细", "名单", "清单"];

/// A table below words such as 农林水支出明细 or 文明户名单, against the line of another table with that label.
fn of_a_line(
    subject: &Subject<'_>,
    tables: &[TableFigures<'_>],
    detail: &TableFigures<'_>,
) -> Option<Diagnostic> {
    let pieces = subject.pieces();
    let first = pieces
        .iter()
        .position(|piece| matches!(piece.kind, PieceKind::Cell { table, .. } if table == detail.number))?;
    let before = pieces.get(first.checked_sub(1)?)?;
    let caption = without_blanks(&before.text);
    let is_caption =
        matches!(before.kind, PieceKind::Paragraph | PieceKind::Heading) && caption.chars().count() <= 30;
    let label = LISTS.iter().find_map(|word| caption.split_once(word)).filter(|_| is_caption)?.0;
    let mut found = None;
    for table in tables.iter().filter(|table| table.number != detail.number) {
        let lines = table.items().filter(|(_, row)| {
            row.label.chars().count() >= 3 && label.ends_with(&without_blanks(&row.label))
        });
        for (row, line) in lines {
            for column in 0..table.columns.len() {
                let Some((stated, made)) = line_and_list(table, row, column, detail) else { continue };
                if stated == made {
                    // Of several tables with this line, the list is that of one.
                    return None;
                }
                let name = table.cell_name(row, column);
                let message = Text::new(
                    format!("{}是 {stated}，“{}”的明细或名单里是 {made}", name.zh, line.label),
                    format!("{} is {stated}, but the list of ‘{}’ makes {made}", name.en, line.label),
                );
                let place = subject.cell_place(table.table, table.cell(row, column)?);
                found.get_or_insert(RULE.finding(message).placed(place));
            }
        }
    }
    found
}

/// What a cell of a line says, and what the list of its parts makes of it: the count of its rows, or the total of its
/// column of the same head.
fn line_and_list(
    table: &TableFigures<'_>,
    row: usize,
    column: usize,
    list: &TableFigures<'_>,
) -> Option<(Decimal, Decimal)> {
    let head = table.columns.get(column)?;
    let stated = table.filled(row, column)?;
    if matches!(head.bare.as_str(), "名额" | "户数" | "人数" | "个数") {
        // A list of households may say how many people there are, too.
        let counts = list.columns.iter().any(|column| column.bare == head.bare);
        let rows = Decimal::new(list.items().count() as i128, 0)?;
        return Some((stated, rows)).filter(|_| !counts);
    }
    let same = |column: &Column| column.name == head.name && !column.unit.is_empty();
    let there = list.columns.iter().position(same)?;
    Some((stated, list.filled(list.total()?, there)?))
}
