//! What else lies in an office file (docx, xlsx, odt, ods …) beside what people see when they open it: who wrote it,
//! hidden sheets, comments, tracked changes; and all of its words.

use super::package::{Failure, Package};
use super::workbook::{Workbook, WorkbookKind};
use super::xml::{Piece, Tag, Xml};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
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
    /// Whether hidden rows or columns of a sheet hold something.
    pub has_hidden_cells: bool,
    /// Whether it has text that is formatted as hidden.
    pub has_hidden_text: bool,
    /// All of its words, those of hidden sheets, comments and deleted text too; a line a cell or a paragraph.
    pub words: String,
    /// Whether there are more than were read.
    pub has_more: bool,
}

/// The most words that are read, in bytes.
const MOST_WORDS: usize = 4 << 20;

/// What lies in a zip file of an office program; none where it is none, or cannot be read: damaged, with a password, or
/// larger than any document.
pub fn inside(bytes: Vec<u8>) -> Option<Inside> {
    let mut package = Package::open(bytes).ok()?;
    let mut inside = Inside::default();
    let names = package.names();
    if !names.iter().any(|name| name == "[Content_Types].xml" || name == "content.xml") {
        return None;
    }
    for name in names.iter().filter(|name| is_content(name)) {
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
                inside.has_more = true;
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
    let is_of_comments = name.to_ascii_lowercase().contains("comment");
    let Some(member) = package.member(name)? else { return Ok(()) };
    let mut xml = Xml::new(member);
    // Of OpenDocument the style of a sheet says whether it is hidden.
    let (mut style, mut hidden) = (String::new(), BTreeSet::new());
    let mut cells = HiddenCells::default();
    loop {
        match xml.next()? {
            Piece::Open(tag) => {
                match tag.name.as_str() {
                    "sheet" if tag.attribute("state").is_some_and(|state| state != "visible") => {
                        inside.hidden_sheets.extend(tag.attribute("name").map(str::to_owned));
                    }
                    "style" => tag.attribute("style:name").unwrap_or_default().clone_into(&mut style),
                    "table-properties" if tag.attribute("table:display") == Some("false") => {
                        hidden.insert(style.clone());
                    }
                    "table"
                        if tag.attribute("table:style-name").is_some_and(|style| hidden.contains(style)) =>
                    {
                        inside.hidden_sheets.extend(tag.attribute("table:name").map(str::to_owned));
                    }
                    // An empty list of changes is none; what was reformatted bears its author too.
                    "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange" | "changed-region" => {
                        inside.has_changes = true;
                    }
                    "comment" | "threadedComment" | "cm" if is_of_comments => inside.has_comments = true,
                    "annotation" => inside.has_comments = true,
                    "vanish" if !matches!(tag.attribute("w:val"), Some("0" | "false" | "off")) => {
                        inside.has_hidden_text = true;
                    }
                    "text-properties" if tag.attribute("text:display") == Some("none") => {
                        inside.has_hidden_text = true;
                    }
                    // Cells of OpenDocument tell their number in an attribute.
                    "table-cell" => {
                        inside.words.extend(tag.attribute("office:value").into_iter().chain(["\n"]));
                    }
                    _ => {}
                }
                cells.open(&tag);
            }
            Piece::Text(text) => {
                inside.has_hidden_cells |= cells.holds(&text);
                inside.words.push_str(&text);
            }
            Piece::Close(tag) => {
                cells.close(&tag);
                // What parts words: paragraphs, cells, texts that cells share.
                if matches!(tag.as_str(), "p" | "h" | "si" | "c" | "v" | "tc" | "table-cell") {
                    inside.words.push('\n');
                }
            }
            Piece::End => return Ok(()),
        }
        if inside.words.len() > MOST_WORDS {
            inside.has_more = true;
            return Ok(());
        }
    }
}

/// The hidden rows and columns of a sheet, as it is read.
#[derive(Debug, Default)]
struct HiddenCells {
    /// Hidden columns of Excel, first and last.
    columns: Vec<(u32, u32)>,
    in_row: bool,
    in_column: bool,
}

impl HiddenCells {
    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "col" if tag.is_set("hidden") => self.columns.extend(tag.number("min").zip(tag.number("max"))),
            "row" => self.in_row = tag.is_set("hidden"),
            "table-row" => {
                self.in_row = matches!(tag.attribute("table:visibility"), Some("collapse" | "filter"));
            }
            "c" => {
                let column = tag.attribute("r").and_then(column_of);
                let is_hidden =
                    |column: u32| self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column));
                self.in_column = column.is_some_and(is_hidden);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "row" | "table-row" => self.in_row = false,
            "c" => self.in_column = false,
            _ => {}
        }
    }

    fn holds(&self, text: &str) -> bool {
        (self.in_row || self.in_column) && !text.trim().is_empty()
    }
}

/// The number of the column of a cell: 2 of B7.
fn column_of(cell: &str) -> Option<u32> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
    letters.take(3).try_fold(0_u32, |number, letter| {
        number.checked_mul(26)?.checked_add(u32::from(letter.checked_sub(b'A')?) + 1)
    })
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

/// The same office file without the names of those who wrote it and what cameras wrote into its pictures, which `bare`
/// takes out; none where it holds none, or is no such file. All other members are copied as they are.
pub fn without_authors(bytes: &[u8], bare: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
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
        let text = replaced(&name).map(|text| text.as_bytes().to_vec());
        let is_small = member.size() <= MOST_PICTURE;
        drop(member);
        let own = text.or_else(|| cleaned(&mut archive, at, &name, &bare).filter(|_| is_small));
        match own {
            Some(text) => {
                made.start_file(name, SimpleFileOptions::default()).ok()?;
                made.write_all(&text).ok()?;
            }
            None => made.raw_copy_file(archive.by_index_raw(at).ok()?).ok()?,
        }
    }
    Some(made.finish().ok()?.into_inner())
}

/// The most bytes of a picture, or of the directory of a workbook, that is looked into.
const MOST_PICTURE: u64 = 64 << 20;

/// A picture without what a camera wrote, or the directory of a workbook without the folder it was saved in, which on most
/// computers names its owner: `C:\Users\张三\Desktop`. None where the member is neither, or holds nothing of it.
fn cleaned(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    name: &str,
    bare: impl Fn(&[u8]) -> Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let name = name.to_ascii_lowercase();
    let is_picture = [".jpg", ".jpeg", ".png"].iter().any(|end| name.ends_with(end));
    let is_workbook = name.ends_with("xl/workbook.xml");
    if !is_picture && !is_workbook {
        return None;
    }
    let mut text = Vec::new();
    let read = archive.by_index(at).ok()?.take(MOST_PICTURE).read_to_end(&mut text).ok()?;
    if is_picture {
        return bare(&text).filter(|made| made.len() < read);
    }
    let place = |text: &[u8], sought: &[u8]| text.windows(sought.len()).position(|own| own == sought);
    let start = place(&text, b"<x15ac:absPath")?;
    let end = start + place(text.get(start..)?, b"/>")? + b"/>".len();
    text.drain(start..end);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{column_of, inside, without_authors};
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
            ("xl/media/image1.jpeg", "pictureGPS"),
            (
                "xl/workbook.xml",
                "<w><x15ac:absPath url=\"C:\\Users\\某文员\\\"/><sheet name=\"明细\" state=\"hidden\"/><sheet name=\"表\"/></w>",
            ),
            ("xl/sharedStrings.xml", "<s><si><t>11010519491231002X</t></si><si><t>甲</t></si></s>"),
            ("xl/comments1.xml", "<c><comment><text>批注</text></comment></c>"),
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
        assert_eq!([column_of("B7"), column_of("AA12"), column_of("")], [Some(2), Some(27), Some(0)]);
    }

    #[test]
    fn hidden_rows_columns_and_text_are_found_where_they_hold_something() {
        let sheet = |rows: &str| {
            let text = format!("<w><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>{rows}</w>");
            let members = [("[Content_Types].xml", "<Types/>"), ("xl/worksheets/sheet1.xml", text.as_str())];
            inside(zip(&members)).unwrap().has_hidden_cells
        };
        assert!(sheet("<row><c r=\"B1\"><v>1</v></c></row>"));
        assert!(sheet("<row hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
        assert!(!sheet("<row><c r=\"A1\"><v>1</v></c><c r=\"B1\"/></row><row hidden=\"1\"/>"));
        let document = |text: &str| {
            inside(zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", text)])).unwrap()
        };
        assert!(document("<d><r><rPr><vanish/></rPr><t>甲</t></r></d>").has_hidden_text);
        assert!(!document("<d xmlns:w=\"w\"><w:vanish w:val=\"0\"/></d>").has_hidden_text);
    }

    #[test]
    fn a_file_is_published_without_its_authors() {
        let made =
            without_authors(&workbook(), |picture| picture.strip_suffix(b"GPS").map(<[u8]>::to_vec)).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(made)).unwrap();
        let mut text = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert!(!text("docProps/core.xml").contains("某文员"));
        assert!(text("xl/sharedStrings.xml").contains("甲"));
        assert!(!text("xl/workbook.xml").contains("某文员") && text("xl/workbook.xml").contains("明细"));
        assert_eq!(text("xl/media/image1.jpeg"), "picture");
        assert_eq!(without_authors(&zip(&[("a.txt", "甲")]), |_| None), None);
        assert_eq!(without_authors(b"%PDF-1.7", |_| None), None);
    }
}
