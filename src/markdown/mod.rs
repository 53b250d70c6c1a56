//! An entry's body, read from Markdown into our own small [`Document`].
//!
//! CommonMark with tables, footnotes, strikethrough and task lists, and these differences:
//! - Emphasis works beside Chinese punctuation, and masks such as 陈\*兰 stay (`emphasis` has the rules).
//! - A line end between two wide characters is no blank.
//! - Raw HTML shows as words, with a warning; comments are dropped; `<!-- table: relief -->` names the table below.
//! - A fenced block ```` ```table ```` asks for a table from a file.
//! - What would be lost or would be unsafe is reported: cells beyond the head's, footnotes without a reference, targets
//!   such as `javascript:`.

mod builder;
mod characters;
mod check;
mod emphasis;
mod footnotes;
mod html;
mod inline;
mod running;
mod stand_in;
mod table;
mod target;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::any_markdown;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::Source;
use builder::Builder;
use pulldown_cmark::{Options, Parser};
use stand_in::Working;
use std::ops::Range;

/// Reads the body of an entry, which is `range` of `source`; offsets in the document are those of the file.
pub fn parse(source: &Source, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Document {
    let body = source.text.get(range.clone()).unwrap_or_default();
    check::characters(source, body, &range, problems);
    if let Some(line) = check::deepest_line(body) {
        problems.push(check::too_deep(source, range.start + line.start..range.start + line.end));
        return Document::default();
    }
    let working = Working::new(body, range.start);
    let mut builder = Builder::new(source, &working, range, problems);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    for (event, at) in Parser::new_ext(&working.text, options).into_offset_iter() {
        if !builder.add(event, at) {
            return Document::default();
        }
    }
    builder.finish()
}
