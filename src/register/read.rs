//! Reading a register: its lines, and where its chain is broken.

use super::layout::{Column, LINE, PREVIOUS, SIGNATURE, Values, canonical, hashed, line_hash};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::{Source, Span};
use crate::table;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A register as it was read.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Its lines, each once, in the order of the file.
    pub lines: Vec<Line>,
    /// Where its chain is broken.
    pub faults: Vec<Fault>,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// The row as spreadsheets count it.
    pub row: u32,
    /// Where it stands.
    pub span: Span,
    /// The text that its signature signs.
    pub signed: String,
    /// Its signature; empty where there is none.
    pub signature: String,
    /// The lines that it names as the last ones before it.
    pub previous: Vec<String>,
    /// Its own hash, as it says.
    pub own: String,
    values: Values,
}

/// Where a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The row as spreadsheets count it.
    pub row: u32,
    /// The line.
    pub span: Span,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It bears no hash: it was written by hand.
    ByHand,
    /// Its words are not those that were hashed.
    Altered,
    /// A line that stood before it is gone.
    Removed,
    /// It stands above the line that it follows, which is in this row.
    Moved(u32),
}

impl Fault {
    /// What is wrong, in words.
    pub fn message(&self) -> Text {
        let row = self.row;
        let (zh, en) = match self.wrong {
            Wrong::ByHand => (
                format!("台账第 {row} 行没有“本行”的校验，不是程序写的"),
                format!("row {row} of the register bears no hash: it was written by hand"),
            ),
            Wrong::Altered => (
                format!("台账第 {row} 行写好以后被改过"),
                format!("row {row} of the register was altered after it was written"),
            ),
            Wrong::Removed => (
                format!("台账第 {row} 行前面少了一行"),
                format!("a line is missing from the register before row {row}"),
            ),
            Wrong::Moved(other) => (
                format!("台账第 {row} 行挪了位置，本来在第 {other} 行后面"),
                format!("row {row} of the register was moved: it belongs after row {other}"),
            ),
        };
        Text::new(zh, en)
    }
}

impl Line {
    /// A value as it is hashed; empty where the cell is.
    pub fn value(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

impl Register {
    /// The lines that no other line names as the one before: the ends of the chain.
    pub fn ends(&self) -> Vec<String> {
        let named: BTreeSet<&String> = self.lines.iter().flat_map(|line| &line.previous).collect();
        let ends = self.lines.iter().filter(|line| !line.own.is_empty() && !named.contains(&line.own));
        ends.map(|line| line.own.clone()).collect()
    }
}

/// Reads a register. What is wrong with the table as a table goes to `problems`.
pub fn read(source: &Source, columns: &[Column], problems: &mut Vec<Diagnostic>) -> Register {
    let mut records = table::records(source, problems).into_iter();
    let Some(head) = records.next() else { return Register::default() };
    let words: Vec<&str> = head.cells.iter().map(|cell| cell.value.as_str()).collect();
    let places = places(&words, columns);
    let needed = columns.iter().chain([&PREVIOUS, &LINE]);
    let missing: Vec<&Column> = needed.filter(|column| !places.contains_key(column.name)).collect();
    if let Some(column) = missing.first() {
        let near = nearest(column.chinese, words.iter().copied().filter(|word| !word.is_empty()));
        let near = |zh: &str, en: &str| near.map_or_else(String::new, |near| format!("{zh}{near}{en}"));
        let message = Text::new(
            format!("没有“{}”这一列", column.chinese),
            format!("there is no column ‘{}’", column.chinese),
        );
        let help = Text::new(
            format!("表头不要改{}", near("，“", "”改回来")),
            format!("leave the head row as it is{}", near("; mend ‘", "’")),
        );
        let span = source.span(0..source.text.lines().next().map_or(0, str::len));
        problems.push(Diagnostic::error("missing-column", message).at(span).help(help));
        return Register::default();
    }
    let mut register = Register::default();
    let mut seen = BTreeSet::new();
    for record in records {
        let cell = |column: &Column| {
            let cell = places.get(column.name).and_then(|at| record.cells.get(*at));
            cell.map(|cell| canonical(column.form, &cell.value)).unwrap_or_default()
        };
        let values: Values = columns.iter().map(|column| (column.name, cell(column))).collect();
        let values: Values = values.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let previous: Vec<String> = cell(&PREVIOUS).split(' ').map(str::to_owned).collect();
        let previous: Vec<String> = previous.into_iter().filter(|line| !line.is_empty()).collect();
        let (signature, own) = (cell(&SIGNATURE), cell(&LINE));
        // A line that came along with two copies of a register is one line.
        if !own.is_empty() && !seen.insert((own.clone(), values.clone())) {
            continue;
        }
        let span = match (record.cells.first(), record.cells.last()) {
            (Some(first), Some(last)) => {
                source.span(first.span.range.start as usize..last.span.range.end as usize)
            }
            _ => source.span(0..0),
        };
        let signed = hashed(columns, &values, &previous);
        register.lines.push(Line { row: record.row, span, signed, signature, previous, own, values });
    }
    register.faults = faults(&register.lines);
    register
}

/// Where each column stands, by the words of the head row.
pub(super) fn places(head: &[&str], columns: &[Column]) -> BTreeMap<&'static str, usize> {
    let all = columns.iter().chain([&PREVIOUS, &SIGNATURE, &LINE]);
    let found = all.filter_map(|column| {
        let is_it = |word: &&str| word.trim() == column.chinese || word.trim() == column.name;
        Some((column.name, head.iter().position(is_it)?))
    });
    found.collect()
}

fn faults(lines: &[Line]) -> Vec<Fault> {
    let rows: BTreeMap<&str, u32> = lines.iter().map(|line| (line.own.as_str(), line.row)).collect();
    let mut above = BTreeSet::new();
    let mut faults = Vec::new();
    for line in lines {
        let unknown = line.previous.iter().find(|previous| !above.contains(previous.as_str()));
        let wrong = if line.own.is_empty() {
            Some(Wrong::ByHand)
        } else if line_hash(&line.signed, &line.signature) != line.own {
            Some(Wrong::Altered)
        } else if let Some(unknown) = unknown {
            Some(rows.get(unknown.as_str()).map_or(Wrong::Removed, |row| Wrong::Moved(*row)))
        } else if line.previous.is_empty() && !above.is_empty() {
            // Only the first line has none before it.
            Some(Wrong::Removed)
        } else {
            None
        };
        above.insert(line.own.as_str());
        faults.extend(wrong.map(|wrong| Fault { row: line.row, span: line.span.clone(), wrong }));
    }
    faults
}
