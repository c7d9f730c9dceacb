//! Checksums of requests, for operations that want their bodies proved.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::base64;
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Extra;

/// CRC-32 of the body, in a header. A checksum that the caller has set stays the only one.
#[derive(Debug, Clone, Copy)]
pub struct Crc32;

impl Extra for Crc32 {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for Crc32 {
    fn name(&self) -> &'static str {
        "Crc32"
    }

    // The last chance before the signature, which covers it: the body is what it will be.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let mut names = request.headers().iter().map(|(name, _)| name);
        if names.any(|name| name.starts_with("x-amz-checksum-")) {
            return Ok(());
        }
        let body = request.body().bytes();
        let body = body.ok_or("the checksum of a body that is streamed cannot stand before it")?;
        let checksum = base64::encode(crc32fast::hash(body).to_be_bytes());
        request
            .headers_mut()
            .insert("x-amz-checksum-crc32", checksum);
        Ok(())
    }
}
