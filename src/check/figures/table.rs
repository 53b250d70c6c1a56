//! The figures of one table.

use super::column::{Column, ColumnKind};
use super::reading::{Figure, Reading, read};
use super::rows::{Role, level, role, without_blanks};
use crate::decimal::Decimal;
use crate::document::{Cell, CellPlace, Table};
use crate::model::TableRules;
use crate::text::Text;
use std::collections::BTreeMap;

/// A table with its cells read as figures.
#[derive(Debug)]
pub(in crate::check) struct TableFigures<'a> {
    /// The table.
    pub(in crate::check) table: &'a Table,
    /// Which table of the body it is, from 0.
    pub(in crate::check) number: usize,
    /// What the front matter says of it.
    pub(in crate::check) rules: Option<&'a TableRules>,
    /// Its columns.
    pub(in crate::check) columns: Vec<Column>,
    /// Its rows below the head.
    pub(in crate::check) rows: Vec<RowFigures>,
    /// Whether the codes of a budget say which rows are parts of which; a budget may leave out small ones.
    pub(in crate::check) is_coded: bool,
}

/// A row with its cells read as figures.
#[derive(Debug)]
pub(in crate::check) struct RowFigures {
    /// What it is.
    pub(in crate::check) role: Role,
    /// What it is called: the first of its cells that holds words.
    pub(in crate::check) label: String,
    /// How deep its label stands in the numbering.
    pub(in crate::check) level: Option<u8>,
    /// Its cells.
    pub(in crate::check) cells: Vec<Reading>,
}

impl<'a> TableFigures<'a> {
    /// The figures of the table that is the `number`th of its body, from 0.
    pub(in crate::check) fn of(table: &'a Table, number: usize, rules: &'a [TableRules]) -> Self {
        let rules = rules.iter().find(|rules| table.id.as_ref() == Some(&rules.id.value));
        let is_declared = rules.is_some_and(|rules| rules.total_row.is_some());
        let mut rows: Vec<RowFigures> = table
            .rows
            .iter()
            .map(|row| {
                let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
                let cells: Vec<Reading> = texts.iter().map(|text| read(text)).collect();
                let filled = cells.iter().filter(|cell| **cell != Reading::Blank).count();
                let label_column = cells.iter().position(|cell| *cell == Reading::Words);
                let named = label_column.or_else(|| cells.iter().position(|cell| *cell != Reading::Blank));
                let label =
                    named.and_then(|at| texts.get(at)).map(|text| text.trim().to_owned()).unwrap_or_default();
                let role = role(row, &label, is_declared, filled);
                RowFigures { role, label, level: level(row, label_column), cells }
            })
            .collect();
        settle_totals(&mut rows, is_declared);
        let is_coded = settle_codes(&mut rows, table);
        let width = table.columns.len();
        let columns = (0..width)
            .map(|at| {
                let items = rows.iter().filter(|row| matches!(row.role, Role::Item | Role::OfWhich));
                Column::new(head(table, at), items.filter_map(|row| row.cells.get(at)))
            })
            .collect();
        Self { table, number, rules, columns, rows, is_coded }
    }

    /// The column with this head, as rules of the front matter name it: in full or without its unit.
    pub(in crate::check) fn column(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let in_head = |at: &usize| {
            self.table
                .head
                .iter()
                .any(|row| row.cells.get(*at).is_some_and(|cell| cell.text().trim() == name))
        };
        (0..self.columns.len()).find(in_head).or_else(|| {
            let mut bare = self.columns.iter().enumerate().filter(|(_, column)| column.bare == name);
            bare.next().map(|(at, _)| at).filter(|_| bare.next().is_none())
        })
    }

    /// A figure of a cell.
    pub(in crate::check) fn figure(&self, row: usize, column: usize) -> Option<&Figure> {
        self.rows.get(row)?.cells.get(column)?.figure()
    }

    /// What a cell counts in the unit of its column: nothing where it holds nothing, none where it holds words.
    pub(in crate::check) fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        match self.rows.get(row)?.cells.get(column)? {
            Reading::Blank | Reading::Nothing => Some(Decimal::ZERO),
            Reading::Words => None,
            Reading::Figure(figure) if figure.power == 0 => Some(figure.value),
            Reading::Figure(figure) => {
                let own = self.columns.get(column).map_or(0, Column::power);
                figure.value.shifted(figure.power - own)
            }
        }
    }

    /// The value of a cell that holds a figure.
    pub(in crate::check) fn filled(&self, row: usize, column: usize) -> Option<Decimal> {
        self.figure(row, column).and_then(|_| self.value(row, column))
    }

    /// The rows that are items, parts of items left out.
    pub(in crate::check) fn items(&self) -> impl Iterator<Item = (usize, &RowFigures)> {
        self.rows.iter().enumerate().filter(|(_, row)| row.role == Role::Item)
    }

    /// The last total row.
    pub(in crate::check) fn total(&self) -> Option<usize> {
        self.rows.iter().rposition(|row| row.role == Role::Total)
    }

    /// The rows by their roles and labels; none where several share one.
    pub(in crate::check) fn by_label(&self) -> BTreeMap<(Role, String), Option<usize>> {
        let mut rows = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.label.is_empty()) {
            let key = (row.role, without_blanks(&row.label));
            rows.entry(key).and_modify(|found| *found = None).or_insert(Some(at));
        }
        rows
    }

    /// A cell.
    pub(in crate::check) fn cell(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.table.rows.get(row)?.cells.get(column)
    }

    /// What a cell is called: 第9行“合计”的“累计执行（元）”, or `C19` and the same of a table from a file.
    pub(in crate::check) fn cell_name(&self, row: usize, column: usize) -> Text {
        let head = self.columns.get(column).map(|column| column.name.as_str()).unwrap_or_default();
        let row_name = self.row_name(row, column);
        if head.is_empty() {
            let count = column + 1;
            return Text::new(
                format!("{}第 {count} 列", row_name.zh),
                format!("{}, column {count}", row_name.en),
            );
        }
        Text::new(format!("{}的“{head}”", row_name.zh), format!("{}, column ‘{head}’", row_name.en))
    }

    /// What the row of a cell is called.
    fn row_name(&self, row: usize, column: usize) -> Text {
        let label = self.rows.get(row).map(|row| row.label.as_str()).unwrap_or_default();
        let label: String = label.chars().take(20).collect();
        let (zh, en) = match self.cell(row, column).map(|cell| &cell.place) {
            Some(CellPlace::Sheet(name)) => (name.clone(), name.clone()),
            _ => {
                let count = self.table.head.len() + row + 1;
                (format!("第 {count} 行"), format!("row {count}"))
            }
        };
        if label.is_empty() {
            Text::new(zh, en)
        } else {
            Text::new(format!("{zh}“{label}”"), format!("{en} (‘{label}’)"))
        }
    }

    /// The columns of a kind.
    pub(in crate::check) fn columns_of(&self, kind: ColumnKind) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.kind == kind).map(|(at, _)| at)
    }
}

/// The head of a column: the lowest of its cells that holds something.
fn head(table: &Table, column: usize) -> String {
    let mut cells = table.head.iter().rev().filter_map(|row| row.cells.get(column)).map(Cell::text);
    cells.find(|text| !text.trim().is_empty()).map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// The lengths of the codes of budget classes: 类 201, 款 20103, 项 2010301.
const CODE_LENGTHS: &[usize] = &[3, 5, 7];

/// In a budget the code of a row says of what it is a part: 2010301 of 20103, and that of 201.
fn settle_codes(rows: &mut [RowFigures], table: &Table) -> bool {
    let items: Vec<usize> = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(is_item)).collect();
    let levels = (0..table.columns.len().min(2)).find_map(|column| {
        let mut open: Vec<String> = Vec::new();
        let level = |row: &usize| {
            let text = table.rows.get(*row)?.cells.get(column)?.text();
            let code = text.trim();
            let code = code.get(..code.bytes().take_while(u8::is_ascii_digit).count())?;
            let level = CODE_LENGTHS.iter().position(|length| *length == code.len())?;
            open.retain(|above| above.len() < code.len());
            let is_part = open.last().is_some_and(|above| code.starts_with(above.as_str()));
            open.push(code.to_owned());
            (level == 0 || is_part).then_some(level as u8 + 1)
        };
        let levels = items.iter().map(level).collect::<Option<Vec<u8>>>()?;
        (levels.contains(&1) && levels.iter().any(|level| *level > 1)).then_some(levels)
    });
    let is_coded = levels.is_some();
    for (row, level) in items.iter().zip(levels.unwrap_or_default()) {
        if let Some(row) = rows.get_mut(*row) {
            row.level = Some(level);
        }
    }
    is_coded
}

fn is_item(row: &RowFigures) -> bool {
    row.role == Role::Item
}

/// Where nothing is declared, only the last of several totals is one of all; those before it are sums of some.
fn settle_totals(rows: &mut [RowFigures], is_declared: bool) {
    let Some(last) = rows.iter().rposition(|row| row.role == Role::Total).filter(|_| !is_declared) else {
        return;
    };
    // A total that items follow sums what is above it, unless it stands at the top.
    for row in rows.iter_mut().take(last).filter(|row| row.role == Role::Total) {
        row.role = Role::Subtotal;
    }
}
