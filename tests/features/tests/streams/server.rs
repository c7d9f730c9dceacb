//! A minimal server on this machine, which keeps no bodies in memory.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The response to a GET.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// A number of zero bytes.
    Zeros(usize),
    /// Half of the zero bytes that the header announces.
    Half(usize),
    /// An error.
    NoFile,
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server that fails `failures` times before it succeeds.
    pub(crate) async fn start(content: Content, failures: usize) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await;
        let listener = listener.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let fails = count.fetch_add(1, Ordering::SeqCst) < failures;
                // A client that has closed its connection is not an error.
                tokio::spawn(async move { respond(stream, content, fails).await.ok() });
            }
        });
        Self { url, requests }
    }

    /// Number of requests so far.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Responds to one request, and closes the connection.
async fn respond(stream: TcpStream, content: Content, fails: bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).await?;
    let size = read_body(&mut stream).await?;
    if fails {
        return stream.write_all(head("500 Oh", 0).as_bytes()).await;
    }
    if first.starts_with("PUT") {
        let body = format!("{{\"size\":{size}}}");
        let text = head("200 OK", body.len()) + &body;
        return stream.write_all(text.as_bytes()).await;
    }
    write_content(&mut stream, content).await
}

/// Reads headers and body, and returns the size of the body.
async fn read_body(stream: &mut BufReader<TcpStream>) -> std::io::Result<usize> {
    let (mut length, mut chunked) = (0, false);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let line = line.trim_end().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().expect("a number");
        }
        chunked |= line == "transfer-encoding: chunked";
    }
    if chunked {
        read_chunks(stream).await
    } else {
        read(stream, length).await
    }
}

fn head(status: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )
}

async fn write_content(stream: &mut BufReader<TcpStream>, content: Content) -> std::io::Result<()> {
    let (announced, sent) = match content {
        Content::Zeros(count) => (count, count),
        Content::Half(count) => (count, count / 2),
        Content::NoFile => {
            let body = r#"{"__type":"NoFile","message":"there is none"}"#;
            let text = head("404 Not Found", body.len()) + body;
            return stream.write_all(text.as_bytes()).await;
        }
    };
    stream
        .write_all(head("200 OK", announced).as_bytes())
        .await?;
    let zeros = [0; 16_384];
    let mut left = sent;
    while left > 0 {
        let part = left.min(zeros.len());
        stream.write_all(&zeros[..part]).await?;
        left -= part;
    }
    stream.shutdown().await
}

async fn read(stream: &mut BufReader<TcpStream>, length: usize) -> std::io::Result<usize> {
    let mut buffer = [0; 16_384];
    let mut left = length;
    while left > 0 {
        let part = left.min(buffer.len());
        left -= stream.read_exact(&mut buffer[..part]).await?;
    }
    Ok(length)
}

async fn read_chunks(stream: &mut BufReader<TcpStream>) -> std::io::Result<usize> {
    let mut size = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let length = usize::from_str_radix(line.trim(), 16).expect("a length");
        size += read(stream, length).await?;
        stream.read_line(&mut line).await?;
        if length == 0 {
            return Ok(size);
        }
    }
}
