//! Words: a sentence in Chinese and in English, and the form in which words are compared.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The words in Unicode's form NFC, in which equal words are equal bytes.
pub fn nfc(words: &str) -> Cow<'_, str> {
    // Nearly every text is in this form already, and most hold nothing but Han characters and usual marks.
    if words.chars().all(is_settled) {
        return words.into();
    }
    match is_nfc_quick(words.chars()) {
        IsNormalized::Yes => words.into(),
        _ => words.nfc().collect(),
    }
}

/// Whether a character stays as it is in NFC, whatever stands beside it.
fn is_settled(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\0'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}')
}

/// Some words that are looked for together in short texts: heads of columns, names of fields.
#[derive(Debug)]
pub struct WordSet {
    /// The words, each with its characters as bits of which several share one.
    words: Vec<(u64, &'static str)>,
}

impl WordSet {
    /// These words.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self { words: words.into_iter().map(|word| (signs(word), word)).collect() }
    }

    /// The place in the list of the first word of it that stands in a text.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        let there = signs(text);
        self.words.iter().position(|(own, word)| own & !there == 0 && text.contains(word))
    }

    /// Whether one of the words stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }
}

/// The characters of a text as bits.
fn signs(text: &str) -> u64 {
    let bit = |sign: char| 1 << (u32::from(sign).wrapping_mul(0x9E37_79B1) >> 26);
    text.chars().map(bit).fold(0, |signs: u64, bit: u64| signs | bit)
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

/// One sentence in both languages, so that neither can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The Chinese sentence.
    pub zh: String,
    /// The English sentence.
    pub en: String,
}

impl Text {
    /// The sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// Both sentences, for the context of an error; the program picks one of them.
impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} / {}", self.zh, self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::{WordSet, is_settled, nfc};
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn settled_characters_stay_whatever_stands_beside_them() {
        let quick = |text: [char; 2]| unicode_normalization::is_nfc_quick(text.into_iter());
        for character in ('\0'..=char::MAX).filter(|character| is_settled(*character)) {
            assert_eq!(canonical_combining_class(character), 0, "{character}");
            assert_eq!(
                quick([character, character]),
                unicode_normalization::IsNormalized::Yes,
                "{character}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_text_gets_its_form(text in "[\\PC公示，\u{300}é가\u{1100}\u{1161}]{0,12}") {
            let whole: String = text.nfc().collect();
            prop_assert_eq!(nfc(&text), whole);
        }

        #[test]
        fn words_are_found_as_one_by_one(text in any::<String>(), head in "[金额单价合计率（元）a]{0,8}") {
            const WORDS: &[&str] = &["金额", "单价", "率", "a", "合计", ""];
            let set = WordSet::new(WORDS.iter().copied());
            let short = WordSet::new(WORDS.iter().copied().take(5));
            for text in [&text, &head] {
                prop_assert_eq!(set.first_in(text), WORDS.iter().position(|word| text.contains(word)));
                prop_assert_eq!(short.is_in(text), WORDS.iter().take(5).any(|word| text.contains(word)));
            }
        }
    }
}
