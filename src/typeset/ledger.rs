//! A table of a body as a call of the theme's `ledger`.

use super::body::Writer;
use crate::decimal::Decimal;
use crate::document::{Align, Cell, Row, Table};
use crate::model::TableRules;

/// Writes a table.
pub(super) fn ledger(writer: &mut Writer<'_>, table: &Table) {
    let rules = writer.rules.iter().find(|rules| Some(&rules.id.value) == table.id.as_ref());
    let columns: Vec<Facts> = (0..table.columns.len()).map(|at| Facts::of(table, at, rules)).collect();
    writer.put("#ledger(columns: (");
    for (column, facts) in table.columns.iter().zip(&columns) {
        let align = match column.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        writer.put(&format!("(align: {align}, figures: {}, word: \"", facts.figures));
        writer.words(&facts.word);
        writer.put("\", unit: \"");
        writer.words(&facts.unit);
        writer.put(&format!("\", sum: {}), ", facts.sum));
    }
    writer.put("), head: (");
    for row in &table.head {
        cells(writer, row);
        writer.put(", ");
    }
    writer.put("), rows: (");
    for row in &table.rows {
        let total = is_total(row, rules);
        writer.put("(cells: ");
        cells(writer, row);
        writer.put(&format!(", total: {total}, values: ("));
        for (cell, facts) in row.cells.iter().zip(&columns) {
            match decimal(&cell.text()).filter(|_| facts.sum && !total) {
                Some(value) => {
                    writer.put("\"");
                    writer.words(&value);
                    writer.put("\", ");
                }
                None => writer.put("none, "),
            }
        }
        writer.put(")), ");
    }
    writer.put("))");
}

fn cells(writer: &mut Writer<'_>, row: &Row) {
    writer.put("(");
    for cell in &row.cells {
        writer.put("[");
        writer.inlines(&cell.content);
        writer.put("], ");
    }
    writer.put(")");
}

fn is_total(row: &Row, rules: Option<&TableRules>) -> bool {
    let word = rules.and_then(|rules| rules.total_row.as_deref());
    row.total || word.is_some_and(|word| row.cells.first().is_some_and(|cell| cell.text().trim() == word))
}

/// What layouts want to know of a column.
struct Facts {
    /// Whether its cells are numbers.
    figures: bool,
    /// The longest run in its cells that must not break.
    word: String,
    /// What its head ends with in brackets, brackets included: `（元）`.
    unit: String,
    /// Whether it is summed.
    sum: bool,
}

impl Facts {
    fn of(table: &Table, at: usize, rules: Option<&TableRules>) -> Self {
        let head = table.head.last().and_then(|row| row.cells.get(at)).map(Cell::text).unwrap_or_default();
        let texts: Vec<String> =
            table.rows.iter().filter_map(|row| row.cells.get(at)).map(Cell::text).collect();
        let mut filled = texts.iter().filter(|text| !text.trim().is_empty()).peekable();
        let figures = filled.peek().is_some() && filled.all(|text| is_figure(text));
        let all = texts.iter().chain(std::iter::once(&head));
        let words = all.flat_map(|text| {
            text.split(|c: char| !(c.is_ascii_graphic() || c.is_alphabetic() && c < '\u{2E80}'))
        });
        let word = words.max_by_key(|word| word.chars().count()).unwrap_or_default().to_owned();
        let sum =
            rules.is_some_and(|rules| rules.sum_columns.iter().any(|name| name.value.trim() == head.trim()));
        Self { figures, word, unit: unit(&head).to_owned(), sum }
    }
}

/// What a head ends with in brackets, where it is short and something stands before it.
fn unit(head: &str) -> &str {
    let head = head.trim();
    let opening = head.rfind(['（', '(']).filter(|at| *at > 0 && head.ends_with(['）', ')']));
    let unit = opening.and_then(|at| head.get(at..)).unwrap_or_default();
    if (3..=10).contains(&unit.chars().count()) { unit } else { "" }
}

/// Whether a cell holds a figure: digits with separators, a sign, a percentage, or a dash for none.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "—" | "——" | "-" | "/")
        || (text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || "+-−,.，%％‰ ￥¥".contains(c)))
}

/// The plain decimal number of a cell that can be summed: `-1080.00` of `−1,080.00`, wherever its commas stand.
fn decimal(text: &str) -> Option<String> {
    let joined: String = text.chars().filter(|c| !(c.is_whitespace() || matches!(c, ',' | '，'))).collect();
    let value = Decimal::parse(&joined).filter(|_| !joined.ends_with(['%', '％']))?;
    Some(value.to_string().replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::{decimal, is_figure, unit};

    #[test]
    fn a_head_may_end_with_its_unit() {
        for (head, end) in [
            ("标准（元/学期）", "（元/学期）"),
            ("面积(亩)", "(亩)"),
            ("（示例）", ""),
            ("金额", ""),
            ("甲（乙）丙", ""),
            ("名单（按村民小组先后为序排列）", ""),
        ] {
            assert_eq!(unit(head), end, "{head}");
        }
    }

    #[test]
    fn figures_are_told_from_words() {
        for figure in ["760.00", "1,080.00", "-5", "76.4%", "—", "￥500"] {
            assert!(is_figure(figure), "{figure}");
        }
        for word in ["8户", "2022年6月", "", "陈*兰", "3-5天"] {
            assert!(!is_figure(word), "{word}");
        }
    }

    #[test]
    fn sums_are_made_of_plain_decimals() {
        for (text, value) in [
            ("1,080.00", Some("1080.00")),
            ("−5", Some("-5")),
            ("+3.5", Some("3.5")),
            ("￥98,00.00", Some("9800.00")),
            ("85%", None),
            ("—", None),
            ("8户", None),
            ("1.2.3", None),
            ("", None),
        ] {
            assert_eq!(decimal(text).as_deref(), value, "{text}");
        }
    }
}
