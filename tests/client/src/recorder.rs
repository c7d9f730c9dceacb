//! A server that records requests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// `POST`
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, without transfer encoding.
    pub body: Bytes,
}

impl Recorded {
    /// JSON in the form that the Python scripts read: values of headers as Latin-1, in which each
    /// byte is a character, and the body as base64.
    pub fn to_json(&self) -> Value {
        let latin1 = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| json!([name, latin1(value)]))
            .collect();
        json!({
            "method": self.method,
            "target": self.target,
            "headers": headers,
            "body": aws_smithy_types::base64::encode(&self.body),
        })
    }
}

/// A server on a free port, which responds to every request with `{}` until it is dropped.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Recorded>>>,
    /// The server's task, which ends when this is dropped.
    _server: JoinSet<()>,
}

impl Recorder {
    /// Starts the server.
    ///
    /// # Errors
    /// If there is no free port.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let requests = Arc::default();
        let mut server = JoinSet::new();
        server.spawn(serve(listener, Arc::clone(&requests)));
        Ok(Self {
            address,
            requests,
            _server: server,
        })
    }

    /// URL of the server: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes the requests since the last call, in order. Requests whose response has arrived are
    /// among them.
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.requests.lock().expect("no test panics in between"))
    }
}

async fn serve(listener: TcpListener, requests: Arc<Mutex<Vec<Recorded>>>) {
    // Connections end with the server.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let requests = Arc::clone(&requests);
        connections.spawn(async move {
            let service = service_fn(|request| respond(request, &requests));
            // A client that closes its connection is not an error.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn respond(
    request: Request<Incoming>,
    requests: &Mutex<Vec<Recorded>>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_owned()))
        .collect();
    let recorded = Recorded {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers,
        body,
    };
    requests
        .lock()
        .expect("no test panics in between")
        .push(recorded);
    let response = Response::builder()
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amzn-requestid", "00000000-0000-4000-8000-000000000000")
        .body(Full::from("{}"))
        .expect("the response is well-formed");
    Ok(response)
}
