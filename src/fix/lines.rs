//! Lines and their ends.

/// A line that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number, from 1.
    pub number: usize,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
}

/// The text with `\n` line ends, and the ends it had.
pub(super) fn split(text: &str) -> (String, Vec<&'static str>) {
    let mut plain = String::with_capacity(text.len());
    let mut ends = Vec::new();
    let mut marks = text.chars().peekable();
    while let Some(mark) = marks.next() {
        match mark {
            '\r' if marks.peek() == Some(&'\n') => {
                marks.next();
                ends.push("\r\n");
                plain.push('\n');
            }
            '\r' => {
                ends.push("\r");
                plain.push('\n');
            }
            '\n' => {
                ends.push("\n");
                plain.push('\n');
            }
            other => plain.push(other),
        }
    }
    (plain, ends)
}

/// The text with the line ends in the place of its own.
pub(super) fn join(plain: &str, ends: &[&'static str]) -> String {
    let mut ends = ends.iter();
    let mut text = String::with_capacity(plain.len());
    for line in plain.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                text.push_str(line);
                text.push_str(ends.next().copied().unwrap_or("\n"));
            }
            None => text.push_str(line),
        }
    }
    text
}

/// The lines that differ in two texts of as many lines.
pub(super) fn changes(old: &str, new: &str) -> Vec<Change> {
    let pairs = old.split('\n').zip(new.split('\n')).enumerate();
    pairs
        .filter(|(_, (old, new))| old != new)
        .map(|(at, (old, new))| Change { number: at + 1, old: old.to_owned(), new: new.to_owned() })
        .collect()
}
