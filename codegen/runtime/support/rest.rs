//! Protocols whose operations are methods and URIs, and whose members may be anywhere in an HTTP message.
//!
//! See "AWS restJson1 protocol" and "HTTP bindings" in Smithy's documentation, and `RestJSONSerializer` and
//! `RestJSONParser` in botocore. Where the two differ, Smithy's test cases are right here: an empty list is an empty
//! header, and a union that is not set is no body.
//!
//! [`Request`] and [`Response`] have the methods of the readers and writers of bodies, for one place of the message
//! after the other; what was said of those (see [`json`](super::json)) is true of them.

// A generated crate calls what its models need, which is rarely everything.
#![allow(dead_code, reason = "not every crate has members at all places")]

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::client;
use super::error;
use super::idempotency::{self, FillToken};
use super::json_error;
use super::telemetry;

mod request;
mod response;
mod value;

pub use request::Request;
pub use response::Response;
pub use value::Value;

/// The descriptor of a list item or of a map's value.
pub const ITEM: &str = "";

/// How an operation's messages are written and read.
#[derive(Debug)]
pub struct Codec {
    /// The HTTP method.
    pub method: &'static str,
    /// The header `Content-Type` of bodies in the protocol's format.
    pub content_type: &'static str,
    /// Takes the body out of an input that has it as a stream.
    pub take_stream: Option<fn(&mut Input) -> ByteStream>,
    /// Whether the body of a response is a stream.
    pub streams: bool,
    /// Tells name and value of the members that can be recorded with metrics.
    pub attributes: Option<telemetry::Attributes>,
    /// Fills an unset idempotency token.
    pub fill_token: Option<FillToken>,
    /// Writes the input.
    pub write: fn(&Input, &mut Request),
    /// Reads the output.
    pub read: fn(&mut Response<'_>) -> Output,
    /// Reads the error of a code, or one that is not modeled.
    pub read_error: fn(&str, ErrorMetadata, &mut Response<'_>) -> Error,
}

impl client::Codec for Codec {
    fn store(&'static self, layer: &mut Layer) {
        layer.store_put(SharedRequestSerializer::new(Shared(self)));
        layer.store_put(SharedResponseDeserializer::new(Shared(self)));
    }
}

#[derive(Debug)]
struct Shared(&'static Codec);

impl SerializeRequest for Shared {
    fn serialize_input(
        &self,
        mut input: Input,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let Shared(codec) = self;
        telemetry::capture(codec.attributes, &input, cfg);
        idempotency::fill(codec.fill_token, &mut input, cfg);
        let mut request = Request::new();
        (codec.write)(&input, &mut request);
        let stream = codec.take_stream.map(|take| take(&mut input));
        request.finish(codec.method, codec.content_type, stream)
    }
}

impl DeserializeResponse for Shared {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        _cfg: &ConfigBag,
    ) -> Option<OutputOrError> {
        let Shared(codec) = self;
        // An error is no stream: it is loaded.
        if !codec.streams || response.status().as_u16() >= 300 {
            return None;
        }
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        tracing::debug!(request_id = ?response.request_id());
        let mut reader = Response::streaming(response, ByteStream::new(body));
        let output = (codec.read)(&mut reader);
        Some(match reader.finish() {
            Ok(()) => Ok(output),
            Err(error) => Err(OrchestratorError::other(error)),
        })
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _cfg: &ConfigBag,
    ) -> OutputOrError {
        let Shared(codec) = self;
        let body = client::loaded_body(response)?;
        if response.status().as_u16() >= 300 {
            let error = read_error(codec, response, body);
            return Err(OrchestratorError::operation(error));
        }
        let mut reader = Response::new(response, body);
        let output = (codec.read)(&mut reader);
        match reader.finish() {
            Ok(()) => Ok(output),
            Err(error) => Err(OrchestratorError::other(error)),
        }
    }
}

fn read_error(codec: &Codec, response: &HttpResponse, body: &[u8]) -> Error {
    let (code, metadata) = json_error::metadata(response, body, ["code", "__type"], false);
    let mut reader = Response::new(response, body);
    let error = (codec.read_error)(&code, metadata.clone(), &mut reader);
    if reader.finish().is_ok() {
        return error;
    }
    // A response that is not what the code promises: what is certain is told all the same.
    let metadata = error::without_code(metadata);
    (codec.read_error)("", metadata, &mut Response::new(response, b""))
}
