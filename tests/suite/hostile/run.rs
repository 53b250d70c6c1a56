//! The program run on a site, watched from outside: what it says, its exit code, its time and its memory.

use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a run may take at all; figures are taken by `benches/hostile`.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);

/// What a run did.
#[derive(Debug)]
pub(crate) struct Run {
    /// None where it was killed.
    pub(crate) code: Option<i32>,
    /// Everything it said.
    pub(crate) said: String,
    /// The most memory it held, in MB.
    pub(crate) peak: u64,
    /// How long it took.
    pub(crate) wall: Duration,
}

impl Run {
    /// Whether a finding whose code begins so was printed with a place that begins so.
    pub(crate) fn tells(&self, code: &str, place: &str) -> bool {
        self.said.split("\n\n").any(|finding| {
            let is_it =
                ["error", "warning"].iter().any(|severity| finding.contains(&format!("{severity}[{code}")));
            let mut places = finding.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
            is_it && places.any(|shown| shown.starts_with(place))
        })
    }
}

/// Runs `mingbai` in a folder without the superuser's right to read and write everything, so that what the disk refuses
/// to clerks is refused to whoever runs the tests.
pub(crate) fn mingbai(folder: &Path, words: &[&str]) -> Run {
    let program = env!("CARGO_BIN_EXE_mingbai");
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let mut command = if is_root {
        let rights = "-dac_override,-dac_read_search";
        let mut command = Command::new("setpriv");
        command.args([
            format!("--bounding-set={rights}"),
            format!("--inh-caps={rights}"),
            program.to_owned(),
        ]);
        command
    } else {
        Command::new(program)
    };
    watched(command.current_dir(folder).args(words))
}

/// Runs a command to its end, or kills it at the deadline.
pub(crate) fn watched(command: &mut Command) -> Run {
    let started = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let streams = (reading(child.stdout.take().unwrap()), reading(child.stderr.take().unwrap()));
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(peak_of(child.id()));
        if started.elapsed() > DEADLINE {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(1));
    }
    let status = child.wait().unwrap();
    let wall = started.elapsed();
    let said = streams.0.join().unwrap() + &streams.1.join().unwrap();
    Run { code: status.code(), said, peak: peak >> 10, wall }
}

/// Reads all that a stream gives, beside what else is done.
fn reading(mut stream: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// The most memory that a process has held so far, in KB.
fn peak_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}
