//! Every rule of `check` on an entry, and its body masked.
//!
//! The input is a body; one that begins as front matter does is a whole entry.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::check::{self, Checked};
use mingbai::diagnostic::Diagnostic;
use mingbai::personal::{Words, find};
use mingbai_fuzz::findings;
use mingbai_fuzz::town::{HEAD, Town};
use mingbai_fuzz::words::text_in;
use std::sync::LazyLock;

static TOWN: LazyLock<Town> = LazyLock::new(Town::whole);

fuzz_target!(|bytes: &[u8]| {
    let text = text_in(bytes);
    let plain = if text.starts_with("---") { text.clone() } else { [HEAD, &text].concat() };
    let reading = TOWN.read(&plain);
    let mut kept = Checked::default();
    let mut found = Vec::new();
    check::check(&reading.site, &mut kept, &mut found);
    check::waive(&reading.site, &mut found);
    findings::check(&found, &reading.source);
    // What was kept of a look may not hide anything from the next one.
    let mut again = Vec::new();
    check::check(&reading.site, &mut kept, &mut again);
    check::waive(&reading.site, &mut again);
    assert_eq!(sorted(found), sorted(again));

    let masked = HEAD.replacen("---\n", "---\nmask: auto\n", 1);
    let reading = TOWN.read(&[masked.as_str(), &text].concat());
    let Some(entry) = reading.entry() else { return };
    let body = reading.site.body(entry).expect("the text is still the one that was read");
    let words = Words::of(&body);
    let left = find(&words.text, &reading.site.published);
    assert!(left.is_empty(), "{left:?} stands unmasked in {:?}", words.text);
});

fn sorted(found: Vec<Diagnostic>) -> Vec<String> {
    let mut found: Vec<String> = found.iter().map(|finding| format!("{finding:?}")).collect();
    found.sort();
    found.dedup();
    found
}
