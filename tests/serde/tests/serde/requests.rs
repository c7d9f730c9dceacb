//! An input that was written and read gives the same request: what its caller set is remembered.

use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::{DateTime, Document};
use serde_json::Value;
use serde_tests::{documents, lists, maps, recursion, required, rest_requests, scalars};

use super::samples;

/// Method and URI, the model's headers, and the body.
type Request = (String, Vec<(String, String)>, Vec<u8>);
type Requests = Arc<Mutex<Vec<Request>>>;

fn recorder() -> (SharedHttpClient, Requests) {
    let requests = Requests::default();
    let keep = requests.clone();
    let client = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let line = format!("{} {}", request.method(), request.uri());
        let headers = request.headers().iter();
        let headers = headers.filter(|(name, _)| {
            let name = name.as_str();
            name.starts_with("x-") && !name.starts_with("x-amz-user") && name != "x-amz-date"
        });
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().expect("a text").to_owned()));
        let body = request.body().bytes().expect("it is in memory").to_vec();
        keep.lock().unwrap().push((line, headers.collect(), body));
        http::Response::new(SdkBody::from("{}"))
    });
    (client, requests)
}

/// Sends an input, and what was read from its text, and returns the requests.
macro_rules! requests {
    ($service:ident, $operation:ident, $builder:ident, $value:expr) => {{
        let (http_client, requests) = recorder();
        let config = $service::Config::builder()
            .with_test_defaults_v2()
            .http_client(http_client)
            .idempotency_token_provider("the-token")
            .build();
        let client = $service::Client::from_conf(config);
        let value = $value;
        let text = serde_json::to_string(&value).unwrap();
        let read = serde_json::from_str(&text).expect(&text);
        assert_eq!(read, value);
        for input in [value, read] {
            let builder = $service::operation::$operation::builders::$builder::from(input);
            builder
                .send_with(&client)
                .await
                .expect("the request is sent");
        }
        let requests = requests.lock().unwrap();
        let [sent, again] = requests.as_slice() else {
            panic!("{} requests", requests.len());
        };
        (sent.clone(), again.clone())
    }};
}

#[tokio::test]
async fn requests_are_the_same_bytes() {
    let zero = scalars::types::All::builder().count(0).flag(false).build();
    let zero = scalars::operation::echo::EchoInput::builder()
        .all(zero)
        .build();
    let (sent, again) = requests!(scalars, echo, EchoInputBuilder, zero.unwrap());
    assert_eq!(
        String::from_utf8_lossy(&sent.2),
        r#"{"all":{"flag":false,"count":0}}"#
    );
    assert_eq!(sent, again);

    let unset = scalars::types::All::builder().build();
    let unset = scalars::operation::echo::EchoInput::builder()
        .all(unset)
        .build();
    let (sent, again) = requests!(scalars, echo, EchoInputBuilder, unset.unwrap());
    assert_eq!(String::from_utf8_lossy(&sent.2), r#"{"all":{}}"#);
    assert_eq!(sent, again);

    let all = scalars::operation::echo::EchoInput::builder()
        .all(samples::scalars())
        .build();
    let (sent, again) = requests!(scalars, echo, EchoInputBuilder, all.unwrap());
    assert_eq!(sent, again);
    let (sent, again) = requests!(lists, echo, EchoInputBuilder, samples::lists());
    assert_eq!(sent, again);
    let (sent, again) = requests!(recursion, echo, EchoInputBuilder, samples::recursion());
    assert_eq!(sent, again);
    let all = required::operation::echo::EchoInput::builder()
        .all(samples::required())
        .build();
    let (sent, again) = requests!(required, echo, EchoInputBuilder, all.unwrap());
    assert_eq!(sent, again);
    let (sent, again) = requests!(documents, echo, EchoInputBuilder, samples::documents(true));
    assert_eq!(sent, again);
}

/// A map has no order.
#[tokio::test]
async fn requests_with_maps_have_the_same_values() {
    let json = serde_json::to_string(&samples::maps()).unwrap();
    let input: maps::operation::echo::EchoInput = serde_json::from_str(&json).unwrap();
    let (sent, again) = requests!(maps, echo, EchoInputBuilder, input);
    let body = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap();
    assert_eq!(body(&sent.2), body(&again.2));
    assert_eq!(body(&sent.2), serde_json::from_str::<Value>(&json).unwrap());
}

#[tokio::test]
async fn members_in_paths_queries_and_headers_are_the_same() {
    let time = DateTime::from_secs(1_700_000_000);
    let label = rest_requests::operation::label::LabelInput::builder();
    let label = label.id("a b").when(time).path("x/y").build().unwrap();
    let (sent, again) = requests!(rest_requests, label, LabelInputBuilder, label);
    assert!(sent.0.contains("/items/a%20b/at/"), "{}", sent.0);
    assert_eq!(sent, again);

    let query = rest_requests::operation::query::QueryInput::builder();
    let query = query
        .texts("a")
        .texts("b")
        .number(0)
        .on(false)
        .more("k", "v")
        .color("newer".into());
    let (sent, again) = requests!(
        rest_requests,
        query,
        QueryInputBuilder,
        query.build().unwrap()
    );
    assert!(
        sent.0.contains("token=the-token"),
        "the token is not part of the input"
    );
    assert_eq!(sent, again);

    let header = rest_requests::operation::header::HeaderInput::builder();
    let header = header
        .text("a")
        .numbers(1)
        .numbers(2)
        .big(0)
        .on(true)
        .when(time)
        .day(time);
    let (sent, again) = requests!(
        rest_requests,
        header,
        HeaderInputBuilder,
        header.build().unwrap()
    );
    assert!(
        sent.1
            .contains(&("x-numbers".to_owned(), "1, 2".to_owned())),
        "{:?}",
        sent.1
    );
    assert_eq!(sent, again);
}

/// The client writes this null, too.
#[tokio::test]
async fn a_document_may_be_null() {
    let input = documents::operation::echo::EchoInput::builder().any(Document::Null);
    let (sent, again) = requests!(documents, echo, EchoInputBuilder, input.build().unwrap());
    assert_eq!(String::from_utf8_lossy(&sent.2), r#"{"any":null}"#);
    assert_eq!(sent, again);
}
