//! Appending to a register.

use super::layout::{Column, Form, LINE, PREVIOUS, SIGNATURE, Values, canonical, hashed, line_hash};
use super::read::{Register, places, read};
use crate::source::Source;
use crate::table;

/// A line to be appended: the words of its columns.
#[derive(Debug, Clone, Default)]
pub struct NewLine {
    /// The words by the names of their columns.
    pub words: Vec<(&'static str, String)>,
}

/// The whole text of a register with `lines` at its end, as it is to be written: UTF-8 with the mark by which Excel and
/// WPS know it, and their line ends. What stands in `existing` stays as it is, its columns in their order. `sign` gives
/// the signature of a text, or nothing.
///
/// # Errors
/// Where a line cannot be signed.
pub fn append<E>(
    existing: Option<&Source>,
    columns: &[Column],
    lines: &[NewLine],
    sign: &mut dyn FnMut(&str) -> Result<String, E>,
) -> Result<String, E> {
    let register = existing.map(|source| read(source, columns, &mut Vec::new())).unwrap_or_default();
    let old = existing.map(|source| source.text.trim_end_matches('\n')).unwrap_or_default();
    let (mut text, head, delimiter) = match old.lines().next() {
        Some(first) => {
            let delimiter = table::delimiter(old);
            let words = first.split(char::from(delimiter));
            let words = words.map(|word| word.trim().trim_matches('"').to_owned()).collect();
            (old.to_owned(), words, delimiter)
        }
        None => {
            let own = columns.iter().chain([&PREVIOUS, &SIGNATURE, &LINE]);
            let head: Vec<String> = own.map(|column| column.chinese.to_owned()).collect();
            (head.join(","), head, b',')
        }
    };
    text.push('\n');
    let mut ends = register.ends();
    for line in lines {
        let (cells, own) = cells(line, columns, &ends, sign)?;
        ends = vec![own];
        text.push_str(&row(&cells, columns, &head, delimiter));
    }
    Ok(format!("\u{feff}{}", text.replace('\n', "\r\n")))
}

/// The text of a register with the lines of a `copy` of it that it has not; none where the copy has no such line. Also how
/// many they are.
pub fn merge(existing: &Source, copy: &Source, columns: &[Column]) -> Option<(String, usize)> {
    let (one, other): (Register, Register) =
        (read(existing, columns, &mut Vec::new()), read(copy, columns, &mut Vec::new()));
    let new = other.lines.iter().filter(|line| one.lines.iter().all(|known| known.own != line.own));
    let new: Vec<_> = new.collect();
    if new.is_empty() {
        return None;
    }
    let delimiter = table::delimiter(&existing.text);
    let mut text = existing.text.trim_end_matches('\n').to_owned();
    let first = text.lines().next().unwrap_or_default();
    let head: Vec<String> =
        first.split(char::from(delimiter)).map(|word| word.trim().trim_matches('"').to_owned()).collect();
    text.push('\n');
    for line in &new {
        let words = |column: &Column| shown(column.form, line.value(column.name));
        let mut cells: Vec<(&'static str, String)> =
            columns.iter().map(|column| (column.name, words(column))).collect();
        cells.push((PREVIOUS.name, upper(&line.previous.join(" "))));
        cells.push((SIGNATURE.name, line.signature.clone()));
        cells.push((LINE.name, upper(&line.own)));
        text.push_str(&row(&cells, columns, &head, delimiter));
    }
    Some((format!("\u{feff}{}", text.replace('\n', "\r\n")), new.len()))
}

type Cells = Vec<(&'static str, String)>;

/// The cells of a new line, and its hash.
fn cells<E>(
    line: &NewLine,
    columns: &[Column],
    ends: &[String],
    sign: &mut dyn FnMut(&str) -> Result<String, E>,
) -> Result<(Cells, String), E> {
    let word = |name: &str| line.words.iter().find(|(column, _)| *column == name).map(|(_, word)| word);
    let values: Values = columns
        .iter()
        .filter_map(|column| Some((column.name, canonical(column.form, word(column.name)?))))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let hashed = hashed(columns, &values, ends);
    let signature = sign(&hashed)?;
    let own = line_hash(&hashed, &signature);
    let value = |column: &Column| values.get(column.name).map(String::as_str).unwrap_or_default();
    let mut cells: Cells =
        columns.iter().map(|column| (column.name, shown(column.form, value(column)))).collect();
    cells.push((PREVIOUS.name, upper(&ends.join(" "))));
    cells.push((SIGNATURE.name, signature));
    cells.push((LINE.name, upper(&own)));
    Ok((cells, own))
}

/// A value as people read it.
fn shown(form: Form, value: &str) -> String {
    match form {
        Form::Words => guarded(value),
        Form::Date => value.to_owned(),
        Form::Term(find) => find(value).map_or_else(|| value.to_owned(), |(_, chinese)| chinese.to_owned()),
        Form::Hash => upper(value),
    }
}

/// Hashes with a capital before them: people see that a name begins here.
fn upper(hashes: &str) -> String {
    let upper = |hash: &str| {
        let mut letters = hash.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    hashes.split(' ').map(upper).collect::<Vec<_>>().join(" ")
}

/// Words that a spreadsheet would take for a formula, a number or a date get a mark before them.
fn guarded(words: &str) -> String {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\'']);
    let is_mark = |mark: char| mark.is_ascii() || "年月日号时分秒".contains(mark);
    let may_be_number = words.chars().all(is_mark) && words.contains(|mark: char| mark.is_ascii_digit());
    let is_word = ["true", "false"].contains(&words.to_lowercase().as_str());
    if is_formula || may_be_number || is_word { format!("'{words}") } else { words.to_owned() }
}

/// A line of the file, in the order of the head row.
fn row(cells: &Cells, columns: &[Column], head: &[String], delimiter: u8) -> String {
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let places = places(&head, columns);
    let mut row = vec![String::new(); head.len()];
    for (name, cell) in cells {
        if let Some(place) = places.get(name).and_then(|at| row.get_mut(*at)) {
            place.clone_from(cell);
        }
    }
    let quoted = |cell: &String| {
        let needs = cell.contains(['"', '\n', char::from(delimiter)]);
        if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let cells: Vec<String> = row.iter().map(quoted).collect();
    format!("{}\n", cells.join(&char::from(delimiter).to_string()))
}
