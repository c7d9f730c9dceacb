//! Sources and precedence of settings.

use aws_clients::ecs::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use aws_clients::ecs::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_clients::ecs::config::{
    BehaviorVersion, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_clients::ecs::error::{BoxError, DisplayErrorContext};
use aws_clients::ecs::{Client, config};
use aws_smithy_http_client::test_util::{CaptureRequestReceiver, capture_request};
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use aws_types::SdkConfig;

fn captured(
    change: impl FnOnce(config::Builder) -> config::Builder,
) -> (Client, CaptureRequestReceiver) {
    let (http_client, sent) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client);
    (Client::from_conf(change(config).build()), sent)
}

async fn failure(change: impl FnOnce(config::Builder) -> config::Builder) -> String {
    let (client, sent) = captured(change);
    let error = client
        .register_container_instance()
        .send()
        .await
        .unwrap_err();
    sent.expect_no_request();
    DisplayErrorContext(error).to_string()
}

async fn url(region: &str) -> Result<String, String> {
    let params = Params::builder().region(region).build().unwrap();
    let resolver = DefaultResolver::new();
    match resolver.resolve_endpoint(&params).await {
        Ok(endpoint) => Ok(endpoint.url().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[tokio::test]
async fn a_region_determines_the_url() {
    for (region, expected) in [
        ("eu-central-1", "https://ecs.eu-central-1.amazonaws.com"),
        ("us-gov-west-1", "https://ecs.us-gov-west-1.amazonaws.com"),
        (
            "cn-northwest-1",
            "https://ecs.cn-northwest-1.amazonaws.com.cn",
        ),
        ("us-iso-east-1", "https://ecs.us-iso-east-1.c2s.ic.gov"),
        ("eusc-de-east-1", "https://ecs.eusc-de-east-1.amazonaws.eu"),
        // A region of no partition gets the suffix of the first partition.
        ("xx-east-1", "https://ecs.xx-east-1.amazonaws.com"),
    ] {
        assert_eq!(url(region).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn regions_that_would_change_the_host_are_refused() {
    let long = format!("us-{}-1", "e".repeat(1000));
    for region in [
        "",
        "us-east-1@evil.com",
        "evil.com/",
        "us-east-1/..",
        "us-east-1#",
        "us-east-1?",
        "us-east-1\r\nx: y",
        "us\u{e9}",
        "-us",
        &long,
    ] {
        let error = url(region).await.unwrap_err();
        assert!(
            error.contains("cannot be part of an endpoint"),
            "{region:?}: {error}"
        );
    }
    let text = failure(|config| config.region(Region::new("us-east-1@evil.com"))).await;
    assert!(
        text.contains("us-east-1@evil.com") && text.contains("check the region"),
        "{text}"
    );
}

#[tokio::test]
async fn variants_of_endpoints_can_be_set() {
    let uri = |change: fn(config::Builder) -> config::Builder| async move {
        let (client, sent) = captured(change);
        let _ = client.register_container_instance().send().await;
        sent.expect_request().uri().to_owned()
    };
    assert_eq!(
        uri(|config| config.use_fips(true)).await,
        "https://ecs-fips.us-east-1.amazonaws.com/"
    );
    assert_eq!(
        uri(|config| config.use_dual_stack(true)).await,
        "https://ecs.us-east-1.api.aws/"
    );
    assert_eq!(
        uri(|config| config.use_dual_stack(true).use_fips(true)).await,
        "https://ecs-fips.us-east-1.api.aws/"
    );
}

#[tokio::test]
async fn one_call_can_go_to_another_region() {
    let (client, sent) = captured(|config| config);
    let call = client.register_container_instance().customize();
    let other = Config::builder().region(Region::new("eu-west-1"));
    let _ = call.config_override(other).send().await;
    let request = sent.expect_request();
    assert_eq!(request.uri(), "https://ecs.eu-west-1.amazonaws.com/");
    let authorization = request.headers().get("authorization").unwrap();
    assert!(authorization.contains("/eu-west-1/ecs/"), "{authorization}");
}

#[tokio::test]
async fn more_parameters_than_are_cached_are_resolved() {
    let resolver = DefaultResolver::new();
    for round in 0..3 {
        for number in 0..100 {
            let params = Params::builder()
                .region(format!("us-east-{number}"))
                .build()
                .unwrap();
            let endpoint = resolver.resolve_endpoint(&params).await.unwrap();
            let expected = format!("https://ecs.us-east-{number}.amazonaws.com");
            assert_eq!(endpoint.url(), expected, "{round}");
        }
    }
}

#[tokio::test]
async fn errors_name_missing_and_conflicting_settings() {
    let text = failure(|config| config.region(None)).await;
    assert!(text.contains("Missing Region"), "{text}");
    let text = failure(|config| config.use_fips(true).endpoint_url("http://localhost")).await;
    assert!(
        text.contains("FIPS and custom endpoint are not supported"),
        "{text}"
    );
    for bad in [
        "ecs.example",
        "ftp://x",
        "http://",
        "http://a@b",
        "http://a b",
        "http://a?b=c",
        "http://a#b",
    ] {
        let text = failure(|config| config.endpoint_url(bad)).await;
        assert!(text.contains("is not valid"), "{bad}: {text}");
    }
}

#[tokio::test]
async fn without_credentials_the_error_says_so() {
    let (http_client, sent) = capture_request(None);
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .http_client(http_client);
    let client = Client::from_conf(config.build());
    let error = client
        .register_container_instance()
        .send()
        .await
        .unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(
        text.contains("identity") && text.contains("credentials"),
        "{text}"
    );
    sent.expect_no_request();
}

#[tokio::test]
async fn requests_can_be_sent_unsigned() {
    let (http_client, sent) = capture_request(None);
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .allow_no_auth()
        .http_client(http_client);
    let _ = Client::from_conf(config.build())
        .register_container_instance()
        .send()
        .await;
    assert_eq!(sent.expect_request().headers().get("authorization"), None);
}

#[tokio::test]
async fn requests_have_the_headers_of_aws_clients() {
    let (client, sent) = captured(|config| config);
    let _ = client.register_container_instance().send().await;
    let request = sent.expect_request();
    for header in [
        "user-agent",
        "x-amz-user-agent",
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "x-amz-date",
    ] {
        assert!(
            request.headers().get(header).is_some(),
            "{header} is missing"
        );
    }
    assert_eq!(
        request.headers().get("content-type"),
        Some("application/x-amz-json-1.1")
    );
}

#[tokio::test]
async fn an_endpoint_url_takes_precedence_over_the_region() {
    let (client, sent) = captured(|config| config.endpoint_url("http://localhost:8000/base"));
    let _ = client.register_container_instance().send().await;
    assert_eq!(sent.expect_request().uri(), "http://localhost:8000/base/");
}

#[test]
fn a_config_has_the_settings_of_its_sdk_config() {
    let sdk_config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .app_name(config::AppName::new("mine").unwrap())
        .use_fips(true)
        .retry_config(config::retry::RetryConfig::standard().with_max_attempts(7))
        .build();
    let config = Config::new(&sdk_config);
    assert_eq!(config.region().map(Region::as_ref), Some("eu-west-1"));
    assert_eq!(config.app_name().unwrap().to_string(), "mine");
    assert_eq!(config.retry_config().unwrap().max_attempts(), 7);
    assert_eq!(config.signing_name(), "ecs");
    let again = config.to_builder().region(Region::new("eu-west-2")).build();
    assert_eq!(again.region().map(Region::as_ref), Some("eu-west-2"));
    assert_eq!(again.retry_config().unwrap().max_attempts(), 7);
}

#[test]
#[should_panic(expected = "behavior version must be set")]
fn a_client_without_behavior_version_is_refused() {
    let _ = Client::from_conf(Config::builder().build());
}

#[tokio::test]
async fn credentials_of_one_call_sign_that_call_only() {
    let (client, sent) = captured(|config| config);
    let other =
        Config::builder().credentials_provider(Credentials::new("OTHER", "s", None, None, "test"));
    let call = client.register_container_instance().customize();
    let _ = call.config_override(other).send().await;
    let request = sent.expect_request();
    let authorization = request.headers().get("authorization").unwrap();
    assert!(
        authorization.contains("Credential=OTHER/"),
        "{authorization}"
    );
}

/// Keeps captured members.
#[derive(Debug, Default, Clone)]
struct Keep(std::sync::Arc<std::sync::Mutex<Vec<(String, String)>>>);

impl Intercept for Keep {
    fn name(&self) -> &'static str {
        "Keep"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(captured) = cfg.load::<CapturedTelemetryAttributes>() {
            let mut kept = self.0.lock().unwrap();
            kept.extend(
                captured
                    .iter()
                    .map(|(name, value)| (name.into(), value.into())),
            );
        }
        Ok(())
    }
}

#[tokio::test]
async fn members_of_inputs_are_captured_for_interceptors_on_request() {
    let keep = Keep::default();
    let (client, _sent) = captured(|config| config.interceptor(keep.clone()));
    let _ = client
        .register_container_instance()
        .cluster("c")
        .send()
        .await;
    assert!(keep.0.lock().unwrap().is_empty(), "nothing was requested");

    let wanted = [
        "cluster",
        "containerInstanceArn",
        "totalResources",
        "nonsense",
    ];
    for emitted in [false, true] {
        let (client, _sent) = captured(|config| {
            if emitted {
                config
                    .interceptor(keep.clone())
                    .emit_input_attributes(wanted)
            } else {
                config
                    .interceptor(keep.clone())
                    .capture_input_attributes(wanted)
            }
        });
        let _ = client
            .register_container_instance()
            .cluster("c")
            .send()
            .await;
        let kept = std::mem::take(&mut *keep.0.lock().unwrap());
        assert_eq!(
            kept,
            [("cluster".to_owned(), "c".to_owned())],
            "emitted: {emitted}"
        );
    }
}
