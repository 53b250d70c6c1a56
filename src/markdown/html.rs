//! Raw HTML: comments are dropped or name a table, the rest shows as words.

use crate::diagnostic::Diagnostic;
use crate::text::Text;

/// A part of a piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// What shows as words.
    Words(&'a str),
    /// `<!-- table: relief -->`, with the id.
    TableId(&'a str),
    /// A comment that never ends.
    Unclosed(&'a str),
}

/// The parts of `html` without its comments.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        push_words(before, &mut parts);
        let Some((comment, after)) = comment.split_once("-->") else {
            parts.push(Part::Unclosed(comment));
            return parts;
        };
        if let Some(id) = table_id(comment) {
            parts.push(Part::TableId(id));
        }
        rest = after;
    }
    push_words(rest, &mut parts);
    parts
}

fn push_words<'a>(words: &'a str, parts: &mut Vec<Part<'a>>) {
    if !words.trim().is_empty() {
        parts.push(Part::Words(words.trim_matches('\n')));
    }
}

fn table_id(comment: &str) -> Option<&str> {
    let (word, id) = comment.split_once([':', '：'])?;
    matches!(word.trim(), "table" | "表" | "表格").then_some(id.trim())
}

/// The finding that HTML shows as words.
pub(super) fn raw() -> Diagnostic {
    Diagnostic::warning(
        "raw-html",
        Text::new(
            "正文里的 HTML 不起作用，照原样显示",
            "HTML has no effect in a body; it shows as it is written",
        ),
    )
    .help(Text::new("改用 Markdown 写", "write it in Markdown"))
}

/// The finding that a comment hides the rest of the text.
pub(super) fn unclosed() -> Diagnostic {
    Diagnostic::error(
        "unclosed-comment",
        Text::new(
            "注释没有结束，后面的正文都不会显示",
            "this comment never ends, so that all text after it is lost",
        ),
    )
    .help(Text::new("在注释末尾写 -->", "write --> at its end"))
}

#[cfg(test)]
mod tests {
    use super::{Part, parts};

    #[test]
    fn comments_go_and_words_stay() {
        assert_eq!(parts("<!-- 内部备注 -->\n"), []);
        assert_eq!(parts("<!-- table: relief -->"), [Part::TableId("relief")]);
        assert_eq!(parts("<!--表：救灾-->"), [Part::TableId("救灾")]);
        assert_eq!(parts("<b>甲</b><!-- x --><i>"), [Part::Words("<b>甲</b>"), Part::Words("<i>")]);
        assert_eq!(parts("<!-- 没有完"), [Part::Unclosed(" 没有完")]);
    }
}
