//! The watch as a program of its own, watched from outside: its answers, what browsers see, what it leaves on the disk.

mod edits;
mod http;
mod live;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(90);

/// A watch under way; it is killed without a warning when it is dropped.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    port: u16,
}

/// An answer of its server.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn command(root: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.current_dir(root).arg("watch").args(line.split_whitespace());
    command.env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

impl Watch {
    /// Starts a watch and waits until it serves.
    fn start(root: &Path, line: &str) -> Self {
        let port = if line.contains("--port") { "" } else { "--port 0 " };
        Self::run(&mut command(root, &format!("{port}{line}")))
    }

    fn run(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut watch = Self { child, lines, port: 0 };
        let line = watch.line("网站 ");
        let port = line.trim_end_matches('/').rsplit(':').next().unwrap();
        watch.port = port.parse().unwrap();
        watch
    }

    /// The next line that holds these words.
    fn line(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("no line with “{words}”"));
            if line.contains(words) {
                return line;
            }
        }
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", self.port))
    }

    /// The answer to a request that is written out but for its end.
    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.write_all(format!("{request}Connection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        Answer {
            status,
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            body: answer[end + 4..].to_vec(),
        }
    }

    /// The news of the watch, an event at a time, from the first one on.
    fn news(&self, known: &str) -> News {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        // To a client of the old kind the events come as they are.
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let request = format!("GET /_desk/events HTTP/1.0\r\n{host}\r\nLast-Event-ID: {known}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        News(BufReader::new(stream))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Events as they come.
struct News(BufReader<TcpStream>);

impl News {
    /// The next event that fits: its id and what it says.
    fn next(&mut self, fits: impl Fn(&serde_json::Value) -> bool) -> (String, serde_json::Value) {
        let mut id = String::new();
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("no news in time") > 0, "the news ended");
            if let Some(now) = line.strip_prefix("id: ") {
                now.trim().clone_into(&mut id);
            }
            let said = line.strip_prefix("data: ").map(|data| serde_json::from_str(data).unwrap());
            if let Some(said) = said.filter(&fits) {
                return (id, said);
            }
        }
    }
}
