//! Protocols whose operations are methods and URIs, and whose members may be anywhere in an HTTP
//! message.
//!
//! See "AWS restJson1 protocol" and "HTTP bindings" in Smithy's documentation, and
//! `RestJSONSerializer` and `RestJSONParser` in botocore. Where the two differ, this follows
//! Smithy's test cases: an empty list is an empty header, and an unset union is no body.
//!
//! [`Request`] and [`Response`] have the methods of writers and readers of bodies, for one location
//! of the message after the other (see [`json`](super::json)).

// A generated crate calls what its models need, which is rarely everything.
#![allow(dead_code, reason = "not every crate has members at all locations")]

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::body;
use super::codec::{DeserializeOutput, SerializeInput};

mod request;
mod request_body;
mod response;
mod value;

pub use request::Request;
pub use response::Response;
pub use value::Value;

/// Descriptor of list items and map values, which have no name of their own.
pub const ITEM: &str = "";

/// Writes the requests of an operation.
#[derive(Debug)]
pub struct Serializer {
    /// HTTP method.
    pub method: &'static str,
    /// Header `Content-Type` of bodies in the protocol's format.
    pub content_type: &'static str,
    /// Takes the body out of an input that has it as a stream.
    pub take_stream: Option<fn(&mut Input) -> ByteStream>,
    /// Writes the input.
    pub write: fn(&Input, &mut Request),
}

impl SerializeInput for Serializer {
    fn serialize(&self, mut input: Input) -> Result<HttpRequest, BoxError> {
        let mut request = Request::new();
        (self.write)(&input, &mut request);
        let stream = self.take_stream.map(|take| take(&mut input));
        request.finish(self.method, self.content_type, stream)
    }
}

/// Reads the responses of an operation.
#[derive(Debug)]
pub struct Deserializer {
    /// `true` if the output has the body as a stream.
    pub streams: bool,
    /// Reads the output.
    pub read: fn(&mut Response<'_>) -> Output,
    /// Reads the error of a code, or an unmodeled one.
    pub read_error: fn(&str, ErrorMetadata, &mut Response<'_>) -> Error,
}

impl DeserializeOutput for Deserializer {
    fn output(&self, response: &HttpResponse, body: &[u8]) -> Result<Output, BoxError> {
        body::output(body, &mut |body| {
            let mut reader = Response::new(response, body);
            let output = (self.read)(&mut reader);
            (output, reader.finish())
        })
    }

    fn streaming_output(&self, response: &mut HttpResponse) -> Option<Result<Output, BoxError>> {
        if !self.streams {
            return None;
        }
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        let mut reader = Response::streaming(response, ByteStream::new(body));
        let output = (self.read)(&mut reader);
        let result = reader.finish();
        Some(result.map(|()| output).map_err(|unread| unread.error))
    }

    fn error(
        &self,
        code: &str,
        metadata: &ErrorMetadata,
        response: &HttpResponse,
        body: &[u8],
    ) -> Error {
        body::error(body, &mut |body| {
            let mut reader = Response::new(response, body);
            let error = (self.read_error)(code, metadata.clone(), &mut reader);
            (error, reader.finish())
        })
    }
}
