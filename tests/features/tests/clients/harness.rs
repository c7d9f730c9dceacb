//! Clients without a network: requests are recorded, and the response is given.

use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

/// The requests of a client.
#[derive(Clone, Default)]
pub(crate) struct Sent(Arc<Mutex<Vec<http::Request<Vec<u8>>>>>);

impl Sent {
    /// The body of the only request.
    pub(crate) fn body(&self) -> Value {
        let requests = self.0.lock().unwrap();
        assert_eq!(requests.len(), 1, "one request is expected");
        serde_json::from_slice(requests[0].body()).expect("the body is JSON")
    }

    /// URIs of the requests, in order.
    pub(crate) fn uris(&self) -> Vec<String> {
        let requests = self.0.lock().unwrap();
        requests.iter().map(|it| it.uri().to_string()).collect()
    }

    /// The values of a header in each request.
    pub(crate) fn header_of_each(&self, name: &str) -> Vec<Option<String>> {
        let requests = self.0.lock().unwrap();
        let values = requests.iter().map(|it| it.headers().get(name));
        values
            .map(|it| it.map(|it| it.to_str().unwrap().to_owned()))
            .collect()
    }

    /// The bytes of the first request's body.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap()[0].body().clone()
    }

    /// True if the first request has a header.
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.0.lock().unwrap()[0].headers().contains_key(name)
    }

    /// The lines of a header of the first request.
    pub(crate) fn lines(&self, name: &str) -> Vec<String> {
        let requests = self.0.lock().unwrap();
        let lines = requests[0].headers().get_all(name).iter();
        lines.map(|it| it.to_str().unwrap().to_owned()).collect()
    }

    /// A header of the first request.
    pub(crate) fn header(&self, name: &str) -> String {
        let requests = self.0.lock().unwrap();
        requests[0].headers()[name].to_str().unwrap().to_owned()
    }
}

/// An HTTP client whose responses have `status` and `body`.
pub(crate) fn answering(status: u16, body: &str) -> (SharedHttpClient, Sent) {
    answering_with(status, &[], body)
}

/// An HTTP client whose responses have `status`, `headers` and `body`.
pub(crate) fn answering_with(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &str,
) -> (SharedHttpClient, Sent) {
    let headers = headers.to_vec();
    let (sent, body) = (Sent::default(), body.to_owned());
    let keep = sent.clone();
    let client = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let request = request.map(|body| body.bytes().expect("bodies are in memory").to_vec());
        keep.0.lock().unwrap().push(request);
        let mut response = http::Response::builder()
            .status(status)
            .header("x-amzn-requestid", "the-request-id");
        for (name, value) in &headers {
            response = response.header(*name, *value);
        }
        response.body(SdkBody::from(body.as_str())).unwrap()
    });
    (client, sent)
}

/// A client of the feature model `$service` whose responses have `$body`, and its requests.
macro_rules! client {
    ($service:ident, $body:expr) => {
        client!($service, 200, $body)
    };
    ($service:ident, $status:expr, $body:expr) => {
        client!($service, $status, &[], $body)
    };
    ($service:ident, $status:expr, $headers:expr, $body:expr) => {{
        let (http_client, sent) = $crate::harness::answering_with($status, $headers, $body);
        let config = features::$service::Config::builder()
            .with_test_defaults_v2()
            .http_client(http_client)
            .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
            .build();
        (features::$service::Client::from_conf(config), sent)
    }};
}
pub(crate) use client;

/// The output of `echo` for a response.
macro_rules! read {
    ($service:ident, $body:expr) => {
        $crate::harness::client!($service, $body)
            .0
            .echo()
            .send()
            .await
            .expect("the response is parsed")
    };
}
pub(crate) use read;
