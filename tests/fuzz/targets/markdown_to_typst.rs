//! A body becomes a program that calls nothing but what it may, and holds all its words; some are set in type.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mingbai::terms::SheetChoice;
use mingbai::typeset::{self, Fonts, fuzzing};
use mingbai_fuzz::town::{HEAD, Reading, Town};
use mingbai_fuzz::words::text_in;
use mingbai_fuzz::{findings, one_in, typst, words};
use std::sync::LazyLock;

static TOWN: LazyLock<Town> = LazyLock::new(Town::bare);
static FONTS: LazyLock<Fonts> = LazyLock::new(|| TOWN.fonts());

/// One body in so many is set in type, which takes a hundred times as long as all the rest.
const SET: u64 = 256;

fuzz_target!(|bytes: &[u8]| {
    let body = text_in(bytes);
    let reading = TOWN.read(&[HEAD, &body].concat());
    let Some(entry) = reading.entry() else { return };
    let document = reading.body(entry);
    words::check(&document, &typst::words(&fuzzing::program(entry, &document)));
    let data = fuzzing::data(&reading.site, entry, &FONTS).expect("data are JSON");
    assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok_and(|data| data.is_object()));
    if one_in(SET, bytes) {
        set(&reading);
    }
});

/// Sets the sheets. What people wrote may be too wide or have no glyph; the program itself must never be at fault.
fn set(reading: &Reading) {
    let mut problems = Vec::new();
    let choice = SheetChoice::Current;
    let sheets = typeset::sheets(&reading.site, &TOWN.theme, &FONTS, choice, &TOWN.pictures, &mut problems);
    findings::check(&problems, &reading.source);
    assert!(problems.iter().all(|problem| problem.code != "sheet-error"), "{problems:#?}");
    let sound = problems.iter().all(|problem| problem.severity != mingbai::diagnostic::Severity::Error);
    assert_eq!(sheets.len(), usize::from(sound));
    for sheet in sheets {
        assert!(sheet.pdf.starts_with(b"%PDF") && sheet.facts.pages > 0);
    }
    fuzzing::forget();
}
