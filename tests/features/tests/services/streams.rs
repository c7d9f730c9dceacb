//! Bodies that rest for a while.

use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::{Response, StatusCode};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::retry::RetryConfig;
use features::lambda::config::{Config, StalledStreamProtectionConfig};
use futures_util::StreamExt;
use http_body_util::StreamBody;

/// Responds with a body that rests for two seconds after its first byte.
#[derive(Debug, Clone)]
struct Slow;

impl HttpConnector for Slow {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let parts = futures_util::stream::iter(["{", "}"]).then(|part| async move {
            if part == "}" {
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
            let frame = http_body_1x::Frame::data(bytes::Bytes::from_static(part.as_bytes()));
            Ok::<_, std::convert::Infallible>(frame)
        });
        let body = SdkBody::from_body_1_x(StreamBody::new(Box::pin(parts)));
        let status = StatusCode::try_from(200).unwrap();
        HttpConnectorFuture::ready(Ok(Response::new(status, body)))
    }
}

fn slow() -> SharedHttpClient {
    http_client_fn(|_, _| SharedHttpConnector::new(Slow))
}

fn protection() -> StalledStreamProtectionConfig {
    StalledStreamProtectionConfig::enabled()
        .grace_period(Duration::from_millis(100))
        .build()
}

fn client() -> features::lambda::Client {
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(slow())
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(protection());
    features::lambda::Client::from_conf(config.build())
}

#[tokio::test]
async fn a_function_may_compute_between_two_parts_of_its_response() {
    let output = client().invoke().function_name("f").send().await.unwrap();
    assert_eq!(output.payload().unwrap().as_ref(), b"{}");
}

#[tokio::test]
async fn other_operations_are_protected() {
    let error = client().list_tags().resource("r").send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("throughput"), "{text}");
}

#[tokio::test]
async fn a_single_call_can_be_protected() {
    let call = client().invoke().function_name("f").customize();
    let call = call.config_override(Config::builder().stalled_stream_protection(protection()));
    let text = DisplayErrorContext(call.send().await.unwrap_err()).to_string();
    assert!(text.contains("throughput"), "{text}");
}
