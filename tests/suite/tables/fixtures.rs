//! Files as real programs write them.

use super::{fixture, read};
use mingbai::document::Align;

#[test]
fn an_xlsx_of_openpyxl_reads_as_it_is_shown() {
    let found = read("q3.xlsx", &fixture("openpyxl.xlsx"), "range: A2:F6");
    assert_eq!(found.findings(), [""; 0]);
    assert_eq!(found.head(), ["序号|项目|预算数|执行数|完成率|日期"]);
    assert_eq!(
        found.rows(),
        [
            "1|一般公共预算|5,000,000.00|3,712,500.00|74.3%|2022年9月30日",
            "2|政府性基金|1,200,000.50|917,000.13|76.4%|2022年9月30日",
            "3|专项资金|800,000.00|611,200.00|76.4%|2022年10月8日",
            "合 计|合 计|7,000,000.50|5,240,700.13|74.9%|",
        ]
    );
    let table = found.table.unwrap();
    assert_eq!(table.rows.iter().map(|row| row.total).collect::<Vec<_>>(), [false, false, false, true]);
    let align: Vec<_> = table.columns.iter().map(|column| column.align).collect();
    use Align::{Center, Left, Right};
    assert_eq!(align, [Center, Left, Right, Right, Right, Left]);
    assert_eq!(table.id.as_deref(), Some("t"));
}

#[test]
fn a_title_merged_across_the_sheet_fills_its_row() {
    let found = read("q3.xlsx", &fixture("openpyxl.xlsx"), "sheet: 收支\nheader_rows: 2");
    assert_eq!(
        found.head().first().map(String::as_str),
        Some(["2022年第三季度财政收支情况"; 6].join("|").as_str())
    );
}

#[test]
fn faults_of_an_xlsx_name_their_cells() {
    let found = read("q3.xlsx", &fixture("openpyxl.xlsx"), "sheet: 问题");
    let expected = [
        "long-number B2",
        "formula-without-value C2",
        "cell-error C3",
        "hidden-row A4",
        "hidden-column D1",
        "number-stored-as-text C5",
    ];
    assert_eq!(found.findings(), expected);
    assert!(found.problems.iter().all(|problem| problem.spoiled().unwrap().as_str() == "entries/a.md"));
}

#[test]
fn an_xls_of_xlwt_reads() {
    let found = read("old.xls", &fixture("xlwt.xls"), "header_rows: 2");
    assert_eq!(found.findings(), [""; 0]);
    assert_eq!(found.head(), ["2022年收支|2022年收支|2022年收支|2022年收支", "项目|金额|比例|日期"]);
    assert_eq!(found.rows(), ["一般公共预算|3,712,500.00|76.4%|2022-09-30", "合计|3,712,500.00|76.4%|"]);
}

#[test]
fn what_an_xls_hides_is_reported() {
    let found = read("old.xls", &fixture("xlwt.xls"), "sheet: 藏行");
    assert_eq!(found.findings(), ["hidden-row A2", "hidden-column B1"]);
}

#[test]
fn an_ods_of_odfpy_reads_and_its_endless_rows_do_not_grow() {
    let found = read("a.ods", &fixture("odfpy.ods"), "range: A2:C9");
    assert_eq!(found.findings(), [""; 0]);
    assert_eq!(found.head(), ["项目|金额|比例"]);
    assert_eq!(
        found.rows(),
        ["甲|3,712,500.00|76.4%", "乙|1.00|50.0%", "乙|1.00|50.0%", "合计|3,712,502.00|"]
    );
    assert_eq!(read("a.ods", &fixture("odfpy.ods"), "sheet: 底稿").findings(), ["hidden-sheet a.md"]);
}

#[test]
fn csv_files_in_gbk_and_big5_read() {
    let found = read("g.csv", &fixture("gbk.csv"), "columns:\n- {name: 金额, align: 居中, format: \"0.0\"}");
    assert_eq!(found.findings(), [""; 0]);
    assert_eq!(found.rows(), ["双河口村|12|3600.0", "红岩嘴村|7|2100.0", "合计|19|5700.0"]);
    let table = found.table.unwrap();
    assert!(table.rows.last().unwrap().total);
    assert_eq!(table.columns.get(2).unwrap().align, Align::Center);
    let found = read("b.csv", &fixture("big5.csv"), "");
    assert_eq!(found.head(), ["鄉鎮|戶數|補助金額說明"]);
    assert_eq!(found.rows().len(), 2);
}
