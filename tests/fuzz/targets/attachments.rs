//! Files that go with entries: what is told of them, and what is published of them.
//!
//! The first byte says whether the input is a file as it stands or the members of an office file, which are packed here so
//! that the fuzzer need not learn checksums.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::attachment::{look, published};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What parts the members of an office file in the fuzzer's input.
const BETWEEN: &[u8] = b"\n=====\n";

const MEMBERS: [&[&str]; 2] = [
    &["word/document.xml", "docProps/core.xml", "word/comments.xml", "docProps/app.xml"],
    &["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"],
];

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    let file = match form % 3 {
        0 => rest.to_vec(),
        one => packed(MEMBERS[usize::from(one - 1)], rest),
    };
    let contents = look(&file);
    assert!(contents.hidden.iter().all(|one| !one.zh.is_empty() && !one.en.is_empty()));
    let bare = published(file.clone());
    // What was taken out stays out, and nothing more goes.
    assert_eq!(published(bare.clone()), bare, "{} bytes became {}", file.len(), bare.len());
    look(&bare);
});

fn packed(names: &[&str], input: &[u8]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut rest = input;
    for name in names {
        let at = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let (member, after) = at.map_or((rest, &[][..]), |at| (&rest[..at], &rest[at + BETWEEN.len()..]));
        file.start_file(*name, options).expect("a member");
        file.write_all(member).expect("a member in memory");
        rest = after;
    }
    file.finish().expect("an archive in memory").into_inner()
}
