//! Sheets written for one question each.

use super::{ask, read, xlsx, xlsx_with};
use mingbai::diagnostic::Severity;
use mingbai::load;

const ROWS: &str = "<sheetData>\
    <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>项目</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>金</t></r>\
    <rPh><t>kin</t></rPh><r><t>额</t></r></is></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"str\"><f>\"a\"</f><v>甲_x000A_乙</v></c><c r=\"B2\" s=\"2\"><v>3712500</v></c></row>\
    <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>支 出</t></is></c><c r=\"B3\"><v>1.1E5</v></c></row>\
    </sheetData>";

#[test]
fn texts_in_runs_and_formulas_read_as_shown() {
    let found = read("a.xlsx", &xlsx(ROWS), "");
    assert_eq!(found.findings(), [""; 0]);
    assert_eq!(found.head(), ["项目|金额"]);
    assert_eq!(found.rows(), ["甲\n乙|3,712,500.00", "支 出|110000"]);
}

#[test]
fn the_total_row_is_found_by_number_word_or_place() {
    let total = |yaml: &str| {
        let found = read("a.xlsx", &xlsx(ROWS), yaml);
        let rows = found.table.iter().flat_map(|table| &table.rows).map(|row| row.total).collect::<Vec<_>>();
        (rows, found.findings())
    };
    let clean = Vec::<String>::new();
    assert_eq!(total(""), (vec![false, false], clean.clone()));
    assert_eq!(total("total_row: last"), (vec![false, true], clean.clone()));
    assert_eq!(total("合计行: 2"), (vec![true, false], clean.clone()));
    assert_eq!(total("total_row: 支出"), (vec![false, true], clean));
    assert_eq!(total("total_row: 9").1, ["no-total-row a.md"]);
    assert_eq!(total("total_row: 总计").1, ["no-total-row a.md"]);
}

#[test]
fn an_area_merged_down_fills_its_cells() {
    let sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>村</t></is></c><c t=\"inlineStr\"><is><t>户</t></is></c></row>\
        <row><c t=\"inlineStr\"><is><t>双河口</t></is></c><c><v>1</v></c></row><row><c/><c><v>2</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C1:XFD1048576\"/></mergeCells>";
    assert_eq!(read("a.xlsx", &xlsx(sheet), "").rows(), ["双河口|1", "双河口|2"]);
}

#[test]
fn an_amount_merged_down_stands_once_and_a_price_in_each_row() {
    let sheet = |head: &str| {
        format!(
            "<sheetData><row><c t=\"inlineStr\"><is><t>{head}</t></is></c><c t=\"inlineStr\"><is><t>户</t></is></c></row>\
             <row><c><v>300</v></c><c><v>1</v></c></row><row><c/><c><v>2</v></c></row></sheetData>\
             <mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"
        )
    };
    let rows = |head: &str| read("a.xlsx", &xlsx(&sheet(head)), "").rows();
    assert_eq!(rows("金额（元）"), ["300|1", "|2"]);
    assert_eq!(rows("补助标准（元）"), ["300|1", "300|2"]);
}

#[test]
fn a_format_that_cannot_be_followed_is_a_warning_at_its_cell() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"4\"><v>0.5</v></c></row></sheetData>";
    let found = read("a.xlsx", &xlsx(sheet), "header_rows: 0");
    assert_eq!((found.findings(), found.rows()), (vec!["number-format A1".into()], vec!["0.5".into()]));
}

#[test]
fn a_date_in_the_short_system_format_reads_as_a_date() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"><v>44918</v></c><c r=\"B1\" s=\"1\"><v>0.764</v></c></row></sheetData>";
    assert_eq!(read("a.xlsx", &xlsx(sheet), "header_rows: 0").rows(), ["2022/12/23|76.4%"]);
    let old = "<workbookPr date1904=\"1\"/><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets>";
    let bytes = xlsx_with(std::iter::once(sheet.as_bytes()), old);
    assert_eq!(read("a.xlsx", &bytes, "header_rows: 0").rows(), ["2026/12/24|76.4%"]);
}

#[test]
fn a_sheet_that_is_not_there_is_an_error_that_lists_those_that_are() {
    let found = read("a.xlsx", &xlsx(ROWS), "sheet: 表一");
    assert_eq!(found.findings(), ["unknown-sheet a.md"]);
    assert_eq!(found.problems.first().unwrap().help.as_ref().unwrap().zh, "是不是“表”？有：表");
}

#[test]
fn requests_that_cannot_be_met_point_at_the_entry() {
    for (yaml, finding) in [
        ("range: F20:A2", "bad-range a.md"),
        ("range: H1:J9", "empty-table a.md"),
        ("columns: [{name: 备注, align: left}]", "unknown-column a.md"),
        ("columns: [{align: 上}]", "bad-table-request a.md"),
        ("columns:\n- format: #,##0.00", "bad-table-request a.md"),
        ("columns: [{format: 两位}]", "bad-table-request a.md"),
        ("total_row: []", "bad-table-request a.md"),
    ] {
        let found = read("a.xlsx", &xlsx(ROWS), yaml);
        assert_eq!(found.findings(), [finding], "{yaml}");
    }
}

#[test]
fn columns_are_set_by_the_request() {
    let yaml = "列:\n- {列名: B, 格式: 2, 对齐: 左}";
    assert_eq!(read("a.xlsx", &xlsx(ROWS), yaml).rows(), ["甲\n乙|3712500.00", "支 出|110000.00"]);
    let yaml = "columns:\n- {}\n- {format: text}";
    assert_eq!(read("a.xlsx", &xlsx(ROWS), yaml).rows(), ["甲\n乙|3712500", "支 出|110000"]);
}

#[test]
fn errors_that_a_spreadsheet_wrote_into_a_csv_name_their_cells() {
    let words =
        ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "Err:502", "#####", "#n/a"];
    for word in words {
        let found = read("a.csv", format!("项目,金额\n甲,12\n乙, {word} \n").as_bytes(), "");
        assert_eq!(found.findings(), ["cell-error B3"], "{word}");
        assert!(found.problems[0].message.zh.contains(word), "{:?}", found.problems);
        assert_eq!(found.problems[0].severity, Severity::Error);
    }
    let found = read("a.csv", "项目,金额\n#1,#\nErr:,#REF\n".as_bytes(), "");
    assert_eq!(found.findings(), [""; 0], "words that begin like an error are words");
}

#[test]
fn a_file_that_is_gone_when_it_is_read_is_named() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("entries")).unwrap();
    let file = root.path().join("entries/a.xlsx");
    std::fs::write(&file, xlsx(ROWS)).unwrap();
    let folder = load::folder(root.path(), load::CONTENT_TEXTS).unwrap();
    std::fs::remove_file(file).unwrap();
    assert_eq!(ask(&folder, "file: a.xlsx").findings(), ["unreadable-file a.xlsx"]);
}

#[test]
fn a_key_that_a_table_does_not_have_lists_those_it_has() {
    let found = read("a.csv", "姓名,账号\n甲,1\n".as_bytes(), "encoding: gbk");
    assert_eq!(found.findings(), ["unknown-key a.md"]);
    let help = found.problems[0].help.clone().unwrap();
    assert_eq!(help.zh, "可用：file、sheet、range、header_rows、total_row、columns");
    assert_eq!(found.rows(), ["甲|1"], "the encoding is found by itself");
    let found = read("a.csv", "姓名,账号\n甲,1\n".as_bytes(), "编码: gbk");
    assert_eq!(found.problems[0].help.clone().unwrap().zh, help.zh);
}

#[test]
fn csv_rows_of_another_length_and_shortened_numbers_are_errors() {
    let found = read("a.csv", "姓名,账号\n甲,1.10101E+17\n乙,007\n".as_bytes(), "");
    assert_eq!(found.findings(), ["long-number B2"]);
    let found = read("a.csv", "姓名,账号\n甲,-1.1e+17\n乙,1E5\n".as_bytes(), "");
    assert_eq!(found.findings(), ["long-number B2"], "1E5 may be the number of a room");
    let found = read("a.csv", "姓名,账号\n甲\n".as_bytes(), "");
    assert_eq!(found.findings(), ["ragged-row a.csv"]);
    let found = read("a.csv", "2022年名单\n姓名,账号\n甲,1\n".as_bytes(), "range: A2:B3");
    assert_eq!((found.findings(), found.rows()), (vec![], vec!["甲|1".into()]));
}
