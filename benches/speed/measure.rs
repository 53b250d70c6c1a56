//! What a run took: each is a process of its own, which reads its own accounts from `/proc` when it is done.

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{fs, io};

/// Clock ticks a second in `/proc/self/stat`, the same on every Linux.
const TICKS: f64 = 100.0;

/// The figures of one run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    /// From start to end, seconds.
    pub(crate) wall: f64,
    /// Processor time of all threads, seconds.
    pub(crate) cpu: f64,
    /// The largest memory held, MB.
    pub(crate) peak: f64,
}

/// Runs this very program again with `arguments` and returns what it took.
pub(crate) fn run(arguments: &[&str]) -> io::Result<Figures> {
    let started = Instant::now();
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    let wall = started.elapsed();
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    let mut numbers = line.split_whitespace().map(|word| word.parse().unwrap_or(0.0));
    let (cpu, peak) = (numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0));
    Ok(Figures { wall: wall.as_secs_f64(), cpu, peak })
}

/// Prints this process's processor seconds and peak megabytes, for the process that started it.
pub(crate) fn print_own() -> io::Result<()> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name.split_whitespace().map(|word| word.parse().unwrap_or(0.0)).collect();
    let ticks: f64 = fields.iter().skip(11).take(2).sum();
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = peak
        .and_then(|line| line.split_whitespace().next())
        .and_then(|word| word.parse().ok())
        .unwrap_or(0.0);
    println!("{} {}", ticks / TICKS, kilobytes / 1024.0);
    Ok(())
}

/// The median of each figure over several runs; `prepare` is called before each and not counted.
pub(crate) fn median(
    runs: usize,
    prepare: impl Fn() -> io::Result<()>,
    arguments: &[&str],
) -> io::Result<Figures> {
    let mut all = Vec::new();
    for _ in 0..runs {
        prepare()?;
        all.push(run(arguments)?);
    }
    let middle = |figure: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    Ok(Figures { wall: middle(|f| f.wall), cpu: middle(|f| f.cpu), peak: middle(|f| f.peak) })
}

/// Moves what an earlier run wrote out of the way and waits until the disk has it, so that runs do not pay for one
/// another. Nothing is removed between runs: ext4 is slow to make files for seconds after many were removed.
pub(crate) fn set_aside(folder: &Path) -> io::Result<()> {
    let free = (0..).map(|number| folder.with_extension(format!("old-{number}"))).find(|path| !path.exists());
    if let Some(free) = free
        && folder.exists()
    {
        fs::rename(folder, free)?;
    }
    Command::new("sync").status()?;
    Ok(())
}
