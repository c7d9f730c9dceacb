//! Request checksum with a fixed algorithm, for operations that require a checksum.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::base64;
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Customization;

/// Adds the CRC-32 of the body as a header, unless the caller has set a checksum.
#[derive(Debug, Clone, Copy)]
pub struct RequiredChecksum;

impl Customization for RequiredChecksum {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for RequiredChecksum {
    fn name(&self) -> &'static str {
        "RequiredChecksum"
    }

    // The last step before the signature, which covers the checksum: the body is final here.
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
        let body = body.ok_or(
            "a streaming body cannot have its checksum in a header: create it from bytes, or from \
             a file (`ByteStream::from_path`)",
        )?;
        let checksum = base64::encode(crc32fast::hash(body).to_be_bytes());
        request
            .headers_mut()
            .insert("x-amz-checksum-crc32", checksum);
        Ok(())
    }
}
