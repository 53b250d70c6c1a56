//! A body becomes HTML that needs no mending, runs nothing, and holds all its words.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::render::fuzzing::{bodies, entry_pages};
use mingbai_fuzz::town::{HEAD, Town};
use mingbai_fuzz::words::text_in;
use mingbai_fuzz::{html, one_in, words};
use std::sync::LazyLock;

static TOWN: LazyLock<Town> = LazyLock::new(Town::bare);

/// One page in so many is made whole: its frame is the same every time.
const WHOLE: u64 = 8;

fuzz_target!(|bytes: &[u8]| {
    let body = text_in(bytes);
    let reading = TOWN.read(&[HEAD, &body].concat());
    let Some(entry) = reading.entry() else { return };
    let document = reading.body(entry);
    let bodies = bodies(&reading.site, &TOWN.pictures).expect("the text is still there");
    let [body] = bodies.as_slice() else { panic!("the entry is public") };
    words::check(&document, &html::body(body).text);
    if one_in(WHOLE, bytes) {
        let pages = entry_pages(&reading.site, &TOWN.theme, &TOWN.pictures).expect("the theme is sound");
        let [page] = pages.as_slice() else { panic!("one page") };
        let whole = std::str::from_utf8(&page.page).expect("a page is text");
        assert!(whole.contains(body), "the body is not in its page");
        assert_eq!(html::page(whole).scripts, 1, "a script got in");
    }
});
