//! Responses of REST operations: members in headers, the status, and the body.

use std::collections::HashMap;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use features::rest_responses::operation::members::MembersError;
use features::rest_responses::types::{Color, Either};

use crate::harness::client;

/// The result of an operation for a response.
macro_rules! read {
    ($operation:ident, $status:expr, $headers:expr, $body:expr) => {
        client!(rest_responses, $status, $headers, $body)
            .0
            .$operation()
            .send()
            .await
    };
}

/// The error of an operation for a response that cannot be parsed.
macro_rules! read_error {
    ($operation:ident, $headers:expr, $body:expr) => {{
        let error = read!($operation, 200, $headers, $body).expect_err("a parse error");
        assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
        DisplayErrorContext(&error).to_string()
    }};
}

#[tokio::test]
async fn members_are_read_from_headers() {
    let head = read!(
        head,
        200,
        &[
            ("x-text", " a, \"b\" "),
            ("X-TEXTS", r#"a,"b,c" , "\"d\"","e\\f",  g h ,,"#),
            ("x-texts", ""),
            ("x-texts", "i"),
            ("x-numbers", "1, -2"),
            ("x-big", "-9223372036854775808"),
            ("x-ratio", "-Infinity"),
            ("x-on", "TRUE"),
            ("x-when", "Thu, 09 Jul 2015 00:00:00 GMT"),
            (
                "x-whens",
                "Thu, 09 Jul 2015 00:00:00 GMT,Thu, 09 Jul 2015 00:00:01 GMT",
            ),
            ("x-colors", "RED, PINK"),
            ("x-value", "eyJhIjoxfQ=="),
            ("x-tag-A", "1"),
            ("X-Tag-", "2"),
        ],
        "no JSON"
    )
    .unwrap();
    let day = DateTime::from_secs(1_436_400_000);
    assert_eq!(head.text(), Some("a, \"b\""));
    assert_eq!(head.texts(), ["a", "b,c", "\"d\"", "e\\f", "g h", "", "i"]);
    assert_eq!(head.numbers(), [1, -2]);
    assert_eq!(head.big(), i64::MIN);
    assert_eq!(head.ratio(), f64::NEG_INFINITY);
    assert!(head.on());
    assert_eq!(head.when(), Some(&day));
    assert_eq!(head.whens(), [day, DateTime::from_secs(1_436_400_001)]);
    assert_eq!(head.colors(), [Color::Red, Color::from("PINK")]);
    assert_eq!(head.value(), Some(r#"{"a":1}"#));
    let tags = [("a", "1"), ("", "2")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(head.tags(), Some(&HashMap::from(tags)));
    assert_eq!(head.request_id(), Some("the-request-id"));
}

#[tokio::test]
async fn missing_headers_set_no_members() {
    let head = read!(head, 200, &[], "").unwrap();
    assert_eq!((head.text(), head.texts()), (None, &[][..]));
    assert_eq!((head.big, head.on, head.tags), (0, false, None));
}

#[tokio::test]
async fn timestamps_of_other_formats_are_read() {
    let day = DateTime::from_secs(1_436_400_000);
    for text in [
        "2015-07-09T00:00:00Z",
        "1436400000",
        "2015-07-09T02:00:00+02:00",
    ] {
        let (client, _) = client!(rest_responses, 200, &[("x-when", text)], "");
        let head = client.head().send().await.unwrap();
        assert_eq!(head.when(), Some(&day), "{text}");
    }
}

#[tokio::test]
async fn errors_name_malformed_headers() {
    for (name, value, expected) in [
        (
            "X-Big",
            "9223372036854775808",
            "expected an integer of 64 bits",
        ),
        ("X-Big", "", "expected an integer of 64 bits"),
        ("X-Numbers", "1,two,3", "expected an integer of 32 bits"),
        ("X-Ratio", "much", "expected a number"),
        ("X-On", "1", "expected a boolean"),
        (
            "X-Texts",
            "\"a\" b, c",
            "expected a comma after the closing quote",
        ),
        ("X-Texts", "a, \"b", "expected a closing quote"),
        ("X-Value", "?", "expected base64 of UTF-8 text"),
        ("X-Value", "/w==", "expected base64 of UTF-8 text"),
    ] {
        let text = read_error!(head, &[(name, value)], "");
        let expected = format!("the header `{name}`: {expected}");
        assert!(text.contains(&expected), "{text}");
        assert!(
            value.len() < 3 || !text.contains(&format!("found {value}")),
            "it may be a secret"
        );
    }
    for (name, value) in [("X-When", "yesterday"), ("X-Whens", "Thu")] {
        let text = read_error!(head, &[(name, value)], "");
        let expected = format!("the header `{name}`: expected a timestamp, found \"{value}\"");
        assert!(text.contains(&expected), "{text}");
    }
}

/// As botocore and RFC 9110 (5.2) have it.
#[tokio::test]
async fn lines_of_a_header_are_one_value() {
    let headers = [
        ("x-text", "a"),
        ("x-tag-b", "c"),
        ("X-Text", " d,e "),
        ("X-Tag-B", "f"),
    ];
    let head = read!(head, 200, &headers, "").unwrap();
    assert_eq!(head.text(), Some("a, d,e"));
    assert_eq!(head.tags().unwrap()["b"], "c, f");
    let text = read_error!(head, &[("X-Big", "1"), ("X-Big", "2")], "");
    assert!(text.contains("expected an integer of 64 bits"), "{text}");
}

#[tokio::test]
async fn members_are_read_from_headers_status_and_body() {
    let body = r#"{"Name": "n", "page": "2", "status": 7, "X-Size": 8}"#;
    let members = read!(members, 202, &[("x-size", "3")], body).unwrap();
    assert_eq!((members.status(), members.size()), (202, 3));
    assert_eq!((members.name(), members.page()), ("n", Some("2")));
    for empty in ["", " \n", "{}", "null"] {
        let members = read!(members, 200, &[], empty).unwrap();
        assert_eq!((members.name(), members.page()), ("", None), "{empty:?}");
    }
}

#[tokio::test]
async fn payloads_are_read() {
    let object = read!(object, 200, &[], r#"{"name": "n", "when": 1.5}"#).unwrap();
    let item = object.item().unwrap();
    assert_eq!(
        (item.name(), item.when()),
        (Some("n"), Some(&DateTime::from_secs_f64(1.5)))
    );
    assert_eq!(read!(object, 200, &[], "").unwrap().item(), None);
    assert_eq!(read!(object, 200, &[], "null").unwrap().item(), None);
    let choice = read!(choice, 200, &[], r#"{"number": 1}"#).unwrap();
    assert_eq!(choice.either(), Some(&Either::Number(1)));
    assert_eq!(read!(choice, 200, &[], "").unwrap().either(), None);
    let bytes = read!(bytes, 200, &[("content-type", "image/png")], "{").unwrap();
    assert_eq!(
        (bytes.kind(), bytes.data()),
        (Some("image/png"), Some(&Blob::new("{")))
    );
    assert_eq!(read!(bytes, 200, &[], "").unwrap().data(), None);
    let plain = read!(plain, 200, &[], "RED").unwrap();
    assert_eq!(plain.color(), Some(&Color::Red));
    assert_eq!(read!(plain, 200, &[], "").unwrap().color(), None);
    read!(nothing, 204, &[], "anything").unwrap();
}

#[tokio::test]
async fn bodies_that_are_cut_short_are_errors() {
    for body in ["{", r#"{"Name": "n"#, r#"{"Name": "n"} more"#] {
        let text = read_error!(members, &[], body);
        assert!(text.contains("expected"), "{text}");
    }
    assert!(read_error!(object, &[], r#"{"name""#).contains("at byte 7"));
}

async fn fail(headers: &[(&'static str, &'static str)], body: &str) -> MembersError {
    match read!(members, 400, headers, body) {
        Err(SdkError::ServiceError(error)) => error.into_err(),
        other => panic!("a service error is expected: {other:?}"),
    }
}

#[tokio::test]
async fn errors_are_matched_by_header_or_body() {
    let header = [("x-amzn-errortype", "mini#Plain:http://x/")];
    let by_header = fail(&header, r#"{"code": "Refused", "message": "m"}"#).await;
    assert_eq!(by_header.to_string(), "Plain: m");
    let by_code = fail(&[], r#"{"__type": "Refused", "code": "x#Plain:y"}"#).await;
    assert!(by_code.is_plain());
    assert!(fail(&[], r#"{"__type": "x#Plain"}"#).await.is_plain());
    let unknown = fail(&[("X-Amzn-ErrorType", "New")], "").await;
    assert_eq!(unknown.to_string(), "unhandled error (New)");
    let proxy = fail(&[], "<html>Busy</html>").await;
    assert!(proxy.to_string().contains("<html>Busy</html>"), "{proxy}");
}

#[tokio::test]
async fn errors_have_members_in_all_locations() {
    let headers = [("x-amzn-errortype", "Refused"), ("retry-after", "5")];
    let body = r#"{"message": "no", "item": {"name": "n"}}"#;
    let error = fail(&headers, body).await;
    let MembersError::Refused(refused) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((refused.after(), refused.status()), (5, 400));
    assert_eq!(refused.item().unwrap().name(), Some("n"));
    assert_eq!(error.to_string(), "Refused: no");

    let headers = [("x-amzn-errortype", "Gone"), ("x-why", "sold")];
    let error = fail(&headers, r#"{"name": "n", "message": "no"}"#).await;
    let MembersError::Gone(gone) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (gone.why(), gone.item().unwrap().name()),
        (Some("sold"), Some("n"))
    );
    assert_eq!(error.to_string(), "Gone: no");
}

#[tokio::test]
async fn an_error_keeps_what_is_readable() {
    for (headers, body, after, name) in [
        (
            [("x-amzn-errortype", "Refused"), ("retry-after", "soon")],
            r#"{"item": {"when": "x", "name": "n"}}"#,
            0,
            Some("n"),
        ),
        (
            [("x-amzn-errortype", "Refused"), ("retry-after", "5")],
            r#"{"item": {"name": "n"}, "item""#,
            5,
            None,
        ),
        (
            [("x-amzn-errortype", "Refused"), ("retry-after", "5")],
            "<html>",
            5,
            None,
        ),
    ] {
        let error = fail(&headers, body).await;
        let MembersError::Refused(refused) = &error else {
            panic!("{error:?}");
        };
        assert_eq!((refused.after(), refused.status()), (after, 400));
        assert_eq!(refused.item().and_then(|it| it.name()), name, "{body}");
        assert_eq!(error.meta().request_id(), Some("the-request-id"));
    }
    // A list in a header, and a payload, are left out as a whole.
    let code = ("x-amzn-errortype", "TooManyRequestsException");
    let headers = [code, ("x-numbers", "1, two"), ("retry-after", "7")];
    let error = fail(&headers, r#"{"scope": "s"}"#).await;
    let MembersError::TooManyRequestsException(error) = error else {
        panic!("{error:?}");
    };
    assert!(error.numbers.is_none());
    assert_eq!((error.scope(), error.after()), (Some("s"), 7));
    let headers = [("x-amzn-errortype", "Gone"), ("x-why", "sold")];
    let error = fail(&headers, "[]").await;
    let MembersError::Gone(gone) = error else {
        panic!("{error:?}");
    };
    assert_eq!((gone.why(), gone.item()), (Some("sold"), None));
}

#[tokio::test]
async fn of_repeated_members_the_last_counts() {
    let body = r#"{"Name": "a", "Name": 5, "Name": "b"}"#;
    let members = read!(members, 200, &[("x-size", "3")], body).unwrap();
    assert_eq!((members.name(), members.size()), ("b", 3));
    let item = read!(
        object,
        200,
        &[],
        r#"{"name": "a", "when": 1, "name": null}"#
    )
    .unwrap();
    assert_eq!(item.item().unwrap().name(), None);
    let choice = read!(choice, 200, &[], r#"{"text": "a", "text": "b"}"#).unwrap();
    assert_eq!(choice.either(), Some(&Either::Text("b".to_owned())));
    let two = read_error!(choice, &[], r#"{"text": "a", "number": 1}"#);
    assert!(
        two.contains("expected a union with one member, found 2"),
        "{two}"
    );
}
