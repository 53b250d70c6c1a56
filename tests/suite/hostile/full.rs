//! A full disk, a read-only folder: an error, and the old output whole.

use super::SOUND;
use super::inputs::{entry, write};
use super::run::{Run, mingbai, watched};
use super::site::Town;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// The site with more in it than its output shows: several entries, one of them gone.
fn grown() -> Town {
    let town = SOUND.0.another();
    for number in 0..5 {
        write(&town.content(), &format!("entries/{number}.md"), entry("", &"公示内容如下。\n\n".repeat(100)));
    }
    fs::remove_file(town.content().join("entries/water.md")).unwrap();
    town
}

/// The build failed with a word on it, the output is as it was, and once there is room the next build ends where a clean
/// one does.
fn fails(town: &Town, run: &Run, words: &str) {
    assert_eq!(run.code, Some(2), "{}", run.said);
    assert!(run.said.contains(words) && !run.said.contains("panicked"), "{}", run.said);
    assert!(town.output() == SOUND.0.output(), "the output has changed");
}

fn mends(town: &Town) {
    let run = town.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.said);
    let clean = grown();
    fs::remove_dir_all(clean.path().join("output")).unwrap();
    assert_eq!(clean.build(&[]).code, Some(0));
    assert!(town.output() == clean.output(), "not what a clean build makes");
}

/// A build whose files may have only so many blocks of 512 bytes: the system refuses the rest as a full disk does.
fn bounded(folder: &Path, blocks: usize) -> Run {
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build");
    watched(Command::new("sh").args(["-c", &line, env!("CARGO_BIN_EXE_mingbai")]).current_dir(folder))
}

#[test]
fn files_that_cannot_be_written_whole_leave_the_old_output() {
    for blocks in [0, 1, 8, 32] {
        let town = grown();
        fails(&town, &bounded(town.path(), blocks), "写不了");
        mends(&town);
    }
}

/// A build whose `output/` lies on a disk of its own with so much room beside the old output, in KB. None where the
/// system lets nobody make such a disk.
fn on_a_small_disk(town: &Town, room: usize) -> Option<Run> {
    let old: usize = ["output/site", "output/print", "output/.mingbai"]
        .iter()
        .map(|path| used(&town.path().join(path)))
        .sum();
    let line = format!(
        "mount -t tmpfs -o size={}k tmpfs output || exit 77; cp -a old/. output/ || exit 78; \"$0\" build; code=$?; \
         rm -rf new; cp -a output new; exit $code",
        old + room
    );
    fs::rename(town.path().join("output"), town.path().join("old")).unwrap();
    fs::create_dir(town.path().join("output")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &line, env!("CARGO_BIN_EXE_mingbai")]).current_dir(town.path());
    let run = watched(&mut command);
    fs::remove_dir(town.path().join("output")).unwrap();
    let is_made = town.path().join("new").exists();
    fs::rename(town.path().join(if is_made { "new" } else { "old" }), town.path().join("output")).unwrap();
    is_made.then_some(run)
}

/// What a folder takes on a disk of pages of 4 KB, in KB.
fn used(path: &Path) -> usize {
    let below = fs::read_dir(path).into_iter().flatten().map(|item| item.unwrap().path());
    below
        .map(|path| {
            if path.is_dir() {
                4 + used(&path)
            } else {
                fs::metadata(&path).unwrap().len().div_ceil(4096) as usize * 4
            }
        })
        .sum::<usize>()
        + 4
}

#[test]
fn a_full_disk_leaves_the_old_output() {
    let mut full = 0;
    for room in [4, 16, 64, 128, 256, 512, 1024, 2048, 4096, 16_384] {
        let town = grown();
        let Some(run) = on_a_small_disk(&town, room) else {
            // Where no disk can be made, files that may not grow stand for it, in the test above.
            return;
        };
        if run.code != Some(0) {
            full += 1;
            fails(&town, &run, "写不了");
        }
        mends(&town);
    }
    assert!((3..10).contains(&full), "{full} of the disks were full");
}

#[test]
fn a_read_only_folder_leaves_the_old_output() {
    for folder in ["output/site", "output/site/entry/dzb", "output/print/dzb", "output/.mingbai"] {
        let town = grown();
        let place = town.path().join(folder);
        assert!(place.is_dir(), "{folder} is no folder of the output: {:?}", town.output().keys());
        fs::set_permissions(&place, Permissions::from_mode(0o555)).unwrap();
        let run = mingbai(town.path(), &["build"]);
        fs::set_permissions(&place, Permissions::from_mode(0o755)).unwrap();
        assert_ne!(run.code, Some(0), "{folder}: {}", run.said);
        fails(&town, &run, "写不了");
        mends(&town);
    }
}

#[test]
fn a_site_on_a_read_only_disk_is_named() {
    let town = grown();
    fs::remove_dir_all(town.path().join("output")).unwrap();
    fs::set_permissions(town.path(), Permissions::from_mode(0o555)).unwrap();
    let run = mingbai(town.path(), &["build"]);
    fs::set_permissions(town.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(run.code, Some(2), "{}", run.said);
    assert!(run.said.contains("写不了"), "{}", run.said);
}
