//! The mode of account-based endpoints.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Layer};
use aws_types::SdkConfig;
use aws_types::endpoint_config::AccountIdEndpointMode;

use super::client::{Customization, Service};

/// Copies the setting of an [`SdkConfig`].
pub fn settings(
    _service: &'static Service,
    sdk_config: &SdkConfig,
    config: &mut CloneableLayer,
    _components: &mut RuntimeComponentsBuilder,
) {
    config.store_or_unset(sdk_config.account_id_endpoint_mode().cloned());
}

/// Reports the mode in the user agent.
#[derive(Debug, Clone, Copy)]
pub struct ReportMode;

impl Customization for ReportMode {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for ReportMode {
    fn name(&self) -> &'static str {
        "ReportMode"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mode = cfg.load::<AccountIdEndpointMode>().cloned();
        let feature = match mode.unwrap_or_default() {
            AccountIdEndpointMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
            AccountIdEndpointMode::Required => AwsSdkFeature::AccountIdModeRequired,
            AccountIdEndpointMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}
