//! Customizations of operations: host prefixes, request compression, checksums, and error codes of
//! the query protocol.

use std::io::Read;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use features::compression::config::{ConfigBag, Intercept, RuntimeComponents};
use features::query_compatible::operation::echo::EchoError;
use serde_json::json;

use crate::harness::{Sent, answering, client};

/// A member's value that makes the body exactly `length` bytes long.
fn text(length: usize) -> String {
    "x".repeat(length - r#"{"text":""}"#.len())
}

fn gunzipped(sent: &Sent) -> Vec<u8> {
    let mut body = Vec::new();
    let sent = sent.bytes();
    let mut decoder = flate2::read::MultiGzDecoder::new(&*sent);
    decoder.read_to_end(&mut body).expect("gzip");
    body
}

fn is_compressed(sent: &Sent) -> bool {
    sent.has_header("content-encoding")
}

#[tokio::test]
async fn a_prefix_precedes_the_host() {
    let (client, sent) = client!(host_prefixes, "{}");
    let call = client.echo().account("123").zone("a-b");
    call.send().await.unwrap();
    let host = "https://data-123.a-b.hostprefixes.us-east-1.amazonaws.com/";
    assert_eq!(sent.uris(), [host]);
    assert_eq!(sent.body(), json!({"Account": "123", "zone": "a-b"}));

    let (client, sent) = client!(host_prefixes, "{}");
    client.fixed().send().await.unwrap();
    client.bare().send().await.unwrap();
    let expected = ["https://data.hostprefixes", "https://bare-hostprefixes"];
    let expected = expected.map(|it| format!("{it}.us-east-1.amazonaws.com/"));
    assert_eq!(sent.uris(), expected);
}

#[tokio::test]
async fn a_prefix_precedes_the_host_of_a_custom_url_too() {
    let (http_client, sent) = answering(200, "{}");
    let config = features::host_prefixes::Config::builder().with_test_defaults_v2();
    let config = config
        .http_client(http_client)
        .endpoint_url("http://localhost:8000/p");
    let client = features::host_prefixes::Client::from_conf(config.build());
    client.fixed().send().await.unwrap();
    assert_eq!(sent.uris(), ["http://data.localhost:8000/p/"]);
}

/// With each of these values the URL would have another host, or be malformed.
#[tokio::test]
async fn a_host_prefix_that_is_not_a_label_is_refused_before_anything_is_sent() {
    let long = "x".repeat(64);
    let bad = [
        "",
        ".",
        "a.b",
        "evil.example/",
        "a/b",
        "a@b",
        "a:1",
        "a#",
        "a?",
        "a%2e",
        "a\\b",
        "a b",
        "a\r\nb",
        "a\0",
        "-a",
        "ä",
        "а",
        "a_b",
        "[::1]",
        "{zone}",
        "\u{202e}a",
        &long,
    ];
    for value in bad {
        let (client, sent) = client!(host_prefixes, "{}");
        let error = client.echo().account(value).zone("z").send().await;
        let error = error.unwrap_err();
        assert!(
            matches!(error, SdkError::ConstructionFailure(_)),
            "{value:?}: {error:?}"
        );
        let text = DisplayErrorContext(error).to_string();
        assert!(
            text.contains("`account` is part of the host's name"),
            "{value:?}: {text}"
        );
        assert!(sent.uris().is_empty(), "{value:?}");
    }
    let (client, sent) = client!(host_prefixes, "{}");
    let error = client.echo().account("a").send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(
        text.contains("`zone` is part of the host's name: it has to be set"),
        "{text}"
    );
    // The value is short enough, but its label has more characters than the value.
    let error = client.echo().account("a".repeat(63)).zone("z").send().await;
    let text = DisplayErrorContext(error.unwrap_err()).to_string();
    assert!(text.contains("has more than 63 characters"), "{text}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn bodies_are_compressed_from_the_minimum_size_on() {
    for (length, compressed) in [(10_239, false), (10_240, true)] {
        let (client, sent) = client!(compression, "{}");
        client.echo().text(text(length)).send().await.unwrap();
        assert_eq!(is_compressed(&sent), compressed, "{length}");
        let size = sent.bytes().len();
        assert_eq!(sent.header("content-length"), size.to_string());
        if compressed {
            assert_eq!(sent.header("content-encoding"), "gzip");
            assert!(size < 200, "{size}");
            assert_eq!(gunzipped(&sent).len(), length);
        }
    }
    let (client, sent) = client!(compression, "{}");
    client.plain().text(text(20_000)).send().await.unwrap();
    assert!(!is_compressed(&sent), "the operation has no compression");
}

/// Sets a header, as clients do that encode bodies or add checksums themselves.
#[derive(Debug)]
struct SetHeader(&'static str, &'static str);

impl Intercept for SetHeader {
    fn name(&self) -> &'static str {
        "SetHeader"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        headers.insert(self.0, self.1);
        Ok(())
    }
}

#[tokio::test]
async fn compression_is_added_to_an_existing_encoding() {
    let (http_client, sent) = answering(200, "{}");
    let config = features::compression::Config::builder().with_test_defaults_v2();
    let config = config
        .http_client(http_client)
        .interceptor(SetHeader("content-encoding", "custom"));
    let client = features::compression::Client::from_conf(config.build());
    client.echo().text(text(20_000)).send().await.unwrap();
    assert_eq!(sent.header("content-encoding"), "custom, gzip");
}

#[tokio::test]
async fn compression_has_settings() {
    let settings = |change: fn(&mut features::compression::config::Builder)| {
        let (http_client, sent) = answering(200, "{}");
        let config = features::compression::Config::builder().with_test_defaults_v2();
        let mut config = config
            .http_client(http_client)
            .retry_config(RetryConfig::disabled());
        change(&mut config);
        (
            features::compression::Client::from_conf(config.build()),
            sent,
        )
    };
    let (client, sent) = settings(|it| {
        it.set_disable_request_compression(Some(true));
    });
    client.echo().text(text(20_000)).send().await.unwrap();
    assert!(!is_compressed(&sent));
    assert_eq!(client.config().disable_request_compression(), Some(true));

    let (client, sent) = settings(|it| {
        it.set_request_min_compression_size_bytes(Some(0));
    });
    client.echo().send().await.unwrap();
    assert_eq!(gunzipped(&sent), b"{}");
    assert_eq!(
        client.config().request_min_compression_size_bytes(),
        Some(0)
    );
    // A setting of the call takes precedence.
    let mine = features::compression::Config::builder().disable_request_compression(true);
    let (client, sent) = settings(|_| {});
    let call = client.echo().text(text(20_000)).customize();
    call.config_override(mine).send().await.unwrap();
    assert!(!is_compressed(&sent));

    let (client, sent) = settings(|it| {
        it.set_request_min_compression_size_bytes(Some(10_485_761));
    });
    let error = client.echo().send().await.unwrap_err();
    let message = DisplayErrorContext(error).to_string();
    assert!(message.contains("it may be 10485760 at most"), "{message}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn compression_has_the_settings_of_the_sdk_config() {
    let config = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .disable_request_compression(true)
        .request_min_compression_size_bytes(7)
        .build();
    let config = features::compression::Config::from(&config);
    assert_eq!(config.disable_request_compression(), Some(true));
    assert_eq!(config.request_min_compression_size_bytes(), Some(7));
}

#[tokio::test]
async fn bodies_have_a_request_checksum() {
    let (client, sent) = client!(checksums, "{}");
    client.echo().text("a").send().await.unwrap();
    // The checksum is the result of Python's zlib.crc32.
    assert_eq!(sent.bytes(), br#"{"text":"a"}"#);
    assert_eq!(sent.header("x-amz-checksum-crc32"), CRC);
    let signed = sent.header("authorization");
    assert!(signed.contains(";x-amz-checksum-crc32;"), "{signed}");

    let (client, sent) = client!(checksums, "{}");
    client.plain().send().await.unwrap();
    assert!(!sent.has_header("x-amz-checksum-crc32"));

    // The checksum is of the compressed body.
    let (client, sent) = client!(checksums, "{}");
    client.both().text(text(20_000)).send().await.unwrap();
    assert!(is_compressed(&sent));
    let crc = crc32fast::hash(&sent.bytes()).to_be_bytes();
    let crc = aws_smithy_types::base64::encode(crc);
    assert_eq!(sent.header("x-amz-checksum-crc32"), crc);
}

const CRC: &str = "FeTDjg==";

#[tokio::test]
async fn a_checksum_of_the_client_stays_the_only_one() {
    let (http_client, sent) = answering(200, "{}");
    let config = features::checksums::Config::builder().with_test_defaults_v2();
    let config = config
        .http_client(http_client)
        .interceptor(SetHeader("x-amz-checksum-sha256", "mine"));
    let client = features::checksums::Client::from_conf(config.build());
    client.echo().send().await.unwrap();
    assert_eq!(sent.header("x-amz-checksum-sha256"), "mine");
    assert!(!sent.has_header("x-amz-checksum-crc32"));
}

async fn query_error(headers: &[(&'static str, &'static str)], body: &str) -> EchoError {
    let (client, sent) = client!(query_compatible, 400, headers, body);
    let error = client.echo().send().await.unwrap_err();
    assert_eq!(sent.header("x-amzn-query-mode"), "true");
    error.into_service_error()
}

#[tokio::test]
async fn errors_have_the_codes_of_the_query_protocol() {
    let body = r#"{"__type": "mini#QueueGone", "message": "m", "detail": "d"}"#;
    let error = query_error(
        &[("x-amzn-query-error", "Mini.NonExistentQueue;Sender")],
        body,
    )
    .await;
    assert_eq!(error.code(), Some("Mini.NonExistentQueue"));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
    assert_eq!(error.message(), Some("m"));
    assert!(
        matches!(&error, EchoError::QueueGone(it) if it.detail() == Some("d")),
        "{error:?}"
    );

    // Two errors share a code; the name in the body distinguishes them.
    let header = [("x-amzn-query-error", "NotFound;Sender")];
    let error = query_error(&header, r#"{"__type": "AlsoNotFound"}"#).await;
    assert!(
        error.is_also_not_found() && error.code() == Some("NotFound"),
        "{error:?}"
    );
    let error = query_error(&header, r#"{"__type": "NotFound"}"#).await;
    assert!(error.is_not_found(), "{error:?}");

    // An error that is not modeled.
    let error = query_error(
        &[("x-amzn-query-error", "Other;Receiver")],
        r#"{"__type": "X"}"#,
    )
    .await;
    assert_eq!(error.to_string(), "unhandled error (Other)");
    assert_eq!(error.meta().extra("type"), Some("Receiver"));
}

#[tokio::test]
async fn errors_are_matched_without_a_valid_code_of_the_query_protocol() {
    let body = r#"{"__type": "QueueGone"}"#;
    for header in ["", ";", ";Sender", "Mini.NonExistentQueue", "a;b;c"] {
        let error = query_error(&[("x-amzn-query-error", header)], body).await;
        assert!(error.is_queue_gone(), "{header}: {error:?}");
        assert_eq!(error.code(), Some("QueueGone"), "{header}");
        assert_eq!(error.meta().extra("type"), None, "{header}");
    }
    let error = query_error(&[], r#"{"__type": "Mini.NonExistentQueue"}"#).await;
    assert!(error.is_queue_gone(), "{error:?}");
    // The header is enough to match an error.
    let header = [("x-amzn-query-error", "Mini.NonExistentQueue;Sender")];
    for body in ["", "{}", r#"{"__type": 1}"#] {
        let error = query_error(&header, body).await;
        assert_eq!(error.code(), Some("Mini.NonExistentQueue"), "{body}");
        assert!(
            body == "<html>" || error.is_queue_gone(),
            "{body}: {error:?}"
        );
    }
    // The header is ignored for services without the trait.
    let header = [("x-amzn-query-error", "Throttled;Sender")];
    let (client, sent) = client!(errors, 400, &header, r#"{"__type": "Silent"}"#);
    let error = client.echo().send().await.unwrap_err().into_service_error();
    assert!(
        error.is_silent() && error.code() == Some("Silent"),
        "{error:?}"
    );
    assert!(!sent.has_header("x-amzn-query-mode"));
}
