//! Lists of persons: tables with a column of names.

use crate::check::Subject;
use crate::document::{Cell, Row, Table};
use crate::personal::{Column, Name, name};
use crate::terms::Disclosure;

/// A table that lists persons.
#[derive(Debug)]
pub(in crate::check) struct List<'d> {
    /// The table.
    pub(super) table: &'d Table,
    /// What each column holds.
    pub(super) columns: Vec<Option<Column>>,
}

/// The tables of an entry that list persons; none where nobody gets to see them.
pub(in crate::check) fn lists<'d>(subject: &Subject<'d>) -> Vec<List<'d>> {
    if subject.entry.disclosure != Disclosure::Active {
        return Vec::new();
    }
    let of = |(table, columns): (&'d Table, &Vec<Option<Column>>)| {
        let mut columns = columns.clone();
        if !columns.contains(&Some(Column::Name)) {
            let at = (0..columns.len()).find(|at| is_of_names(table, *at))?;
            *columns.get_mut(at)? = Some(Column::Name);
        }
        let list = List { table, columns };
        list.names().next().is_some().then_some(list)
    };
    subject.body.tables().into_iter().zip(subject.columns()).filter_map(of).collect()
}

/// Whether a column holds names though its head does not say so outright: at least three, and nearly all of its cells.
fn is_of_names(table: &Table, at: usize) -> bool {
    let head: String = table.head.iter().filter_map(|row| row.cells.get(at)).map(Cell::text).collect();
    let may = ["人", "户", "名", "员", "对象", "家庭"].iter().any(|word| head.contains(word))
        || head.trim().is_empty();
    if !may {
        return false;
    }
    let cells: Vec<String> = rows(table).filter_map(|row| row.cells.get(at)).map(Cell::text).collect();
    let named = cells.iter().filter(|cell| name(cell).is_some()).count();
    named >= 3 && named * 5 >= cells.len() * 4
}

/// The rows without totals.
fn rows(table: &Table) -> impl Iterator<Item = &Row> {
    table.rows.iter().filter(|row| !row.total)
}

impl<'d> List<'d> {
    /// The column of a kind.
    pub(super) fn column(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(column))
    }

    /// The rows without totals.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'d Row> + use<'d> {
        rows(self.table)
    }

    /// The cells that name persons.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'d Cell, Name)> + use<'d> {
        let at = self.column(Column::Name);
        rows(self.table).filter_map(move |row| {
            let cell = row.cells.get(at?)?;
            Some((cell, name(&cell.text())?))
        })
    }

    /// The head of a column, as written in its rows from the top.
    pub(super) fn head(&self, at: usize) -> String {
        let cells = self.table.head.iter().filter_map(|row| row.cells.get(at));
        cells.map(|cell| cell.text().trim().to_owned()).collect()
    }

    /// The lowest head cell of a column, where findings about it stand.
    pub(super) fn head_cell(&self, at: usize) -> Option<&'d Cell> {
        self.table.head.last().and_then(|row| row.cells.get(at))
    }
}
