//! What a PDF says of its author, as far as it says so openly: in its information dictionary or its XMP packet. What lies in
//! compressed object streams is not seen.

/// The author; none where none is named.
pub(super) fn author(bytes: &[u8]) -> Option<String> {
    in_dictionary(bytes)
        .or_else(|| in_packet(bytes))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
}

/// Whether somebody wrote notes into it.
pub(super) fn has_notes(bytes: &[u8]) -> bool {
    [&b"/Subtype/Text"[..], b"/Subtype /Text", b"/Subtype/FreeText", b"/Subtype /FreeText"].iter().any(
        |word| {
            places(bytes, word)
                .any(|at| bytes.get(at + word.len()).is_none_or(|next| !next.is_ascii_alphanumeric()))
        },
    )
}

fn places<'b>(bytes: &'b [u8], word: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
}

/// `/Author (name)` or `/Author <FEFF…>`.
fn in_dictionary(bytes: &[u8]) -> Option<String> {
    let at = places(bytes, b"/Author").next()?;
    let rest = bytes.get(at + 7..)?;
    let rest = rest.get(rest.iter().position(|byte| !byte.is_ascii_whitespace())?..)?;
    let end = rest.len().min(400);
    let rest = rest.get(..end)?;
    let string = match rest.first()? {
        b'(' => {
            let mut string = Vec::new();
            let mut bytes = rest.iter().skip(1).copied();
            while let Some(byte) = bytes.next() {
                match byte {
                    b')' => break,
                    b'\\' => string.extend(bytes.next()),
                    byte => string.push(byte),
                }
            }
            string
        }
        b'<' => {
            let digits: Vec<u8> = rest
                .iter()
                .skip(1)
                .take_while(|byte| **byte != b'>')
                .filter_map(|byte| char::from(*byte).to_digit(16))
                .filter_map(|digit| u8::try_from(digit).ok())
                .collect();
            digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect()
        }
        _ => return None,
    };
    Some(match string.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide
                .chunks(2)
                .map(|pair| pair.iter().fold(0_u16, |unit, byte| (unit << 8) | u16::from(*byte)));
            char::decode_utf16(units).map(|sign| sign.unwrap_or('\u{fffd}')).collect()
        }
        None => String::from_utf8_lossy(&string).into_owned(),
    })
}

/// `<dc:creator><rdf:Seq><rdf:li>name</rdf:li>`.
fn in_packet(bytes: &[u8]) -> Option<String> {
    let at = places(bytes, b"<dc:creator").next()?;
    let near = bytes.get(at..bytes.len().min(at + 600))?;
    let text = String::from_utf8_lossy(near).into_owned();
    let item = text.split_once("<rdf:li")?.1.split_once('>')?.1;
    item.split_once('<').map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{author, has_notes};

    #[test]
    fn the_author_is_read_where_he_stands_openly() {
        for (text, expected) in [
            (&b"%PDF-1.4 << /Author (Wang \\(clerk\\)) >>"[..], Some("Wang (clerk)")),
            (b"<</Author<FEFF738B>>>", Some("\u{738b}")),
            (b"<dc:creator><rdf:Seq><rdf:li>Li</rdf:li></rdf:Seq></dc:creator>", Some("Li")),
            (b"%PDF-1.4 << /Author () /Title (x) >>", None),
            (b"%PDF-1.4 /Author", None),
        ] {
            assert_eq!(author(text).as_deref(), expected);
        }
    }

    #[test]
    fn notes_are_told_from_other_words() {
        assert!(has_notes(b"<</Type/Annot/Subtype/Text>>"));
        assert!(!has_notes(b"<</Subtype/TextField>> /Subtype/Link"));
    }
}
