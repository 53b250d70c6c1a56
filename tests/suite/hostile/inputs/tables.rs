//! Tables from files.

use super::{Expected, at, entry, on, write};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An entry that shows a table file.
fn asks(content: &Path, file: &str) {
    write(content, "entries/asks.md", entry("", &format!("```table\nfile: {file}\n```")));
}

pub(crate) fn a_csv_of_20_000_columns(content: &Path) -> Expected {
    write(content, "entries/t.csv", (vec!["a"; 20_000].join(",") + "\n").repeat(2));
    asks(content, "t.csv");
    vec![at("table-too-large", "entries/t.csv")]
}

pub(crate) fn a_csv_of_a_million_rows(content: &Path) -> Expected {
    write(content, "entries/t.csv", "a,b\n".repeat(1_000_000));
    asks(content, "t.csv");
    vec![at("table-too-large", "entries/t.csv")]
}

/// An xlsx file of one sheet, whose XML comes piece by piece.
fn xlsx<'a>(sheet: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{kinds}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{kinds}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_owned(),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<worksheet><sheetData>").unwrap();
    sheet.for_each(|piece| zip.write_all(piece).unwrap());
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    zip.finish().unwrap().into_inner()
}

pub(crate) fn an_xlsx_of_a_million_rows(content: &Path) -> Expected {
    let rows = b"<row><c><v>1</v></c><c t=\"str\"><v>x</v></c></row>".repeat(1_000);
    write(content, "entries/t.xlsx", xlsx(std::iter::repeat_n(rows.as_slice(), 1_000)));
    asks(content, "t.xlsx");
    vec![at("table-too-large", "entries/t.xlsx")]
}

/// The reader trusts the place that a sheet's record names.
pub(crate) fn an_xls_whose_sheet_begins_beyond_its_end(content: &Path) -> Expected {
    let mut bytes = include_bytes!("../../../fixtures/tables/xlwt.xls").to_vec();
    let sheet = bytes.windows(4).position(|record| record == [0x85, 0, 12, 0]).unwrap();
    bytes[sheet + 4..sheet + 8].copy_from_slice(&7_000_000_u32.to_le_bytes());
    write(content, "entries/t.xls", bytes);
    asks(content, "t.xls");
    vec![at("table-broken", "entries/t.xls")]
}

/// A gigabyte of blanks.
fn blown_up() -> Vec<u8> {
    let blanks = vec![b' '; 1 << 20];
    xlsx(std::iter::repeat_n(blanks.as_slice(), 1_000))
}

pub(crate) fn a_zip_bomb_as_xlsx(content: &Path) -> Expected {
    write(content, "entries/t.xlsx", blown_up());
    asks(content, "t.xlsx");
    vec![at("table-too-large", "entries/t.xlsx")]
}

/// One that declares a size of 1,000 bytes.
pub(crate) fn a_zip_bomb_that_lies(content: &Path) -> Expected {
    let mut bytes = blown_up();
    let declared = (1_000_u32 << 20) + "<worksheet><sheetData></sheetData></worksheet>".len() as u32;
    let places: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == declared.to_le_bytes()).collect();
    assert!(!places.is_empty(), "the size was not found");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    write(content, "entries/t.xlsx", bytes);
    asks(content, "t.xlsx");
    vec![at("table-", "entries/t.xlsx")]
}

pub(crate) fn a_catalogue_of_a_million_rows(content: &Path) -> Expected {
    let file = "catalogue.csv";
    let before = std::fs::read_to_string(content.join(file)).unwrap();
    write(content, file, before + &"XX-01,a,b,c\n".repeat(1_000_000));
    vec![at("table-too-large", file)]
}

pub(crate) fn hidden_characters_in_cells(content: &Path) -> Expected {
    let row = "<row><c t=\"str\"><v>户</v></c></row><row><c t=\"str\"><v>甲\u{202e}乙</v></c></row>";
    write(content, "entries/t.xlsx", xlsx(std::iter::once(row.as_bytes())));
    asks(content, "t.xlsx");
    write(content, "entries/c.csv", "户,元\n甲\u{7},1\n");
    write(content, "entries/csv.md", entry("", "```table\nfile: c.csv\n```"));
    vec![at("direction-mark", "entries/t.xlsx:表!A2"), on("control-character", "c.csv", 2)]
}

/// Rows by the thousand are no trouble for a page; on paper they would be hundreds of sheets.
pub(crate) fn a_table_too_long_for_sheets(content: &Path) -> Expected {
    write(content, "entries/t.csv", "户,村,组,元\n".to_owned() + &"某某某,甲村,一组,100.00\n".repeat(14_000));
    asks(content, "t.csv");
    let rows = "|某某某|甲村|一组|100.00|\n".repeat(12_000);
    write(content, "entries/body.md", entry("", &format!("|户|村|组|元|\n|-|-|-|-|\n{rows}")));
    write(content, "entries/rules.md", entry("", &"---\n\n".repeat(20_000)));
    ["asks", "body", "rules"].map(|name| at("sheet-too-long", &format!("entries/{name}.md"))).to_vec()
}

/// A file at the limits, asked for a hundred times by one entry and once by each of ten others.
pub(crate) fn one_table_file_many_times(content: &Path) -> Expected {
    write(content, "entries/t.csv", (vec!["某"; 20].join(",") + "\n").repeat(2_900));
    let block = "```table\nfile: t.csv\n```\n\n";
    write(content, "entries/often.md", entry("", &block.repeat(100)));
    for number in 0..10 {
        write(content, &format!("entries/{number}.md"), entry("", block));
    }
    vec![on("table-too-large", "often.md", super::BODY_LINE + 8), at("sheet-too-long", "entries/0.md")]
}
