//! Tables from files, as entries ask for them.

mod bombs;
mod broken;
mod fixtures;
mod written;

use mingbai::diagnostic::{Diagnostic, Place};
use mingbai::document::{Table, TableFile};
use mingbai::load;
use mingbai::site_path::SitePath;
use mingbai::source::Source;
use mingbai::table;
use std::io::Write;
use tempfile::TempDir;

/// What reading a table gave.
struct Outcome {
    table: Option<Table>,
    problems: Vec<Diagnostic>,
}

impl Outcome {
    /// The body rows as text, cells parted by `|`.
    fn rows(&self) -> Vec<String> {
        self.table.iter().flat_map(|table| &table.rows).map(line).collect()
    }

    /// The head rows as text.
    fn head(&self) -> Vec<String> {
        self.table.iter().flat_map(|table| &table.head).map(line).collect()
    }

    /// The findings as `code cell`, or `code file` where they stand in no cell.
    fn findings(&self) -> Vec<String> {
        let place = |problem: &Diagnostic| match &problem.place {
            Some(Place::Cell { cell, .. }) => cell.clone(),
            Some(place) => place.path().name().to_owned(),
            None => String::new(),
        };
        self.problems.iter().map(|problem| format!("{} {}", problem.code, place(problem))).collect()
    }
}

fn line(row: &mingbai::document::Row) -> String {
    row.cells.iter().map(|cell| cell.text()).collect::<Vec<_>>().join("|")
}

/// Reads the table that an entry beside one file asks for; `yaml` follows the line with the file.
fn read(name: &str, bytes: &[u8], yaml: &str) -> Outcome {
    let root = TempDir::new().unwrap();
    std::fs::create_dir(root.path().join("entries")).unwrap();
    std::fs::write(root.path().join("entries").join(name), bytes).unwrap();
    let folder = load::folder(root.path(), load::CONTENT_TEXTS).unwrap();
    ask(&folder, &format!("file: {name}\n{yaml}"))
}

fn ask(folder: &load::Folder, yaml: &str) -> Outcome {
    let text = format!("```table\n{yaml}\n```\n");
    let start = "```table\n".len();
    let entry = Source::new(SitePath::new("entries/a.md").unwrap(), text);
    let block = TableFile {
        id: Some("t".to_owned()),
        yaml: yaml.to_owned(),
        range: start as u32..(start + yaml.len() + 1) as u32,
    };
    let mut problems = Vec::new();
    let table = table::read(&block, &entry, folder, &mut problems);
    Outcome { table, problems }
}

/// A fixture file.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/tables/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An xlsx file of one sheet: its XML inside `worksheet`, with the styles of `styles`.
fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_with(
        sheet.as_bytes().chunks(1 << 20),
        "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets>",
    )
}

fn xlsx_with<'a>(sheet: impl Iterator<Item = &'a [u8]>, workbook: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let parts = [
        ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships>{}{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "styles", "styles.xml")
            ),
        ),
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"r\">{workbook}</workbook>")),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/>\
             </cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"4\"/><xf numFmtId=\"14\"/>\
             <xf numFmtId=\"12\"/></cellXfs></styleSheet>"
                .to_owned(),
        ),
    ];
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    zip.write_all(b"<worksheet>").unwrap();
    for chunk in sheet {
        zip.write_all(chunk).unwrap();
    }
    zip.write_all(b"</worksheet>").unwrap();
    zip.finish().unwrap().into_inner()
}
