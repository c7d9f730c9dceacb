//! The protocols AWS JSON 1.0 and 1.1.
//!
//! Every request is a POST to `/`; the operation stands in a header. See "AWS JSON 1.1 protocol" in
//! Smithy's documentation, and `JSONSerializer` and `JSONParser` in botocore.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::client;
use super::error;
use super::idempotency::{self, FillToken};
use super::json::{Reader, Writer};
use super::json_error;
use super::telemetry;

/// How an operation's messages are written and read.
#[derive(Debug)]
pub struct Codec {
    /// The header `X-Amz-Target`.
    pub target: &'static str,
    /// The header `Content-Type`.
    pub content_type: &'static str,
    /// Whether errors have the codes that they had when the service spoke the query protocol.
    pub query_compatible: bool,
    /// Tells name and value of the members that can be recorded with metrics.
    pub attributes: Option<telemetry::Attributes>,
    /// Fills an unset idempotency token.
    pub fill_token: Option<FillToken>,
    /// Writes the input.
    pub write: fn(&Input, &mut Writer),
    /// Reads the output; the request id goes into it.
    pub read: fn(&mut Reader<'_>, Option<&str>) -> Output,
    /// Reads the error of a code, or one that is not modeled.
    pub read_error: fn(&str, ErrorMetadata, &mut Reader<'_>) -> Error,
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
        let mut writer = Writer::new();
        (codec.write)(&input, &mut writer);
        let body = writer.finish()?;
        let length = body.len();
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_method("POST")?;
        request.set_uri("/")?;
        let headers = request.headers_mut();
        headers.insert("content-type", codec.content_type);
        headers.insert("x-amz-target", codec.target);
        headers.insert("content-length", length.to_string());
        if codec.query_compatible {
            headers.insert("x-amzn-query-mode", "true");
        }
        Ok(request)
    }
}

impl DeserializeResponse for Shared {
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
        let mut reader = Reader::new(body);
        let output = (codec.read)(&mut reader, response.request_id());
        match reader.finish() {
            Ok(()) => Ok(output),
            Err(error) => Err(OrchestratorError::other(error)),
        }
    }
}

fn read_error(codec: &Codec, response: &HttpResponse, body: &[u8]) -> Error {
    let (code, metadata) =
        json_error::metadata(response, body, ["__type", "code"], codec.query_compatible);
    let mut reader = Reader::new(body);
    let error = (codec.read_error)(&code, metadata.clone(), &mut reader);
    if !reader.failed() {
        return error;
    }
    // A body that is not what the code promises: what is certain is told all the same.
    (codec.read_error)("", error::without_code(metadata), &mut Reader::new(b""))
}
