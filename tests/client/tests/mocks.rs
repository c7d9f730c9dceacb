//! Tools that mock `aws-sdk-ecs` also mock the generated client, under the same names.

use aws_clients::ecs as aws_sdk_ecs;
use aws_sdk_ecs::Client;
use aws_sdk_ecs::config::{Credentials, Region};
use aws_sdk_ecs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ecs::operation::RequestId;
use aws_sdk_ecs::operation::register_container_instance::{
    RegisterContainerInstanceError, RegisterContainerInstanceOutput,
};
use aws_sdk_ecs::types::error::ClientException;
use aws_sdk_ecs::types::{AgentUpdateStatus, ContainerInstance};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient, capture_request};
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;

fn output(arn: &str) -> RegisterContainerInstanceOutput {
    let instance = ContainerInstance::builder().container_instance_arn(arn);
    RegisterContainerInstanceOutput::builder()
        .container_instance(instance.build())
        .build()
}

#[tokio::test]
async fn outputs_and_errors_can_be_mocked() {
    let not_it = mock!(Client::register_container_instance)
        .match_requests(|input| input.cluster() == Some("other"))
        .then_output(|| output("other"));
    let error = mock!(Client::register_container_instance)
        .match_requests(|input| input.cluster() == Some("broken"))
        .then_error(|| {
            let exception = ClientException::builder()
                .message("no such cluster")
                .build();
            RegisterContainerInstanceError::ClientException(exception)
        });
    let fine = mock!(Client::register_container_instance).then_output(|| output("mine"));
    let client = mock_client!(aws_sdk_ecs, RuleMode::MatchAny, [&not_it, &error, &fine]);

    let answer = client
        .register_container_instance()
        .cluster("c")
        .send()
        .await;
    let instance = answer.unwrap().container_instance.unwrap();
    assert_eq!(instance.container_instance_arn(), Some("mine"));
    assert_eq!((not_it.num_calls(), fine.num_calls()), (0, 1));

    let answer = client
        .register_container_instance()
        .cluster("broken")
        .send()
        .await;
    let error = answer.unwrap_err().into_service_error();
    assert!(error.is_client_exception());
    assert_eq!(error.to_string(), "ClientException: no such cluster");
}

#[tokio::test]
async fn http_responses_can_be_mocked_and_are_retried() {
    let flaky = mock!(Client::register_container_instance)
        .sequence()
        .http_status(503, None)
        .http_response(|| {
            let body = SdkBody::from(r#"{"containerInstance": {"agentUpdateStatus": "STAGED"}}"#);
            HttpResponse::new(200.try_into().unwrap(), body)
        })
        .build();
    let no_wait = |config: aws_sdk_ecs::config::Builder| {
        let retries = aws_sdk_ecs::config::retry::RetryConfig::standard();
        config.retry_config(retries.with_initial_backoff(std::time::Duration::from_millis(1)))
    };
    let client = mock_client!(aws_sdk_ecs, RuleMode::Sequential, [&flaky], no_wait);
    let answer = client.register_container_instance().send().await.unwrap();
    let status = answer.container_instance.unwrap().agent_update_status;
    assert_eq!(status, Some(AgentUpdateStatus::Staged));
    assert_eq!(flaky.num_calls(), 2);

    let refused = mock!(Client::register_container_instance).then_http_response(|| {
        let body = SdkBody::from(r#"{"__type": "Strange", "message": "why?"}"#);
        HttpResponse::new(400.try_into().unwrap(), body)
    });
    let client = mock_client!(aws_sdk_ecs, [&refused]);
    let error = client
        .register_container_instance()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("Strange"));
    let error = aws_sdk_ecs::Error::from(error);
    assert_eq!(error.to_string(), "unhandled error (Strange): why?");
}

fn config(http_client: impl aws_sdk_ecs::config::HttpClient + 'static) -> aws_sdk_ecs::Config {
    aws_sdk_ecs::Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKID", "secret", None, None, "test"))
        .http_client(http_client)
        .build()
}

#[tokio::test]
async fn recorded_traffic_can_be_replayed() {
    let request = http::Request::builder()
        .uri("https://ecs.us-east-1.amazonaws.com/")
        .header(
            "x-amz-target",
            "AmazonEC2ContainerServiceV20141113.RegisterContainerInstance",
        )
        .body(SdkBody::from(r#"{"cluster":"c"}"#))
        .unwrap();
    let response = http::Response::builder()
        .header("x-amzn-requestid", "id-1")
        .body(SdkBody::from(
            r#"{"containerInstance":{"status":"ACTIVE"}}"#,
        ))
        .unwrap();
    let replay = StaticReplayClient::new(vec![ReplayEvent::new(request, response)]);
    let client = Client::from_conf(config(replay.clone()));
    let output = client
        .register_container_instance()
        .cluster("c")
        .send()
        .await
        .unwrap();
    assert_eq!(output.request_id(), Some("id-1"));
    assert_eq!(
        output.container_instance().unwrap().status(),
        Some("ACTIVE")
    );
    replay.assert_requests_match(&["authorization", "x-amz-date"]);
}

#[tokio::test]
async fn requests_can_be_changed_and_settings_overridden_for_one_call() {
    let (http_client, sent) = capture_request(None);
    let client = Client::from_conf(config(http_client));
    let elsewhere = aws_sdk_ecs::Config::builder().region(Region::new("cn-north-1"));
    let _ = client
        .register_container_instance()
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert("x-mine", "1");
        })
        .config_override(elsewhere)
        .send()
        .await;
    let request = sent.expect_request();
    assert_eq!(request.uri(), "https://ecs.cn-north-1.amazonaws.com.cn/");
    assert_eq!(request.headers().get("x-mine"), Some("1"));
    let authorization = request.headers().get("authorization").unwrap();
    assert!(
        authorization.contains("/cn-north-1/ecs/aws4_request"),
        "{authorization}"
    );
}

#[tokio::test]
async fn an_input_can_be_sent_with_a_client_and_looked_at_before() {
    let (http_client, sent) = capture_request(None);
    let client = Client::from_conf(config(http_client));
    let call = client.register_container_instance().cluster("c");
    let input = call.as_input().clone();
    assert_eq!(input.get_cluster().as_deref(), Some("c"));
    let _ = input.send_with(&client).await;
    assert_eq!(
        sent.expect_request().body().bytes(),
        Some(&br#"{"cluster":"c"}"#[..])
    );
}

#[tokio::test]
async fn an_interceptor_that_fails_stops_the_call() {
    let (http_client, sent) = capture_request(None);
    let client = Client::from_conf(config(http_client));
    let call = client.register_container_instance().customize();
    let error = call
        .map_request(|_| Err::<_, std::io::Error>(std::io::Error::other("not today")))
        .send()
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            SdkError::ConstructionFailure(_) | SdkError::DispatchFailure(_)
        ),
        "{error:?}"
    );
    let text = aws_sdk_ecs::error::DisplayErrorContext(error).to_string();
    assert!(text.contains("not today"), "{text}");
    sent.expect_no_request();
}
