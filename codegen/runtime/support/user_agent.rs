//! Features that the user agent reports of a call, which AWS calls business metrics.
//!
//! The interceptor of the user agent writes those that a call has stored. Most are stored where a
//! feature is implemented; here are those of settings that all clients have.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::EndpointUrl;

/// Reports that an endpoint URL is set for the client.
pub fn report_endpoint_url(cfg: &mut ConfigBag) {
    if cfg.load::<EndpointUrl>().is_some() {
        cfg.interceptor_state()
            .store_append(AwsSdkFeature::EndpointOverride);
    }
}

/// Reports the retry mode.
pub fn report_retry_mode(cfg: &mut ConfigBag) {
    let feature = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
        Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
        Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
        _ => return,
    };
    cfg.interceptor_state().store_append(feature);
}
