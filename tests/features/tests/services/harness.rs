//! Clients without a network: requests are recorded with their bodies, and responses are given.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::{Response, StatusCode};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::{Value, json};

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) uri: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(it, _)| it == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} is sent twice");
        value
    }

    /// JSON in the form that the Python scripts read.
    pub(crate) fn to_json(&self) -> Value {
        let (host, target) = self
            .uri
            .split_once("://")
            .map_or("", |it| it.1)
            .split_once('/')
            .unwrap();
        let mut headers = json!(self.headers);
        let list = headers.as_array_mut().unwrap();
        list.push(json!(["host", host]));
        json!({
            "method": self.method,
            "target": format!("/{target}"),
            "headers": headers,
            "body": aws_smithy_types::base64::encode(&self.body),
        })
    }
}

/// Status, error type or empty, and body of a response.
pub(crate) type Answer = (u16, &'static str, &'static str);

/// An HTTP client that responds to each request with the next answer. Its last one is repeated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Http {
    sent: Arc<Mutex<Vec<Request>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Http {
    pub(crate) fn new(answers: &[Answer]) -> Self {
        Self {
            sent: Arc::default(),
            answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
        }
    }

    pub(crate) fn client(&self) -> SharedHttpClient {
        let this = self.clone();
        http_client_fn(move |_, _| SharedHttpConnector::new(this.clone()))
    }

    /// The requests so far.
    pub(crate) fn sent(&self) -> Vec<Request> {
        self.sent.lock().unwrap().clone()
    }

    /// The only request.
    pub(crate) fn request(&self) -> Request {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "one request is expected");
        sent[0].clone()
    }

    fn next(&self) -> Answer {
        let mut answers = self.answers.lock().unwrap();
        if answers.len() > 1 {
            answers.pop_front().unwrap()
        } else {
            answers[0]
        }
    }
}

impl HttpConnector for Http {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move {
            let (method, uri) = (request.method().to_owned(), request.uri().to_owned());
            let headers = request.headers().iter();
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let headers = headers.collect();
            let body = ByteStream::new(request.into_body()).collect().await;
            let body = body.expect("the body can be read").to_vec();
            this.sent.lock().unwrap().push(Request {
                method,
                uri,
                headers,
                body,
            });
            let (status, error, body) = this.next();
            let status = StatusCode::try_from(status).unwrap();
            let mut response = Response::new(status, SdkBody::from(body));
            if !error.is_empty() {
                response.headers_mut().insert("x-amzn-errortype", error);
            }
            Ok(response)
        })
    }
}

/// A client of a service with test settings, and its requests. Responses are those given, or `{}`.
macro_rules! client {
    ($service:ident) => {
        client!($service, &[(200, "", "{}")])
    };
    ($service:ident, $answers:expr) => {{
        let http = $crate::harness::Http::new($answers);
        let retries = aws_smithy_types::retry::RetryConfig::standard()
            .with_initial_backoff(std::time::Duration::from_millis(1));
        let config = features::$service::Config::builder()
            .with_test_defaults_v2()
            .http_client(http.client())
            .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new())
            .retry_config(retries)
            .build();
        (features::$service::Client::from_conf(config), http)
    }};
}
pub(crate) use client;
