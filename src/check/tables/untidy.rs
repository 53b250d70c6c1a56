//! Cells of number columns that are untidy, empty, or hold words.

use super::{push_some, untidy_in_text};
use crate::check::figures::{Reading, Role, Slip, TableFigures};
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static UNTIDY: Rule = Rule {
    code: "untidy-number",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new(
        "数字列里有全角数字、夹空格、字母 O 当 0、逗号分错位，或夹了文字；文中金额的逗号分错位",
        "A number column with full-width digits, blanks, the letter O for 0, commas in the wrong place, or words; an amount in the text with such commas",
    ),
    why: Words::new(
        "这样的数表格软件不会相加，群众抄录也容易错（GB/T 15835—2011）",
        "Spreadsheets do not add such figures, and people copy them wrongly (GB/T 15835-2011)",
    ),
    mend: Words::new("用半角数字重新输入", "type it again in plain digits"),
    look: Look::Entry(untidy),
};

pub(super) static BLANK: Rule = Rule {
    code: "blank-cell",
    severity: Severity::Warning,
    group: Group::Tables,
    waivable: true,
    what: Words::new("数字列里有空格子", "An empty cell in a number column"),
    why: Words::new(
        "空着分不清是没有、漏填还是不公开",
        "Nobody can tell whether it is nothing, forgotten or withheld",
    ),
    mend: Words::new("没有就写 0 或 —", "write 0 or — where there is nothing"),
    look: Look::Entry(blank),
};

fn untidy(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        // What workbooks hold as text was found when they were read.
        let is_workbook = table.table.origin.as_ref().is_some_and(|origin| origin.sheet.is_some());
        let declared = declared(table);
        let mut found = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            let is_declared = declared.contains(&at);
            if !column.has_figures() && !is_declared {
                continue;
            }
            for (row, figures) in table.rows.iter().enumerate() {
                let Some(cell) = table.cell(row, at) else { continue };
                let message = match figures.cells.get(at) {
                    Some(Reading::Figure(figure)) => {
                        let text = cell.text();
                        let told = is_workbook && Decimal::parse(&text).is_some();
                        figure.slip.filter(|_| !told).map(|slip| slipped(text.trim(), slip, figure.value))
                    }
                    Some(Reading::Words) if figures.role == Role::Item => {
                        let text = cell.text();
                        (is_declared || is_about(text.trim())).then(|| words(text.trim()))
                    }
                    _ => None,
                };
                if let Some(message) = message {
                    let name = table.cell_name(row, at);
                    let message = Text::new(
                        format!("{}{}", name.zh, message.zh),
                        format!("{} {}", name.en, message.en),
                    );
                    found.push(UNTIDY.finding(message).placed(subject.cell_place(table.table, cell)));
                }
            }
        }
        push_some(found, problems);
    }
    untidy_in_text::look(subject, problems);
}

fn declared(table: &TableFigures<'_>) -> Vec<usize> {
    let columns = table.rules.map(|rules| rules.sum_columns.as_slice()).unwrap_or_default();
    columns.iter().filter_map(|column| table.column(&column.value)).collect()
}

fn slipped(text: &str, slip: Slip, value: Decimal) -> Text {
    let (zh, en) = match slip {
        Slip::FullWidth => ("用了全角数字或标点", "has full-width digits or marks"),
        Slip::Blanks => ("数字中间有空格", "has blanks between its digits"),
        Slip::Letters => ("夹着像数字的字母", "has letters that look like digits"),
        Slip::Commas => ("的千分位逗号位置不对", "has commas that part no thousands"),
    };
    Text::new(format!("的“{text}”{zh}，应写 {value}"), format!("‘{text}’ {en}; write {value}"))
}

/// Whether words stand for a figure that is not told exactly, or not in digits: 约200, 300余, 三百.
fn is_about(text: &str) -> bool {
    let about = text.trim_start_matches(['约', '近', '大', '概']);
    let starts_with_digit =
        about.starts_with(|mark: char| mark.is_ascii_digit() || ('０'..='９').contains(&mark));
    let ends = ["余", "多", "左右", "以上", "以内", "几"].iter().any(|word| about.contains(word));
    let in_words =
        !text.is_empty() && text.chars().all(|mark| "一二三四五六七八九十百千万两零〇".contains(mark));
    (starts_with_digit && (ends || about.len() < text.len())) || in_words
}

fn words(text: &str) -> Text {
    let text: String = text.chars().take(20).collect();
    Text::new(
        format!("的“{text}”不是确定的数字，无法相加"),
        format!("‘{text}’ is no definite figure and cannot be added"),
    )
}

/// The two sides of a ledger.
const SIDES: &[(&str, &str)] = &[("收入", "支出"), ("借方", "贷方"), ("增加", "减少"), ("收方", "付方")];

/// The other side of a ledger, where a column is one of them and there is a running balance.
fn partner(table: &TableFigures<'_>, at: usize) -> Option<usize> {
    let own = &table.columns.get(at)?.bare;
    let name = SIDES.iter().find_map(|(one, other)| match own {
        own if own.starts_with(one) => Some(other),
        own if own.starts_with(other) => Some(one),
        _ => None,
    })?;
    let has_balance = table.columns.iter().any(|column| is_balance(&column.bare));
    table.columns.iter().position(|column| column.bare.starts_with(name)).filter(|_| has_balance)
}

fn is_balance(head: &str) -> bool {
    ["余额", "结余", "结存"].iter().any(|word| head.starts_with(word))
}

fn blank(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for table in subject.figures() {
        let mut found = Vec::new();
        for (at, _) in table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.has_figures() && !column.bare.ends_with('号'))
        {
            let cells =
                || table.items().filter_map(|(row, figures)| Some((row, figures, figures.cells.get(at)?)));
            let items = table.items().count();
            let filled = cells().filter(|(_, _, cell)| cell.figure().is_some()).count();
            // A column that most rows leave empty is a column of remarks in figures.
            let is_heading =
                |cells: &[Reading]| cells.iter().filter(|cell| **cell != Reading::Blank).count() < 2;
            let partner = partner(table, at);
            // In a ledger each line is an income or an expense, and neither where the balance is brought forward.
            let is_other_side = |row: usize, cells: &[Reading]| {
                let balance = || table.columns.iter().position(|column| is_balance(&column.bare));
                partner.is_some_and(|other| {
                    table.figure(row, other).is_some()
                        || balance()
                            .is_some_and(|at| cells.get(at).is_some_and(|cell| cell.figure().is_some()))
                })
            };
            let empty = cells().filter(|(row, figures, cell)| {
                **cell == Reading::Blank
                    && !is_heading(&figures.cells)
                    && !is_other_side(*row, &figures.cells)
            });
            for (row, _, _) in empty.filter(|_| filled * 2 > items) {
                let Some(cell) = table.cell(row, at) else { continue };
                let name = table.cell_name(row, at);
                let message = Text::new(format!("{}是空的", name.zh), format!("{} is empty", name.en));
                found.push(BLANK.finding(message).placed(subject.cell_place(table.table, cell)));
            }
        }
        push_some(found, problems);
    }
}
