//! Stand-in for the operations of a service, which the generator writes: one that returns its own
//! endpoint.

use std::marker::PhantomData;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use crate::service::client::customize::CustomizableOperation;
use crate::service::client::customize::internal::CustomizableSend;
use crate::service::config::{Builder, auth};
use crate::service::error::SdkError;
use crate::support::endpoint_discovery::{EndpointOperation, RequiresEndpointDiscovery};
use crate::support::error::Unhandled;
use crate::support::host_prefix::{HostPrefix, Part, prefix};
use crate::support::{
    client, codec, flexible_checksum, json, json_error, json_rpc, request_compression,
    required_checksum, unsigned_payload,
};

/// Input of the operation.
#[derive(Debug, Clone, Default)]
pub struct EchoInput {
    /// A text to return.
    pub text: Option<String>,
}

/// Output of the operation.
#[derive(Debug, Clone, Default)]
pub struct EchoOutput {
    /// The text.
    pub text: Option<String>,
}

/// Error of the operation.
#[derive(Debug)]
pub struct EchoError(Unhandled);

impl std::fmt::Display for EchoError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for EchoError {}

impl ProvideErrorMetadata for EchoError {
    fn meta(&self) -> &ErrorMetadata {
        self.0.meta()
    }
}

impl ProvideErrorKind for EchoError {
    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        None
    }

    fn code(&self) -> Option<&str> {
        ProvideErrorMetadata::code(self)
    }
}

/// Builder of a call.
#[derive(Debug)]
pub struct EchoFluentBuilder {
    client: super::Client,
    input: EchoInput,
}

impl super::Client {
    /// Calls the operation.
    pub fn echo(&self, text: impl Into<String>) -> EchoFluentBuilder {
        EchoFluentBuilder {
            client: self.clone(),
            input: EchoInput {
                text: Some(text.into()),
            },
        }
    }
}

impl EchoFluentBuilder {
    /// Returns a call that can be changed.
    pub fn customize(self) -> CustomizableOperation<EchoOutput, EchoError, Self> {
        CustomizableOperation::new(self)
    }
}

impl CustomizableSend<EchoOutput, EchoError> for EchoFluentBuilder {
    async fn send(self, config_override: Builder) -> Result<EchoOutput, SdkError<EchoError>> {
        let result = self.client.handle.call(
            &OPERATION,
            client::retry_classifiers::<EchoError>,
            Input::erase(self.input),
            Some(config_override),
        );
        client::typed(result.await)
    }
}

static OPERATION: client::Operation = client::Operation {
    name: "Echo",
    index: 0,
    span: client::call_span!("Stand-in", "Echo"),
    codec: &codec::Codec {
        serializer: &json_rpc::Serializer {
            target: "StandIn.Echo",
            content_type: "application/x-amz-json-1.1",
            query_compatible: false,
            write,
        },
        deserializer: &json_rpc::Deserializer { read, read_error },
        find_error: json_error::find_rpc_error,
        attributes: None,
        fill_token: None,
    },
    auth: auth::Params::for_operation,
    endpoint: None,
    customizations: &[
        &RequiresEndpointDiscovery::<EchoError>(&ENDPOINT_OPERATION, PhantomData),
        &HostPrefix(host_prefix),
        &request_compression::Gzip,
        &required_checksum::RequiredChecksum,
        &flexible_checksum::ResponseChecksum {
            enable: |_, by_default| by_default,
            algorithms: &[flexible_checksum::ChecksumAlgorithm::Crc32],
        },
        &unsigned_payload::UnsignedPayload,
    ],
};

static ENDPOINT_OPERATION: EndpointOperation = EndpointOperation {
    operation: &OPERATION,
    classifiers: client::retry_classifiers::<EchoError>,
    input: || Input::erase(EchoInput::default()),
    first: |output| Some((output.downcast_ref::<EchoOutput>()?.text.as_deref()?, 1)),
};

fn host_prefix(_input: &Input) -> Result<String, BoxError> {
    prefix(&[Part::Text("data-")])
}

fn write(input: &Input, w: &mut json::Writer) {
    w.object(json::ITEM, input.downcast_ref(), |input: &EchoInput, w| {
        w.string("text", input.text.as_deref());
    });
}

fn read(r: &mut json::Reader<'_>, _request_id: Option<&str>) -> Output {
    let mut output = EchoOutput::default();
    r.object(&["text"], &mut |_, r| output.text = r.string());
    Output::erase(output)
}

fn read_error(_code: &str, meta: ErrorMetadata, _r: &mut json::Reader<'_>) -> client::ErasedError {
    client::ErasedError::erase(EchoError(Unhandled::new(
        "the service reported an error",
        meta,
    )))
}
