//! Escaping people's words for HTML and for Typst.

use std::io::{Result, Write};

/// Writes `input` so that it is right as text and in quoted attributes of HTML: what Tera's own escaping writes, a stretch
/// of words at a time.
///
/// # Errors
/// Passes on what the writer says.
pub(super) fn escape_html(input: &str, output: &mut dyn Write) -> Result<()> {
    let mut rest = input.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        output.write_all(plain)?;
        let Some((byte, behind)) = from.split_first() else { break };
        output.write_all(match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = behind;
    }
    output.write_all(rest)
}

/// Writes `input` so that it is right in both places where a theme may print a value: in markup (`= {{ title }}`) and
/// inside a string (`"{{ path }}"`). Typst reads `\u{hex}` in both, so every ASCII character that is neither letter
/// nor digit becomes that; Han characters and single blanks stay. Elsewhere in code a value can only be a name, a
/// number or an error, never a call.
///
/// # Errors
/// Passes on what the writer says.
pub fn escape_typst(input: &str, output: &mut dyn Write) -> Result<()> {
    // Blanks in a row and a leading one would be folded away.
    let mut after_blank = true;
    for character in input.chars() {
        // Other white space (U+2028, U+0085 …) is a line end to Typst.
        let plain = character.is_ascii_alphanumeric()
            || (character == ' ' && !after_blank)
            || (!character.is_ascii() && !character.is_whitespace() && !character.is_control());
        if plain {
            write!(output, "{character}")?;
        } else {
            write!(output, "\\u{{{:x}}}", u32::from(character))?;
        }
        after_blank = character == ' ';
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{escape_html, escape_typst};
    use proptest::prelude::*;

    fn escaped(input: &str) -> String {
        let mut output = Vec::new();
        escape_typst(input, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn what_means_something_to_typst_is_spelled_by_code_point() {
        assert_eq!(escaped("#read(\"/x\")"), "\\u{23}read\\u{28}\\u{22}\\u{2f}x\\u{22}\\u{29}");
        assert_eq!(escaped("公示 7天"), "公示 7天");
        assert_eq!(escaped(" a  b"), "\\u{20}a \\u{20}b");
    }

    proptest! {
        #[test]
        fn words_are_escaped_for_html_as_tera_does(input in "([\\PC]|[&<>\"'/ ]){0,40}") {
            let (mut own, mut tera) = (Vec::new(), Vec::new());
            escape_html(&input, &mut own).unwrap();
            tera::escape_html(&input, &mut tera).unwrap();
            prop_assert_eq!(own, tera);
        }

        #[test]
        fn escaped_words_read_back_as_written(input in "\\PC*") {
            let mut read = String::new();
            let text = escaped(&input);
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once("\\u{") {
                read.push_str(before);
                let (hex, after) = after.split_once('}').unwrap();
                read.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap());
                rest = after;
            }
            read.push_str(rest);
            prop_assert_eq!(read, input);
        }

        #[test]
        fn no_escaped_text_holds_a_bare_sign(input in any::<String>()) {
            let text = escaped(&input);
            let allowed = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " \\{}".contains(c);
            prop_assert!(text.chars().all(allowed), "{}", text);
        }
    }
}
