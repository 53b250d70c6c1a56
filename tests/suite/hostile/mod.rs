//! Hostile input: each ends in a message that names file and place, with exit code 1 and the old output whole, in little
//! memory; or it is harmless. How long each takes is measured by `benches/hostile`.

#![cfg(target_os = "linux")]

mod changing;
mod desk;
mod full;
mod inputs;
mod run;
mod site;
mod volume;
mod words;

use inputs::Lay;
use run::{DEADLINE, Run};
use site::Town;
use std::sync::LazyLock;

/// The sound site, and what building it took.
static SOUND: LazyLock<(Town, Run)> = LazyLock::new(Town::built);

/// How much more memory than the normal build a hostile one may hold, in MB.
const MORE: u64 = 200;

fn check(lay: Lay) {
    let town = SOUND.0.another();
    let before = town.output();
    assert!(before.len() > 20);
    let expected = lay(&town.content());
    let run = town.build(&[]);
    let said: String = run.said.chars().take(20_000).collect();
    assert!(!said.contains("panicked"), "{said}");
    assert!(run.wall < DEADLINE, "it did not end:\n{said}");
    for (code, place) in &expected {
        assert!(run.tells(code, place), "{code} at {place} is not told:\n{said}");
    }
    let peak = run.peak.saturating_sub(SOUND.1.peak);
    assert!(peak <= MORE, "{peak} MB more than the normal build:\n{said}");
    if expected.is_empty() {
        assert_eq!(run.code, Some(0), "{said}");
    } else {
        assert_eq!(run.code, Some(1), "{said}");
        assert!(town.output() == before, "the output has changed");
    }
}

macro_rules! tests {
    ($($room:ident::$name:ident)*) => {
        $(#[test]
        fn $name() {
            check(inputs::$room::$name);
        })*
    };
}

inputs::each_input!(tests);
