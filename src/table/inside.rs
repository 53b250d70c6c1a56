//! What else lies in an office file (docx, xlsx, odt, ods …) beside what people see when they open it: who wrote it,
//! hidden sheets, comments, tracked changes; and all of its words.

use super::package::{Failure, Package};
use super::workbook::{Workbook, WorkbookKind};
use super::xml::{Piece, Xml};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What lies in an office file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside {
    /// The names of hidden sheets.
    pub hidden_sheets: Vec<String>,
    /// Whether it has comments.
    pub has_comments: bool,
    /// Whether it has tracked changes.
    pub has_changes: bool,
    /// All of its words, those of hidden sheets, comments and deleted text too; a line a cell or a paragraph.
    pub words: String,
}

/// The most words that are read, in bytes.
const MOST_WORDS: usize = 4 << 20;

/// What lies in a zip file of an office program; none where it is none, or cannot be read.
pub fn inside(bytes: Vec<u8>) -> Option<Inside> {
    let mut package = Package::open(bytes).ok()?;
    let mut inside = Inside::default();
    let names = package.names();
    if !names.iter().any(|name| name == "[Content_Types].xml" || name == "content.xml") {
        return None;
    }
    for name in names.iter().filter(|name| is_content(name)) {
        inside.has_comments |= name.to_ascii_lowercase().contains("comment");
        read(&mut package, name, &mut inside).ok()?;
        package.rewind();
    }
    Some(inside)
}

/// What lies in an `.xls` workbook: its hidden sheets, and the words and figures of all; none where it is none.
pub fn inside_old_workbook(bytes: Vec<u8>) -> Option<Inside> {
    let mut workbook = Workbook::open(WorkbookKind::Xls, bytes).ok()?;
    let mut inside = Inside::default();
    for (at, sheet) in workbook.sheets().into_iter().enumerate() {
        for cell in workbook.grid(at).map(|grid| grid.cells).unwrap_or_default().into_values() {
            inside.words.push_str(&cell.shown);
            inside.words.push('\n');
            // What is shown may be shortened: 1.38E+10.
            if let Some(number) = cell.number {
                inside.words.push_str(&number.rounded(0).0);
                inside.words.push('\n');
            }
            if inside.words.len() > MOST_WORDS {
                break;
            }
        }
        inside.hidden_sheets.extend(sheet.hidden.then_some(sheet.name));
    }
    Some(inside)
}

/// The members that hold words: not those that say how they look, nor who wrote them.
fn is_content(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let aside =
        ["style", "theme", "font", "setting", "docprops/", "meta.xml", "manifest", "_rels/", "content_types"];
    name.ends_with(".xml") && !aside.iter().any(|word| name.contains(word))
}

fn read(package: &mut Package, name: &str, inside: &mut Inside) -> Result<(), Failure> {
    let Some(member) = package.member(name)? else { return Ok(()) };
    let mut xml = Xml::new(member);
    // Of OpenDocument the style of a sheet says whether it is hidden.
    let (mut style, mut hidden) = (String::new(), BTreeSet::new());
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name.as_str() {
                "sheet" if tag.attribute("state").is_some_and(|state| state != "visible") => {
                    inside.hidden_sheets.extend(tag.attribute("name").map(str::to_owned));
                }
                "style" => tag.attribute("style:name").unwrap_or_default().clone_into(&mut style),
                "table-properties" if tag.attribute("table:display") == Some("false") => {
                    hidden.insert(style.clone());
                }
                "table" if tag.attribute("table:style-name").is_some_and(|style| hidden.contains(style)) => {
                    inside.hidden_sheets.extend(tag.attribute("table:name").map(str::to_owned));
                }
                "ins" | "del" | "moveFrom" | "moveTo" | "tracked-changes" => inside.has_changes = true,
                "annotation" => inside.has_comments = true,
                // Cells of OpenDocument tell their number in an attribute.
                "table-cell" => inside.words.extend(tag.attribute("office:value").into_iter().chain(["\n"])),
                _ => {}
            },
            Piece::Text(text) => inside.words.push_str(&text),
            // What parts words: paragraphs, cells, texts that cells share.
            Piece::Close(tag)
                if matches!(tag.as_str(), "p" | "h" | "si" | "c" | "v" | "tc" | "table-cell") =>
            {
                inside.words.push('\n');
            }
            Piece::Close(_) => {}
            Piece::End => return Ok(()),
        }
        if inside.words.len() > MOST_WORDS {
            return Ok(());
        }
    }
}

/// Members that say who wrote a file and with what, and what stands in their place.
const AUTHORS: &[(&str, &str)] = &[
    (
        "docprops/core.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
    ),
    (
        "docprops/app.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
    ),
    (
        "docprops/custom.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
    ),
    (
        "meta.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.2\"><office:meta/></office:document-meta>",
    ),
];

/// The same office file without the names of those who wrote it; none where it holds none, or is no such file. All
/// other members are copied as they are.
pub fn without_authors(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let is_office = |name: &str| name == "[Content_Types].xml" || name == "content.xml";
    let replaced = |name: &str| {
        let name = name.to_ascii_lowercase();
        AUTHORS.iter().find(|(member, _)| *member == name).map(|(_, text)| *text)
    };
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if !names.iter().any(|name| is_office(name)) || !names.iter().any(|name| replaced(name).is_some()) {
        return None;
    }
    let mut made = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for at in 0..archive.len() {
        let member = archive.by_index_raw(at).ok()?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        match replaced(&name) {
            Some(text) => {
                made.start_file(name, SimpleFileOptions::default()).ok()?;
                made.write_all(text.as_bytes()).ok()?;
            }
            None => made.raw_copy_file(member).ok()?,
        }
    }
    Some(made.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::{inside, without_authors};
    use std::io::{Cursor, Read, Write};
    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    fn zip(members: &[(&str, &str)]) -> Vec<u8> {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            made.start_file(*name, SimpleFileOptions::default()).unwrap();
            made.write_all(text.as_bytes()).unwrap();
        }
        made.finish().unwrap().into_inner()
    }

    fn workbook() -> Vec<u8> {
        zip(&[
            ("[Content_Types].xml", "<Types/>"),
            ("docProps/core.xml", "<a><creator>某文员</creator></a>"),
            ("xl/workbook.xml", "<w><sheet name=\"明细\" state=\"hidden\"/><sheet name=\"表\"/></w>"),
            ("xl/sharedStrings.xml", "<s><si><t>11010519491231002X</t></si><si><t>甲</t></si></s>"),
            ("xl/comments1.xml", "<c><text>批注</text></c>"),
        ])
    }

    #[test]
    fn what_is_hidden_in_an_office_file_is_found() {
        let found = inside(workbook()).unwrap();
        assert_eq!(found.hidden_sheets, ["明细"]);
        assert!(found.has_comments && !found.has_changes);
        assert!(found.words.contains("11010519491231002X\n"), "{}", found.words);
        let document = zip(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<d><p><ins author=\"甲\"><t>1380</t></ins><r><t>0138000</t></r></p></d>"),
        ]);
        let found = inside(document).unwrap();
        assert!(found.has_changes && found.words.contains("13800138000"), "{found:?}");
        let sheets = "<d xmlns:style=\"s\" xmlns:table=\"t\"><style:style style:name=\"ta1\">\
            <style:table-properties table:display=\"false\"/></style:style>\
            <table:table table:name=\"表\" table:style-name=\"ta2\"/><table:table table:name=\"明细\" table:style-name=\"ta1\"/></d>";
        assert_eq!(inside(zip(&[("content.xml", sheets)])).unwrap().hidden_sheets, ["明细"]);
        assert_eq!(inside(zip(&[("a.txt", "甲")])), None);
        assert_eq!(inside(b"PK nonsense".to_vec()), None);
    }

    #[test]
    fn a_file_is_published_without_its_authors() {
        let made = without_authors(&workbook()).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(made)).unwrap();
        let mut text = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert!(!text("docProps/core.xml").contains("某文员"));
        assert!(text("xl/sharedStrings.xml").contains("甲"));
        assert_eq!(without_authors(&zip(&[("a.txt", "甲")])), None);
        assert_eq!(without_authors(b"%PDF-1.7"), None);
    }
}
