//! How soon a save is seen: `cargo bench --bench watch`.
//!
//! The program watches a town of 10,000 entries without sheets, on a port of its own, while this one saves files and asks
//! for what shows them every two milliseconds; medians of `--runs 20` are printed, from the save to the answer, the
//! gathering of changes included. `--entries 2000` sets the size, `--edits 1000` how many saves the memory is watched
//! over. Then the town gets a review, and every entry of it its approval: an edited entry leaves the site, and its text of
//! before brings it back; `-- review` measures that alone.

#![expect(clippy::print_stdout, reason = "it prints the figures")]

#[path = "../speed/corpus.rs"]
mod corpus;
mod reviewed;
mod watched;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io};
use watched::Watched;

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let number = |name: &str, default: usize| {
        let at = words.iter().position(|word| word == name);
        at.and_then(|at| words.get(at + 1)).and_then(|word| word.parse().ok()).unwrap_or(default)
    };
    let folder = env::temp_dir().join(format!("mingbai-watch-{}", std::process::id()));
    let (entries, runs) = (number("--entries", 10_000), number("--runs", 20));
    let result = match words.iter().any(|word| word == "review") {
        true => Ok(()),
        false => table(&folder.join("town"), entries, runs, number("--edits", 1_000)),
    };
    let result = result.and_then(|()| with_review(&folder.join("reviewed"), entries, runs));
    fs::remove_dir_all(&folder)?;
    result
}

/// The build date of the town.
const TODAY: &str = "2022-12-23";

/// A town under watch.
struct Town {
    root: PathBuf,
    watch: Watched,
    /// The entry that is edited.
    entry: usize,
    text: String,
}

fn table(root: &Path, entries: usize, runs: usize, edits: usize) -> io::Result<()> {
    corpus::write(root, entries, corpus::entry)?;
    let started = Instant::now();
    let watch = Watched::start(root)?;
    println!("| {entries} entries, no sheets, median of {runs} | |\n|---|---:|");
    row("first build", started.elapsed());
    // The newest public entry stands on the home page, so that its title shows in every kind of list.
    let town = Town::new(root, watch, newest(0..entries));
    let page = town.page();

    let body = |turn: usize| town.save(&format!("{}\n第{turn}次修改正文。\n", town.text));
    row(
        "edit of a body → its page",
        median(runs, |turn| town.until(&page, &format!("第{turn}次修改正文"), || body(turn)))?,
    );
    let title = |turn: usize| town.save(&town.text.replacen("title: ", &format!("title: 第{turn}次改题"), 1));
    row(
        "edit of a title → the home page",
        median(runs, |turn| town.until("/", &format!("第{turn}次改题"), || title(turn)))?,
    );
    row("edit of a body → its sheet's picture", median(runs, |turn| town.picture(|| body(turn + runs)))?);

    let template = root.join("themes/default/pages/entry.html");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/pages/entry.html"))?;
    fs::create_dir_all(template.parent().unwrap_or(root))?;
    let template = |turn: usize| {
        let mark = format!("<!-- {turn} -->{{% endblock main %}}");
        fs::write(&template, text.replacen("{% endblock main %}", &mark, 1))
    };
    row(
        "edit of a template → a page",
        median(runs.min(3), |turn| town.until(&page, &format!("<!-- {turn} -->"), || template(turn)))?,
    );

    let before = town.watch.memory()?;
    for turn in 0..edits {
        town.until(&page, &format!("第{}次修改正文", turn + 1_000), || body(turn + 1_000))?;
    }
    println!("| memory before and after {edits} edits, MB | {before:.0} → {:.0} |", town.watch.memory()?);
    println!("| the most it ever was | {:.0} |", town.watch.most_memory()?);
    Ok(())
}

/// The same where every entry was approved, but for some that wait.
fn with_review(root: &Path, entries: usize, runs: usize) -> io::Result<()> {
    corpus::write(root, entries, corpus::entry)?;
    let waiting = reviewed::approve(root, entries)?;
    let started = Instant::now();
    let watch = Watched::start(root)?;
    println!("| {entries} approved entries, no sheets, median of {runs} | |\n|---|---:|");
    row("first build", started.elapsed());
    let town = Town::new(root, watch, newest(0..waiting));
    let page = town.page();
    let is_there = |there: bool| Ok(town.watch.get(&page)?.starts_with("HTTP/1.1 200") == there);
    let edit = |turn: usize| town.save(&format!("{}\n第{turn}次修改正文。\n", town.text));
    let back = |_| town.watch.until(|| town.save(&town.text), || is_there(true));
    let mut brought = Vec::new();
    let gone = median(runs, |turn| {
        let time = town.watch.until(|| edit(turn), || is_there(false))?;
        brought.push(back(turn)?);
        Ok(time)
    });
    row("edit of an approved body → its page is gone", gone?);
    brought.sort();
    row("its approved text again → its page", brought.get(brought.len() / 2).copied().unwrap_or_default());
    row(
        "edit of an approved body → its preview at the desk",
        median(runs, |turn| {
            let time = town.preview(&format!("第{turn}次修改正文"), || edit(turn))?;
            // The desk shows it before the site has been made: the next save finds the watch at rest.
            town.watch.until(|| Ok(()), || is_there(false))?;
            back(turn)?;
            Ok(time)
        })?,
    );
    let Town { watch, .. } = town;
    let town = Town::new(root, watch, newest(waiting..entries));
    let edit = |turn: usize| town.save(&format!("{}\n第{turn}次修改正文。\n", town.text));
    row(
        "edit of a body that waits → its preview at the desk",
        median(runs, |turn| town.preview(&format!("第{turn}次修改正文"), || edit(turn)))?,
    );
    println!("| memory, MB | {:.0} |", town.watch.memory()?);
    println!("| the most it ever was | {:.0} |", town.watch.most_memory()?);
    Ok(())
}

/// The newest entry that is public by its date.
fn newest(mut entries: impl Iterator<Item = usize>) -> usize {
    let first = entries.next().unwrap_or_default();
    let public = entries.filter(|number| issued(*number).as_str() <= TODAY);
    public.max_by_key(|number| issued(*number)).unwrap_or(first)
}

/// The day an entry was issued, as written.
fn issued(number: usize) -> String {
    let text = corpus::entry(number);
    text.lines().find_map(|line| line.strip_prefix("issued_on: ")).unwrap_or_default().to_owned()
}

impl Town {
    fn new(root: &Path, watch: Watched, entry: usize) -> Self {
        Self { root: root.to_owned(), watch, entry, text: corpus::entry(entry) }
    }

    /// How long it takes from a save until the desk shows these words on the entry's page.
    fn preview(&self, words: &str, save: impl Fn() -> io::Result<()>) -> io::Result<Duration> {
        let (asked, page) = (format!("/_desk/entry.json?path={}", self.path()), self.page());
        self.watch.until(save, || {
            self.watch.get(&asked)?;
            Ok(self.watch.get(&format!("/_desk/site{page}"))?.contains(words))
        })
    }

    fn save(&self, text: &str) -> io::Result<()> {
        fs::write(self.root.join(format!("content/{}", self.path())), text)
    }

    fn path(&self) -> String {
        format!("entries/{:02}/e{:06}.md", self.entry % 97, self.entry)
    }

    /// The address of the entry's page.
    fn page(&self) -> String {
        let unit = self.text.lines().find_map(|line| line.strip_prefix("unit: ")).unwrap_or_default();
        format!("/entry/{unit}/{:02}-e{:06}.html", self.entry % 97, self.entry)
    }

    /// How long it takes from a save until an address shows these words.
    fn until(&self, address: &str, words: &str, save: impl Fn() -> io::Result<()>) -> io::Result<Duration> {
        self.watch.until(save, || Ok(self.watch.get(address)?.contains(words)))
    }

    /// How long it takes from a save until the desk has another picture of the sheet.
    fn picture(&self, save: impl Fn() -> io::Result<()>) -> io::Result<Duration> {
        let address = format!("/_desk/entry.json?path={}", self.path());
        let sheet = || -> io::Result<String> {
            let answer = self.watch.get(&address)?;
            let after = answer.split("/_desk/sheet/").nth(1).unwrap_or_default();
            Ok(after.split('"').next().unwrap_or_default().to_owned())
        };
        let before = sheet()?;
        self.watch.until(save, || {
            let now = sheet()?;
            Ok(!now.is_empty()
                && now != before
                && self.watch.get(&format!("/_desk/sheet/{now}"))?.contains("PNG"))
        })
    }
}

fn median(runs: usize, run: impl FnMut(usize) -> io::Result<Duration>) -> io::Result<Duration> {
    let mut times = (1..=runs).map(run).collect::<io::Result<Vec<_>>>()?;
    times.sort();
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

fn row(name: &str, time: Duration) {
    println!("| {name} | {:.0} ms |", time.as_secs_f64() * 1000.0);
}
