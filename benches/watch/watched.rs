//! A watch as a program of its own, and questions to it.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often an answer is asked for.
const POLL: Duration = Duration::from_millis(2);

/// How long anything may take.
const DEADLINE: Duration = Duration::from_secs(60);

/// The watch.
pub(crate) struct Watched {
    child: Child,
    port: u16,
}

impl Watched {
    /// Starts a watch and waits for its first build.
    pub(crate) fn start(root: &Path) -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
        command.args(["watch", "--port", "0", "--sheets", "none", "--language", "en"]).current_dir(root);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut lines = BufReader::new(out).lines();
        let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
        let port = first.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let watched = Self { child, port: port.ok_or(io::ErrorKind::InvalidData)? };
        while !lines.next().ok_or(io::ErrorKind::UnexpectedEof)??.starts_with("updated") {}
        // What it says later must be read, or it would wait for a reader.
        thread::spawn(move || lines.for_each(drop));
        Ok(watched)
    }

    /// The answer for an address, head and all.
    pub(crate) fn get(&self, address: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(DEADLINE))?;
        write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// How long it takes after something is done until something is so.
    pub(crate) fn until(
        &self,
        act: impl Fn() -> io::Result<()>,
        is: impl Fn() -> io::Result<bool>,
    ) -> io::Result<Duration> {
        let started = Instant::now();
        act()?;
        while !is()? {
            if started.elapsed() > DEADLINE {
                return Err(io::ErrorKind::TimedOut.into());
            }
            thread::sleep(POLL);
        }
        Ok(started.elapsed())
    }

    /// The memory it holds now, MB.
    pub(crate) fn memory(&self) -> io::Result<f64> {
        self.status("VmRSS:")
    }

    /// The most that it ever held, MB.
    pub(crate) fn most_memory(&self) -> io::Result<f64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> io::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
