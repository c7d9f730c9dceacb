//! Operations that programs call in a loop, and that wait for something to return.
//!
//! Without a delay, such a loop would send as fast as it can once its retry quota is used up.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::retry::{RetryConfig, RetrySpec};

use super::client::Customization;

/// Makes the retry strategy wait before it gives up for lack of quota. Only version 2.1 of the
/// retry behaviour has that.
#[derive(Debug, Clone, Copy)]
pub struct LongPoll;

impl Customization for LongPoll {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for LongPoll {
    fn name(&self) -> &'static str {
        "LongPoll"
    }

    fn modify_before_retry_loop(
        &self,
        _context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let config = cfg.load::<RetryConfig>();
        let spec = config.and_then(RetryConfig::retry_spec);
        let spec = spec.filter(|it| it.is_at_least(RetrySpec::V2_1));
        if let (Some(config), Some(spec)) = (config, spec) {
            let config = config
                .clone()
                .with_retry_spec(spec.clone().with_long_polling(true));
            cfg.interceptor_state().store_put(config);
        }
        Ok(())
    }
}
