//! The columns of a register, and the form in which its lines are hashed.
//!
//! The hashed text of a line is UTF-8, lines `name=value` that are each closed by a line feed: `mingbai-register=1`, then
//! the columns in their order, without those that are empty, then a line `previous` for every line named there. Words
//! are in Unicode's form NFC, with one blank for every run of white space; dates are written 2022-12-23; terms by their
//! ids; hashes in small letters. A signature signs this text. The line's hash is `l` and the first 32 hex digits of the
//! SHA-256 of it and, where the line is signed, a last line `signature`.

use crate::calendar::parse_date;
use crate::fingerprint::sha256;
use crate::text::nfc;
use std::collections::BTreeMap;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name by which it is hashed: `step`.
    pub name: &'static str,
    /// The name in the head row: 步骤.
    pub chinese: &'static str,
    /// What stands in it.
    pub form: Form,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// People's words.
    Words,
    /// A day.
    Date,
    /// A term of a closed list, by its id or its Chinese word; the function gives its id and its Chinese word.
    Term(fn(&str) -> Option<(&'static str, &'static str)>),
    /// A hash, with a letter before it, so that no spreadsheet takes `3e10` for a number.
    Hash,
}

/// The lines named as the last ones before.
pub(super) const PREVIOUS: Column = Column { name: "previous", chinese: "上一行", form: Form::Hash };
/// The signature.
pub(super) const SIGNATURE: Column = Column { name: "signature", chinese: "签名", form: Form::Words };
/// The line's own hash.
pub(super) const LINE: Column = Column { name: "line", chinese: "本行", form: Form::Hash };

/// The values of a line by the names of their columns, as they are hashed; empty ones are left out.
pub(super) type Values = BTreeMap<&'static str, String>;

/// A cell as it is hashed.
pub(super) fn canonical(form: Form, cell: &str) -> String {
    // The mark with which people, and this program, keep spreadsheets from taking words for numbers.
    let cell = nfc(cell.trim());
    let cell = cell.strip_prefix('\'').unwrap_or(&cell);
    let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    match form {
        Form::Words => words,
        Form::Date => parse_date(&words).map_or(words, |date| date.to_string()),
        Form::Term(find) => find(&words).map_or(words, |(id, _)| id.to_owned()),
        Form::Hash => words.to_lowercase(),
    }
}

/// The text that is hashed of a line, and that its signature signs.
pub(super) fn hashed(columns: &[Column], values: &Values, previous: &[String]) -> String {
    let mut text = String::from("mingbai-register=1\n");
    let own = columns.iter().filter_map(|column| Some((column.name, values.get(column.name)?.as_str())));
    let previous = previous.iter().map(|line| (PREVIOUS.name, line.as_str()));
    for (name, value) in own.chain(previous) {
        text.push_str(name);
        text.push('=');
        text.push_str(value);
        text.push('\n');
    }
    text
}

/// The hash of a line.
pub(super) fn line_hash(hashed: &str, signature: &str) -> String {
    let mut text = hashed.to_owned();
    if !signature.is_empty() {
        text.push_str("signature=");
        text.push_str(signature);
        text.push('\n');
    }
    let digits: String = sha256(text.as_bytes()).chars().take(32).collect();
    format!("l{digits}")
}
