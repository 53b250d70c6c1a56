//! Tables written in Markdown.

use crate::diagnostic::Diagnostic;
use crate::document::{Align, Cell, Column, Row, Table};
use crate::source::{Source, Span};
use crate::text::Text;
use pulldown_cmark::Alignment;
use std::ops::Range;

const MOST_COLUMNS: usize = 200;
const MOST_CELLS: usize = 60_000;

/// A table while its rows come in.
pub(super) struct TableBuilder {
    table: Table,
    range: Range<usize>,
    row: Vec<Cell>,
    cells: usize,
    too_large: bool,
}

impl TableBuilder {
    /// A table with these columns.
    pub(super) fn new(id: Option<String>, alignments: &[Alignment], range: Range<usize>) -> Self {
        let columns = alignments.iter().map(|alignment| Column { align: align(*alignment) }).collect();
        Self {
            too_large: alignments.len() > MOST_COLUMNS,
            table: Table { id, columns, ..Table::default() },
            range,
            row: Vec::new(),
            cells: 0,
        }
    }

    /// Takes a cell.
    pub(super) fn cell(&mut self, cell: Cell) {
        if !self.too_large {
            self.row.push(cell);
        }
    }

    /// Ends the row that begins at `start`; the parser leaves out what lies beyond the head's cells, so they are
    /// counted here.
    pub(super) fn row(&mut self, head: bool, start: usize, source: &Source, problems: &mut Vec<Diagnostic>) {
        let columns = self.table.columns.len();
        self.cells += columns;
        self.too_large |= self.cells > MOST_CELLS;
        if self.too_large {
            self.row.clear();
            return;
        }
        let line =
            source.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
        let written = count_cells(line);
        if !head && written != columns {
            problems.push(row_length(columns, written).at(source.span(start..start + line.len())));
        }
        let mut cells = std::mem::take(&mut self.row);
        cells.resize_with(columns, Cell::default);
        let row = Row { cells, total: false };
        if head { self.table.head.push(row) } else { self.table.rows.push(row) }
    }

    /// The table, unless it is too large.
    pub(super) fn finish(mut self, source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Table> {
        if self.too_large {
            problems.push(too_large().at(first_line(source, self.range)));
            return None;
        }
        if let Some(row) = self.table.rows.last_mut() {
            row.total = is_total(row);
        }
        Some(self.table)
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// Whether the first cell with words says that this is the total.
fn is_total(row: &Row) -> bool {
    let words = |cell: &Cell| cell.text().chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let first = row.cells.iter().map(words).find(|words| !words.is_empty());
    first.is_some_and(|first| matches!(first.as_str(), "合计" | "总计" | "共计"))
}

fn count_cells(line: &str) -> usize {
    let mut pipes = 0;
    let mut escaped = false;
    let mut ends_with_pipe = false;
    for character in line.trim_start().chars() {
        ends_with_pipe = character == '|' && !escaped;
        pipes += usize::from(ends_with_pipe);
        escaped = character == '\\';
    }
    let inner = pipes + 1
        - usize::from(line.trim_start().starts_with('|'))
        - usize::from(ends_with_pipe && pipes > 1);
    inner.max(1)
}

/// The finding for a row of another length than the head: an error where the words of cells would be lost.
fn row_length(expected: usize, written: usize) -> Diagnostic {
    let code = "table-row-length";
    let message = Text::new(
        format!("这一行有{written}格，表头有{expected}格"),
        format!("this row has {written} cells, the head {expected}"),
    );
    if written > expected {
        Diagnostic::error(code, message).help(Text::new(
            "多出的格会丢掉：补上表头，或去掉多余的 |；格里的 | 写成 \\|",
            "the cells beyond would be lost: add to the head, or drop the |; write a | inside a cell as \\|",
        ))
    } else {
        Diagnostic::warning(code, message).help(Text::new(
            "少的格留空；表格后面要空一行",
            "missing cells stay empty; a blank line ends a table",
        ))
    }
}

fn too_large() -> Diagnostic {
    Diagnostic::error(
        "table-too-large",
        Text::new(
            format!("表格超过{MOST_COLUMNS}列或{MOST_CELLS}格"),
            format!("the table has more than {MOST_COLUMNS} columns or {MOST_CELLS} cells"),
        ),
    )
    .help(Text::new("把表格拆开", "split the table"))
}

fn first_line(source: &Source, range: Range<usize>) -> Span {
    let length = source.text.get(range.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
    source.span(range.start..range.start + length)
}

#[cfg(test)]
mod tests {
    use super::count_cells;

    #[test]
    fn cells_are_counted_as_they_are_written() {
        for (line, cells) in [
            ("| 甲 | 乙 |", 2),
            ("甲 | 乙", 2),
            ("| 甲 |", 1),
            ("| 甲", 1),
            ("甲", 1),
            ("|", 1),
            ("| 甲 \\| 乙 | 丙 |", 2),
            ("| 甲 | 乙 | 丙", 3),
            ("| | |", 2),
            ("| 甲 | 乙 \\|", 2),
        ] {
            assert_eq!(count_cells(line), cells, "{line}");
        }
    }
}
