//! A loopback server with faults. It uses TCP directly, since HTTP libraries do not allow such
//! faults.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The server's reaction to a request.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Sends a response.
    Whole(u16, Vec<u8>),
    /// Resets the connection.
    Reset,
    /// Announces more bytes than it sends, and closes the connection.
    CutShort(String),
    /// Waits before it sends a response.
    Slow(Duration, String),
}

impl Answer {
    pub(crate) fn new(status: u16, body: &str) -> Self {
        Self::Whole(status, body.as_bytes().to_vec())
    }

    pub(crate) fn bytes(status: u16, body: Vec<u8>) -> Self {
        Self::Whole(status, body)
    }
}

pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server that sends one answer after the other, and ends with the last one.
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let requests = Arc::new(AtomicUsize::new(0));
        let (count, mut answers) = (requests.clone(), VecDeque::from_iter(answers));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Some(answer) = answers.pop_front() else {
                    return;
                };
                count.fetch_add(1, Ordering::SeqCst);
                // Each connection has one request; a client that gave up is not an error.
                tokio::spawn(serve(stream, answer));
            }
        });
        Self {
            address,
            requests,
            task,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Number of requests so far.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: Answer) -> io::Result<()> {
    read_request(&mut stream).await?;
    match answer {
        Answer::Whole(status, body) => write(&mut stream, status, body.len(), &body).await,
        Answer::Reset => stream.set_zero_linger(),
        Answer::CutShort(body) => write(&mut stream, 200, body.len() + 100, body.as_bytes()).await,
        Answer::Slow(wait, body) => {
            tokio::time::sleep(wait).await;
            write(&mut stream, 200, body.len(), body.as_bytes()).await
        }
    }
}

/// Reads up to the end of the body, whose length is in `content-length`.
async fn read_request(stream: &mut TcpStream) -> io::Result<()> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().expect("a number"));
            if body.len() >= length {
                return Ok(());
            }
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

async fn write(stream: &mut TcpStream, status: u16, length: usize, body: &[u8]) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} Answer\r\ncontent-length: {length}\r\nconnection: close\r\n\
         x-amzn-requestid: the-request-id\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    stream.shutdown().await
}
