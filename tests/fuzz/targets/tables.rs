//! Table files of every kind, as entries ask for them.
//!
//! The first byte says what the rest is: a CSV file, a workbook as it stands, or the members of a workbook, which are
//! packed here so that the fuzzer need not learn checksums. The second says how the entry asks for it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::document::{BlockKind, Document, Table};
use mingbai::load::{self, Folder};
use mingbai::markdown;
use mingbai::source::Source;
use mingbai::table;
use mingbai_fuzz::findings;
use mingbai_fuzz::town::{in_memory, path};
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How an entry may ask for its table.
const REQUESTS: &[&str] = &[
    "",
    "header_rows: 0\n",
    "header_rows: 2\ntotal_row: last\n",
    "range: A2:C9\n",
    "range: B:B\ntotal_row: none\n",
    "total_row: 合计\n",
    "total_row: 3\n",
    "sheet: 收支\n",
    "sheet: Sheet1\n",
    "columns:\n  - {name: 金额, format: \"#,##0.00\", align: right}\n  - {name: B, format: 0%}\n",
    "columns:\n  - {format: text}\n  - {format: 2}\n  - {align: 居中}\n",
    "columns:\n  - {name: A, format: \"[h]:mm\"}\n",
];

/// What parts the members of a workbook in the fuzzer's input.
const BETWEEN: &[u8] = b"\n=====\n";

const OF_XLSX: &[&str] = &[
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

/// What a member is where the input ends before it.
const USUAL: &[(&str, &str)] = &[
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
         <sheet name=\"收支\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>\
         <Relationship Id=\"rId2\" Target=\"sharedStrings.xml\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\"/>\
         <Relationship Id=\"rId3\" Target=\"styles.xml\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\"/></Relationships>",
    ),
    ("[Content_Types].xml", "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
];

/// A folder in memory with one file of each kind, whose bytes change from run to run.
struct Desk {
    root: PathBuf,
    folder: Folder,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let root = in_memory("tables");
    fs::create_dir_all(root.join("entries")).expect("a folder in memory");
    for name in ["t.xlsx", "t.xls", "t.ods"] {
        fs::write(root.join("entries").join(name), "").expect("a file in memory");
    }
    let folder = load::folder(&root, load::CONTENT_TEXTS).expect("the folder");
    Desk { root, folder }
});

fuzz_target!(|input: &[u8]| {
    let [kind, request, rest @ ..] = input else { return };
    let (name, bytes) = match kind % 6 {
        0 => ("t.csv", rest.to_vec()),
        1 => ("t.xlsx", rest.to_vec()),
        2 => ("t.xls", rest.to_vec()),
        3 => ("t.ods", rest.to_vec()),
        4 => ("t.xlsx", xlsx(rest)),
        _ => ("t.ods", ods(rest)),
    };
    let request = REQUESTS[usize::from(*request) % REQUESTS.len()];
    let entry = Source::new(path("entries/a.md"), format!("```table\nfile: {name}\n{request}```\n"));
    let (table, problems) = if name == "t.csv" {
        let Ok((text, _)) = load::fuzzing::decode(&bytes) else { return };
        let source = Source::new(path("entries/t.csv"), text);
        let mut folder = DESK.folder.clone();
        folder.sources.insert(source.path.clone(), source.clone());
        let (table, problems) = read(&entry, &folder);
        findings::check(&problems, &source);
        (table, problems)
    } else {
        fs::write(DESK.root.join("entries").join(name), &bytes).expect("a file in memory");
        read(&entry, &DESK.folder)
    };
    findings::check(&problems, &entry);
    match table {
        Some(table) => check_table(&table),
        None => assert!(!problems.is_empty(), "no table, and nobody says why"),
    }
});

fn read(entry: &Source, folder: &Folder) -> (Option<Table>, Vec<mingbai::diagnostic::Diagnostic>) {
    let mut problems = Vec::new();
    let Document { blocks, .. } = markdown::parse(entry, 0..entry.text.len(), &mut problems);
    let [block] = blocks.as_slice() else { panic!("{blocks:?}") };
    let BlockKind::TableFile(request) = &block.kind else { panic!("{block:?}") };
    (table::read(request, entry, folder, &mut problems), problems)
}

fn check_table(table: &Table) {
    let width = table.columns.len();
    assert!(width <= 200 && table.head.len() + table.rows.len() <= 20_000, "larger than any table may be");
    assert!(table.rows.iter().filter(|row| row.total).count() <= 1, "two totals");
    for row in table.head.iter().chain(&table.rows) {
        assert_eq!(row.cells.len(), width, "a row is not as wide as its table");
    }
}

fn xlsx(input: &[u8]) -> Vec<u8> {
    let mut rest = parts(input);
    let given = OF_XLSX.iter().map(|name| (*name, rest.next()));
    let mut members: Vec<(&str, Vec<u8>)> =
        given.filter_map(|(name, part)| Some((name, part?.to_vec()))).collect();
    for (name, usual) in USUAL {
        if !members.iter().any(|(given, _)| given == name) {
            members.push((name, usual.as_bytes().to_vec()));
        }
    }
    packed(&members)
}

fn ods(input: &[u8]) -> Vec<u8> {
    let mut rest = parts(input);
    let content = rest.next().unwrap_or_default().to_vec();
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    packed(&[("mimetype", mimetype), ("content.xml", content)])
}

fn parts(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let now = rest?;
        let at = now.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        rest = at.map(|at| &now[at + BETWEEN.len()..]);
        Some(&now[..at.unwrap_or(now.len())])
    })
}

fn packed(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        writer.start_file(*name, options).expect("a member");
        writer.write_all(bytes).expect("a member");
    }
    writer.finish().expect("a zip file").into_inner()
}
