//! Controls a browser by WebDriver: a Chromium with a new profile, which makes no requests of its
//! own.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// A session, which ends when this is dropped.
pub(crate) struct Browser {
    driver: Child,
    session: String,
    profile: tempfile::TempDir,
}

/// The tab key, as WebDriver writes it.
pub(crate) const TAB: &str = "\u{e004}";
/// The key that opens and closes folds.
pub(crate) const ENTER: &str = "\u{e007}";

/// Finds a program on the path.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut candidates = std::env::split_paths(&path).map(|it| it.join(name));
    candidates.find(|it| it.is_file())
}

impl Browser {
    /// Starts a browser if Chromium and its driver are installed. Otherwise a note is printed to
    /// stderr, and `test` has to return.
    pub(crate) fn open(test: &str) -> Option<Self> {
        let (Some(chromium), Some(driver)) = (program("chromium"), program("chromedriver")) else {
            // Not `eprintln!`, whose output is not shown for a test that passes.
            let mut stderr = std::io::stderr();
            let _ = writeln!(
                stderr,
                "skipped: {test}: chromium and chromedriver are not installed"
            );
            return None;
        };
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let profile = tempfile::tempdir().expect("a folder");
        let mut browser = Self {
            driver,
            session: format!("http://127.0.0.1:{}/session", port.expect("a port")),
            profile,
        };
        let profile = format!("--user-data-dir={}", browser.profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            &profile,
        ];
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": chromium, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let session = request(&browser.session, &capabilities);
        let id = session["sessionId"].as_str().expect("a session");
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    /// Sends a command.
    pub(crate) fn post(&self, command: &str, body: &Value) -> Value {
        request(&format!("{}/{command}", self.session), body)
    }

    /// Opens a page.
    pub(crate) fn show(&self, url: &str) {
        self.post("url", &json!({ "url": url }));
    }

    /// Runs the body of a function, and returns its result.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Sends a command of DevTools.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        self.post("goog/cdp/execute", &body)
    }

    /// Presses and releases a key.
    pub(crate) fn press(&self, key: &str) {
        let actions = json!({"actions": [{"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": key},
            {"type": "keyUp", "value": key},
        ]}]});
        self.post("actions", &actions);
    }

    /// Takes the entries of a log since the last call.
    pub(crate) fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.post("se/log", &json!({ "type": kind }));
        log.as_array().expect("a log").clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser, too, which would go on running after the driver.
        let agent = agent();
        let _ = agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None);
    config.build().into()
}

fn request(url: &str, body: &Value) -> Value {
    let mut response = agent().post(url).send_json(body).expect("an answer");
    let answer: Value = response.body_mut().read_json().expect("JSON");
    assert_eq!(response.status(), 200, "{url}: {answer}");
    answer["value"].clone()
}
