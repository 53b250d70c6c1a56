//! What a character is, where emphasis and line breaks ask.

/// A character as emphasis sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// White space, and the ends of a text or a cell.
    Blank,
    /// A Han character or a kana.
    Han,
    /// A digit 0 to 9.
    Digit,
    /// Another letter.
    Letter,
    /// What opens: `（`, `《`, `“`, `(`.
    Opening,
    /// What closes or stops: `）`, `》`, `”`, `。`, `，`, `)`, `.`.
    Closing,
    /// Other punctuation and signs: `—`, `…`, `￥`, `~`, `` ` ``.
    Sign,
}

impl Class {
    /// The class of `character`; none stands for an end.
    pub(super) fn of(character: Option<char>) -> Self {
        let Some(character) = character else { return Self::Blank };
        match character {
            _ if character.is_whitespace() => Self::Blank,
            '0'..='9' => Self::Digit,
            '（' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '“' | '‘'
            | '(' | '[' | '{' | '<' => Self::Opening,
            '）' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '”' | '’'
            | ')' | ']' | '}' | '>' | '、' | '。' | '，' | '．' | '：' | '；' | '？' | '！' | '％' | '／'
            | ',' | '.' | ';' | ':' | '!' | '?' | '%' | '/' | '-' | '=' | '|' | '\\' => Self::Closing,
            _ if is_sign(character) => Self::Sign,
            _ if is_wide(character) => Self::Han,
            _ => Self::Letter,
        }
    }

    /// Whether it is a letter or a digit of any script.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Han | Self::Digit | Self::Letter)
    }

    /// Whether CommonMark calls it punctuation.
    pub(super) fn is_punctuation(self) -> bool {
        matches!(self, Self::Opening | Self::Closing | Self::Sign)
    }
}

fn is_sign(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(u32::from(character),
            0xA1..=0xA9 | 0xAB..=0xB1 | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF | 0xD7 | 0xF7
            | 0x2010..=0x2027 | 0x2030..=0x205E | 0x20A0..=0x20CF | 0x2190..=0x245F | 0x2500..=0x2BFF | 0x2E00..=0x2E5D
            | 0x3001..=0x3004 | 0x3008..=0x3020 | 0x3030 | 0x30A0 | 0x30FB | 0xFE10..=0xFE6B
            | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65 | 0xFFE0..=0xFFEE)
}

/// Whether a character fills a whole square: between two such a line break is no blank.
pub(super) fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6
        | 0x2_0000..=0x3_FFFF)
        || matches!(character, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}
