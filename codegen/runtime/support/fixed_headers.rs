//! Headers that every request of an operation has.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Customization;

/// Adds headers, by name and value, unless the input has set them.
#[derive(Debug, Clone, Copy)]
pub struct FixedHeaders(pub &'static [(&'static str, &'static str)]);

impl Customization for FixedHeaders {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for FixedHeaders {
    fn name(&self) -> &'static str {
        "FixedHeaders"
    }

    // Before the retry loop, so that it is done once, and a caller's interceptor can replace them.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        for &(name, value) in self.0 {
            if !headers.contains_key(name) {
                headers.insert(name, value);
            }
        }
        Ok(())
    }
}
