//! Request compression, for operations whose service accepts it.

use std::io::Write;

use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Layer, Storable, StoreReplace};
use aws_types::SdkConfig;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::client::{Customization, Service};

/// Setting that disables compression.
#[derive(Debug, Clone, Copy)]
pub struct DisableRequestCompression(pub bool);

impl Storable for DisableRequestCompression {
    type Storer = StoreReplace<Self>;
}

/// Minimum size of compressed bodies.
#[derive(Debug, Clone, Copy)]
pub struct RequestMinCompressionSizeBytes(pub u32);

impl Storable for RequestMinCompressionSizeBytes {
    type Storer = StoreReplace<Self>;
}

impl RequestMinCompressionSizeBytes {
    const DEFAULT: u32 = 10_240;
    const MAXIMUM: u32 = 10_485_760;
}

/// Copies the settings of an [`SdkConfig`].
pub fn settings(
    _service: &'static Service,
    sdk_config: &SdkConfig,
    config: &mut CloneableLayer,
    _components: &mut RuntimeComponentsBuilder,
) {
    let disable = sdk_config.disable_request_compression();
    let minimum = sdk_config.request_min_compression_size_bytes();
    config.store_or_unset(disable.map(DisableRequestCompression));
    config.store_or_unset(minimum.map(RequestMinCompressionSizeBytes));
}

/// Compresses bodies with gzip.
#[derive(Debug, Clone, Copy)]
pub struct Gzip;

impl Customization for Gzip {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for Gzip {
    fn name(&self) -> &'static str {
        "Gzip"
    }

    // Before the retry loop, so that it is done once for all attempts.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let disabled = cfg.load::<DisableRequestCompression>();
        if disabled.is_some_and(|it| it.0) {
            return Ok(());
        }
        let minimum = cfg.load::<RequestMinCompressionSizeBytes>();
        let minimum = minimum.map_or(RequestMinCompressionSizeBytes::DEFAULT, |it| it.0);
        if minimum > RequestMinCompressionSizeBytes::MAXIMUM {
            return Err(format!(
                "`request_min_compression_size_bytes` is {minimum}; it may be {} at most",
                RequestMinCompressionSizeBytes::MAXIMUM
            )
            .into());
        }
        let request = context.request_mut();
        let Some(body) = request.body().bytes() else {
            return Ok(());
        };
        if body.len() < minimum as usize {
            return Ok(());
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body)?;
        let body = encoder.finish()?;
        let encoding = match request.headers().get("content-encoding") {
            Some(before) => format!("{before}, gzip"),
            None => "gzip".to_owned(),
        };
        let headers = request.headers_mut();
        headers.insert("content-encoding", encoding);
        headers.insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body);
        cfg.interceptor_state()
            .store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }
}
