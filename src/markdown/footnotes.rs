//! Footnotes: gathered wherever they are defined, numbered as they are referred to.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Footnote};
use crate::source::Source;
use crate::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// The footnotes of one body.
#[derive(Default)]
pub(super) struct Footnotes {
    defined: Vec<Definition>,
    /// Labels as they are compared, with their numbers.
    numbers: BTreeMap<String, usize>,
    labels: Vec<String>,
}

struct Definition {
    label: String,
    range: Range<usize>,
    blocks: Vec<Block>,
}

impl Footnotes {
    /// The number of the footnote with this label, from 0, counted by first reference.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let next = self.labels.len();
        let number = *self.numbers.entry(compared(label)).or_insert(next);
        if number == next {
            self.labels.push(label.to_owned());
        }
        number
    }

    /// Takes a definition.
    pub(super) fn define(&mut self, label: String, range: Range<usize>, blocks: Vec<Block>) {
        self.defined.push(Definition { label, range, blocks });
    }

    /// The footnotes in the order of their numbers; those that are never referred to or defined twice are reported.
    pub(super) fn finish(self, source: &Source, problems: &mut Vec<Diagnostic>) -> Vec<Footnote> {
        let empty = |label| Footnote { label, blocks: Vec::new() };
        let mut footnotes: Vec<Footnote> = self.labels.into_iter().map(empty).collect();
        let mut taken = vec![false; footnotes.len()];
        for Definition { label, range, blocks } in self.defined {
            let first_line = range.start..range.end.min(range.start + label.len() + 4);
            let place = source.span(first_line);
            let number = self.numbers.get(&compared(&label)).copied();
            match number.and_then(|number| Some((footnotes.get_mut(number)?, taken.get_mut(number)?))) {
                None => problems.push(
                    Diagnostic::warning(
                        "footnote-without-reference",
                        Text::new(
                            format!("正文没有引用脚注“{label}”，它不会显示"),
                            format!("no text refers to the footnote ‘{label}’, so it is not shown"),
                        ),
                    )
                    .at(place)
                    .help(Text::new(
                        format!("在正文里写 [^{label}]"),
                        format!("write [^{label}] in the text"),
                    )),
                ),
                Some((_, true)) => problems.push(
                    Diagnostic::warning(
                        "footnote-defined-twice",
                        Text::new(
                            format!("脚注“{label}”写了两次，只显示第一次写的"),
                            format!("the footnote ‘{label}’ is defined twice; the first one is shown"),
                        ),
                    )
                    .at(place),
                ),
                Some((footnote, taken)) => {
                    footnote.blocks = blocks;
                    *taken = true;
                }
            }
        }
        footnotes
    }
}

/// Labels are equal whatever their case.
fn compared(label: &str) -> String {
    label.trim().to_lowercase()
}
