//! What is wrong with the cells of a table, each finding at its cell.

use super::area::{Area, cell_name, column_name};
use super::decimal::Decimal;
use super::file::Sheet;
use super::grid::Fault;
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::source::turns_direction;
use crate::text::Text;

/// How many findings of one kind a table gets; a broken column would else fill the screen.
const MOST_OF_A_KIND: usize = 10;

/// Reports the cells at fault and what is hidden in the area.
pub(super) fn report(sheet: &Sheet, area: &Area, problems: &mut Vec<Diagnostic>) {
    let cells = sheet.grid.cells.iter().filter(|((row, column), _)| area.contains(*row, *column));
    let mut found: Vec<Diagnostic> = cells
        .filter_map(|((row, column), cell)| {
            let problem = describe(cell.fault.as_ref()?, &cell.shown);
            Some(problem.placed(sheet.place(cell_name(*row, *column))))
        })
        .collect();
    // What a CSV file holds was looked at when it was read.
    if !sheet.is_csv() {
        found.extend(hidden_marks(sheet, area));
    }
    found.extend(hidden_rows(sheet, area));
    found.extend(hidden_columns(sheet, area));
    push_some(found, problems);
}

/// Reports numbers that are stored as text in a column of numbers: sums leave them out.
pub(super) fn report_numbers_as_text(
    sheet: &Sheet,
    area: &Area,
    body: &[u32],
    problems: &mut Vec<Diagnostic>,
) {
    if sheet.is_csv() {
        return;
    }
    let mut found = Vec::new();
    for column in area.columns.clone() {
        let (numbers, words) = numbers(sheet, column, body);
        if numbers <= words {
            continue;
        }
        for row in body {
            let Some(cell) = sheet.grid.cells.get(&(*row, column)) else { continue };
            if cell.number.is_none() && cell.fault.is_none() && Decimal::parse(&cell.shown).is_some() {
                let message = Text::new(
                    format!("“{}”是文本格式的数字，求和时会被漏掉", cell.shown),
                    format!("‘{}’ is a number stored as text, which sums leave out", cell.shown),
                );
                let help = Text::new(
                    "把单元格改成数字格式再重新输入",
                    "set the cell to a number format and type it again",
                );
                let problem = Diagnostic::warning("number-stored-as-text", message).help(help);
                found.push(problem.placed(sheet.place(cell_name(*row, column))));
            }
        }
    }
    push_some(found, problems);
}

/// How many cells of a column hold numbers, and how many hold words. Cells at fault and numbers stored as text are
/// neither.
pub(super) fn numbers(sheet: &Sheet, column: u32, body: &[u32]) -> (usize, usize) {
    let cells = body.iter().filter_map(|row| sheet.grid.cells.get(&(*row, column)));
    cells.fold((0, 0), |(numbers, words), cell| match cell.number {
        Some(_) => (numbers + 1, words),
        None if cell.fault.is_some() || Decimal::parse(&cell.shown).is_some() => (numbers, words),
        None => (numbers, words + 1),
    })
}

/// Adds findings, but not too many of a kind; the last of them tells how many more there are.
fn push_some(found: Vec<Diagnostic>, problems: &mut Vec<Diagnostic>) {
    let mut codes: Vec<(&'static str, usize)> = Vec::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for problem in found {
        match codes.iter_mut().find(|(code, _)| *code == problem.code) {
            Some((_, count)) => *count += 1,
            None => codes.push((problem.code, 1)),
        }
        if codes.iter().any(|(code, count)| *code == problem.code && *count <= MOST_OF_A_KIND) {
            kept.push(problem);
        }
    }
    for (code, count) in codes.into_iter().filter(|(_, count)| *count > MOST_OF_A_KIND) {
        if let Some(last) = kept.iter_mut().rev().find(|problem| problem.code == code) {
            let more = count - MOST_OF_A_KIND;
            last.message.zh.push_str(&format!("（另有 {more} 处同样的问题）"));
            last.message.en.push_str(&format!(" (and {more} more of the kind)"));
        }
    }
    problems.append(&mut kept);
}

fn describe(fault: &Fault, shown: &str) -> Diagnostic {
    let error = |code, zh: String, en: String, help: (&str, &str)| {
        Diagnostic::error(code, Text::new(zh, en)).help(Text::new(help.0, help.1))
    };
    match fault {
        Fault::NoValue => error(
            "formula-without-value",
            "公式没有保存结果".to_owned(),
            "the formula has no saved value".to_owned(),
            (
                "用 Excel 或 WPS 打开，等计算完成后保存",
                "open it in Excel or WPS, let it calculate, and save it",
            ),
        ),
        Fault::Error(word) if word.starts_with("##") => error(
            "cell-error",
            format!("单元格里只有“{word}”：另存为 CSV 时列太窄，数字没有写出来"),
            format!("the cell holds only ‘{word}’: its column was too narrow when the CSV was saved"),
            (
                "在原工作簿里把列拉宽，再另存为 CSV",
                "widen the column in the workbook and save it as CSV again",
            ),
        ),
        Fault::Error(word) => error(
            "cell-error",
            format!("单元格的值是错误“{word}”"),
            format!("the cell's value is the error ‘{word}’"),
            ("改正公式后重新保存", "mend the formula and save the file again"),
        ),
        Fault::LongNumber => error(
            "long-number",
            format!("“{shown}”是超过 15 位的数字，表格软件只存前 15 位，后面的已经丢失"),
            format!("‘{shown}’ is a number of more than 15 digits; a spreadsheet keeps 15, the rest is lost"),
            ("把单元格设为文本格式，再重新输入", "set the cell to the text format and type it again"),
        ),
        Fault::Exponent => error(
            "long-number",
            format!("“{shown}”是被 Excel 缩写的长数字，末尾几位已经丢失"),
            format!("‘{shown}’ is a long number that Excel cut short; its last digits are lost"),
            (
                "在原工作簿里设为文本格式，重新输入后再另存为 CSV",
                "set it to the text format in the workbook, type it again, and save as CSV",
            ),
        ),
        Fault::Format(code) => {
            let message = Text::new(
                format!("看不懂数字格式“{code}”，按普通数字显示为“{shown}”"),
                format!("the number format ‘{code}’ is not known; shown as the plain number ‘{shown}’"),
            );
            Diagnostic::warning("number-format", message)
        }
    }
}

/// The cells with characters that nobody sees and that change what people see.
fn hidden_marks(sheet: &Sheet, area: &Area) -> Vec<Diagnostic> {
    let cells = sheet.grid.cells.iter().filter(|((row, column), _)| area.contains(*row, *column));
    let found = cells.filter_map(|((row, column), cell)| {
        let mark = cell.shown.chars().find(|mark| turns_direction(*mark))?;
        Some(load::direction(mark).placed(sheet.place(cell_name(*row, *column))))
    });
    found.collect()
}

/// The hidden rows of the area that hold something, neighbours in one finding.
fn hidden_rows(sheet: &Sheet, area: &Area) -> Vec<Diagnostic> {
    let hidden = sheet.grid.hidden_rows.range(area.rows.clone()).copied();
    runs(hidden.filter(|row| sheet.grid.row_is_used(*row, &area.columns)))
        .into_iter()
        .map(|(first, last)| {
            let (from, to) = (first + 1, last + 1);
            let message = if first == last {
                Text::new(
                    format!("第 {from} 行被隐藏，但有内容"),
                    format!("row {from} is hidden but holds something"),
                )
            } else {
                Text::new(
                    format!("第 {from} 至 {to} 行被隐藏，但有内容"),
                    format!("rows {from} to {to} are hidden but hold something"),
                )
            };
            let place = sheet.place(cell_name(first, *area.columns.start()));
            Diagnostic::error("hidden-row", message).help(unhide()).placed(place)
        })
        .collect()
}

/// The hidden columns of the area that hold something, neighbours in one finding.
fn hidden_columns(sheet: &Sheet, area: &Area) -> Vec<Diagnostic> {
    let is_hidden = |column: &u32| sheet.grid.hidden_columns.iter().any(|hidden| hidden.contains(column));
    let is_used =
        |column: &u32| sheet.grid.cells.keys().any(|(row, found)| found == column && area.rows.contains(row));
    runs(area.columns.clone().filter(|column| is_hidden(column) && is_used(column)))
        .into_iter()
        .map(|(first, last)| {
            let (from, to) = (column_name(first), column_name(last));
            let message = if first == last {
                Text::new(
                    format!("{from} 列被隐藏，但有内容"),
                    format!("column {from} is hidden but holds something"),
                )
            } else {
                Text::new(
                    format!("{from} 至 {to} 列被隐藏，但有内容"),
                    format!("columns {from} to {to} are hidden but hold something"),
                )
            };
            let place = sheet.place(cell_name(*area.rows.start(), first));
            Diagnostic::error("hidden-column", message).help(unhide()).placed(place)
        })
        .collect()
}

fn unhide() -> Text {
    Text::new(
        "要公开的取消隐藏（或取消筛选）；不公开的删去，或用 range 避开",
        "show it (or clear the filter) if it is to be published; else delete it, or leave it out by range",
    )
}

/// Numbers in rising order as runs of neighbours.
fn runs(numbers: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}
