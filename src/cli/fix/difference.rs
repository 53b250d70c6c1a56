//! What would change in a file, as people know it from version control.

use super::super::console::Console;
use crate::diagnostic::{Colours, shown as harmless};
use crate::fix::Made;
use crate::text::Text;
use std::fmt::Write;
use std::path::Path;

/// The file's name, what changes of it as a whole, and its lines that change, old and new.
pub(super) fn shown(path: &Path, made: &Made, console: &Console) -> String {
    let mut text = format!("{}\n", paint(&harmless(&path.display().to_string()), "1", console));
    if let Some(encoding) = made.encoding {
        let line = Text::new(
            format!("  编码：{encoding} → UTF-8（看看下面的字对不对）\n"),
            format!("  encoding: {encoding} → UTF-8 (see that the words below are right)\n"),
        );
        text.push_str(console.say(&line));
        if let Some(line) = sample(&made.bytes) {
            let _ = writeln!(text, "  {}", harmless(line));
        }
    }
    if made.mark_gone {
        text.push_str(
            console.say(&Text::new("  去掉文件开头的 BOM\n", "  the byte order mark at the start goes\n")),
        );
    }
    // Lines that stand together are one hunk, first all old ones, then all new ones.
    let mut rest = made.lines.as_slice();
    while let Some(first) = rest.first() {
        let together =
            rest.iter().enumerate().take_while(|(at, line)| line.number == first.number + at).count();
        let (hunk, others) = rest.split_at(together);
        rest = others;
        let place = format!("@@ -{0},{together} +{0},{together} @@", first.number);
        let _ = writeln!(text, "{}", paint(&place, "36", console));
        for line in hunk {
            let _ = writeln!(text, "{}", paint(&format!("-{}", harmless(&line.old)), "31", console));
        }
        for line in hunk {
            let _ = writeln!(text, "{}", paint(&format!("+{}", harmless(&line.new)), "32", console));
        }
    }
    text.push('\n');
    text
}

/// The first line with something else than ASCII in it, by which people see whether an encoding was guessed rightly.
fn sample(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').lines().find(|line| !line.is_ascii())
}

fn paint(text: &str, code: &str, console: &Console) -> String {
    match console.colours {
        Colours::On => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        Colours::Off => text.to_owned(),
    }
}
