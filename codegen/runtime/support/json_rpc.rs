//! The protocols AWS JSON 1.0 and 1.1.
//!
//! Every request is a POST to `/` with the name of the operation in a header. See "AWS JSON 1.1
//! protocol" in Smithy's documentation, and `JSONSerializer` and `JSONParser` in botocore.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::body::{self, Unread};
use super::codec::{DeserializeOutput, SerializeInput};
use super::json::{self, Reader, Writer};

/// Writes the requests of an operation.
#[derive(Debug)]
pub struct Serializer {
    /// Header `X-Amz-Target`.
    pub target: &'static str,
    /// Header `Content-Type`.
    pub content_type: &'static str,
    /// Requests the error codes that the service had in the query protocol.
    pub query_compatible: bool,
    /// Writes the input.
    pub write: fn(&Input, &mut Writer),
}

impl SerializeInput for Serializer {
    fn serialize(&self, input: Input) -> Result<HttpRequest, BoxError> {
        let mut writer = Writer::new();
        (self.write)(&input, &mut writer);
        let body = writer.finish()?;
        let length = body.len();
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_method("POST")?;
        request.set_uri("/")?;
        let headers = request.headers_mut();
        headers.insert("content-type", self.content_type);
        headers.insert("x-amz-target", self.target);
        headers.insert("content-length", length.to_string());
        if self.query_compatible {
            headers.insert("x-amzn-query-mode", "true");
        }
        Ok(request)
    }
}

/// Reads the responses of an operation.
#[derive(Debug)]
pub struct Deserializer {
    /// Reads the output, and puts the request id into it.
    pub read: fn(&mut Reader<'_>, Option<&str>) -> Output,
    /// Reads the error of a code, or an unmodeled one.
    pub read_error: fn(&str, ErrorMetadata, &mut Reader<'_>) -> Error,
}

impl DeserializeOutput for Deserializer {
    fn output(&self, response: &HttpResponse, body: &[u8]) -> Result<Output, BoxError> {
        body::output(body, &mut |body| {
            let mut reader = Reader::of(body);
            let output = (self.read)(&mut reader, response.request_id());
            (output, reader.finish().map_err(Unread::from))
        })
    }

    fn error(
        &self,
        code: &str,
        metadata: &ErrorMetadata,
        _response: &HttpResponse,
        body: &[u8],
    ) -> Error {
        json::read_error(body, &mut |reader| {
            (self.read_error)(code, metadata.clone(), reader)
        })
    }
}
