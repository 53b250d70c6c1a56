//! terms.yaml: the words that a town adds to those its rules look for.

use super::source;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{self, Fields, Key};
use crate::load::Folder;
use crate::model::{Renamed, WordLists};

const KEYS: &[Key] = &[
    Key::new("forbidden_marks", &["禁用标识"]),
    Key::new("internal_marks", &["内部标识"]),
    Key::new("trade_words", &["商业秘密词"]),
    Key::new("health_words", &["健康词"]),
    Key::new("old_names", &["旧称"]),
    Key::new("repealed", &["废止法规"]),
    Key::new("set_phrases", &["须核对的提法"]),
    Key::new("slips", &["错别字"]),
    Key::new("jargon", &["套话"]),
];

/// What is written and what is meant, as one speaks of names, of slips and of jargon.
const RENAMED_KEYS: &[Key] =
    &[Key::new("old", &["旧", "错", "套话"]), Key::new("new", &["新", "对", "白话"])];

/// Reads terms.yaml, where there is one.
pub(super) fn read(folder: &Folder, problems: &mut Vec<Diagnostic>) -> WordLists {
    let node = source(folder, "terms.yaml").and_then(|source| front_matter::yaml(source, problems));
    let Some(node) = node else { return WordLists::default() };
    let mut fields = Fields::new(&node, KEYS, problems);
    let mut words = |key: &str| -> Vec<String> {
        let words = fields.texts(key).into_iter().map(|word| word.value.trim().to_owned());
        words.filter(|word| !word.is_empty()).collect()
    };
    WordLists {
        forbidden_marks: words("forbidden_marks"),
        internal_marks: words("internal_marks"),
        trade_words: words("trade_words"),
        health_words: words("health_words"),
        set_phrases: words("set_phrases"),
        old_names: renamed(&mut fields, "old_names"),
        repealed: renamed(&mut fields, "repealed"),
        slips: renamed(&mut fields, "slips"),
        jargon: renamed(&mut fields, "jargon"),
    }
}

fn renamed(fields: &mut Fields<'_, '_>, key: &str) -> Vec<Renamed> {
    let mut found = Vec::new();
    for node in fields.maps(key) {
        let mut fields = Fields::new(node, RENAMED_KEYS, fields.problems());
        let (old, new) = (fields.required_text("old"), fields.required_text("new"));
        found.extend(old.zip(new).map(|(old, new)| Renamed { old: old.value, new: new.value }));
    }
    found
}
