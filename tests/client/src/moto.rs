//! A server of moto, a mock of AWS.

use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStderr};
use tokio::time::timeout;

use crate::python::Python;

/// More than anything takes on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A server on a free port, which ends when this is dropped.
#[derive(Debug)]
pub struct Moto {
    /// URL of the server.
    pub url: String,
    log: Arc<Mutex<String>>,
    _server: Child,
}

impl Moto {
    /// Starts a server.
    ///
    /// # Panics
    /// If it does not start in time.
    pub async fn start(python: &Python) -> Self {
        let mut server = python
            .command()
            // moto picks the free port itself, so that no other process can take it in between.
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("moto starts");
        let mut lines = BufReader::new(server.stderr.take().expect("a pipe")).lines();
        let mut log = String::new();
        let url = loop {
            let line = timeout(TIMEOUT, lines.next_line()).await;
            let line = line.expect("moto is up in time").expect("its log is text");
            let line = line.unwrap_or_else(|| panic!("moto ended:\n{log}"));
            // With colours, the line ends with an escape sequence.
            if let Some((_, port)) = line.split_once("Running on http://127.0.0.1:") {
                let end = port.find(|c: char| !c.is_ascii_digit());
                break format!("http://127.0.0.1:{}", &port[..end.unwrap_or(port.len())]);
            }
            log += &(line + "\n");
        };
        let log = Arc::new(Mutex::new(log));
        tokio::spawn(follow(lines, Arc::clone(&log)));
        Self {
            url,
            log,
            _server: server,
        }
    }

    /// Returns the server's log so far.
    ///
    /// # Panics
    /// If the task that reads it has panicked.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }
}

/// Collects the server's log; the server would block if nobody read it.
async fn follow(mut lines: tokio::io::Lines<BufReader<ChildStderr>>, log: Arc<Mutex<String>>) {
    while let Ok(Some(line)) = lines.next_line().await {
        *log.lock().unwrap() += &(line + "\n");
    }
}
