//! Request checksums with an algorithm that the caller may choose, and validation of responses by
//! their checksum.
//!
//! See "httpChecksum" in Smithy's documentation, and `httpchecksum.py` in botocore. Unlike
//! botocore, and like AWS's Rust SDK, a body in memory has its checksum in a header even if the
//! operation takes streams, and a streaming body needs to have a known length.

// A generated crate may have only one of the two.
#![allow(dead_code, reason = "not every crate has checksums in both directions")]

use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner};
use aws_smithy_checksums::body::{calculate, validate};
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Layer, Storable, StoreReplace};
use aws_types::SdkConfig;

use super::client::{Customization, Service};

pub use aws_smithy_checksums::ChecksumAlgorithm;

/// Copies the settings of an [`SdkConfig`].
pub fn settings(
    _service: &'static Service,
    sdk_config: &SdkConfig,
    config: &mut CloneableLayer,
    _components: &mut RuntimeComponentsBuilder,
) {
    config.store_or_unset(sdk_config.request_checksum_calculation());
    config.store_or_unset(sdk_config.response_checksum_validation());
}

/// Adds a checksum to the requests of an operation.
#[derive(Debug, Clone, Copy)]
pub struct RequestChecksum {
    /// Returns the algorithm that an input names.
    pub algorithm: fn(&Input) -> Option<&str>,
    /// Header with the algorithm, if the input's member is bound to one.
    pub header: Option<&'static str>,
    /// `true` if the operation requires a checksum.
    pub required: bool,
}

/// Marks a call whose requests get a checksum: by the algorithm that the caller has named, or by
/// the default one.
#[derive(Debug, Clone)]
struct RequestedChecksum(Option<String>);

impl Storable for RequestedChecksum {
    type Storer = StoreReplace<Self>;
}

/// Checksum algorithm of the requests of a call.
#[derive(Debug, Clone, Copy)]
struct ChosenAlgorithm(ChecksumAlgorithm);

impl Storable for ChosenAlgorithm {
    type Storer = StoreReplace<Self>;
}

impl Customization for RequestChecksum {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for RequestChecksum {
    fn name(&self) -> &'static str {
        "RequestChecksum"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let calculation = cfg.load::<RequestChecksumCalculation>().copied();
        let when_required = calculation == Some(RequestChecksumCalculation::WhenRequired);
        let named = (self.algorithm)(context.input());
        if named.is_some() || self.required || !when_required {
            cfg.interceptor_state()
                .store_put(RequestedChecksum(named.map(str::to_owned)));
        }
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        // A checksum that the caller has computed stays the only one.
        if headers
            .iter()
            .any(|(name, _)| name.starts_with("x-amz-checksum-"))
        {
            return Ok(());
        }
        let calculation = cfg.load::<RequestChecksumCalculation>();
        let feature_of_setting = match calculation {
            Some(RequestChecksumCalculation::WhenRequired) => {
                SmithySdkFeature::FlexibleChecksumsReqWhenRequired
            }
            _ => SmithySdkFeature::FlexibleChecksumsReqWhenSupported,
        };
        cfg.interceptor_state().store_append(feature_of_setting);
        let Some(RequestedChecksum(named)) = cfg.load::<RequestedChecksum>().cloned() else {
            return Ok(());
        };
        let algorithm = match &named {
            Some(name) => algorithm(name)?,
            None => ChecksumAlgorithm::Crc32,
        };
        if let (Some(header), None) = (self.header, named) {
            headers.insert(header, algorithm.as_str().to_ascii_uppercase());
        }
        let state = cfg.interceptor_state();
        state.store_put(ChosenAlgorithm(algorithm));
        if let Some(feature) = feature(algorithm) {
            state.store_append(feature);
        }
        Ok(())
    }

    // The last step before the signature, which covers the checksum: the body is final here.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(ChosenAlgorithm(algorithm)) = cfg.load::<ChosenAlgorithm>().copied() else {
            return Ok(());
        };
        let mut checksum = algorithm.into_impl();
        let request = context.request_mut();
        match request.body().bytes() {
            Some(bytes) => {
                checksum.update(bytes);
                let name = checksum.header_name();
                let value = base64::encode(checksum.finalize());
                request.headers_mut().insert(name, value);
                Ok(())
            }
            None => add_trailing_checksum(request, algorithm, &*checksum, cfg),
        }
    }
}

/// Looks up an algorithm that a caller may name. (The lookup of AWS's crate replaces MD5 by another
/// algorithm.)
fn algorithm(name: &str) -> Result<ChecksumAlgorithm, BoxError> {
    const ALGORITHMS: [ChecksumAlgorithm; 5] = [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32c,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ];
    let mut algorithms = ALGORITHMS.into_iter();
    algorithms.find(|it| it.as_str().eq_ignore_ascii_case(name)).ok_or_else(|| {
        format!(
            "the checksum algorithm {name:?} is not supported: it can be CRC32, CRC32C, CRC64NVME, SHA1 or SHA256"
        )
        .into()
    })
}

/// Returns the feature by which the user agent reports an algorithm.
fn feature(algorithm: ChecksumAlgorithm) -> Option<SmithySdkFeature> {
    match algorithm {
        ChecksumAlgorithm::Crc32 => Some(SmithySdkFeature::FlexibleChecksumsReqCrc32),
        ChecksumAlgorithm::Crc32c => Some(SmithySdkFeature::FlexibleChecksumsReqCrc32c),
        ChecksumAlgorithm::Crc64Nvme => Some(SmithySdkFeature::FlexibleChecksumsReqCrc64),
        ChecksumAlgorithm::Sha1 => Some(SmithySdkFeature::FlexibleChecksumsReqSha1),
        ChecksumAlgorithm::Sha256 => Some(SmithySdkFeature::FlexibleChecksumsReqSha256),
        _ => None,
    }
}

/// Length of a signature in hexadecimal digits.
const SIGNATURE_LENGTH: usize = 64;

/// Sends the checksum of a stream after the body: the content is sent in chunks, and the checksum
/// is in a trailer after the last one. Without TLS, each chunk is signed.
fn add_trailing_checksum(
    request: &mut HttpRequest,
    algorithm: ChecksumAlgorithm,
    checksum: &dyn HttpChecksum,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let length = request.headers().get("content-length");
    let length = length
        .and_then(|it| it.parse::<u64>().ok())
        .or_else(|| request.body().content_length())
        .ok_or(
            "the body is a stream of unknown length, which cannot have a checksum: create it from \
             bytes, or from a file (`ByteStream::from_path`)",
        )?;
    let is_signed = request.uri().starts_with("http:");
    let mut options = AwsChunkedBodyOptions::new(length, vec![HttpChecksum::size(checksum)])
        .signed_chunked_encoding(is_signed);
    let mut signer = None;
    let state = cfg.interceptor_state();
    if is_signed {
        let signature = X_AMZ_TRAILER_SIGNATURE.len() + ":".len() + SIGNATURE_LENGTH;
        options = options.with_trailer_len(signature as u64);
        let (chunk_signer, sender) = DeferredSigner::new();
        state.store_put(sender);
        signer = Some(chunk_signer);
    }
    let (payload, content_sha256) = if is_signed {
        (
            PayloadSigningOverride::StreamingSignedPayloadTrailer,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        )
    } else {
        (
            PayloadSigningOverride::StreamingUnsignedPayloadTrailer,
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        )
    };
    state.store_put(payload);

    let headers = request.headers_mut();
    // The signers of some services do not send this header.
    headers.insert("x-amz-content-sha256", content_sha256);
    headers.insert("x-amz-trailer", checksum.header_name());
    headers.insert("x-amz-decoded-content-length", length.to_string());
    headers.insert("content-length", options.encoded_length().to_string());
    headers.append("content-encoding", "aws-chunked");
    let body = std::mem::replace(request.body_mut(), SdkBody::taken());
    *request.body_mut() = body.map(move |body| {
        let body =
            SdkBody::from_body_1_x(calculate::ChecksumBody::new(body, algorithm.into_impl()));
        let body = AwsChunkedBody::new(body, options.clone());
        SdkBody::from_body_1_x(match &signer {
            Some(signer) => body.with_signer(signer.clone()),
            None => body,
        })
    });
    Ok(())
}

/// Validates the responses of an operation by their checksum.
#[derive(Debug, Clone, Copy)]
pub struct ResponseChecksum {
    /// Returns `true` if the input requests validation of the response. If the second argument is
    /// `true` (validation by default), sets the member that requests it, unless it is set already.
    pub enable: fn(&mut Input, bool) -> bool,
    /// Algorithms of checksums that a response may have, the fastest first.
    pub algorithms: &'static [ChecksumAlgorithm],
}

/// Marks a call whose response is validated.
#[derive(Debug)]
struct ValidateResponse;

impl Storable for ValidateResponse {
    type Storer = StoreReplace<Self>;
}

impl Customization for ResponseChecksum {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for ResponseChecksum {
    fn name(&self) -> &'static str {
        "ResponseChecksum"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let validation = cfg.load::<ResponseChecksumValidation>().copied();
        let by_default = validation != Some(ResponseChecksumValidation::WhenRequired);
        let state = cfg.interceptor_state();
        if (self.enable)(context.input_mut(), by_default) {
            state.store_put(ValidateResponse);
        }
        state.store_append(if by_default {
            SmithySdkFeature::FlexibleChecksumsResWhenSupported
        } else {
            SmithySdkFeature::FlexibleChecksumsResWhenRequired
        });
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<ValidateResponse>().is_none() {
            return Ok(());
        }
        let response = context.response_mut();
        let headers = response.headers();
        let checksum = self.algorithms.iter().find_map(|algorithm| {
            let value = headers.get(algorithm.into_impl().header_name())?;
            // A value with a dash is a checksum of the checksums of parts, which are not known
            // here.
            (!value.contains('-')).then_some((*algorithm, value))
        });
        let Some((algorithm, value)) = checksum else {
            return Ok(());
        };
        let expected = base64::decode(value)
            .map_err(|_| format!("the checksum of the response, {value:?}, is not base64"))?;
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        let checksum = algorithm.into_impl();
        let body = validate::ChecksumBody::new(body, checksum, expected.into());
        *response.body_mut() = SdkBody::from_body_1_x(body);
        Ok(())
    }
}
