//! Document numbers: the year stands in 〔〕.

use super::edits::Edit;
use crate::check::document_number;
use crate::document::{Block, BlockKind};
use crate::front_matter;
use crate::markdown;
use crate::source::{ByteRange, Source};

/// Other brackets around the year of a document number become 〔〕. A 第 or a zero too many is left for a person, and so is
/// all that stands in code or in a request for a table.
pub(super) fn brackets(source: &Source) -> Vec<Edit> {
    let Some(head) = front_matter::split(source, &mut Vec::new()) else { return Vec::new() };
    let body = markdown::parse(source, head.body, &mut Vec::new());
    let mut code = Vec::new();
    gather(&body.blocks, &mut code);
    for note in &body.footnotes {
        gather(&note.blocks, &mut code);
    }
    let text = &*source.text;
    let mut edits = Vec::new();
    for (at, _) in text.match_indices('号') {
        let Some((range, right)) = document_number::faulty(text, at) else { continue };
        let written = text.get(range.clone()).unwrap_or_default();
        let is_code = code.iter().any(|code| code.contains(&(at as u32)));
        let is_linked = text
            .get(..at)
            .and_then(|head| head.rfind("]("))
            .is_some_and(|open| !text.get(open..at).unwrap_or_default().contains([')', '\n']));
        if !is_code && !is_linked && document_number::is_brackets_alone(written, &right) {
            edits.push((range, right));
        }
    }
    edits
}

fn gather(blocks: &[Block], code: &mut Vec<ByteRange>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code { .. } | BlockKind::TableFile(_) => code.push(block.range.clone()),
            BlockKind::Quote(blocks) => gather(blocks, code),
            BlockKind::List { items, .. } => items.iter().for_each(|item| gather(&item.blocks, code)),
            _ => {}
        }
    }
}

/// A text in which every document number has its right form, so that two can be compared.
pub(super) fn in_right_form(text: &str) -> String {
    let edits = text.match_indices('号').filter_map(|(at, _)| document_number::faulty(text, at)).collect();
    super::edits::apply(text, edits)
}
