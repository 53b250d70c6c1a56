//! Files that are refused.

use super::{fixture, read, xlsx};

#[test]
fn files_of_other_programs_are_refused_with_the_way_out() {
    for name in ["a.doc", "a.wps", "a.et", "a.docx", "a.numbers", "a.xlsb", "a.pdf"] {
        let found = read(name, b"x", "");
        assert_eq!(found.findings(), ["office-file a.md"], "{name}");
        assert!(
            found.problems.first().unwrap().help.as_ref().unwrap().zh.contains("另存为 .xlsx（或 .csv）")
        );
    }
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_named() {
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let mut encrypted = compound.to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let page = b"\xef\xbb\xbf<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table></table></html>";
    for (name, bytes, code) in [
        ("a.xls", page.as_slice(), "table-file-kind a.xls"),
        ("a.xls", &xlsx(""), "table-file-kind a.xls"),
        ("a.xlsx", &compound, "table-file-kind a.xlsx"),
        ("a.xlsx", &encrypted, "table-locked a.xlsx"),
        ("a.xlsx", b"", "empty-file a.xlsx"),
        ("a.xlsx", b"hello", "table-broken a.xlsx"),
        ("a.xlsx", b"PK\x03\x04rest", "table-broken a.xlsx"),
        ("a.ods", &xlsx(""), "table-broken a.ods"),
        ("a.xls", &compound, "table-broken a.xls"),
    ] {
        let found = read(name, bytes, "");
        assert_eq!(found.findings(), [code], "{name}");
        assert!(found.table.is_none());
    }
    assert_eq!(read("a.csv", b"PK\x03\x04,1\n", "").findings(), ["table-file-kind a.csv"]);
}

#[test]
fn paths_stay_in_the_folder() {
    let folder = mingbai::load::Folder::default();
    assert_eq!(super::ask(&folder, "file: ../../secret.csv").findings(), ["bad-path a.md"]);
    assert_eq!(super::ask(&folder, "file: /etc/passwd.csv").findings(), ["bad-path a.md"]);
    assert_eq!(super::ask(&folder, "file: none.csv").findings(), ["missing-file a.md"]);
    assert_eq!(super::ask(&folder, "sheet: a").findings(), ["missing-field a.md"]);
}

#[test]
fn damaged_files_end_in_findings() {
    for name in ["openpyxl.xlsx", "xlwt.xls", "odfpy.ods"] {
        let whole = fixture(name);
        for step in 1..60 {
            let mut bytes = whole.clone();
            bytes.truncate(whole.len() * step / 60);
            let cut = read(name, &bytes, "");
            assert!(cut.table.is_some() || !cut.problems.is_empty(), "{name} cut at {step}/60");
            let mut bytes = whole.clone();
            for at in (step..bytes.len()).step_by(97) {
                bytes[at] ^= 0x55;
            }
            let bent = read(name, &bytes, "");
            assert!(bent.table.is_some() || !bent.problems.is_empty(), "{name} bent from {step}");
        }
    }
}
