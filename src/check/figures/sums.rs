//! Which rows a sum in a table is made of, and whether they make it.

use super::rows::Role;
use super::table::TableFigures;
use crate::decimal::Decimal;

/// A sum that is written in a cell.
#[derive(Debug)]
pub(in crate::check) struct Sum {
    /// Its row.
    pub(in crate::check) row: usize,
    /// What is a part of it; more than one way where it can be read in several.
    pub(in crate::check) ways: Vec<Vec<usize>>,
    /// Whether its parts are named as only some: 其中.
    pub(in crate::check) part: Part,
}

/// How the parts of a sum stand to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Part {
    /// They make the total of the table.
    Total,
    /// They make it.
    All,
    /// They make some of it, or all.
    Some,
}

/// A subtotal of more subtotals than this is none.
const MOST_SUBTOTALS: usize = 30;

impl Sum {
    /// The sums of a table, by its rows alone.
    pub(in crate::check) fn of(table: &TableFigures<'_>) -> Vec<Self> {
        let mut sums = Vec::new();
        let (leads, last) = (leads(table), table.total());
        let mut section = Section::default();
        let (mut all, mut after_total) = (Vec::new(), Vec::new());
        for (at, row) in table.rows.iter().enumerate() {
            match row.role {
                Role::Item => {
                    section.items.push(at);
                    all.push(at);
                    after_total.push(at);
                }
                Role::Subtotal if leads => {
                    let items = items_below(table, at);
                    sums.push(Self { row: at, ways: vec![items], part: Part::All });
                    section.subtotals.push(at);
                    section.items.clear();
                }
                Role::Subtotal => {
                    let items = std::mem::take(&mut section.items);
                    let mut ways = with_top_levels(table, items);
                    if (1..=MOST_SUBTOTALS).contains(&section.subtotals.len()) {
                        // 收入小计, 其他小计, then a 合计 of both.
                        ways.push(
                            [section.subtotals.as_slice(), ways.first().map_or(&[], Vec::as_slice)].concat(),
                        );
                    }
                    if ways.iter().any(|way| !way.is_empty()) {
                        sums.push(Self { row: at, ways, part: Part::All });
                    }
                    section.subtotals.push(at);
                }
                Role::Total if all.is_empty() && section.subtotals.is_empty() => {
                    let below: Vec<usize> = table.items().map(|(at, _)| at).collect();
                    sums.push(Self { row: at, ways: with_top_levels(table, below), part: Part::Total });
                }
                Role::Total => {
                    let rest = if leads { Vec::new() } else { section.items.clone() };
                    let mut ways = vec![];
                    if !section.subtotals.is_empty() {
                        ways.push([section.subtotals.as_slice(), &rest].concat());
                    }
                    ways.extend(with_top_levels(table, after_total.clone()));
                    if Some(at) == last {
                        ways.extend(with_top_levels(table, all.clone()));
                    }
                    ways.dedup();
                    sums.push(Self { row: at, ways, part: Part::Total });
                    section = Section::default();
                    after_total.clear();
                }
                Role::OfWhich | Role::Aside => {}
            }
        }
        sums.extend(parents(table));
        sums.extend(of_which(table));
        sums
    }

    /// Whether a column's cells make the sum in one of the ways; else the total of the first way. None where a cell holds
    /// words or the sum is not written.
    pub(in crate::check) fn fault(&self, table: &TableFigures<'_>, column: usize) -> Option<Fault<'_>> {
        let written = table.filled(self.row, column)?;
        let mut first = None;
        for way in &self.ways {
            let sum = add(table, column, way)?;
            let fits = match self.part {
                Part::Some => sum.abs() <= written.abs() || written.is_negative() != sum.is_negative(),
                _ => sum.rounded(written.scale()) == written,
            };
            if fits {
                return None;
            }
            let bare = || add(table, column, &without_parts(table, column, way)?);
            if self.part != Part::Some && bare().is_some_and(|sum| sum.rounded(written.scale()) == written) {
                return None;
            }
            first.get_or_insert(Fault { written, sum, parts: way });
        }
        first
    }
}

/// A sum that its parts do not make.
#[derive(Debug)]
pub(in crate::check) struct Fault<'s> {
    /// What is written.
    pub(in crate::check) written: Decimal,
    /// What the parts make.
    pub(in crate::check) sum: Decimal,
    /// The rows of the parts.
    pub(in crate::check) parts: &'s [usize],
}

/// The sum of cells of a column; none where one holds words, or none holds a figure.
fn add(table: &TableFigures<'_>, column: usize, rows: &[usize]) -> Option<Decimal> {
    let mut any = false;
    let mut sum = Decimal::ZERO;
    for row in rows {
        any |= table.figure(*row, column).is_some();
        sum = sum.plus(table.value(*row, column)?)?;
    }
    any.then_some(sum)
}

#[derive(Debug, Default)]
struct Section {
    items: Vec<usize>,
    subtotals: Vec<usize>,
}

/// Whether subtotals stand above their items: the first does, and an item follows it.
fn leads(table: &TableFigures<'_>) -> bool {
    let mut rows = table.rows.iter().filter(|row| !matches!(row.role, Role::Total | Role::Aside));
    let first = rows.next().is_some_and(|row| row.role == Role::Subtotal);
    first && rows.next().is_some_and(|row| matches!(row.role, Role::Item | Role::OfWhich))
}

/// The items below a subtotal that leads.
fn items_below(table: &TableFigures<'_>, row: usize) -> Vec<usize> {
    let below = table.rows.iter().enumerate().skip(row + 1);
    let own = below.take_while(|(_, row)| !matches!(row.role, Role::Subtotal | Role::Total));
    own.filter(|(_, row)| row.role == Role::Item).map(|(at, _)| at).collect()
}

/// Items, and where only some are numbered or at several depths, first those of the highest.
fn with_top_levels(table: &TableFigures<'_>, items: Vec<usize>) -> Vec<Vec<usize>> {
    let level = |at: &usize| table.rows.get(*at).and_then(|row| row.level).unwrap_or(u8::MAX);
    let Some(top) = items.iter().map(level).min() else { return vec![items] };
    let highest: Vec<usize> = items.iter().copied().filter(|at| level(at) == top).collect();
    if highest.len() == items.len() || top > 2 { vec![items] } else { vec![highest, items] }
}

/// Items that are the sums of the deeper ones below them: 一、 of its （一） and （二）.
fn parents(table: &TableFigures<'_>) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (at, row) in table.items() {
        let Some(level) = row.level.filter(|level| *level <= 2) else { continue };
        let below = table.rows.iter().enumerate().skip(at + 1);
        let deeper = below
            .take_while(|(_, row)| row.role != Role::Item || row.level.is_some_and(|other| other > level));
        let deeper: Vec<_> = deeper
            .take_while(|(_, row)| matches!(row.role, Role::Item | Role::OfWhich))
            .filter(|(_, row)| row.role == Role::Item)
            .collect();
        // 一、 may have （一） or 1. right below it.
        let next = deeper.iter().filter_map(|(_, row)| row.level).min().unwrap_or(level + 1);
        let children: Vec<usize> =
            deeper.iter().filter(|(_, row)| row.level == Some(next)).map(|(at, _)| *at).collect();
        if children.len() > 1 {
            let part = if table.is_coded { Part::Some } else { Part::All };
            sums.push(Sum { row: at, ways: vec![children], part });
        }
    }
    sums
}

/// Items without those that go on with the parts of the item above: 其中：办公费 700, 差旅费 300 below 1000.
fn without_parts(table: &TableFigures<'_>, column: usize, items: &[usize]) -> Option<Vec<usize>> {
    let mut left = items.to_vec();
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.role == Role::OfWhich) {
        let whole = at.checked_sub(1).filter(|whole| items.contains(whole))?;
        let (whole, mut made) = (table.filled(whole, column)?, table.filled(at, column)?);
        let mut parts = Vec::new();
        for (next, _) in
            table.rows.iter().enumerate().skip(at + 1).take_while(|(_, row)| row.role == Role::Item)
        {
            if made == whole {
                break;
            }
            made = made.plus(table.filled(next, column)?)?;
            parts.push(next);
        }
        if made == whole && row.level.is_none() {
            left.retain(|item| !parts.contains(item));
        }
    }
    (left.len() < items.len()).then_some(left)
}

/// Rows with parts below them that are named 其中.
fn of_which(table: &TableFigures<'_>) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    let mut whole = None;
    for (at, row) in table.rows.iter().enumerate() {
        match (row.role, whole) {
            (Role::OfWhich, Some(whole)) => match sums.last_mut().filter(|sum| sum.row == whole) {
                Some(sum) => sum.ways.iter_mut().for_each(|way| way.push(at)),
                None => sums.push(Sum { row: whole, ways: vec![vec![at]], part: Part::Some }),
            },
            (Role::OfWhich, None) => {}
            _ => whole = Some(at),
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{Sum, TableFigures};
    use crate::document::{Cell, CellPlace, Column, Inline, InlineKind, Row, Table};
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use proptest::sample::Index;

    fn table(rows: &[Vec<String>]) -> Table {
        let cell = |text: &String| Cell {
            content: vec![Inline { range: 0..0, kind: InlineKind::Text(text.clone()) }],
            place: CellPlace::default(),
        };
        let row = |cells: &Vec<String>| Row { cells: cells.iter().map(cell).collect(), total: false };
        let (head, rows) = rows.split_first().unwrap();
        Table {
            columns: vec![Column::default(); head.len()],
            head: vec![row(head)],
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        }
    }

    /// How many sums of a table do not come out.
    fn faults(rows: &[Vec<String>]) -> usize {
        let table = table(rows);
        let figures = TableFigures::of(&table, 0, &[]);
        let columns = 0..figures.columns.len();
        let sums = Sum::of(&figures);
        columns.map(|column| sums.iter().filter(|sum| sum.fault(&figures, column).is_some()).count()).sum()
    }

    fn money(cents: i64) -> String {
        crate::decimal::Decimal::new(i128::from(cents), 2).unwrap().to_string()
    }

    /// A table with three columns of figures and a total that fits, with a subtotal behind each part.
    fn sound(parts: &[Vec<[i64; 3]>], subtotals: bool) -> Vec<Vec<String>> {
        let row = |label: &str, figures: [i64; 3]| -> Vec<String> {
            std::iter::once(label.to_owned()).chain(figures.map(money)).collect()
        };
        let add = |one: [i64; 3], other: &[i64; 3]| [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
        let mut rows = vec![["项目", "收入（元）", "支出（元）", "结余（元）"].map(str::to_owned).to_vec()];
        let mut all = [0; 3];
        for part in parts {
            let sum = part.iter().fold([0; 3], add);
            rows.extend(part.iter().map(|figures| row("办公费", *figures)));
            if subtotals {
                rows.push(row("小计", sum));
            }
            all = add(all, &sum);
        }
        rows.push(row("合 计", all));
        rows
    }

    proptest! {
        #[test]
        fn a_total_that_fits_is_sound_and_one_changed_digit_is_found(
            parts in proptest::collection::vec(proptest::collection::vec(proptest::array::uniform3(0_i64..100_000_000_000), 1..6), 1..4),
            subtotals in any::<bool>(),
            (row, column, digit, other) in (any::<Index>(), 1_usize..4, any::<Index>(), 1_u8..10),
        ) {
            let mut rows = sound(&parts, subtotals);
            prop_assert_eq!(faults(&rows), 0);
            // Any item: a subtotal that is changed is wrong beside its items and beside the total.
            let items: Vec<usize> = (1..rows.len()).filter(|at| rows[*at][0] == "办公费").collect();
            let cell = &mut rows[items[row.index(items.len())]][column];
            let digits: Vec<usize> = cell.match_indices(|mark: char| mark.is_ascii_digit()).map(|(at, _)| at).collect();
            let at = digits[digit.index(digits.len())];
            let old = cell.as_bytes()[at] - b'0';
            cell.replace_range(at..=at, &((old + other) % 10).to_string());
            prop_assert_eq!(faults(&rows), 1, "{:?}", rows);
        }
    }

    #[test]
    fn sums_can_be_read_in_several_ways() {
        let rows = |rows: &[(&str, &str)]| -> Vec<Vec<String>> {
            let head = std::iter::once(&("项目", "金额（元）"));
            head.chain(rows).map(|(label, figure)| vec![(*label).to_owned(), (*figure).to_owned()]).collect()
        };
        for (sound, faulty, at) in [
            (
                vec![
                    ("一、收入", "30"),
                    ("（一）补助", "20"),
                    ("（二）租金", "10"),
                    ("二、结转", "5"),
                    ("合计", "35"),
                ],
                "36",
                4,
            ),
            (vec![("总计", "30"), ("水田", "20"), ("旱地", "10")], "31", 0),
            (vec![("修路", "30"), ("其中：人工", "20"), ("办公", "10"), ("合计", "40")], "60", 3),
            (
                vec![
                    ("小计", "30"),
                    ("人工", "20"),
                    ("材料", "10"),
                    ("小计", "8"),
                    ("电费", "8"),
                    ("合计", "38"),
                ],
                "30",
                5,
            ),
        ] {
            let mut table = rows(&sound);
            assert_eq!(faults(&table), 0, "{table:?}");
            faulty.clone_into(&mut table[at + 1][1]);
            assert_eq!(faults(&table), 1, "{table:?}");
        }
    }
}
