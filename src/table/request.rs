//! What an entry asks of a table file: the YAML of a ```` ```table ```` block.

use super::area::Area;
use super::number_format::{NumberFormat, with_decimals};
use crate::diagnostic::Diagnostic;
use crate::document::{Align, TableFile};
use crate::front_matter::{Fields, Key, Node, Value, yaml_part};
use crate::source::{Source, Span, Spanned};
use crate::text::Text;

const KEYS: &[Key] = &[
    Key::new("file", &["文件"]),
    Key::new("sheet", &["工作表"]),
    Key::new("range", &["区域", "范围"]),
    Key::new("header_rows", &["表头行数", "表头"]),
    Key::new("total_row", &["合计行", "合计"]),
    Key::new("columns", &["列"]),
];

const COLUMN_KEYS: &[Key] =
    &[Key::new("name", &["列名", "名称"]), Key::new("align", &["对齐"]), Key::new("format", &["格式"])];

/// A request for a table.
#[derive(Debug)]
pub(super) struct Request {
    /// The file, as seen from the entry's folder.
    pub(super) file: Spanned<String>,
    /// The sheet's name.
    pub(super) sheet: Option<Spanned<String>>,
    /// The area.
    pub(super) range: Option<Spanned<Area>>,
    /// How many rows make up the head.
    pub(super) header_rows: usize,
    /// Which row is the total.
    pub(super) total: Total,
    /// How columns are set.
    pub(super) columns: Vec<ColumnRequest>,
}

/// Which row of a table is its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Total {
    /// The last one, where its first words say so.
    ByWords,
    /// None.
    Absent,
    /// The last one.
    Last,
    /// The row with this number, from 1, as the spreadsheet counts.
    Row(Spanned<u32>),
    /// The row whose first words are these.
    Named(Spanned<String>),
}

/// How a column is set.
#[derive(Debug)]
pub(super) struct ColumnRequest {
    /// The column by the words of its head or by its letter; else columns are meant in their order.
    pub(super) name: Option<Spanned<String>>,
    /// Where its cells stand.
    pub(super) align: Option<Align>,
    /// How its numbers are shown.
    pub(super) format: Option<ColumnFormat>,
}

/// How a column's numbers are shown.
#[derive(Debug, Clone)]
pub(super) enum ColumnFormat {
    /// As plain digits.
    Plain,
    /// By a number format.
    Format(NumberFormat),
}

impl Request {
    /// Reads the block.
    pub(super) fn read(block: &TableFile, entry: &Source, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let range = block.range.start as usize..block.range.end as usize;
        let node = yaml_part(entry, range, problems)?;
        let mut fields = Fields::new(&node, KEYS, problems);
        let file = fields.required_text("file");
        let sheet = fields.text("sheet");
        let range = fields.text("range").map(|range| area(&range, fields.problems()));
        let header_rows = fields.number("header_rows").map_or(1, |rows| rows.value.min(20) as usize);
        let total = match fields.node("total_row") {
            Some(node) => total(node, fields.problems()),
            None => Some(Total::ByWords),
        };
        let columns = fields.maps("columns");
        let columns = columns.into_iter().map(|column| read_column(column, fields.problems())).collect();
        let range = match range {
            Some(None) => return None,
            Some(range) => range,
            None => None,
        };
        Some(Self { file: file?, sheet, range, header_rows, total: total?, columns })
    }
}

fn area(text: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<Spanned<Area>> {
    let area = Area::parse(&text.value);
    if area.is_none() {
        let message = Text::new(
            format!("“{}”不是区域", text.value),
            format!("‘{}’ is not a range of cells", text.value),
        );
        let help = Text::new("写左上角和右下角，如 A2:F20", "write the first and the last cell: A2:F20");
        problems.push(Diagnostic::error("bad-range", message).at(text.span.clone()).help(help));
    }
    area.map(|area| Spanned::new(area, text.span.clone()))
}

fn total(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Total> {
    let span = node.span.clone();
    match &node.value {
        Value::Bool(false) => Some(Total::Absent),
        Value::Text(word) if ["none", "无"].contains(&word.as_str()) => Some(Total::Absent),
        Value::Text(word) if ["last", "最后一行", "末行"].contains(&word.as_str()) => Some(Total::Last),
        Value::Number(number) if number.parse::<u32>().is_ok_and(|row| row > 0) => {
            Some(Total::Row(Spanned::new(number.parse().ok()?, span)))
        }
        Value::Text(word) => Some(Total::Named(Spanned::new(word.clone(), span))),
        _ => {
            problems.push(wrong(
                span,
                "合计行写成 last（最后一行）、行号，或该行第一格的字",
                "total_row is last, the number of a row, or the words in its first cell",
            ));
            None
        }
    }
}

fn read_column(node: &Node, problems: &mut Vec<Diagnostic>) -> ColumnRequest {
    let mut fields = Fields::new(node, COLUMN_KEYS, problems);
    let name = fields.text("name");
    let align = fields.text("align").and_then(|word| align(&word, fields.problems()));
    let format = match fields.node("format") {
        Some(node) => format(node, fields.problems()),
        None => {
            // `format: #,##0.00` without quotes: YAML takes the rest of the line for a comment.
            if let Some(span) = fields.key_span("format") {
                fields.problems().push(wrong(
                    span,
                    "格式是空的：以 # 开头的格式要加引号，如 \"#,##0.00\"",
                    "the format is empty: one that begins with # needs quotes: \"#,##0.00\"",
                ));
            }
            None
        }
    };
    ColumnRequest { name, align, format }
}

fn align(word: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<Align> {
    let align = match word.value.as_str() {
        "left" | "左" | "左对齐" | "居左" => Align::Left,
        "center" | "centre" | "中" | "居中" => Align::Center,
        "right" | "右" | "右对齐" | "居右" => Align::Right,
        _ => {
            problems.push(wrong(
                word.span.clone(),
                "对齐写成 left（左）、center（居中）或 right（右）",
                "align is left, center or right",
            ));
            return None;
        }
    };
    Some(align)
}

fn format(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<ColumnFormat> {
    let (Value::Text(code) | Value::Number(code)) = &node.value else {
        problems.push(wrong(node.span.clone(), FORMATS.0, FORMATS.1));
        return None;
    };
    let code = code.trim();
    if ["text", "文本", "文字"].contains(&code) {
        return Some(ColumnFormat::Plain);
    }
    // `2` asks for two decimals; `0` is a format of its own and asks for none.
    if let Ok(decimals) = code.parse::<u32>() {
        return Some(ColumnFormat::Format(with_decimals(if code.starts_with('0') { 0 } else { decimals })));
    }
    let format = NumberFormat::new(code);
    if !format.is_known() || format.is_date() || !code.contains(['0', '#', '?']) {
        problems.push(wrong(node.span.clone(), FORMATS.0, FORMATS.1));
        return None;
    }
    Some(ColumnFormat::Format(format))
}

const FORMATS: (&str, &str) = (
    "格式写成小数位数（如 2）、0.00、\"#,##0.00\"、0% 或 text（文本）",
    "the format is a number of decimals (2), 0.00, \"#,##0.00\", 0% or text",
);

fn wrong(span: Span, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::error("bad-table-request", Text::new(zh, en)).at(span)
}
