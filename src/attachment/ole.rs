//! The words of older Office files (.doc, .xls, .wps, .et), as they lie in them: texts in two bytes a character or in one,
//! whatever stands between them. Nothing else of such a file is understood.

/// What such files begin with.
pub(super) const SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Shorter texts are chance.
const LEAST: usize = 4;
/// The most words that are read, in bytes.
const MOST_WORDS: usize = 4 << 20;

/// The texts of a file, a line each.
pub(super) fn words(bytes: &[u8]) -> String {
    let mut words = String::new();
    // Texts may begin at any byte.
    for from in [0, 1] {
        let units = bytes.get(from..).unwrap_or_default().chunks_exact(2);
        gather(
            units.map(|pair| wide(u16::from_le_bytes([pair.first().copied()?, pair.get(1).copied()?]))),
            &mut words,
        );
    }
    gather(bytes.iter().map(|byte| narrow(*byte)), &mut words);
    words
}

/// Adds every run of characters that is long enough.
fn gather(signs: impl Iterator<Item = Option<char>>, words: &mut String) {
    let mut run = String::new();
    for sign in signs.chain([None]) {
        if words.len() > MOST_WORDS {
            return;
        }
        if let Some(sign) = sign {
            run.push(sign);
            continue;
        }
        if run.chars().count() >= LEAST {
            words.push_str(&run);
            words.push('\n');
        }
        run.clear();
    }
}

/// A character of a text in two bytes: Latin, marks, Han of everyday use.
fn wide(unit: u16) -> Option<char> {
    let sign = char::from_u32(u32::from(unit))?;
    let is_text = matches!(sign, ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{2027}' | '★' | '☆' | '〇')
        || matches!(sign, '\u{3000}'..='\u{3017}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}');
    is_text.then_some(sign)
}

fn narrow(byte: u8) -> Option<char> {
    matches!(byte, b' '..=b'~').then(|| char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn texts_are_read_wherever_they_begin() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for lead in [&b"\x01\x02"[..], b"\x01"] {
            let made = [lead, &wide("机密★1年"), b"\0\x0111010519491231002X\xff"].concat();
            let found = words(&made);
            assert!(found.lines().any(|line| line == "机密★1年"), "{found}");
            assert!(found.lines().any(|line| line == "11010519491231002X"), "{found}");
        }
        assert_eq!(words(b"\x01a\x02b"), "");
    }
}
