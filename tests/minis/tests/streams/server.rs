//! A server on this machine, as small as it can be: it holds next to nothing in memory.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What is answered to a GET.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// So many zeros.
    Zeros(usize),
    /// So many are promised, and half of them come.
    Half(usize),
    /// An error.
    NoFile,
}

/// A server, and how it behaves.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Starts one that fails so often before it answers.
    pub(crate) async fn start(content: Content, failures: usize) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await;
        let listener = listener.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let fails = count.fetch_add(1, Ordering::SeqCst) < failures;
                // A client that is gone is its own affair.
                tokio::spawn(async move { answer(stream, content, fails).await.ok() });
            }
        });
        Self { url, requests }
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Answers one request, and closes the connection.
async fn answer(stream: TcpStream, content: Content, fails: bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut first, mut length, mut chunked) = (String::new(), 0, false);
    stream.read_line(&mut first).await?;
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
    let size = if chunked {
        read_chunks(&mut stream).await?
    } else {
        read(&mut stream, length).await?
    };
    let head = |status: &str, length: usize| {
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: text/x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        )
    };
    if fails {
        return stream.write_all(head("500 Oh", 0).as_bytes()).await;
    }
    if first.starts_with("PUT") {
        let body = format!("{{\"size\":{size}}}");
        return stream
            .write_all((head("200 OK", body.len()) + &body).as_bytes())
            .await;
    }
    let (promised, sent) = match content {
        Content::Zeros(count) => (count, count),
        Content::Half(count) => (count, count / 2),
        Content::NoFile => {
            let body = r#"{"__type":"NoFile","message":"there is none"}"#;
            let text = head("404 Not Found", body.len()) + body;
            return stream.write_all(text.as_bytes()).await;
        }
    };
    stream
        .write_all(head("200 OK", promised).as_bytes())
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
