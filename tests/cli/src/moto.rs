//! A server of moto, a mock of AWS.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

use client_tests::python::Python;

/// A server on a free port, which ends when this is dropped.
#[derive(Debug)]
pub struct Moto {
    /// URL of the server.
    pub url: String,
    server: Child,
}

impl Moto {
    /// Starts a server.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start(python: &Python) -> Self {
        let mut command = python.command().into_std();
        let mut server = command
            // moto picks the free port itself, so that no other process can take it in between.
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("moto starts");
        let mut log = BufReader::new(server.stderr.take().expect("a pipe"));
        let mut printed = String::new();
        let port = loop {
            let mut line = String::new();
            let read = log.read_line(&mut line).expect("its log is text");
            assert!(read > 0, "moto ended:\n{printed}");
            if let Some((_, port)) = line.split_once("Running on http://127.0.0.1:") {
                break port
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect::<String>();
            }
            printed += &line;
        };
        // The server would block if nobody read its log.
        std::thread::spawn(move || std::io::copy(&mut log.by_ref(), &mut std::io::sink()));
        Self {
            url: format!("http://127.0.0.1:{port}"),
            server,
        }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
