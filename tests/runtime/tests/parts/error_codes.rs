//! Codes of errors with JSON bodies, found as botocore finds them.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ErrorMetadata;

use botosmith_runtime::support::codec::{DeserializeOutput, FindError};
use botosmith_runtime::support::json_error::{
    find_query_compatible_error, find_rest_error, find_rpc_error,
};
use botosmith_runtime::support::{json, json_rpc, rest};

fn response(headers: &[(&'static str, &'static str)]) -> HttpResponse {
    let status = StatusCode::try_from(400).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::empty());
    for (name, value) in headers {
        response.headers_mut().insert(*name, *value);
    }
    response
}

/// Returns the code that selects the error, the one to report, and the message.
fn find(
    find: FindError,
    headers: &[(&'static str, &'static str)],
    body: &str,
) -> (String, Option<String>, Option<String>) {
    let (code, metadata) = find(&response(headers), body.as_bytes());
    let own = |text: Option<&str>| text.map(str::to_owned);
    (code, own(metadata.code()), own(metadata.message()))
}

fn code(find_error: FindError, headers: &[(&'static str, &'static str)], body: &str) -> String {
    find(find_error, headers, body).0
}

#[test]
fn each_protocol_has_its_own_key_first() {
    let body = r#"{"code": "A", "__type": "B"}"#;
    assert_eq!(code(find_rest_error, &[], body), "A");
    assert_eq!(code(find_rpc_error, &[], body), "B");
    for (body, expected) in [(r#"{"code": "A"}"#, "A"), (r#"{"__type": "B"}"#, "B")] {
        assert_eq!(code(find_rest_error, &[], body), expected);
        assert_eq!(code(find_rpc_error, &[], body), expected);
    }
}

#[test]
fn namespace_and_url_are_not_part_of_a_code() {
    let body = r#"{"__type": "com.amazonaws.ecs#ClientException:http://x/", "Message": "m"}"#;
    let (code, reported, message) = find(find_rpc_error, &[], body);
    assert_eq!(code, "ClientException");
    assert_eq!(reported.as_deref(), Some("ClientException"));
    assert_eq!(message.as_deref(), Some("m"));
}

#[test]
fn the_header_takes_precedence() {
    let headers = [("x-amzn-errortype", "Refused:http://x/")];
    let body = r#"{"code": "A", "__type": "B"}"#;
    assert_eq!(code(find_rest_error, &headers, body), "Refused");
    assert_eq!(code(find_rpc_error, &headers, body), "Refused");
}

#[test]
fn a_body_that_is_not_json_to_its_end_has_no_code() {
    for body in [
        r#"{"__type": "A"} x"#,
        r#"{"__type": "A""#,
        "<html>A</html>",
    ] {
        let (code, reported, message) = find(find_rpc_error, &[], body);
        assert_eq!((code.as_str(), reported), ("", None));
        let message = message.expect("it names the status");
        assert!(message.starts_with("HTTP status 400 without"), "{message}");
    }
}

#[test]
fn a_code_of_the_query_protocol_is_reported() {
    let headers = [("x-amzn-query-error", "AWS.Old;Sender")];
    let body = r#"{"__type": "New"}"#;
    let (code, metadata) = find_query_compatible_error(&response(&headers), body.as_bytes());
    assert_eq!((code.as_str(), metadata.code()), ("New", Some("AWS.Old")));
    assert_eq!(metadata.extra("type"), Some("Sender"));
    let (code, reported, _) = find(find_rpc_error, &headers, body);
    assert_eq!((code.as_str(), reported.as_deref()), ("New", Some("New")));
    // botocore requires two parts, the first not empty.
    for malformed in ["AWS.Old", ";Sender", "AWS.Old;Sender;x"] {
        let headers = [("x-amzn-query-error", malformed)];
        let (_, reported, _) = find(find_query_compatible_error, &headers, body);
        assert_eq!(reported.as_deref(), Some("New"), "{malformed}");
    }
}

#[test]
fn garbage_after_the_body_of_an_error_is_accepted_by_json_rpc_only() {
    let rpc = json_rpc::Deserializer {
        read: |_, _| Output::erase(()),
        read_error: |_, _, r| {
            r.object(&["text"], &mut |_, r| _ = r.string());
            Error::erase(std::fmt::Error)
        },
    };
    let rest = rest::Deserializer {
        streams: false,
        read: |_| Output::erase(()),
        read_error: |_, _, r| {
            r.keep_error(json::read(r.bytes(), &mut |r| {
                r.object(&["text"], &mut |_, r| _ = r.string());
            }));
            Error::erase(std::fmt::Error)
        },
    };
    for (body, by_rpc, by_rest) in [
        (r#"{"text": "a"}"#, true, true),
        (r#"{"text": "a"} x"#, true, false),
        (r#"{"text": "a"#, false, false),
    ] {
        let deserializers: [(&dyn DeserializeOutput, bool); 2] = [(&rpc, by_rpc), (&rest, by_rest)];
        for (deserializer, is_read) in deserializers {
            let metadata = ErrorMetadata::builder().code("A").build();
            let error = deserializer.error("A", metadata, &response(&[]), body.as_bytes());
            assert_eq!(error.is_some(), is_read, "{body}: {deserializer:?}");
        }
    }
}
