//! From bytes to text: a byte order mark, else UTF-8, else what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text and the encoding it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, with `\n` line ends and without a byte order mark.
    pub(super) text: String,
    /// The encoding's name; none for UTF-8.
    pub(super) encoding: Option<&'static str>,
}

/// A text as its file has it: its own line ends, and what stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsWritten {
    /// The text with its own line ends and without a byte order mark.
    pub text: String,
    /// The encoding's name; none for UTF-8.
    pub encoding: Option<&'static str>,
    /// Whether the file begins with a byte order mark.
    pub mark: bool,
}

/// Decodes a file as a whole and keeps its line ends; none where some byte is no character.
pub fn as_written(bytes: &[u8]) -> Option<AsWritten> {
    let encoding = decode(bytes).ok()?.encoding;
    let (mark, rest) = match Encoding::for_bom(bytes) {
        Some((_, length)) => (true, bytes.get(length..)?),
        None => (false, bytes),
    };
    let known = [GB18030, BIG5, UTF_16LE, UTF_16BE].into_iter().find(|known| Some(name(known)) == encoding);
    let text = strictly(known.unwrap_or(UTF_8), rest)?;
    Some(AsWritten { text, encoding, mark })
}

/// The first byte that belongs to no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadByte {
    pub(super) byte: u8,
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    /// What the file was taken for.
    pub(super) encoding: &'static str,
}

/// Decodes a file as a whole.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, BadByte> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return strictly(encoding, rest)
            .map(|text| decoded(&text, encoding))
            .ok_or_else(|| bad_byte(encoding, rest));
    }
    if bytes.contains(&0)
        && let Some(found) = utf_16(bytes)
    {
        return Ok(found);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(match gb18030_behind(text) {
            Some(chinese) => decoded(&chinese, GB18030),
            None => decoded(text, UTF_8),
        }),
        Err(_) => legacy(bytes),
    }
}

fn decoded(text: &str, encoding: &'static Encoding) -> Decoded {
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    Decoded { text, encoding: (encoding != UTF_8).then(|| name(encoding)) }
}

fn name(encoding: &'static Encoding) -> &'static str {
    // People know GB18030 under the name that Windows and Excel show.
    if encoding == GB18030 { "GBK/GB18030" } else { encoding.name() }
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
}

/// A short GBK file may happen to be valid UTF-8: 通知 reads ֪ͨ. Its pairs of bytes are then characters of two bytes,
/// none of them Han. A lone © or é among Latin letters is what it seems.
fn gb18030_behind(text: &str) -> Option<String> {
    let others = || text.chars().filter(|mark| !mark.is_ascii());
    let none_is_long = others().all(|mark| mark.len_utf8() == 2) && others().next().is_some();
    let is_strange =
        others().any(|mark| mark > 'ÿ') || !text.contains(|mark: char| mark.is_ascii_alphabetic());
    if !none_is_long || !is_strange {
        return None;
    }
    strictly(GB18030, text.as_bytes()).filter(|chinese| chinese.contains(is_han))
}

/// UTF-16 without a byte order mark, where nearly every character is one that such a file may hold.
fn utf_16(bytes: &[u8]) -> Option<Decoded> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find_map(|encoding| {
        let text = strictly(encoding, bytes)?;
        let total = text.chars().count();
        let usual = text.chars().filter(|mark| is_usual(*mark)).count();
        (total > 0 && usual * 20 >= total * 19).then(|| decoded(&text, encoding))
    })
}

fn legacy(bytes: &[u8]) -> Result<Decoded, BadByte> {
    if is_broken_utf_8(bytes) {
        return Err(bad_byte(UTF_8, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let is_big5 = guess == BIG5 && pairs(bytes, is_common_in_big5) > pairs(bytes, is_common_in_gb2312);
    let order = if is_big5 { [BIG5, GB18030] } else { [GB18030, BIG5] };
    let mut second_best = None;
    for encoding in order {
        if let Some(text) = strictly(encoding, bytes) {
            if !text.contains(is_private) {
                return Ok(decoded(&text, encoding));
            }
            second_best = second_best.or_else(|| Some(decoded(&text, encoding)));
        }
    }
    second_best.or_else(|| utf_16(bytes)).ok_or_else(|| bad_byte(order[0], bytes))
}

/// Whether the bytes are UTF-8 but for a few: a file cut off, or glued together. As GB18030 it could still be read,
/// into words nobody wrote.
fn is_broken_utf_8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let han = text.chars().filter(|mark| is_han(*mark)).count();
    let bad = text.matches('\u{fffd}').count();
    han >= 3 && bad * 4 <= han
}

/// How many pairs of bytes beyond ASCII `is_common` takes for a common sign or character.
fn pairs(bytes: &[u8], is_common: fn(u8, u8) -> bool) -> usize {
    let mut rest = bytes.iter().copied();
    let mut count = 0;
    while let Some(lead) = rest.next() {
        if lead >= 0x80 {
            count += usize::from(rest.next().is_some_and(|trail| is_common(lead, trail)));
        }
    }
    count
}

/// The common signs and the first level of GB 2312: rows 1-3 and 16-55.
fn is_common_in_gb2312(lead: u8, trail: u8) -> bool {
    matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) && trail >= 0xA1
}

/// The common signs and the first level of Big5: A140 to C67E.
fn is_common_in_big5(lead: u8, trail: u8) -> bool {
    matches!((lead, trail), (0xA1..=0xC5, 0x40..=0x7E | 0xA1..=0xFE) | (0xC6, 0x40..=0x7E))
}

fn bad_byte(encoding: &'static Encoding, bytes: &[u8]) -> BadByte {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len().saturating_mul(3).saturating_add(16));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let at = match result {
        DecoderResult::Malformed(bad, after) => read.saturating_sub(usize::from(bad) + usize::from(after)),
        _ => read,
    };
    let at = at.min(bytes.len().saturating_sub(1));
    let line_start = text.rfind('\n').map_or(0, |at| at + 1);
    let (lines, line) = text.split_at(line_start);
    BadByte {
        byte: bytes.get(at).copied().unwrap_or_default(),
        line: lines.matches('\n').count() + 1,
        column: line.chars().count() + 1,
        encoding: name(encoding),
    }
}

/// Whether the character is a Chinese one.
pub(super) fn is_han(mark: char) -> bool {
    matches!(mark, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_private(mark: char) -> bool {
    matches!(mark, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fffd}')
}

fn is_usual(mark: char) -> bool {
    matches!(mark, '\n' | '\r' | '\t' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{22ff}' | '\u{2460}'..='\u{25ff}')
        || matches!(mark, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
        || is_han(mark)
}

#[cfg(test)]
mod tests {
    use super::{BadByte, decode};
    use encoding_rs::{BIG5, GB18030};
    use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};
    use std::time::{Duration, Instant};

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    const NOTICE: &str = "---\ntitle: 关于救灾款物发放的公示\n---\n\n经研究，现将有关情况公示如下。\n";
    const TRADITIONAL: &str = "---\ntitle: 關於救災款物發放的公示\n---\n\n經研究，現將有關情況公示如下。\n";

    #[test]
    fn every_encoding_that_clerks_save_in_is_read() {
        let gbk = Some("GBK/GB18030");
        assert_eq!(read(NOTICE.as_bytes()), (NOTICE.to_owned(), None));
        assert_eq!(read(&["\u{feff}", NOTICE].concat().into_bytes()), (NOTICE.to_owned(), None));
        assert_eq!(read(&GB18030.encode(NOTICE).0), (NOTICE.to_owned(), gbk));
        assert_eq!(read(&GB18030.encode("姓名,𬭎\n").0), ("姓名,𬭎\n".to_owned(), gbk));
        assert_eq!(read(&BIG5.encode(TRADITIONAL).0), (TRADITIONAL.to_owned(), Some("Big5")));
        for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            assert_eq!(read(&utf_16(NOTICE, big)), (NOTICE.to_owned(), Some(name)));
            assert_eq!(read(&utf_16(&["\u{feff}", NOTICE].concat(), big)), (NOTICE.to_owned(), Some(name)));
        }
        assert_eq!(read(b""), (String::new(), None));
    }

    #[test]
    fn one_word_in_gbk_is_that_word() {
        assert_eq!(read(&[0xCD, 0xA8, 0xD6, 0xAA]).0, "通知");
        for word in ["公示", "通知", "路", "联通", "财务", "青楠镇", "石桥湾村", "一", "关于"]
        {
            assert_eq!(read(&GB18030.encode(word).0).0, word);
        }
    }

    #[test]
    fn latin_text_stays_utf_8() {
        for text in
            ["© 2022 mingbai", "café", "a { content: \"·\" }", "“quote” — dash", "naïve → ok", "plain"]
        {
            assert_eq!(read(text.as_bytes()), (text.to_owned(), None));
        }
    }

    #[test]
    fn every_line_end_becomes_one() {
        assert_eq!(read("甲\r\n乙\r丙\n".as_bytes()).0, "甲\n乙\n丙\n");
    }

    #[test]
    fn a_broken_file_names_its_first_bad_byte() {
        let mut cut = "公示\n关于救灾款物发放的公示".as_bytes().to_vec();
        cut.truncate(cut.len() - 1);
        assert_eq!(decode(&cut), Err(BadByte { byte: 0xE7, line: 2, column: 11, encoding: "UTF-8" }));
        let glued = [b"\xA4\xFF".as_slice(), &GB18030.encode("公示").0].concat();
        assert_eq!(decode(&glued), Err(BadByte { byte: 0xA4, line: 1, column: 1, encoding: "GBK/GB18030" }));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let started = Instant::now();
            let _ = decode(&bytes);
            prop_assert!(started.elapsed() < Duration::from_secs(1));
        }

        #[test]
        fn any_text_survives_utf_8(text in "[\u{4e00}-\u{9fa5}a-z0-9，。\n]{0,40}公示如下") {
            prop_assert_eq!(&read(text.as_bytes()).0, &text);
        }

        // Characters of the first level of GB 2312, as nearly all are that people write, and a rare name. Characters
        // drawn evenly from all 20,902 of GBK are no Chinese, and nothing could tell their bytes from Big5.
        #[test]
        fn any_chinese_text_survives_gb18030(
            common in prop::collection::vec((0xB0_u8..=0xD6, 0xA1_u8..=0xFE), 4..60),
            name in "[\u{4e00}-\u{9fa5}]{0,2}",
            marks in "[a-z0-9，。\n]{0,9}",
        ) {
            let bytes: Vec<u8> = common.iter().flat_map(|(lead, trail)| [*lead, *trail]).collect();
            let text = format!("{}{marks}{name}公示如下", GB18030.decode(&bytes).0);
            prop_assert_eq!(&read(&GB18030.encode(&text).0).0, &text);
        }
    }
}
