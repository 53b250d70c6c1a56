//! Words of attachments: the first mark of each file.

use super::bare::Bare;
use crate::check::{Rule, Subject};
use crate::diagnostic::Diagnostic;
use crate::personal::BREAK;
use crate::text::Text;
use std::ops::Range;

/// Reports the first mark of each file that goes with the entry: of the lines that `may` have one, what `mark` finds.
/// `message` makes a sentence of the file's name and the mark.
pub(super) fn in_attachments(
    subject: &Subject<'_>,
    rule: &Rule,
    may: impl Fn(&str) -> bool,
    mark: impl Fn(&Bare) -> Option<Range<usize>>,
    message: impl Fn(&str, &str) -> Text,
    problems: &mut Vec<Diagnostic>,
) {
    for (path, contents) in subject.attachments() {
        let lines = contents.words.split(['\n', BREAK]).filter(|line| may(line));
        let words = lines.map(Bare::of).find_map(|bare| Some(bare.text.get(mark(&bare)?)?.to_owned()));
        if let Some(words) = words {
            problems.push(rule.finding(message(path.name(), &words)).in_file((*path).clone()));
        }
    }
}
