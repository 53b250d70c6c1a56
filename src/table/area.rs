//! Cells and areas as spreadsheets name them: `B7`, `A2:F20`.

use std::ops::RangeInclusive;

/// A rectangle of cells; rows and columns from 0, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    /// The rows.
    pub(super) rows: RangeInclusive<u32>,
    /// The columns.
    pub(super) columns: RangeInclusive<u32>,
}

impl Area {
    /// Whether the cell lies in it.
    pub(super) fn contains(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    /// What both share.
    pub(super) fn intersection(&self, other: &Self) -> Option<Self> {
        Some(Self { rows: common(&self.rows, &other.rows)?, columns: common(&self.columns, &other.columns)? })
    }

    /// Reads `A2:F20`, `A:F` (all rows), `2:20` (all columns) or `B7`; full-width signs and `$` are fine.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text: String = text
            .chars()
            .filter(|character| !character.is_whitespace() && *character != '$')
            .map(|character| match character {
                '：' => ':',
                '\u{ff01}'..='\u{ff5e}' => narrow(character),
                _ => character.to_ascii_uppercase(),
            })
            .collect();
        let (from, to) = text.split_once(':').unwrap_or((&text, &text));
        let ((from_column, from_row), (to_column, to_row)) = (parse_corner(from)?, parse_corner(to)?);
        let area = Self {
            rows: from_row.unwrap_or(0)..=to_row.unwrap_or(u32::MAX),
            columns: from_column.unwrap_or(0)..=to_column.unwrap_or(u32::MAX),
        };
        let like = from_row.is_some() == to_row.is_some() && from_column.is_some() == to_column.is_some();
        (like && !area.rows.is_empty() && !area.columns.is_empty()).then_some(area)
    }
}

fn common(one: &RangeInclusive<u32>, other: &RangeInclusive<u32>) -> Option<RangeInclusive<u32>> {
    let range = *one.start().max(other.start())..=*one.end().min(other.end());
    (!range.is_empty()).then_some(range)
}

fn narrow(character: char) -> char {
    char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character).to_ascii_uppercase()
}

/// The column and the row of `B7`; either may be missing, not both.
fn parse_corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let (column, row) = text.split_at_checked(letters)?;
    if text.is_empty() || column.len() > 3 {
        return None;
    }
    let column =
        column.bytes().try_fold(0_u32, |column, letter| Some(column * 26 + u32::from(letter - b'A') + 1))?;
    let row = match row {
        "" => None,
        row if row.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(row.parse::<u32>().ok()?.checked_sub(1)?)
        }
        _ => return None,
    };
    Some((column.checked_sub(1), row))
}

/// The row and the column of a cell's name: `B7` is 6 and 1.
pub(super) fn parse_cell(name: &str) -> Option<(u32, u32)> {
    match parse_corner(name)? {
        (Some(column), Some(row)) => Some((row, column)),
        _ => None,
    }
}

/// The name of a cell: `B7`.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The name of a column: `AA`.
pub(super) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, cell_name, parse_cell};

    #[test]
    fn a_cell_is_named_as_spreadsheets_name_it() {
        for (row, column, name) in
            [(0, 0, "A1"), (6, 1, "B7"), (19, 25, "Z20"), (0, 26, "AA1"), (8, 701, "ZZ9")]
        {
            assert_eq!(cell_name(row, column), name);
            assert_eq!(parse_cell(name), Some((row, column)));
        }
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
        assert_eq!(cell_name(u32::MAX, u32::MAX), "MWLQKWV4294967296");
        for bad in ["", "7", "B", "B0", "b7", "AAAA1", "B7x", "B99999999999", "甲1"] {
            assert_eq!(parse_cell(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_area_is_read_as_clerks_write_it() {
        let area = Area::parse("A2:F20").unwrap();
        assert_eq!((area.rows, area.columns), (1..=19, 0..=5));
        assert_eq!(Area::parse("ａ2：$f$20"), Area::parse("A2:F20"));
        assert_eq!(Area::parse("A:F").unwrap().rows, 0..=u32::MAX);
        assert_eq!(Area::parse("2:20").unwrap().columns, 0..=u32::MAX);
        for bad in ["F20:A2", "A2:F", "A2-F20", "", ":", "A2:F20:G3", "第一行"] {
            assert_eq!(Area::parse(bad), None, "{bad}");
        }
    }
}
