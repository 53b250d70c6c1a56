//! Whether people's words came through.

use mingbai::document::{Document, InlineKind};
use mingbai::model::each_inline;

/// The words of a body are all in what was made of it. Blanks do not count.
pub fn check(body: &Document, made: &str) {
    let made = without_blanks(made);
    each_inline(body, &mut |inline| {
        if let InlineKind::Text(words) | InlineKind::Code(words) = &inline.kind {
            let words = without_blanks(words);
            assert!(made.contains(&words), "{words:?} is lost in {made:?}");
        }
    });
}

/// What of the fuzzer's bytes is text: the rest is left out, since a changed byte of a Chinese character would else end
/// every text there.
pub fn text_in(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}

/// The words without blanks, and without the byte order marks that sheets leave out.
pub fn without_blanks(words: &str) -> String {
    words.chars().filter(|mark| !mark.is_whitespace() && *mark != '\u{feff}').collect()
}
