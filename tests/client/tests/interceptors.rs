//! AWS's interceptors, which generated clients run as a single interceptor.

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

/// Fails with a version of the runtime in which an interceptor has another hook, since that hook
/// would not be called.
#[test]
fn each_hook_of_the_interceptors_is_known() {
    type Hooks = OverriddenHooks;
    let known: [(&dyn Intercept, Hooks); 7] = [
        (
            &ConnectionPoisoningInterceptor::new(),
            Hooks::MODIFY_BEFORE_TRANSMIT | Hooks::READ_AFTER_DESERIALIZATION,
        ),
        (
            &StalledStreamProtectionInterceptor::default(),
            Hooks::MODIFY_BEFORE_TRANSMIT | Hooks::MODIFY_BEFORE_DESERIALIZATION,
        ),
        (
            &ServiceClockSkewInterceptor::new(),
            Hooks::MODIFY_BEFORE_RETRY_LOOP
                | Hooks::READ_BEFORE_TRANSMIT
                | Hooks::MODIFY_BEFORE_DESERIALIZATION,
        ),
        (
            &RequestInfoInterceptor::new(),
            Hooks::MODIFY_BEFORE_TRANSMIT,
        ),
        (
            &UserAgentInterceptor::new(),
            Hooks::READ_AFTER_SERIALIZATION | Hooks::MODIFY_BEFORE_SIGNING,
        ),
        (
            &InvocationIdInterceptor::new(),
            Hooks::MODIFY_BEFORE_RETRY_LOOP | Hooks::MODIFY_BEFORE_TRANSMIT,
        ),
        (
            &RecursionDetectionInterceptor::new(),
            Hooks::MODIFY_BEFORE_SIGNING,
        ),
    ];
    for (interceptor, hooks) in known {
        assert_eq!(
            interceptor.overridden_hooks(),
            hooks,
            "{}: let `StandardInterceptors` have the same hooks",
            interceptor.name()
        );
    }
}

/// Disables other interceptors.
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

/// The headers of a request that interceptors add.
async fn headers(without: fn(&mut Layer)) -> Vec<&'static str> {
    let (http_client, sent) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .interceptor(Without(without));
    let client = Client::from_conf(config.build());
    // The call fails, since the response is not a JSON object; only the request matters here.
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
async fn each_interceptor_can_be_disabled_alone() {
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
