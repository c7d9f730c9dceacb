//! AWS's interceptors, which clients have as one (`codegen/support/interceptors.rs`).

use aws_clients::ecs::Client;
use aws_clients::ecs::config::Config;
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_http_client::test_util::capture_request;
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, OverriddenHooks, disable_interceptor,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};

/// A version of the runtime in which one of them has another step must not go unnoticed: the step would be left out.
#[test]
fn each_step_that_they_have_is_known() {
    type Steps = OverriddenHooks;
    let known: [(&dyn Intercept, Steps); 7] = [
        (
            &ConnectionPoisoningInterceptor::new(),
            Steps::MODIFY_BEFORE_TRANSMIT | Steps::READ_AFTER_DESERIALIZATION,
        ),
        (
            &StalledStreamProtectionInterceptor::default(),
            Steps::MODIFY_BEFORE_TRANSMIT | Steps::MODIFY_BEFORE_DESERIALIZATION,
        ),
        (
            &ServiceClockSkewInterceptor::new(),
            Steps::MODIFY_BEFORE_RETRY_LOOP
                | Steps::READ_BEFORE_TRANSMIT
                | Steps::MODIFY_BEFORE_DESERIALIZATION,
        ),
        (
            &RequestInfoInterceptor::new(),
            Steps::MODIFY_BEFORE_TRANSMIT,
        ),
        (
            &UserAgentInterceptor::new(),
            Steps::READ_AFTER_SERIALIZATION | Steps::MODIFY_BEFORE_SIGNING,
        ),
        (
            &InvocationIdInterceptor::new(),
            Steps::MODIFY_BEFORE_RETRY_LOOP | Steps::MODIFY_BEFORE_TRANSMIT,
        ),
        (
            &RecursionDetectionInterceptor::new(),
            Steps::MODIFY_BEFORE_SIGNING,
        ),
    ];
    for (interceptor, steps) in known {
        assert_eq!(
            interceptor.overridden_hooks(),
            steps,
            "{}: let `OfEveryCall` take the same steps",
            interceptor.name()
        );
    }
}

/// Switches others off.
#[derive(Debug)]
struct Without(fn(&mut Layer));

impl Intercept for Without {
    fn name(&self) -> &'static str {
        "Without"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0(cfg.interceptor_state());
        Ok(())
    }
}

/// The headers of a request, as far as interceptors add them.
async fn headers(without: fn(&mut Layer)) -> Vec<&'static str> {
    let (http_client, sent) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .interceptor(Without(without));
    let client = Client::from_conf(config.build());
    // The answer is no JSON object, which is not what this is about.
    let _ = client.register_container_instance().send().await;
    let request = sent.expect_request();
    let all = [
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "user-agent",
        "x-amz-user-agent",
    ];
    let headers = request.headers();
    all.into_iter()
        .filter(|it| headers.contains_key(*it))
        .collect()
}

#[tokio::test]
async fn each_can_be_switched_off_alone() {
    assert_eq!(headers(|_| {}).await.len(), 4);
    let without = headers(|layer| {
        layer.store_put(disable_interceptor::<InvocationIdInterceptor>("test"));
    });
    assert_eq!(
        without.await,
        ["amz-sdk-request", "user-agent", "x-amz-user-agent"]
    );
    let without = headers(|layer| {
        layer.store_put(disable_interceptor::<RequestInfoInterceptor>("test"));
    });
    assert_eq!(
        without.await,
        ["amz-sdk-invocation-id", "user-agent", "x-amz-user-agent"]
    );
    let without = headers(|layer| {
        layer.store_put(disable_interceptor::<UserAgentInterceptor>("test"));
    });
    assert_eq!(without.await, ["amz-sdk-invocation-id", "amz-sdk-request"]);
}
