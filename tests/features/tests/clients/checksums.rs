//! Checksums that callers choose, and that responses are validated against.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use features::flexible_checksums::config::{
    Builder, RequestChecksumCalculation, ResponseChecksumValidation,
};
use features::flexible_checksums::primitives::ByteStream;
use features::flexible_checksums::types::Algorithm;
use features::flexible_checksums::{Client, Config};
use http_body_util::{BodyExt, Full};

/// A text whose checksums are published: in the catalogue of CRCs, and in the examples for SHA.
const TEXT: &[u8] = b"123456789";
const CHECKSUMS: [(&str, &str); 5] = [
    ("crc32", "cbf43926"),
    ("crc32c", "e3069283"),
    ("crc64nvme", "ae8b14860a799888"),
    ("sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
    (
        "sha256",
        "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    ),
];

fn in_base64(hex: &str) -> String {
    let bytes = (0..hex.len()).step_by(2);
    let bytes = bytes.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"));
    base64::encode(bytes.collect::<Vec<u8>>())
}

/// A request with its whole body.
#[derive(Debug, Clone, PartialEq)]
struct Sent {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The headers with checksums.
    fn checksums(&self) -> Vec<(&str, &str)> {
        let headers = self.headers.iter();
        let checksums = headers.filter_map(|(name, value)| {
            let algorithm = name.strip_prefix("x-amz-checksum-")?;
            Some((algorithm, value.as_str()))
        });
        checksums.collect()
    }
}

/// A service that always returns the same response, after some failures.
#[derive(Debug, Clone, Default)]
struct Service {
    sent: Arc<Mutex<Vec<Sent>>>,
    failures: usize,
    headers: Vec<(&'static str, String)>,
    body: &'static str,
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let service = self.clone();
        HttpConnectorFuture::new(async move {
            let headers = request.headers().iter();
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let headers = headers.collect();
            let body = request.into_body().collect().await.expect("a body");
            let body = body.to_bytes().to_vec();
            let mut sent = service.sent.lock().unwrap();
            sent.push(Sent { headers, body });
            let (status, body) = if sent.len() <= service.failures {
                (500, "")
            } else {
                (200, service.body)
            };
            let mut response =
                HttpResponse::new(status.try_into().expect("a status"), SdkBody::from(body));
            for (name, value) in service.headers {
                response.headers_mut().insert(name, value);
            }
            Ok(response)
        })
    }
}

impl Service {
    fn client(&self, change: impl FnOnce(Builder) -> Builder) -> Client {
        let connector = SharedHttpConnector::new(self.clone());
        let config = Config::builder()
            .with_test_defaults_v2()
            .retry_config(RetryConfig::disabled())
            .http_client(http_client_fn(move |_, _| connector.clone()));
        Client::from_conf(change(config).build())
    }

    /// The last request.
    fn sent(&self) -> Sent {
        let sent = self.sent.lock().unwrap();
        sent.last().expect("a request").clone()
    }
}

#[tokio::test]
async fn callers_choose_the_algorithm() {
    for (name, hex) in CHECKSUMS {
        let service = Service::default();
        let put = service.client(|it| it).put_stream();
        let put = put.algorithm(name.to_uppercase().as_str().into());
        let content = ByteStream::from_static(TEXT);
        put.content(content).send().await.unwrap();
        let sent = service.sent();
        assert_eq!(sent.checksums(), [(name, in_base64(hex).as_str())]);
        let reported = sent.header("x-amz-sdk-checksum-algorithm");
        assert_eq!(reported, Some(name.to_uppercase().as_str()));
        assert_eq!(sent.body, TEXT);
        let signed = sent.header("authorization").unwrap();
        assert!(
            signed.contains(&format!(";x-amz-checksum-{name};")),
            "{signed}"
        );
    }
    // Without a choice, and in a request without a member for the algorithm.
    let service = Service::default();
    let client = service.client(|it| it);
    client.put().text("a").send().await.unwrap();
    let sent = service.sent();
    assert_eq!(sent.checksums(), [("crc32", "FeTDjg==")]);
    assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), Some("CRC32"));
    client.put_if_wanted().text("a").send().await.unwrap();
    let sent = service.sent();
    assert_eq!(sent.checksums(), [("crc32", "FeTDjg==")]);
    assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), None);
    let metrics = sent.header("user-agent").unwrap().to_owned();
    let metrics = metrics.split(' ').find(|it| it.starts_with("m/"));
    // `Z`: a checksum whenever the operation supports it; `U`: CRC-32.
    let metrics: Vec<&str> = metrics.unwrap()[2..].split(',').collect();
    assert!(
        metrics.contains(&"Z") && metrics.contains(&"U"),
        "{metrics:?}"
    );
}

#[tokio::test]
async fn an_unknown_algorithm_is_refused() {
    let service = Service::default();
    let client = service.client(|it| it);
    for name in [
        Algorithm::Sha512,
        Algorithm::from("MD5"),
        Algorithm::from(""),
    ] {
        let error = client.put().algorithm(name).send().await.unwrap_err();
        let text = DisplayErrorContext(error).to_string();
        assert!(
            text.contains("is not supported: it can be CRC32,"),
            "{text}"
        );
    }
    assert!(service.sent.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_checksum_of_the_caller_stays_the_only_one() {
    let service = Service::default();
    let client = service.client(|it| it);
    let put = client.put().text("a").sha256("mine");
    put.clone().send().await.unwrap();
    let sent = service.sent();
    assert_eq!(sent.checksums(), [("sha256", "mine")]);
    assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), None);
    put.algorithm(Algorithm::Sha256).send().await.unwrap();
    assert_eq!(service.sent().checksums(), [("sha256", "mine")]);
}

#[tokio::test]
async fn requests_may_have_checksums_only_when_required() {
    let service = Service::default();
    let when_required = RequestChecksumCalculation::WhenRequired;
    let from_sdk_config = |it: Builder| {
        let settings = SdkConfig::builder().request_checksum_calculation(when_required);
        let mut builder = Builder::from(&settings.build());
        builder.set_http_client(it.build().http_client());
        builder.with_test_defaults_v2()
    };
    for client in [
        service.client(|it| it.request_checksum_calculation(when_required)),
        service.client(from_sdk_config),
    ] {
        let setting = client.config().request_checksum_calculation();
        assert_eq!(setting, Some(&when_required));
        client.put_if_wanted().text("a").send().await.unwrap();
        assert_eq!(service.sent().checksums(), []);
        client.put().text("a").send().await.unwrap();
        assert_eq!(service.sent().checksums(), [("crc32", "FeTDjg==")]);
        let put = client.put_if_wanted().text("a").algorithm("crc32");
        put.send().await.unwrap();
        assert_eq!(service.sent().checksums().len(), 1);
    }
}

/// A body of known length that is not in memory.
fn stream(length: usize) -> ByteStream {
    let content: Vec<u8> = TEXT.iter().copied().cycle().take(length).collect();
    ByteStream::new(SdkBody::retryable(move || {
        SdkBody::from_body_1_x(Full::new(bytes::Bytes::from(content.clone())))
    }))
}

/// Decodes a chunked body: its content, the extensions of the chunks, and the trailers.
fn decode_chunks(mut body: &[u8]) -> (Vec<u8>, Vec<String>, Vec<String>) {
    let line = |body: &mut &[u8]| {
        let end = body
            .windows(2)
            .position(|it| it == b"\r\n")
            .expect("a line");
        let line = String::from_utf8(body[..end].to_vec()).expect("text");
        *body = &body[end + 2..];
        line
    };
    let (mut content, mut extensions) = (Vec::new(), Vec::new());
    loop {
        let head = line(&mut body);
        let (length, extension) = head.split_once(';').unwrap_or((&head, ""));
        extensions.push(extension.to_owned());
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            break;
        }
        content.extend(&body[..length]);
        body = &body[length..];
        assert_eq!(line(&mut body), "");
    }
    let mut trailers = Vec::new();
    while !body.is_empty() {
        trailers.push(line(&mut body));
    }
    assert_eq!(trailers.pop().as_deref(), Some(""), "an empty line ends it");
    (content, extensions, trailers)
}

#[tokio::test]
async fn the_checksum_of_a_stream_is_a_trailer() {
    for length in [9, 0, 65_536, 200_000] {
        let service = Service::default();
        let client = service.client(|it| it);
        let put = client.put_stream().content(stream(length));
        put.send().await.unwrap();
        let sent = service.sent();
        assert_eq!(sent.checksums(), []);
        for (name, value) in [
            ("content-encoding", "aws-chunked"),
            ("content-length", &sent.body.len().to_string()),
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("x-amz-decoded-content-length", &length.to_string()),
            ("x-amz-sdk-checksum-algorithm", "CRC32"),
            ("x-amz-trailer", "x-amz-checksum-crc32"),
        ] {
            assert_eq!(sent.header(name), Some(value), "{name} of {length}");
        }
        let (content, _, trailers) = decode_chunks(&sent.body);
        assert_eq!(content.len(), length);
        let crc = base64::encode(crc32fast::hash(&content).to_be_bytes());
        assert_eq!(trailers, [format!("x-amz-checksum-crc32:{crc}")]);
    }
}

#[tokio::test]
async fn without_tls_each_chunk_is_signed() {
    let service = Service::default();
    let client = service.client(|it| it.endpoint_url("http://localhost:1"));
    let put = client.put_stream().content(stream(100_000));
    put.algorithm(Algorithm::Sha256).send().await.unwrap();
    let sent = service.sent();
    let length = sent.body.len().to_string();
    assert_eq!(sent.header("content-length"), Some(length.as_str()));
    let signed = sent.header("x-amz-content-sha256");
    assert_eq!(signed, Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"));
    let (content, extensions, trailers) = decode_chunks(&sent.body);
    assert_eq!(content.len(), 100_000);
    assert_eq!(extensions.len(), 3);
    for extension in extensions {
        let signature = extension
            .strip_prefix("chunk-signature=")
            .expect("a signature");
        assert_eq!(signature.len(), 64);
    }
    assert!(
        trailers[0].starts_with("x-amz-checksum-sha256:"),
        "{trailers:?}"
    );
    assert!(
        trailers[1].starts_with("x-amz-trailer-signature:"),
        "{trailers:?}"
    );
}

#[tokio::test]
async fn a_stream_has_its_checksum_in_each_attempt() {
    let service = Service {
        failures: 1,
        ..Service::default()
    };
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let sleep = aws_smithy_async::rt::sleep::TokioSleep::new();
    let client = service.client(|it| it.retry_config(retries).sleep_impl(sleep));
    let put = client.put_stream().content(stream(1000));
    put.send().await.unwrap();
    let sent = service.sent.lock().unwrap();
    let [first, second] = sent.as_slice() else {
        panic!("two attempts: {sent:?}");
    };
    assert_eq!(decode_chunks(&first.body).0.len(), 1000);
    assert_eq!(first.body, second.body);
    for name in ["content-encoding", "content-length", "x-amz-trailer"] {
        assert_eq!(first.header(name), second.header(name));
    }
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_refused() {
    let service = Service::default();
    let frames = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(
        http_body_1x::Frame::data(bytes::Bytes::from_static(TEXT)),
    )]);
    let body = SdkBody::from_body_1_x(http_body_util::StreamBody::new(frames));
    let put = service.client(|it| it).put_stream();
    let error = put.content(ByteStream::new(body)).send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("a stream of unknown length"), "{text}");
    assert!(service.sent.lock().unwrap().is_empty());
}

fn answering(headers: &[(&'static str, &str)]) -> Service {
    Service {
        body: r#"{"text":"a"}"#,
        headers: headers
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
        ..Service::default()
    }
}

/// The results of both kinds of responses: parsed and streamed.
async fn read(client: &Client) -> [Result<String, String>; 2] {
    let whole = client.get().send().await;
    let whole = whole.map(|it| it.text().unwrap().to_owned());
    let streamed = client.get_stream().send().await.expect("a response");
    let streamed = streamed.content.collect().await;
    let streamed = streamed.map(|it| String::from_utf8(it.to_vec()).expect("text"));
    [
        whole.map_err(|error| DisplayErrorContext(error).to_string()),
        streamed.map_err(|error| DisplayErrorContext(error).to_string()),
    ]
}

#[tokio::test]
async fn responses_are_validated_against_their_checksums() {
    let right = [
        ("x-amz-checksum-crc32", "FeTDjg=="),
        (
            "x-amz-checksum-sha256",
            "YZPJdYWg9zHOe1ALtp0kdoFq+xTI2VrI5uhl9oDp5Dg=",
        ),
    ];
    for header in right {
        let service = answering(&[header]);
        let [whole, streamed] = read(&service.client(|it| it)).await;
        assert_eq!(whole.as_deref(), Ok("a"));
        assert_eq!(streamed.as_deref(), Ok(r#"{"text":"a"}"#));
        assert_eq!(
            service.sent().header("x-amz-checksum-mode"),
            Some("ENABLED")
        );
    }
    for header in [
        ("x-amz-checksum-crc32", "AAAAAA=="),
        ("x-amz-checksum-sha256", "FeTDjg=="),
    ] {
        let service = answering(&[header]);
        for result in read(&service.client(|it| it)).await {
            let error = result.unwrap_err();
            assert!(error.contains("checksum mismatch"), "{error}");
        }
    }
    // Validated against the first one in order of preference that the operation supports; others
    // are ignored.
    let service = answering(&[
        ("x-amz-checksum-crc32", "FeTDjg=="),
        ("x-amz-checksum-sha256", "AAAA"),
        ("x-amz-checksum-xxhash3", "AAAA"),
    ]);
    let [whole, streamed] = read(&service.client(|it| it)).await;
    assert!(whole.is_ok() && streamed.is_ok());
    // A checksum of an object's parts is ignored, since it cannot be computed from the body.
    let service = answering(&[("x-amz-checksum-crc32", "AAAAAA==-2")]);
    let [whole, streamed] = read(&service.client(|it| it)).await;
    assert!(whole.is_ok() && streamed.is_ok());

    let service = answering(&[("x-amz-checksum-crc32", "?")]);
    let error = service.client(|it| it).get().send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(
        text.contains("the checksum of the response, \"?\", is not base64"),
        "{text}"
    );
}

#[tokio::test]
async fn responses_need_not_be_validated() {
    let service = answering(&[("x-amz-checksum-crc32", "AAAAAA==")]);
    let when_required = ResponseChecksumValidation::WhenRequired;
    let client = service.client(|it| it.response_checksum_validation(when_required));
    let setting = client.config().response_checksum_validation();
    assert_eq!(setting, Some(&when_required));
    let [whole, streamed] = read(&client).await;
    assert!(whole.is_ok() && streamed.is_ok());
    assert_eq!(service.sent().header("x-amz-checksum-mode"), None);
    let error = client
        .get()
        .mode("ENABLED".into())
        .send()
        .await
        .unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("checksum mismatch"), "{text}");
}
