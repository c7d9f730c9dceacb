//! Retry settings of a service's own.

use std::time::Duration;

use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use aws_types::SdkConfig;

use super::client::Service;

/// Adapts the retry settings of an [`SdkConfig`] to a service that retries after other delays, if
/// they are of version 2.1.
///
/// If the number of attempts is the general default and was not set in code, the service's number
/// replaces it.
pub fn settings<const INITIAL_BACKOFF_MS: u64, const MAX_ATTEMPTS: u32>(
    _service: &'static Service,
    sdk_config: &SdkConfig,
    config: &mut CloneableLayer,
    _components: &mut RuntimeComponentsBuilder,
) {
    let Some(retry_config) = sdk_config.retry_config() else {
        return;
    };
    let spec = retry_config.retry_spec();
    let Some(spec) = spec.filter(|it| it.is_at_least(RetrySpec::V2_1)) else {
        return;
    };
    let backoff = Duration::from_millis(INITIAL_BACKOFF_MS);
    let spec = spec.clone().with_non_throttling_initial_backoff(backoff);
    let mut adapted = retry_config.clone().with_retry_spec(spec);
    let is_set_in_code = sdk_config.get_origin("retry_config").is_client_config();
    let is_general = retry_config.max_attempts() == RetryConfig::standard().max_attempts();
    if is_general && !is_set_in_code {
        adapted = adapted.with_max_attempts(MAX_ATTEMPTS);
    }
    config.store_put(adapted);
}
