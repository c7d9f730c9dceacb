//! Serialization and deserialization of operations: the steps that all protocols have in common.
//!
//! A protocol supplies the rest, as three values of a [`Codec`] that can be combined freely: a
//! serializer ([`SerializeInput`]), a deserializer ([`DeserializeOutput`]) and a function that
//! finds the code of an error.
//!
//! The code here is compiled once: an operation is static data, behind references to traits.

use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::idempotency::{self, FillToken};
use super::telemetry;

/// Serializer and deserializer of an operation.
#[derive(Debug)]
pub struct Codec {
    /// Writes requests.
    pub serializer: &'static dyn SerializeInput,
    /// Reads responses.
    pub deserializer: &'static dyn DeserializeOutput,
    /// Finds the code of an error response.
    pub find_error: FindError,
    /// Visits the members of the input that metrics can record.
    pub attributes: Option<telemetry::Attributes>,
    /// Fills an unset idempotency token.
    pub fill_token: Option<FillToken>,
}

/// Writes the requests of an operation.
pub trait SerializeInput: fmt::Debug + Send + Sync {
    /// Writes an input as a request.
    fn serialize(&self, input: Input) -> Result<HttpRequest, BoxError>;
}

/// Reads the responses of an operation. A request id goes into outputs and errors.
pub trait DeserializeOutput: fmt::Debug + Send + Sync {
    /// Reads an output from a successful response.
    fn output(&self, response: &HttpResponse, body: &[u8]) -> Result<Output, BoxError>;

    /// Reads an output whose body is a stream from a successful response; `None` where bodies are
    /// loaded.
    fn streaming_output(&self, _response: &mut HttpResponse) -> Option<Result<Output, BoxError>> {
        None
    }

    /// Reads the error of a code, or an unmodeled one. Members that cannot be read are not set.
    fn error(
        &self,
        code: &str,
        metadata: &ErrorMetadata,
        response: &HttpResponse,
        body: &[u8],
    ) -> Error;
}

/// Finds the code that selects a modeled error (empty if there is none), and the metadata to
/// report.
pub type FindError = fn(&HttpResponse, &[u8]) -> (String, ErrorMetadata);

impl Codec {
    /// Stores the serializer and the deserializer in a layer.
    pub fn store(&'static self, layer: &mut Layer) {
        layer.store_put(SharedRequestSerializer::new(self));
        layer.store_put(SharedResponseDeserializer::new(self));
    }

    fn error(&self, response: &HttpResponse, body: &[u8]) -> Error {
        let (code, metadata) = (self.find_error)(response, body);
        self.deserializer.error(&code, &metadata, response, body)
    }
}

impl SerializeRequest for &'static Codec {
    fn serialize_input(
        &self,
        mut input: Input,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        telemetry::capture(self.attributes, &input, cfg);
        idempotency::fill(self.fill_token, &mut input, cfg);
        self.serializer.serialize(input)
    }
}

impl DeserializeResponse for &'static Codec {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        _cfg: &ConfigBag,
    ) -> Option<OutputOrError> {
        // Errors are loaded, also those of operations that stream.
        if is_error(response) {
            return None;
        }
        let output = self.deserializer.streaming_output(response)?;
        trace_request_id(response);
        Some(output.map_err(OrchestratorError::other))
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _cfg: &ConfigBag,
    ) -> OutputOrError {
        let body = response.body().bytes();
        // The orchestrator loads it.
        let body =
            body.ok_or_else(|| OrchestratorError::other("the response body was not loaded"))?;
        trace_request_id(response);
        if is_error(response) {
            return Err(OrchestratorError::operation(self.error(response, body)));
        }
        let output = self.deserializer.output(response, body);
        output.map_err(OrchestratorError::other)
    }
}

fn is_error(response: &HttpResponse) -> bool {
    !response.status().is_success()
}

fn trace_request_id(response: &HttpResponse) {
    tracing::debug!(request_id = ?response.request_id());
}
