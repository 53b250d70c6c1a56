//! Bytes become text without loss, or an error that says where.

#![no_main]

use encoding_rs::{BIG5, Encoding, GB18030};
use libfuzzer_sys::fuzz_target;
use mingbai::load::fuzzing::decode;

fuzz_target!(|bytes: &[u8]| {
    match decode(bytes) {
        Ok((text, encoding)) => check_text(bytes, &text, encoding),
        Err((byte, line, column)) => {
            assert!(bytes.contains(&byte), "{byte:x} is not in the file");
            assert!(line >= 1 && column >= 1 && line <= bytes.len() && column <= bytes.len());
        }
    }
});

/// The text encoded again is what was read: no byte was lost or changed but for line ends and a byte order mark.
fn check_text(bytes: &[u8], text: &str, encoding: Option<&str>) {
    assert!(!text.contains('\r'));
    match encoding {
        None => {
            let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let read = std::str::from_utf8(rest).expect("what is read as UTF-8 is UTF-8");
            assert_eq!(one_line_end(read), text);
        }
        Some("UTF-16LE") => assert_eq!(one_line_end(&utf_16(bytes, u16::from_le_bytes)), text),
        Some("UTF-16BE") => assert_eq!(one_line_end(&utf_16(bytes, u16::from_be_bytes)), text),
        Some("GBK/GB18030") => check_legacy(bytes, text, GB18030),
        Some("Big5") => check_legacy(bytes, text, BIG5),
        Some(other) => panic!("{other} was not asked for"),
    }
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    assert!(rest.is_empty(), "half a character was dropped");
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    let text = text.expect("what is read as UTF-16 is UTF-16");
    text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)
}

/// Several pairs of bytes may mean one character, so bytes need not come back; characters must.
fn check_legacy(bytes: &[u8], text: &str, encoding: &'static Encoding) {
    let rest =
        if encoding == GB18030 { bytes.strip_prefix(b"\x84\x31\x95\x33").unwrap_or(bytes) } else { bytes };
    let read = encoding.decode_without_bom_handling_and_without_replacement(rest);
    let whole = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let same = |read: &Option<_>| {
        read.as_ref().is_some_and(|read: &std::borrow::Cow<'_, str>| one_line_end(read) == text)
    };
    assert!(same(&read) || same(&whole), "{} read otherwise", encoding.name());
    let (again, _, lost) = encoding.encode(text);
    if lost {
        // Big5 is read with the characters of Hong Kong and written without them.
        assert!(encoding == BIG5, "a character that GB18030 has not: {text:?}");
        return;
    }
    let again = encoding.decode_without_bom_handling_and_without_replacement(&again);
    assert!(same(&again), "{text:?}");
}
