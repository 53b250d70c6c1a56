//! Which characters a text has: a word whose characters are not all there cannot stand in it, whatever stands between them.

/// The characters of a text, one bit for each of the first 65,536; those above share theirs.
#[derive(Debug)]
pub(super) struct Signs(Vec<u64>);

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self(vec![0; 1024]);
        for sign in text.chars() {
            let (word, bit) = place(sign);
            if let Some(word) = signs.0.get_mut(word) {
                *word |= bit;
            }
        }
        signs
    }

    /// Whether all characters of a word are there.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|sign| {
            let (word, bit) = place(sign);
            self.0.get(word).is_some_and(|found| found & bit != 0)
        })
    }
}

fn place(sign: char) -> (usize, u64) {
    let sign = u32::from(sign) & 0xffff;
    ((sign >> 6) as usize, 1 << (sign & 63))
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn a_word_may_stand_where_all_its_characters_do() {
        let signs = Signs::of("机 密★1年𠮷");
        assert!(signs.may_hold("机密") && signs.may_hold("年1") && signs.may_hold("𠮷"));
        assert!(!signs.may_hold("秘密") && !signs.may_hold("内部"));
    }
}
