//! Checksums of requests whose algorithm the caller may choose, and checksums that responses are held against.
//!
//! See "httpChecksum" in Smithy's documentation, and `httpchecksum.py` in botocore. Unlike botocore, and like AWS's
//! Rust SDK, a body in memory has its checksum in a header even if the operation takes streams; and a body that is a
//! stream needs to have a length.

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

use super::client::{Extra, Service};

pub use aws_smithy_checksums::ChecksumAlgorithm;

/// Takes over the settings of an [`SdkConfig`].
pub fn settings(
    _service: &'static Service,
    from: &SdkConfig,
    config: &mut CloneableLayer,
    _components: &mut RuntimeComponentsBuilder,
) {
    config.store_or_unset(from.request_checksum_calculation());
    config.store_or_unset(from.response_checksum_validation());
}

/// The checksum of an operation's requests.
#[derive(Debug, Clone, Copy)]
pub struct OfRequest {
    /// The algorithm that an input names.
    pub algorithm: fn(&Input) -> Option<&str>,
    /// The header that tells the algorithm, if the input's member is one.
    pub header: Option<&'static str>,
    /// Whether the operation does not go without one.
    pub required: bool,
}

/// A call's requests are to have a checksum: by what the caller has named, or else what is taken by default.
#[derive(Debug, Clone)]
struct Wanted(Option<String>);

impl Storable for Wanted {
    type Storer = StoreReplace<Self>;
}

/// The checksum of a call's requests.
#[derive(Debug, Clone, Copy)]
struct Chosen(ChecksumAlgorithm);

impl Storable for Chosen {
    type Storer = StoreReplace<Self>;
}

impl Extra for OfRequest {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for OfRequest {
    fn name(&self) -> &'static str {
        "ChecksumOfRequest"
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
        let state = cfg.interceptor_state();
        if named.is_some() || self.required || !when_required {
            state.store_put(Wanted(named.map(str::to_owned)));
        }
        state.store_append(if when_required {
            SmithySdkFeature::FlexibleChecksumsReqWhenRequired
        } else {
            SmithySdkFeature::FlexibleChecksumsReqWhenSupported
        });
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(Wanted(named)) = cfg.load::<Wanted>().cloned() else {
            return Ok(());
        };
        let headers = context.request_mut().headers_mut();
        // One that the caller has worked out stays the only one.
        if headers
            .iter()
            .any(|(name, _)| name.starts_with("x-amz-checksum-"))
        {
            return Ok(());
        }
        let algorithm = match &named {
            Some(name) => algorithm(name)?,
            None => ChecksumAlgorithm::Crc32,
        };
        if let (Some(header), None) = (self.header, named) {
            headers.insert(header, algorithm.as_str().to_ascii_uppercase());
        }
        let state = cfg.interceptor_state();
        state.store_put(Chosen(algorithm));
        if let Some(feature) = feature(algorithm) {
            state.store_append(feature);
        }
        Ok(())
    }

    // The last chance before the signature, which covers it: the body is what it will be.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(Chosen(algorithm)) = cfg.load::<Chosen>().copied() else {
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
            None => prove_stream(request, algorithm, &*checksum, cfg),
        }
    }
}

/// The algorithms that a caller may name. (The runtime's own names have another algorithm for MD5.)
fn algorithm(name: &str) -> Result<ChecksumAlgorithm, BoxError> {
    const KNOWN: [ChecksumAlgorithm; 5] = [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32c,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ];
    let mut known = KNOWN.into_iter();
    known.find(|it| it.as_str().eq_ignore_ascii_case(name)).ok_or_else(|| {
        format!(
            "the checksum algorithm {name:?} is not supported: it can be CRC32, CRC32C, CRC64NVME, SHA1 or SHA256"
        )
        .into()
    })
}

/// What the user agent tells of an algorithm.
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

/// Length of a signature, in hexadecimal digits.
const SIGNATURE: usize = 64;

/// Puts the checksum of a stream behind it: its content is sent in chunks, and the checksum is a header after the
/// last one. Without TLS, chunks are signed one by one.
fn prove_stream(
    request: &mut HttpRequest,
    algorithm: ChecksumAlgorithm,
    checksum: &dyn HttpChecksum,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let length = request.headers().get("content-length");
    let length = length
        .and_then(|it| it.parse::<u64>().ok())
        .or_else(|| request.body().content_length())
        .ok_or("the body is a stream of unknown length, which cannot have a checksum")?;
    let is_signed = request.uri().starts_with("http:");
    let mut options = AwsChunkedBodyOptions::new(length, vec![HttpChecksum::size(checksum)])
        .signed_chunked_encoding(is_signed);
    let mut signer = None;
    let state = cfg.interceptor_state();
    if is_signed {
        let signature = X_AMZ_TRAILER_SIGNATURE.len() + ":".len() + SIGNATURE;
        options = options.with_trailer_len(signature as u64);
        let (of_chunks, sender) = DeferredSigner::new();
        state.store_put(sender);
        signer = Some(of_chunks);
    }
    let (payload, told) = if is_signed {
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
    // Not every service's signer tells it.
    headers.insert("x-amz-content-sha256", told);
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

/// The checksum that an operation's responses are held against.
#[derive(Debug, Clone, Copy)]
pub struct OfResponse {
    /// Whether a response is to be held against its checksum: the input says so, or is made to by default.
    pub asks: fn(&mut Input, bool) -> bool,
    /// Checksums that a response may have, those first that are quick to work out.
    pub algorithms: &'static [ChecksumAlgorithm],
}

/// A call's response is held against its checksum.
#[derive(Debug)]
struct Asked;

impl Storable for Asked {
    type Storer = StoreReplace<Self>;
}

impl Extra for OfResponse {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for OfResponse {
    fn name(&self) -> &'static str {
        "ChecksumOfResponse"
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
        if (self.asks)(context.input_mut(), by_default) {
            state.store_put(Asked);
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
        if cfg.load::<Asked>().is_none() {
            return Ok(());
        }
        let response = context.response_mut();
        let headers = response.headers();
        let told = self.algorithms.iter().find_map(|algorithm| {
            let value = headers.get(algorithm.into_impl().header_name())?;
            // A dash: it is the checksum of parts' checksums, which nobody has here.
            (!value.contains('-')).then_some((*algorithm, value))
        });
        let Some((algorithm, value)) = told else {
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
