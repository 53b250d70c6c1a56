//! Files made to take all time or memory.

use super::{fixture, read, xlsx, xlsx_with};
use std::io::Write;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

const SHEETS: &str = "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets>";

/// Reads a file, with how long that took. The goal is a second; the bound leaves room for a busy machine.
fn quickly(name: &str, bytes: &[u8]) -> Vec<String> {
    let start = Instant::now();
    let found = read(name, bytes, "").findings();
    assert!(start.elapsed() < Duration::from_secs(5), "{name} took {:?}", start.elapsed());
    found
}

#[test]
fn a_million_rows_end_in_an_error() {
    let row = b"<row><c><v>1</v></c></row>".as_slice();
    let sheet = std::iter::once(b"<sheetData>".as_slice()).chain(std::iter::repeat_n(row, 1_000_000));
    let bytes = xlsx_with(sheet, SHEETS);
    assert_eq!(quickly("a.xlsx", &bytes), ["table-too-large a.xlsx"]);
}

#[test]
fn a_zip_bomb_ends_in_an_error() {
    let blanks = vec![b' '; 1 << 20];
    let sheet = std::iter::repeat_n(blanks.as_slice(), 300);
    assert_eq!(quickly("a.xlsx", &xlsx_with(sheet, SHEETS)), ["table-too-large a.xlsx"]);
}

#[test]
fn a_zip_bomb_that_lies_about_its_size_ends_in_an_error() {
    let blanks = vec![b' '; 1 << 20];
    let mut bytes = xlsx_with(std::iter::repeat_n(blanks.as_slice(), 150), SHEETS);
    // Make the directory and the local header declare 1,000 bytes for the sheet.
    let declared = (150_u32 << 20) + b"<worksheet></worksheet>".len() as u32;
    let mut patched = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == declared.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
            patched += 1;
        }
    }
    assert!(patched >= 1, "the size was not found");
    let found = quickly("a.xlsx", &bytes);
    assert!(
        ["table-too-large a.xlsx", "table-broken a.xlsx"].contains(&found.join(",").as_str()),
        "{found:?}"
    );
}

#[test]
fn a_cell_in_the_farthest_corner_costs_nothing() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    assert_eq!(quickly("a.xlsx", &xlsx(sheet)), ["table-too-large a.xlsx"]);
}

#[test]
fn too_many_members_end_in_an_error() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..2_100 {
        zip.start_file(format!("{at}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(quickly("a.xlsx", &zip.finish().unwrap().into_inner()), ["table-too-large a.xlsx"]);
}

#[test]
fn repeated_cells_of_an_ods_end_in_an_error() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>";
    let sheet = format!(
        "<office:document-content><table:table table:name=\"表\"><table:table-row table:number-rows-repeated=\"1048576\">{cell}\
         </table:table-row></table:table></office:document-content>"
    );
    zip.write_all(sheet.as_bytes()).unwrap();
    assert_eq!(quickly("a.ods", &zip.finish().unwrap().into_inner()), ["table-too-large a.ods"]);
}

#[test]
fn a_file_of_more_than_20_megabytes_is_not_read() {
    assert_eq!(quickly("a.xlsx", &vec![b'P'; (20 << 20) + 1]), ["table-too-large a.xlsx"]);
}

#[test]
fn deep_nesting_is_no_trouble() {
    let deep = "<sheetData><row><c>".to_owned() + &"<x>".repeat(1_000_000);
    assert_eq!(quickly("a.xlsx", &xlsx(&deep)), ["table-broken a.xlsx"]);
}

#[test]
fn an_xls_that_declares_an_endless_sheet_ends_in_an_error() {
    // The record of a sheet's area: its kind, its length, then the first row, the row behind the last, and columns.
    let whole = fixture("xlwt.xls");
    let at = whole.windows(4).position(|four| four == [0x00, 0x02, 14, 0]).unwrap();
    for (first, last) in [(0_u32, 0xffff_0000_u32), (9, 3), (0, 1 << 20)] {
        let mut bytes = whole.clone();
        bytes[at + 4..at + 8].copy_from_slice(&first.to_le_bytes());
        bytes[at + 8..at + 12].copy_from_slice(&last.to_le_bytes());
        assert_eq!(quickly("a.xls", &bytes), ["table-too-large a.xls"], "{first} to {last}");
    }
}

#[test]
fn an_xls_whose_sectors_run_in_a_circle_ends_in_an_error() {
    let mut bytes = fixture("xlwt.xls");
    let table = u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
    let start = (table + 1) * 512;
    for at in (start..start + 512).step_by(4) {
        bytes[at..at + 4].copy_from_slice(&0_u32.to_le_bytes());
    }
    assert_eq!(quickly("a.xls", &bytes), ["table-broken a.xls"]);
}
