//! The whole text of an entry: its head split, located, read into typed fields with the town around it, and shown on
//! its page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::front_matter::{self, Node, Value};
use mingbai::render::fuzzing::entry_pages;
use mingbai::source::{Source, Span};
use mingbai_fuzz::town::{Town, path};
use mingbai_fuzz::words::{text_in, without_blanks};
use mingbai_fuzz::{findings, html};
use std::sync::LazyLock;

static TOWN: LazyLock<Town> = LazyLock::new(Town::whole);

fuzz_target!(|bytes: &[u8]| {
    let text = &text_in(bytes);
    check_head(text);
    let reading = TOWN.read(text);
    let Some(entry) = reading.entry() else { return };
    reading.body(entry);
    let title = without_blanks(&entry.title.value);
    for page in entry_pages(&reading.site, &TOWN.theme, &TOWN.pictures).expect("the theme is sound") {
        let page = html::page(std::str::from_utf8(&page.page).expect("a page is text"));
        assert_eq!(page.scripts, 1, "a script got in");
        assert!(without_blanks(&page.text).contains(&title), "{title:?} is lost in {:?}", page.text);
    }
});

/// Every value of the head stands where its place says.
fn check_head(text: &str) {
    let source = Source::new(path("entries/a.md"), text.replace('\r', "\n"));
    let mut problems = Vec::new();
    let head = front_matter::split(&source, &mut problems);
    findings::check(&problems, &source);
    if let Some(head) = head {
        assert!(source.text.get(head.body.clone()).is_some(), "the body is no text");
        assert!(matches!(head.fields.value, Value::Map(_)));
        check_node(&head.fields, &source, 0);
        let end = head.fields.span.range.end as usize;
        assert!(end <= head.body.start.max(end), "the head ends in the body");
    }
}

fn check_node(node: &Node, source: &Source, depth: usize) {
    assert!(depth <= 40, "deeper than the walk allows");
    check_span(&node.span, source);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_node(item, source, depth + 1)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                check_span(&key.span, source);
                check_node(value, source, depth + 1);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn check_span(span: &Span, source: &Source) {
    let range = span.range.start as usize..span.range.end as usize;
    assert!(source.text.get(range).is_some(), "{span:?} marks no characters");
}
