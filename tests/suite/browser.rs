//! A real browser, spoken to over its DevTools: headless Chromium, one window, every event kept.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tungstenite::{Message, WebSocket};

/// How long the browser may take for one answer.
const DEADLINE: Duration = Duration::from_secs(60);

/// A window of a browser.
pub(crate) struct Browser {
    process: Child,
    socket: WebSocket<TcpStream>,
    session: String,
    next_id: u64,
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

/// What went wrong while a page was opened, and what it asked for.
#[derive(Debug, Default)]
pub(crate) struct Visit {
    /// Every address that was asked for.
    pub(crate) requests: Vec<String>,
    /// Failed requests, errors on the console, exceptions.
    pub(crate) faults: Vec<String>,
    /// The ids of its requests, by which later events name them.
    ids: BTreeSet<String>,
}

/// A browser, or none where there is none and that is allowed; says which package is wanted.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn open() -> Option<Browser> {
    let Some(program) = find() else {
        let needed = "no Chromium found: install the package `chromium` (Debian, Ubuntu, Alpine, Arch)";
        assert!(std::env::var_os("MINGBAI_TEST_ALL").is_none_or(|all| all != "1"), "{needed}");
        eprintln!("skipped: {needed}");
        return None;
    };
    Some(Browser::start(&program))
}

fn find() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let paths = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&paths).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    places.find(|place| place.is_file())
}

impl Browser {
    fn start(program: &PathBuf) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
            ])
            .args(["--remote-debugging-port=0", "about:blank"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| line.unwrap().strip_prefix("DevTools listening on ").map(str::to_owned))
            .expect("the browser ended before it listened");
        // What it says later must be read, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let host = address.trim_start_matches("ws://").split('/').next().unwrap();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let (socket, _) = tungstenite::client(address.as_str(), stream).unwrap();
        let mut browser = Self {
            process,
            socket,
            session: String::new(),
            next_id: 0,
            events: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached =
            browser.call("Target.attachToTarget", &json!({"targetId": target["targetId"], "flatten": true}));
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Network", "Runtime", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Asks the browser for something and waits for the answer; events that come first are kept.
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        let mut request = json!({"id": id, "method": method, "params": parameters});
        if !self.session.is_empty() {
            request["sessionId"] = json!(self.session);
        }
        self.socket.send(Message::text(request.to_string())).unwrap();
        loop {
            let message = self.receive();
            if message["id"] == json!(id) {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn receive(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().expect("the browser did not answer in time") {
                return serde_json::from_str(text.as_str()).unwrap();
            }
        }
    }

    /// Sets the width of the window; a narrow one is a phone's.
    pub(crate) fn resize(&mut self, width: u32) {
        let size = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Keeps the scripts of pages from running.
    pub(crate) fn without_scripts(&mut self) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// Opens a page and waits until it and what belongs to it have loaded.
    pub(crate) fn visit(&mut self, address: &str) -> Visit {
        self.events.clear();
        let answer = self.call("Page.navigate", &json!({"url": address}));
        assert!(answer["errorText"].is_null(), "{address}: {answer}");
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.receive();
            self.events.push(event);
        }
        // An answer to a question comes after everything that the page has caused so far.
        self.evaluate("document.readyState");
        // A late request of the page before, as for its icon, is none of this one's.
        let mut late = BTreeSet::new();
        let mut visit = Visit::default();
        for event in &self.events {
            let parameters = &event["params"];
            let id = parameters["requestId"].as_str().unwrap_or_default();
            if event["method"] == "Network.requestWillBeSent" && parameters["documentURL"] != json!(address) {
                late.insert(id);
            }
            let known =
                id.is_empty() || visit.ids.contains(id) || event["method"] == "Network.requestWillBeSent";
            if known && !late.contains(id) {
                visit.ids.insert(id.to_owned());
                note(event, &mut visit);
            }
        }
        assert!(
            visit.requests.iter().any(|url| url == address),
            "{address} was not seen: {:?}",
            visit.requests
        );
        visit
    }

    /// What happened so far counts no more.
    pub(crate) fn forget(&mut self) {
        self.events.clear();
    }

    /// Waits until the page was loaded once more, by whatever cause.
    pub(crate) fn next_load(&mut self) {
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.receive();
            self.events.push(event);
        }
    }

    /// Loads the page anew, and waits until that is done.
    pub(crate) fn reload(&mut self) {
        self.forget();
        self.call("Page.reload", &json!({}));
        self.next_load();
    }

    /// Waits until an expression is true in the page: looked at now, whenever the page or a frame in it changes, and
    /// whenever something in it has loaded.
    pub(crate) fn wait_for(&mut self, expression: &str) {
        let promise = format!(
            "new Promise(done => {{
                const look = () => {{ let is; try {{ is = {expression}; }} catch (e) {{ is = false; }} if (is) done(true); }};
                const watch = root => new MutationObserver(look)
                    .observe(root, {{childList: true, subtree: true, attributes: true, characterData: true}});
                watch(document);
                document.addEventListener('load', look, true);
                look();
            }})"
        );
        let question = json!({"expression": promise, "awaitPromise": true, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", &question);
        assert_eq!(answer["result"]["value"], json!(true), "{expression}: {answer}");
    }

    /// The value of an expression in the page.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let question = json!({"expression": expression, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", &question);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }
}

fn note(event: &Value, visit: &mut Visit) {
    let parameters = &event["params"];
    match event["method"].as_str().unwrap_or_default() {
        "Network.requestWillBeSent" => {
            visit.requests.push(parameters["request"]["url"].as_str().unwrap_or_default().to_owned());
        }
        "Network.loadingFailed" => visit.faults.push(format!("failed: {parameters}")),
        "Network.responseReceived" => {
            let response = &parameters["response"];
            if response["status"].as_u64().is_some_and(|status| status >= 400) {
                visit.faults.push(format!("{} for {}", response["status"], response["url"]));
            }
        }
        "Runtime.exceptionThrown" => {
            visit.faults.push(format!("exception: {}", parameters["exceptionDetails"]));
        }
        "Runtime.consoleAPICalled" if parameters["type"] == "error" => {
            visit.faults.push(format!("console: {}", parameters["args"]));
        }
        "Log.entryAdded" if parameters["entry"]["level"] == "error" => {
            visit.faults.push(format!("log: {}", parameters["entry"]));
        }
        _ => {}
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
