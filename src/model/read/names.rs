//! The names that references may use, and what they mean.

use crate::diagnostic::Diagnostic;
use crate::model::{Board, CatalogueRow, Id, Unit};
use crate::nearest::nearest;
use crate::source::{Span, Spanned};
use crate::terms::UnitKind;
use crate::text::Text;
use std::collections::BTreeMap;

/// The units, rows and boards by the names people write.
#[derive(Debug, Default)]
pub(super) struct Names {
    units: BTreeMap<String, Id>,
    villages: BTreeMap<Id, String>,
    rows: BTreeMap<String, usize>,
    boards: BTreeMap<String, Id>,
    board_order: Vec<Id>,
}

impl Names {
    /// The units by id, short name and full name.
    pub(super) fn of_units(units: &[Unit]) -> Self {
        let mut names = Self::default();
        for unit in units {
            let id = &unit.id.value;
            for name in [&unit.name, &unit.short] {
                names.units.entry(name.clone()).or_insert_with(|| id.clone());
            }
            if unit.kind == UnitKind::Village {
                names.villages.insert(id.clone(), unit.short.clone());
            }
        }
        // Ids come last: where one unit's short name is another's id, the id means what it says.
        names.units.extend(units.iter().map(|unit| (unit.id.value.to_string(), unit.id.value.clone())));
        names
    }

    /// Adds the boards by id and name.
    pub(super) fn add_boards(&mut self, boards: &[Board]) {
        self.board_order = boards.iter().map(|board| board.id.value.clone()).collect();
        for board in boards {
            self.boards.entry(board.name.clone()).or_insert_with(|| board.id.value.clone());
        }
        self.boards.extend(self.board_order.iter().map(|id| (id.to_string(), id.clone())));
    }

    /// Adds the rows by id.
    pub(super) fn add_rows(&mut self, rows: &[CatalogueRow]) {
        self.rows = rows.iter().enumerate().map(|(at, row)| (row.id.value.to_string(), at)).collect();
    }

    /// The unit of this id, short name or full name.
    pub(super) fn unit(&self, name: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<Spanned<Id>> {
        let found = self.units.get(name.value.trim());
        if found.is_none() {
            let known = self.units.keys().map(String::as_str);
            problems.push(unknown("unknown-unit", "单位", "unit", name, known, "units.yaml"));
        }
        found.map(|id| Spanned::new(id.clone(), name.span.clone()))
    }

    /// The short name of the village of this id or name.
    pub(super) fn village(
        &self,
        name: &Spanned<String>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let short = self.units.get(name.value.trim()).and_then(|id| self.villages.get(id));
        if short.is_none() {
            let known = self.villages.values().map(String::as_str);
            problems.push(unknown("unknown-village", "村", "village", name, known, "units.yaml"));
        }
        short.map(|short| Spanned::new(short.clone(), name.span.clone()))
    }

    /// The index of the row with this id.
    pub(super) fn row(&self, name: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<usize> {
        let found = self.rows.get(name.value.trim()).copied();
        if found.is_none() {
            let known = self.rows.keys().map(String::as_str);
            problems.push(unknown(
                "unknown-catalogue-row",
                "目录项",
                "catalogue row",
                name,
                known,
                "catalogue.csv",
            ));
        }
        found
    }

    /// Whether there is a catalogue.
    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The boards of these ids and names; a pattern such as `v-*` stands for every board whose id it fits.
    pub(super) fn boards(
        &self,
        written: &[Spanned<String>],
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Spanned<Id>> {
        let mut found: Vec<Spanned<Id>> = Vec::new();
        let mut add = |id: &Id, span: &Span| {
            if !found.iter().any(|known| known.value == *id) {
                found.push(Spanned::new(id.clone(), span.clone()));
            }
        };
        for name in written {
            let word = name.value.trim();
            let fitting: Vec<&Id> = if word.contains('*') {
                self.board_order.iter().filter(|id| fits(word, id)).collect()
            } else {
                self.boards.get(word).into_iter().collect()
            };
            if fitting.is_empty() {
                let known = self.boards.keys().map(String::as_str);
                problems.push(unknown("unknown-board", "公开栏", "board", name, known, "boards.yaml"));
            }
            fitting.into_iter().for_each(|id| add(id, &name.span));
        }
        found
    }
}

/// The finding for a name that nothing bears.
pub(super) fn unknown<'a>(
    code: &'static str,
    zh: &str,
    en: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
    file: &str,
) -> Diagnostic {
    let word = name.value.trim();
    let near = nearest(word, known);
    let message = Text::new(format!("没有“{word}”这个{zh}"), format!("there is no {en} ‘{word}’"));
    let help = match near {
        Some(near) => Text::new(format!("是不是 {near}？"), format!("did you mean {near}?")),
        None => Text::new(format!("{zh}写在 {file} 里"), format!("{en}s are listed in {file}")),
    };
    Diagnostic::error(code, message).at(name.span.clone()).help(help)
}

/// Whether `word` fits a pattern in which `*` stands for any characters.
fn fits(pattern: &str, word: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| word.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, word) in
            [("v-*", "v-a"), ("*", "x"), ("v-*-gate", "v-a-gate"), ("*main", "town-main"), ("a*b*c", "a1b2c")]
        {
            assert!(fits(pattern, word), "{pattern} {word}");
        }
        for (pattern, word) in [("v-*", "town-v-a"), ("a*b", "abc"), ("a*b*c", "acb"), ("ab*ba", "aba")] {
            assert!(!fits(pattern, word), "{pattern} {word}");
        }
    }
}
