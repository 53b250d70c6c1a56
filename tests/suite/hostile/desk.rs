//! Hostile entries at the desk of the watch: what a build refuses is shown there as well as it can be.

use super::SOUND;
use super::inputs::{self, Lay};
use super::site::Town;
use mingbai::build::{Goal, Options, Previews, Session};
use mingbai::site_path::SitePath;
use std::fs;
use std::thread;

/// The stack of the thread that makes previews in a watch.
const STACK: usize = 16 << 20;

/// The texts of entries beside those of the sound site, some of them.
fn entries(town: &Town) -> Vec<SitePath> {
    let mut found: Vec<String> = fs::read_dir(town.content().join("entries"))
        .unwrap()
        .filter_map(|item| item.unwrap().file_name().into_string().ok())
        .filter(|name| name.ends_with(".md"))
        .collect();
    found.sort();
    found.iter().filter_map(|name| SitePath::new(&format!("entries/{name}")).ok()).take(8).collect()
}

/// How many previews there are of what is laid over the site.
fn shown(lay: Lay) -> usize {
    let town = SOUND.0.another();
    lay(&town.content());
    let look = move || {
        let session = Session::new(town.path());
        let previews = Previews::read(&session, &Options::new(Goal::Check), None).unwrap();
        let of = |previews: &Previews| entries(&town).iter().filter_map(|path| previews.of(path)).count();
        previews.as_ref().map_or(0, of)
    };
    thread::Builder::new().stack_size(STACK).spawn(look).unwrap().join().unwrap()
}

macro_rules! all {
    ($($room:ident::$name:ident)*) => { [$((stringify!($name), inputs::$room::$name as Lay)),*] };
}

#[test]
fn what_a_build_refuses_can_be_looked_at_all_the_same() {
    let mut shown_in_all = 0;
    for (name, lay) in inputs::each_input!(all) {
        let count = shown(lay);
        assert!(count > 0, "{name}: not even the sound entry is shown");
        shown_in_all += count;
    }
    // Besides the sound entry of each site, and the one that some inputs write over it.
    assert!(shown_in_all > 120, "{shown_in_all}");
}
