//! Which characters and which pairs of neighbours a text has: a word whose own are not all there cannot stand in it,
//! with blanks in it or without.

/// The characters of a text and their pairs, as bits: several may share one, so that a word may seem to be there that
/// is not, and never the other way round.
#[derive(Debug)]
pub(super) struct Signs {
    bits: Vec<u64>,
    /// How far a key is shifted to number one of the bits.
    shift: u32,
}

/// Bits for a text of a few kilobytes: some hundreds of pairs among so many are far apart.
const LEAST: usize = 1 << 16;
/// Bits at most.
const MOST: usize = 1 << 20;

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let bits = (text.len() * 16).next_power_of_two().clamp(LEAST, MOST);
        let mut signs = Self { bits: vec![0; bits / 64], shift: 64 - bits.trailing_zeros() };
        let mut before = None;
        for sign in text.chars().filter_map(folded) {
            signs.set(key(None, sign));
            signs.set(key(before, sign));
            before = Some(sign);
        }
        signs
    }

    /// Those of a text in which everything may stand.
    #[cfg(test)]
    pub(super) fn all() -> Self {
        Self { bits: vec![u64::MAX; LEAST / 64], shift: 64 - LEAST.trailing_zeros() }
    }

    fn set(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    fn has(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|found| found & bit != 0)
    }

    /// The word and the bit of a key: its highest bits, as many as there are.
    fn place(&self, key: u64) -> (usize, u64) {
        let at = key >> self.shift;
        ((at >> 6) as usize, 1 << (at & 63))
    }

    /// Whether all characters and pairs of a word are there.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        let mut before = None;
        word.chars().filter_map(folded).all(|sign| {
            let may = self.has(key(before, sign));
            before = Some(sign);
            may
        })
    }
}

/// The character as all ways of writing it are seen; none for blanks and for signs without width.
pub(super) fn folded(sign: char) -> Option<char> {
    Some(match sign {
        '\u{4e00}'..='\u{9fff}' => sign,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '☆' | '※' | '✩' | '✪' | '✫' | '✬' | '✭' | '✮' | '✯' | '✰' | '⭐' | '⋆' => '★',
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        other if other.is_whitespace() => return None,
        other => other,
    })
}

/// What a character behind another is known by, mixed into the high bits.
fn key(before: Option<char>, sign: char) -> u64 {
    let pair = before.map_or(0, |before| u64::from(u32::from(before)) << 21) | u64::from(u32::from(sign));
    pair.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::{Signs, folded};
    use proptest::prelude::{any, prop_assert, proptest};

    #[test]
    fn a_word_may_stand_where_all_its_pairs_do() {
        let signs = Signs::of("机 密★1年𠮷，内外和部门");
        for word in ["机密", "机密★", "密☆1", "１年", "1年𠮷", "密", "𠮷", ""] {
            assert!(signs.may_hold(word), "{word}");
        }
        for word in ["秘密", "内部", "密机", "年★", "部内"] {
            assert!(!signs.may_hold(word), "{word}");
        }
    }

    proptest! {
        /// No word that stands in a text is ever missed, however it is spaced or widened there.
        #[test]
        fn every_word_of_a_text_may_stand_in_it(
            before in any::<String>(),
            word in "[\\PC内部资料密急★☆１1：: \u{3000}\u{200b}]{0,8}",
            after in any::<String>(),
            blanks in proptest::collection::vec(proptest::bool::ANY, 16),
        ) {
            let mut written = before;
            for (sign, blank) in word.chars().zip(blanks) {
                written.push(sign);
                written.extend(blank.then_some(' '));
            }
            written.push_str(&after);
            prop_assert!(Signs::of(&written).may_hold(&word));
            let bare: String = word.chars().filter_map(folded).collect();
            prop_assert!(Signs::of(&written).may_hold(&bare));
        }
    }
}
