//! Finding many words in a text in one pass.

use crate::check::Subject;
use std::collections::BTreeMap;

/// A list of words that are looked for together, each with what is known of it.
#[derive(Debug)]
pub(super) struct WordList<T: 'static> {
    /// For each character of the basic plane whether a word begins with it, as bits.
    begins: Vec<u64>,
    /// The words by their first character.
    words: BTreeMap<char, Vec<(&'static str, &'static T)>>,
}

impl<T> WordList<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, &'static T)>) -> Self {
        let mut list = Self { begins: vec![0; 1 << 10], words: BTreeMap::new() };
        for (word, known) in words {
            let Some(first) = word.chars().next() else { continue };
            if let Some(bits) = list.begins.get_mut(first as usize >> 6) {
                *bits |= 1 << (first as usize & 63);
            }
            list.words.entry(first).or_default().push((word, known));
        }
        list
    }

    /// Whether one of its words may stand in an entry.
    pub(super) fn may_stand_in(&self, subject: &Subject<'_>) -> bool {
        self.words.values().flatten().any(|(word, _)| subject.may_hold(word))
    }

    /// Every word of the list in a text, with the byte it begins at.
    pub(super) fn find(&self, text: &str, found: &mut dyn FnMut(usize, &'static str, &'static T)) {
        for (at, mark) in text.char_indices() {
            let bits = self.begins.get(mark as usize >> 6).copied().unwrap_or_default();
            if bits >> (mark as usize & 63) & 1 == 0 {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            for (word, known) in self.words.get(&mark).into_iter().flatten() {
                if rest.starts_with(word) {
                    found(at, word, known);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn every_word_is_found_where_it_stands() {
        let list = WordList::new([("帐户", &1), ("帐", &2), ("a", &3)]);
        let mut found = Vec::new();
        list.find("开帐户a", &mut |at, word, known| found.push((at, word, *known)));
        assert_eq!(found, [(3, "帐户", 1), (3, "帐", 2), (9, "a", 3)]);
    }
}
