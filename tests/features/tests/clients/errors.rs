//! Errors of operations: by code, with and without message.

use std::time::Duration;

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::{ErrorKind, RetryConfig};
use aws_types::request_id::RequestId;
use features::errors::operation::echo::EchoError;

use crate::harness::client;

async fn fail(status: u16, body: &str) -> EchoError {
    let (client, _) = client!(errors, status, body);
    match client.echo().send().await {
        Err(SdkError::ServiceError(error)) => error.into_err(),
        other => panic!("a service error is expected: {other:?}"),
    }
}

#[tokio::test]
async fn an_error_is_matched_by_its_code_on_the_wire() {
    let error = fail(
        500,
        r#"{"__type": "mini#InternalFailure:http://x/", "message": "broken", "detail": {"reason": "r"}, "count": 3}"#,
    )
    .await;
    let EchoError::RenamedFault(fault) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(fault.detail().unwrap().reason(), Some("r"));
    assert_eq!(fault.count(), 3);
    assert_eq!(error.code(), Some("InternalFailure"));
    assert_eq!(error.to_string(), "RenamedFault: broken");
    assert!(error.is_renamed_fault() && !error.is_silent());
    // The name of the shape is not its code.
    let error = fail(400, r#"{"__type": "RenamedFault"}"#).await;
    assert_eq!(error.to_string(), "unhandled error (RenamedFault)");
}

#[tokio::test]
async fn messages_are_found_under_each_name() {
    let error = fail(400, r#"{"code": "Shouting", "message": "small"}"#).await;
    assert_eq!(error.to_string(), "Shouting: small");
    let error = fail(400, r#"{"code": "Shouting", "Message": "LARGE"}"#).await;
    assert_eq!(error.to_string(), "Shouting: LARGE");
    let error = fail(
        400,
        r#"{"code": "Silent", "reason": "none", "message": "yet"}"#,
    )
    .await;
    let EchoError::Silent(silent) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (silent.reason(), silent.message()),
        (Some("none"), Some("yet"))
    );
}

#[tokio::test]
async fn an_error_keeps_what_is_readable() {
    let error = fail(400, r#"{"__type": "Silent", "reason": 5, "message": "m"}"#).await;
    let EchoError::Silent(silent) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((silent.reason(), silent.message()), (None, Some("m")));
    assert_eq!(error.meta().request_id(), Some("the-request-id"));
    let body = r#"{"count": "x", "detail": {"reason": "r", "new": [}"#;
    let headers = [("x-amzn-errortype", "InternalFailure")];
    let (client, _) = client!(errors, 500, &headers, body);
    let error = client.echo().send().await.unwrap_err().into_service_error();
    let EchoError::RenamedFault(fault) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((fault.count(), fault.detail()), (0, None));
    assert_eq!(error.to_string(), format!("RenamedFault: {body}"));
}

#[tokio::test]
async fn every_status_but_2xx_is_an_error() {
    use features::rest_responses::operation::nothing::NothingError;
    for status in [199, 300, 304, 600] {
        let error = fail(status, r#"{"__type": "Silent"}"#).await;
        assert!(error.is_silent(), "{error:?}");
        let (client, _) = client!(rest_responses, status, &[("x-amzn-errortype", "New")], "");
        let error = client.nothing().send().await.unwrap_err();
        let error: NothingError = error.into_service_error();
        assert_eq!(error.meta().code(), Some("New"));
    }
}

/// Number of attempts of a call whose first answer is an error, and whose next one is an output.
macro_rules! attempts {
    ($service:ident, $operation:ident, $headers:expr, $body:expr) => {{
        let mut answer = http::Response::builder().status(429);
        for (name, value) in $headers {
            answer = answer.header(name, value);
        }
        let event = |answer: http::Response<SdkBody>| {
            let request = http::Request::builder().uri("http://x/");
            ReplayEvent::new(request.body(SdkBody::empty()).unwrap(), answer)
        };
        let http_client = StaticReplayClient::new(vec![
            event(answer.body(SdkBody::from($body)).unwrap()),
            event(http::Response::new(SdkBody::from("{}"))),
        ]);
        let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
        let config = features::$service::Config::builder()
            .with_test_defaults_v2()
            .http_client(http_client.clone())
            .retry_config(retries)
            .build();
        let client = features::$service::Client::from_conf(config);
        client
            .$operation()
            .send()
            .await
            .expect("the next answer is an output");
        http_client.actual_requests().count()
    }};
}

#[tokio::test]
async fn an_unreadable_error_is_retried() {
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    for after in ["1", date, "", "soon", "-1", "99999999999999999999", "1.5"] {
        for body in [
            r#"{"message": "slow"}"#,
            r#"{"message": 5, "scope": []}"#,
            "<html>slow",
            "",
            "[",
        ] {
            let headers = [
                ("x-amzn-errortype", "TooManyRequestsException"),
                ("retry-after", after),
            ];
            let count = attempts!(rest_responses, members, headers, body);
            assert_eq!(count, 2, "{after}: {body}");
            let count = attempts!(errors, echo, headers, body);
            assert_eq!(count, 2, "{after}: {body}");
        }
    }
    for body in [
        r#"{"__type": "Throttled", "message": 5}"#,
        r#"{"__type": "Throttled", "message": "sl"#,
        r#"{"__type": "Throttled"} x"#,
    ] {
        let headers = [("retry-after", "")];
        assert_eq!(attempts!(errors, echo, headers, body), 2, "{body}");
    }
}

/// (The trait is not imported, since its `code` would conflict with `ProvideErrorMetadata`'s.)
fn kind(error: &EchoError) -> Option<ErrorKind> {
    aws_smithy_types::retry::ProvideErrorKind::retryable_error_kind(error)
}

#[tokio::test]
async fn an_error_that_is_modeled_as_retryable_is_classified_so() {
    let error = fail(400, r#"{"__type": "Throttled"}"#).await;
    assert_eq!(kind(&error), Some(ErrorKind::ThrottlingError));
    let error = fail(400, r#"{"__type": "Silent"}"#).await;
    assert_eq!(kind(&error), None);
}

#[tokio::test]
async fn errors_become_the_error_of_the_service() {
    let (client, _) = client!(errors, 400, r#"{"__type": "Silent", "message": "m"}"#);
    let error = features::errors::Error::from(client.other().send().await.unwrap_err());
    assert!(matches!(error, features::errors::Error::Silent(_)));
    assert_eq!(error.to_string(), "Silent: m");
    let (client, _) = client!(errors, 400, r#"{"__type": "Strange", "message": "m"}"#);
    let error = features::errors::Error::from(client.other().send().await.unwrap_err());
    assert_eq!(error.to_string(), "unhandled error (Strange): m");
    assert_eq!(error.code(), Some("Strange"));
}

#[tokio::test]
async fn a_required_message_is_shown_and_a_sensitive_one_is_not() {
    use features::error_messages::operation::echo::EchoError;
    let fail = async |body: &str| {
        let (client, _) = client!(error_messages, 400, body);
        let error = client.echo().send().await.unwrap_err();
        error.into_service_error()
    };
    let error = fail(r#"{"__type": "Needed", "Message": "do", "count": 2}"#).await;
    let EchoError::Needed(needed) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((needed.message(), needed.count()), ("do", 2));
    assert_eq!(error.to_string(), "Needed: do");
    let error = fail(r#"{"__type": "Secret", "message": "password"}"#).await;
    assert_eq!(error.to_string(), "Secret: *** Sensitive Data Redacted ***");
    assert_eq!(error.message(), Some("password"));
}
