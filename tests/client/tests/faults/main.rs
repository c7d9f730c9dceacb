//! Faults of the network and the service: each gives the right result or a clear error, in bounded
//! time.

mod server;

use std::time::{Duration, Instant};

use aws_clients::ecs::config::retry::RetryConfig;
use aws_clients::ecs::config::timeout::TimeoutConfig;
use aws_clients::ecs::config::{Builder, Config};
use aws_clients::ecs::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_clients::ecs::operation::RequestId;
use aws_clients::ecs::operation::register_container_instance::{
    RegisterContainerInstanceError, RegisterContainerInstanceOutput,
};
use aws_clients::ecs::{Client, Error};
use server::{Answer, Server};

type Outcome = Result<RegisterContainerInstanceOutput, SdkError<RegisterContainerInstanceError>>;

const GOOD: &str = r#"{"containerInstance": {"status": "ACTIVE"}}"#;

/// Calls a server that sends `answers` one after the other. Returns the outcome and the number of
/// requests.
async fn call(answers: impl IntoIterator<Item = Answer>) -> (Outcome, usize) {
    call_with(answers, |config| config).await
}

async fn call_with(
    answers: impl IntoIterator<Item = Answer>,
    change: impl FnOnce(Builder) -> Builder,
) -> (Outcome, usize) {
    let server = Server::start(answers).await;
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = Config::builder()
        .with_test_defaults_v2()
        .endpoint_url(server.url())
        .retry_config(retries);
    let mut config = change(config);
    // Retries and timeouts need the real clock.
    config.set_time_source(None);
    let client = Client::from_conf(config.build());
    let outcome = client
        .register_container_instance()
        .cluster("c")
        .send()
        .await;
    (outcome, server.requests())
}

fn text(error: SdkError<RegisterContainerInstanceError>) -> String {
    DisplayErrorContext(error).to_string()
}

fn status(outcome: Outcome) -> String {
    let instance = outcome
        .expect("an answer")
        .container_instance
        .expect("an instance");
    instance.status.expect("a status")
}

#[tokio::test]
async fn transient_errors_are_retried() {
    let throttled = r#"{"__type": "ThrottlingException", "message": "Rate exceeded"}"#;
    let (outcome, requests) = call([
        Answer::new(400, throttled),
        Answer::new(500, r#"{"__type": "ServerException"}"#),
        Answer::new(200, GOOD),
    ])
    .await;
    assert_eq!((status(outcome).as_str(), requests), ("ACTIVE", 3));
}

#[tokio::test]
async fn an_error_that_stays_is_returned_after_the_last_attempt() {
    let throttled = Answer::new(
        400,
        r#"{"__type": "ThrottlingException", "message": "Rate exceeded"}"#,
    );
    let (outcome, requests) = call(vec![throttled; 5]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.code(), requests), (Some("ThrottlingException"), 3));
    assert!(text(error).contains("Rate exceeded"));

    let (outcome, requests) = call(vec![Answer::new(503, ""); 5]).await;
    let error = outcome.unwrap_err();
    assert_eq!(requests, 3);
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 503);
    assert!(text(error).contains("HTTP status 503"));
}

#[tokio::test]
async fn an_error_of_the_caller_is_not_retried() {
    let body = r#"{"__type": "ClientException", "message": "Cluster not found."}"#;
    let (outcome, requests) = call([Answer::new(400, body), Answer::new(200, GOOD)]).await;
    let error = outcome.unwrap_err();
    assert_eq!((requests, error.request_id()), (1, Some("the-request-id")));
    assert_eq!(
        error.to_string(),
        "service error",
        "AWS's type prints no more"
    );
    assert_eq!(
        Error::from(error).to_string(),
        "ClientException: Cluster not found."
    );
}

#[tokio::test]
async fn a_connection_that_is_reset_is_retried() {
    let (outcome, requests) = call([Answer::Reset, Answer::new(200, GOOD)]).await;
    assert_eq!((status(outcome).as_str(), requests), ("ACTIVE", 2));
    let (outcome, requests) = call(vec![Answer::Reset; 5]).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(requests, 3);
}

#[tokio::test]
async fn a_response_that_is_cut_short_is_retried() {
    let short = Answer::CutShort(GOOD.to_owned());
    let (outcome, requests) = call([short.clone(), Answer::new(200, GOOD)]).await;
    assert_eq!((status(outcome).as_str(), requests), ("ACTIVE", 2));
    let (outcome, _) = call(vec![short; 5]).await;
    assert!(
        matches!(outcome, Err(SdkError::ResponseError(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_response_that_takes_too_long_times_out() {
    let started = Instant::now();
    let slow = Answer::Slow(Duration::from_secs(20), GOOD.to_owned());
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(300))
        .build();
    let (outcome, _) = call_with([slow.clone()], |config| config.timeout_config(timeouts)).await;
    assert!(
        matches!(outcome, Err(SdkError::TimeoutError(_))),
        "{outcome:?}"
    );
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(300))
        .build();
    let answers = [slow, Answer::new(200, GOOD)];
    let (outcome, requests) = call_with(answers, |config| config.timeout_config(timeouts)).await;
    assert_eq!((status(outcome).as_str(), requests), ("ACTIVE", 2));
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_refused_connection_is_a_dispatch_failure() {
    let server = Server::start([]).await;
    let url = server.url();
    drop(server);
    let config = Config::builder().with_test_defaults_v2().endpoint_url(url);
    let mut config = config.retry_config(RetryConfig::disabled());
    config.set_time_source(None);
    let client = Client::from_conf(config.build());
    let error = client
        .register_container_instance()
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert!(text(error).contains("onnect"));
}

/// Responses with status 200 that cannot be parsed: not retried, and the error has the path.
#[tokio::test]
async fn malformed_responses_are_errors() {
    let deep = |open: &str, close: &str| {
        format!(
            "{{\"containerInstance\": {}{}}}",
            open.repeat(10_000),
            close.repeat(10_000)
        )
    };
    let cases: [(Vec<u8>, &str); 9] = [
        (
            b"{\"containerInstance\": {\"status\": \"\xff\xfe\"}}".to_vec(),
            "UTF-8",
        ),
        (
            br#"{"containerInstance": []}"#.to_vec(),
            "expected an object, found a list",
        ),
        (
            br#"{"containerInstance": {"status": 5}}"#.to_vec(),
            "containerInstance.status",
        ),
        (
            br#"{"containerInstance": {"runningTasksCount": 99999999999}}"#.to_vec(),
            "runningTasksCount",
        ),
        (
            br#"{"containerInstance": {"agentConnected": "yes"}}"#.to_vec(),
            "agentConnected",
        ),
        (
            br#"{"containerInstance": {"remainingResources": {}}}"#.to_vec(),
            "remainingResources",
        ),
        (b"[]".to_vec(), "expected an object"),
        (b"<html>surprise</html>".to_vec(), "expected"),
        (
            deep("[", "]").into_bytes(),
            "expected an object, found a list",
        ),
    ];
    for (body, expected) in cases {
        let (outcome, requests) = call([Answer::bytes(200, body.clone())]).await;
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        let error = outcome.expect_err(&shown);
        assert!(
            matches!(error, SdkError::ResponseError(_)),
            "{shown}: {error:?}"
        );
        assert_eq!(
            error.raw_response().unwrap().status().as_u16(),
            200,
            "{shown}"
        );
        assert_eq!(requests, 1, "{shown}");
        let text = text(error);
        assert!(text.contains(expected), "{shown}: {text}");
    }
}

#[tokio::test]
async fn unknown_members_and_values_are_ignored() {
    let deep = format!("{}1{}", "{\"a\":[".repeat(10_000), "]}".repeat(10_000));
    let body = format!(
        r#"{{"newer": {deep}, "containerInstance": {{"status": "ACTIVE", "newest": null,
            "agentUpdateStatus": "DREAMING", "remainingResources": [null, {{"name": "CPU", "other": 1}}]}}}}"#
    );
    let (outcome, _) = call([Answer::new(200, &body)]).await;
    let instance = outcome.unwrap().container_instance.unwrap();
    assert_eq!(instance.agent_update_status().unwrap().as_str(), "DREAMING");
    assert_eq!(instance.remaining_resources().len(), 1);
}

#[tokio::test]
async fn the_page_of_a_proxy_is_an_error_with_its_status() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>";
    let (outcome, requests) = call(vec![Answer::new(502, page); 3]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.code(), requests), (None, 3));
    assert_eq!(
        error.raw_response().unwrap().body().bytes(),
        Some(page.as_bytes())
    );
    let text = text(error);
    assert!(
        text.contains("HTTP status 502") && text.contains("502 Bad Gateway"),
        "{text}"
    );
}

#[tokio::test]
async fn errors_of_every_form_are_parsed() {
    let cases: [(&str, Option<&str>, &str); 8] = [
        (
            r#"{"__type": "Newer", "message": "m"}"#,
            Some("Newer"),
            "unhandled error (Newer): m",
        ),
        (
            r#"{"code": "x#ClientException:y", "Message": "m"}"#,
            Some("ClientException"),
            "ClientException: m",
        ),
        (
            r#"{"__type": "ClientException"}"#,
            Some("ClientException"),
            "ClientException",
        ),
        (r#"{"message": "m"}"#, None, "unhandled error: m"),
        (
            "{}",
            None,
            "unhandled error: HTTP status 400 without an error code: {}",
        ),
        (
            "",
            None,
            "unhandled error: HTTP status 400 without an error code or a body",
        ),
        (
            r#"{"__type": 5, "code": "ClientException"}"#,
            Some("ClientException"),
            "ClientException",
        ),
        (
            r#"{"__type": "Cut"#,
            None,
            r#"unhandled error: HTTP status 400 without an error code: {"__type": "Cut"#,
        ),
    ];
    for (body, code, shown) in cases {
        let (outcome, _) = call([Answer::new(400, body)]).await;
        let error = outcome.expect_err(body).into_service_error();
        assert_eq!(error.code(), code, "{body}");
        assert_eq!(error.to_string(), shown, "{body}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_error() {
    let (outcome, requests) = call([Answer::new(307, ""), Answer::new(200, GOOD)]).await;
    let error = outcome.unwrap_err();
    assert_eq!(requests, 1);
    assert!(text(error).contains("HTTP status 307"));
}
