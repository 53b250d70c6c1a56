//! Files that come, grow and go while they are read. What the reader makes of a file that has grown or gone since it was
//! found is tested beside it; here the whole program runs while another one writes.

use super::SOUND;
use super::inputs::{entry, write};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

#[test]
fn a_build_bears_files_that_change_under_it() {
    let town = SOUND.0.another();
    let content = town.content();
    let lay = |turn: usize| {
        write(&content, "entries/text.md", entry("attachments: [a.pdf]\n", "无"));
        write(&content, "entries/a.pdf", vec![b'x'; turn % 5000]);
        write(&content, "entries/table.md", entry("", "```table\nfile: t.csv\n```"));
        write(&content, "entries/t.csv", "户,元\n甲,1\n");
    };
    lay(0);
    let done = AtomicBool::new(false);
    let (mut clean, mut faulty) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            let names = ["entries/text.md", "entries/t.csv", "entries/a.pdf", "entries/table.md"];
            for turn in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let path = content.join(names[turn % names.len()]);
                if turn % 3 == 0 {
                    let _ = fs::remove_file(path);
                } else if let Ok(mut file) = OpenOptions::new().append(true).open(path) {
                    let _ = file.write_all(&vec![b'x'; turn % 4096]);
                }
                if turn % 7 == 0 {
                    lay(turn);
                }
            }
        });
        for _ in 0..20 {
            let before = town.output();
            let run = town.build(&["--sheets", "none"]);
            match run.code {
                Some(0) => clean += 1,
                Some(1) => {
                    faulty += 1;
                    assert!(run.said.contains("--> content/entries/"), "{}", run.said);
                    assert!(town.output() == before, "the output has changed");
                }
                _ => panic!("{run:?}"),
            }
            assert!(!run.said.contains("panicked"), "{}", run.said);
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(faulty > 0, "nothing was caught in change: {clean} clean builds");
}
