//! Codes, messages and members of errors with JSON bodies.

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
fn each_protocol_has_its_own_order_of_places() {
    let header = [("x-amzn-errortype", "H")];
    let body = r#"{"Code": "C", "code": "c", "__type": "t"}"#;
    assert_eq!(code(find_rpc_error, &header, body), "t");
    assert_eq!(code(find_rest_error, &header, body), "H");
    assert_eq!(code(find_rest_error, &[], body), "c");
    let body = r#"{"Code": "C", "code": "c"}"#;
    assert_eq!(code(find_rpc_error, &header, body), "H");
    assert_eq!(code(find_rpc_error, &[], body), "c");
    let body = r#"{"__type": "t", "Code": "C"}"#;
    assert_eq!(code(find_rest_error, &[], body), "C");
    for (body, expected) in [
        (r#"{"Code": "C"}"#, "C"),
        (r#"{"code": "c"}"#, "c"),
        (r#"{"__type": "t"}"#, "t"),
        (r#"{"__type": "", "code": null, "Code": "C"}"#, "C"),
        (r#"{"__type": {"a": 1}, "code": ":x", "Code": "C"}"#, "C"),
        // A number is better than nothing.
        (r#"{"__type": 5, "code": 6, "Code": "C"}"#, "C"),
        (r#"{"code": 6, "Code": true}"#, "6"),
        (r#"{"code": "c", "code": "d"}"#, "d"),
        (r#"{"code": "c", "code": null}"#, ""),
    ] {
        assert_eq!(code(find_rest_error, &[], body), expected);
        assert_eq!(code(find_rpc_error, &[], body), expected);
    }
}

#[test]
fn the_message_is_found_under_several_names() {
    for (body, expected) in [
        (
            r#"{"errorMessage": "e", "Message": "M", "message": "m"}"#,
            Some("m"),
        ),
        (r#"{"errorMessage": "e", "Message": "M"}"#, Some("M")),
        (r#"{"errorMessage": "e"}"#, Some("e")),
        (r#"{"message": "", "Message": "M"}"#, Some("")),
        (r#"{"message": null, "Message": "M"}"#, Some("M")),
        (r#"{"message": 5, "Message": "M"}"#, Some("M")),
        (r#"{"message": {"a": [1]}}"#, Some(r#"{"a": [1]}"#)),
        (r#"{"message": "a\ud83d"}"#, Some("a\u{fffd}")),
        (r#"{"message": "m", "other": [}"#, Some("m")),
        (r#"{"other": 1}"#, None),
        ("{}", None),
        ("", None),
        (" ", None),
        ("<html>\n slow </html>", Some("<html> slow </html>")),
        (r#"{"message": "m"#, Some(r#"{"message": "m"#)),
        ("\"text\"", Some("\"text\"")),
        ("[1]", Some("[1]")),
        ("null", Some("null")),
    ] {
        for find_error in [find_rpc_error, find_rest_error] {
            let (code, _, message) = find(find_error, &[("x-amzn-errortype", "A")], body);
            assert_eq!(
                (code.as_str(), message.as_deref()),
                ("A", expected),
                "{body}"
            );
        }
    }
    let (_, metadata) = find_rpc_error(
        &response(&[]),
        b"{\"__type\":\"A\",\"message\":\"caf\xe9\"}",
    );
    assert_eq!(
        (metadata.code(), metadata.message()),
        (Some("A"), Some("caf\u{fffd}"))
    );
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
fn a_body_that_is_cut_or_followed_by_garbage_keeps_its_code() {
    for body in [
        r#"{"__type": "A"} x"#,
        r#"{"__type": "A""#,
        r#"{"__type": "A", "message": "m"#,
    ] {
        let (code, reported, _) = find(find_rpc_error, &[], body);
        assert_eq!((code.as_str(), reported.as_deref()), ("A", Some("A")));
    }
}

#[test]
fn a_response_without_a_code_has_a_message() {
    for (body, expected) in [
        ("", "HTTP status 400 without an error code or a body"),
        ("{}", "HTTP status 400 without an error code: {}"),
        (
            "<html>A</html>",
            "HTTP status 400 without an error code: <html>A</html>",
        ),
        (
            r#"{"__type": "A"#,
            r#"HTTP status 400 without an error code: {"__type": "A"#,
        ),
        (r#"{"message": "m"}"#, "m"),
    ] {
        let (code, reported, message) = find(find_rpc_error, &[], body);
        assert_eq!((code.as_str(), reported), ("", None));
        assert_eq!(message.as_deref(), Some(expected));
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

/// The `text` of errors, which are read from bodies.
fn text(found: Option<String>) -> Error {
    Error::erase(std::io::Error::other(found.unwrap_or_default()))
}

#[test]
fn an_error_has_the_members_that_are_readable() {
    let rpc = json_rpc::Deserializer {
        read: |_, _| Output::erase(()),
        read_error: |_, _, r| {
            let mut found = None;
            r.object(&["text", "number"], &mut |member, r| match member {
                0 => found = r.string(),
                _ => _ = r.long(),
            });
            text(found)
        },
    };
    let rest = rest::Deserializer {
        streams: false,
        read: |_| Output::erase(()),
        read_error: |_, _, r| {
            let mut found = None;
            r.header("retry-after", &mut |r| _ = r.integer());
            r.keep_error(json::read(r.body(), &mut |r| {
                r.object(&["text", "number"], &mut |member, r| match member {
                    0 => found = r.string(),
                    _ => _ = r.long(),
                });
            }));
            text(found)
        },
    };
    for (body, expected) in [
        (r#"{"text": "a"}"#, "a"),
        (r#"{"text": "a"} x"#, "a"),
        (r#"{"text": "a", "number": 1"#, "a"),
        (r#"{"text": "a", "number": "#, "a"),
        (r#"{"number": "x", "text": "a"}"#, "a"),
        (r#"{"text": 5, "number": 1}"#, ""),
        (r#"{"text": "a"#, ""),
        ("<html>", ""),
    ] {
        let deserializers: [&dyn DeserializeOutput; 2] = [&rpc, &rest];
        for deserializer in deserializers {
            let metadata = ErrorMetadata::builder().code("A").build();
            let response = response(&[("retry-after", "soon")]);
            let error = deserializer.error("A", &metadata, &response, body.as_bytes());
            assert_eq!(error.to_string(), expected, "{body}: {deserializer:?}");
        }
    }
}

#[test]
fn headers_and_payloads_of_errors_are_left_out_as_a_whole() {
    fn read_error(_: &str, _: ErrorMetadata, r: &mut rest::Response<'_>) -> Error {
        let (mut numbers, mut items) = (Vec::new(), Vec::new());
        r.header("x-numbers", &mut |r| {
            r.list(&mut |r| numbers.extend(r.integer()));
        });
        r.keep_error(json::read(r.body(), &mut |r| {
            r.list(&mut |r| items.extend(r.long()));
        }));
        text(Some(format!("{numbers:?} {items:?}")))
    }
    let rest = rest::Deserializer {
        streams: false,
        read: |_| Output::erase(()),
        read_error,
    };
    for (header, body, expected) in [
        ("1, 2", "[3, 4]", "[1, 2] [3, 4]"),
        ("1, two", "[3, 4]", "[] [3, 4]"),
        ("1, 2", "[3, \"four\"]", "[1, 2] []"),
        ("1, two", "[3, 4", "[] []"),
        ("1, 2", "{}", "[1, 2] []"),
    ] {
        let response = response(&[("x-numbers", header)]);
        let metadata = ErrorMetadata::builder().build();
        let error = rest.error("", &metadata, &response, body.as_bytes());
        assert_eq!(error.to_string(), expected);
    }
}
