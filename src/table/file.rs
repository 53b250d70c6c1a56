//! From the file that an entry names to one sheet of it.

use super::decimal::Decimal;
use super::grid::{Fault, Grid, GridCell, SheetName};
use super::kind::{broken, encrypted, kind, refuse_by_name};
use super::limits::{LARGEST_FILE, MOST_CELLS, TooLarge};
use super::package::Failure;
use super::records::{Record, ragged, rows};
use super::request::Request;
use super::workbook::Workbook;
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{self, Folder};
use crate::nearest::nearest;
use crate::site_path::{BadPath, SitePath};
use crate::source::{Source, Spanned};
use crate::text::Text;

/// A sheet that was read, and where it was found.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file.
    pub(super) path: SitePath,
    /// The sheet's name; none in CSV files.
    pub(super) name: Option<String>,
    /// Its cells.
    pub(super) grid: Grid,
}

impl Sheet {
    /// The place of a cell of it.
    pub(super) fn place(&self, cell: String) -> Place {
        Place::Cell { path: self.path.clone(), sheet: self.name.clone(), cell }
    }

    /// Whether it comes from a CSV file, which knows no numbers.
    pub(super) fn is_csv(&self) -> bool {
        self.name.is_none()
    }
}

/// Reads the sheet that `request` names.
pub(super) fn read(
    request: &Request,
    entry: &Source,
    folder: &Folder,
    problems: &mut Vec<Diagnostic>,
) -> Option<Sheet> {
    let file = &request.file;
    let found = entry.path.beside(&file.value).map_err(|bad| leaves(file, bad));
    let path = found.and_then(|path| match refuse_by_name(&path) {
        Ok(()) => Ok(path),
        Err(problem) => Err(problem.at(file.span.clone())),
    });
    let sheet = path.and_then(|path| match (folder.text(&path)?, folder.files.get(&path)) {
        (Some(source), _) => csv(&source, request, problems),
        (None, Some(found)) if found.size > LARGEST_FILE => Err(TooLarge::File.diagnostic().in_file(path)),
        (None, Some(found)) => match found.read() {
            Ok(bytes) => workbook(path, bytes, request, problems),
            Err(error) => Err(unreadable(&path, &error)),
        },
        (None, None) if folder.problems.iter().any(|problem| problem.spoiled() == Some(&path)) => {
            Err(spoiled(&path).at(file.span.clone()))
        }
        (None, None) => Err(missing(file, &path, folder)),
    });
    sheet.map_err(|problem| problems.push(problem.spoils(entry.path.clone()))).ok()
}

fn csv(source: &Source, request: &Request, problems: &mut Vec<Diagnostic>) -> Result<Sheet, Diagnostic> {
    if let Some(sheet) = &request.sheet {
        let message = Text::new("CSV 文件没有工作表", "a CSV file has no sheets");
        problems.push(Diagnostic::warning("csv-has-no-sheets", message).at(sheet.span.clone()));
    }
    let rows = rows(source, MOST_CELLS).map_err(|problem| *problem)?;
    let area = request.range.as_ref().map(|range| &range.value);
    let asked: Vec<&Record> = rows
        .iter()
        .filter(|row| area.is_none_or(|area| area.rows.contains(&(row.row - 1))))
        .filter(|row| row.cells.iter().any(|cell| !cell.value.is_empty()))
        .collect();
    let width = asked.first().map_or(0, |row| width(row));
    for row in asked.iter().skip(1) {
        if let (Some(first), true) = (row.cells.first(), row.cells.len() < width || self::width(row) > width)
        {
            let problem = ragged(row.row, row.cells.len(), width).at(first.span.clone());
            return Err(problem);
        }
    }
    let mut grid = Grid::default();
    for row in &rows {
        for (column, cell) in row.cells.iter().enumerate() {
            grid.push(row.row - 1, column as u32, csv_cell(&cell.value))
                .map_err(|limit| limit.diagnostic().in_file(source.path.clone()))?;
        }
    }
    Ok(Sheet { path: source.path.clone(), name: None, grid })
}

/// How many cells a row has up to its last one with words.
fn width(row: &Record) -> usize {
    row.cells.iter().rposition(|cell| !cell.value.is_empty()).map_or(0, |at| at + 1)
}

fn csv_cell(text: &str) -> GridCell {
    if is_exponent(text) {
        return GridCell::fault(text, Fault::Exponent);
    }
    if is_error(text) {
        return GridCell::fault(text, Fault::Error(text.to_owned()));
    }
    // `007` and telephone numbers such as 0571… are no numbers.
    let is_code = text.starts_with('0') && text.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
    let number = if is_code { None } else { Decimal::parse(text) };
    GridCell { number, ..GridCell::text(text) }
}

/// Whether the text is `1.10101E+17`, as spreadsheets write long numbers into CSV files.
fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.split_once("E+").or_else(|| digits.split_once("e+")).is_some_and(|(digits, exponent)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        is_number(whole) && is_number(fraction) && is_number(exponent)
    })
}

/// Whether the text is an error as spreadsheets write it into CSV files: the error's own word, or the `####` of a
/// column that was too narrow for its number.
fn is_error(text: &str) -> bool {
    let words = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
    let is_narrow = text.len() > 1 && text.bytes().all(|byte| byte == b'#');
    let is_calc = text.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok());
    is_narrow || is_calc || words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn workbook(
    path: SitePath,
    bytes: Vec<u8>,
    request: &Request,
    problems: &mut Vec<Diagnostic>,
) -> Result<Sheet, Diagnostic> {
    let failed = |failure: Failure| {
        let problem = match failure {
            Failure::TooLarge(limit) => limit.diagnostic(),
            Failure::Encrypted => encrypted(&path),
            Failure::Broken(reason) => broken(&path, &reason),
        };
        problem.in_file(path.clone())
    };
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(failed(TooLarge::File.into()));
    }
    let kind = kind(&path, &bytes).map_err(|problem| problem.in_file(path.clone()))?;
    let mut workbook = Workbook::open(kind, bytes).map_err(failed)?;
    let sheets = workbook.sheets();
    let at = choose(&path, &sheets, request.sheet.as_ref(), problems)?;
    let grid = workbook.grid(at).map_err(failed)?;
    let name = sheets.get(at).map(|sheet| sheet.name.clone());
    Ok(Sheet { name: Some(name.unwrap_or_default()), path, grid })
}

/// The sheet with the name asked for, else the first one that is not hidden.
fn choose(
    path: &SitePath,
    sheets: &[SheetName],
    asked: Option<&Spanned<String>>,
    problems: &mut Vec<Diagnostic>,
) -> Result<usize, Diagnostic> {
    let Some(asked) = asked else {
        return sheets.iter().position(|sheet| !sheet.hidden).ok_or_else(|| {
            let message = Text::new(
                format!("“{}”里没有可见的工作表", path.name()),
                format!("‘{}’ has no visible sheet", path.name()),
            );
            Diagnostic::error("unknown-sheet", message).in_file(path.clone())
        });
    };
    let wanted = asked.value.trim();
    let Some(at) = sheets.iter().position(|sheet| sheet.name.trim() == wanted) else {
        return Err(unknown_sheet(path, sheets, asked));
    };
    if sheets.get(at).is_some_and(|sheet| sheet.hidden) {
        let message = Text::new(
            format!("工作表“{wanted}”在“{}”里是隐藏的", path.name()),
            format!("the sheet ‘{wanted}’ of ‘{}’ is hidden", path.name()),
        );
        problems.push(Diagnostic::warning("hidden-sheet", message).at(asked.span.clone()));
    }
    Ok(at)
}

fn unknown_sheet(path: &SitePath, sheets: &[SheetName], asked: &Spanned<String>) -> Diagnostic {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let message = Text::new(
        format!("“{}”里没有工作表“{}”", path.name(), asked.value),
        format!("‘{}’ has no sheet ‘{}’", path.name(), asked.value),
    );
    let near = nearest(&asked.value, names.iter().copied());
    let help = Text::new(
        near.map_or_else(String::new, |near| format!("是不是“{near}”？")) + "有：" + &names.join("、"),
        near.map_or_else(String::new, |near| format!("did you mean ‘{near}’? "))
            + "it has: "
            + &names.join(", "),
    );
    Diagnostic::error("unknown-sheet", message).at(asked.span.clone()).help(help)
}

fn leaves(file: &Spanned<String>, bad: BadPath) -> Diagnostic {
    let (zh, en) = match bad {
        BadPath::LeavesRoot => ("指到了网站文件夹之外", "leads out of the site's folder"),
        BadPath::Absolute => ("是绝对路径", "is an absolute path"),
        BadPath::Empty | BadPath::Control => ("不是文件名", "is no file name"),
    };
    let message = Text::new(format!("“{}”{zh}", file.value), format!("‘{}’ {en}", file.value));
    let help = Text::new(
        "把表格文件放在条目旁边，只写文件名",
        "put the table file beside the entry and write its name only",
    );
    Diagnostic::error("bad-path", message).at(file.span.clone()).help(help)
}

fn missing(file: &Spanned<String>, path: &SitePath, folder: &Folder) -> Diagnostic {
    let message = Text::new(format!("没有文件“{path}”"), format!("there is no file ‘{path}’"));
    let problem = Diagnostic::error("missing-file", message).at(file.span.clone());
    let names = folder.paths().filter(|found| found.folder() == path.folder()).map(SitePath::name);
    match nearest(path.name(), names) {
        Some(near) => problem.help(Text::new(format!("是不是“{near}”？"), format!("did you mean ‘{near}’?"))),
        None => problem,
    }
}

fn spoiled(path: &SitePath) -> Diagnostic {
    let message = Text::new(
        format!("“{path}”读不出来，见该文件的错误"),
        format!("‘{path}’ cannot be read; see its own error"),
    );
    Diagnostic::error("table-broken", message)
}

fn unreadable(path: &SitePath, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("unreadable-file", load::reason(error)).in_file(path.clone())
}
