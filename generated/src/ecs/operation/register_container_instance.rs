// Made by botosmith; do not edit.

//! The operation `RegisterContainerInstance`.

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::interceptors::context::Output;
use aws_smithy_types::error::metadata::ErrorMetadata;

use crate::ecs::types;
use crate::support::client;
use crate::support::codec;
use crate::support::json;
use crate::support::json_rpc;

pub mod builders;
mod error;
mod input;
mod output;

pub use error::RegisterContainerInstanceError;
pub use input::RegisterContainerInstanceInput;
pub use output::RegisterContainerInstanceOutput;

/// `RegisterContainerInstance`, as a type. [`builders`] has what calls it.
#[derive(Clone, Default, Debug)]
#[non_exhaustive]
pub struct RegisterContainerInstance;

impl RegisterContainerInstance {
    /// The operation.
    pub fn new() -> Self {
        Self
    }
}

impl crate::ecs::Client {
    /// Makes an EC2 instance a member of a cluster, so that containers can be placed on it.
    ///
    /// The ECS agent makes this call when it starts. It proves which machine it runs on with the machine's
    /// identity document and that document's signature.
    ///
    /// What can be set:
    ///
    /// - [`cluster`](builders::RegisterContainerInstanceFluentBuilder::cluster)
    /// - [`instance_identity_document`](builders::RegisterContainerInstanceFluentBuilder::instance_identity_document)
    /// - [`instance_identity_document_signature`](builders::RegisterContainerInstanceFluentBuilder::instance_identity_document_signature)
    /// - [`total_resources`](builders::RegisterContainerInstanceFluentBuilder::total_resources)
    /// - [`version_info`](builders::RegisterContainerInstanceFluentBuilder::version_info)
    /// - [`container_instance_arn`](builders::RegisterContainerInstanceFluentBuilder::container_instance_arn)
    /// - [`attributes`](builders::RegisterContainerInstanceFluentBuilder::attributes)
    /// - [`platform_devices`](builders::RegisterContainerInstanceFluentBuilder::platform_devices)
    /// - [`tags`](builders::RegisterContainerInstanceFluentBuilder::tags)
    ///
    /// `send()` gives [`RegisterContainerInstanceOutput`] or an error around [`RegisterContainerInstanceError`].
    pub fn register_container_instance(
        &self,
    ) -> builders::RegisterContainerInstanceFluentBuilder {
        builders::RegisterContainerInstanceFluentBuilder {
            handle: self.handle.clone(),
            inner: builders::RegisterContainerInstanceInputBuilder::default(),
            config_override: None,
        }
    }
}

pub(crate) static OPERATION: client::Operation = client::Operation {
    name: "RegisterContainerInstance",
    index: 0,
    codec: &codec::Codec {
        serializer: &json_rpc::Serializer {
            target: "AmazonEC2ContainerServiceV20141113.RegisterContainerInstance",
            content_type: "application/x-amz-json-1.1",
            query_compatible: false,
            write,
        },
        deserializer: &json_rpc::Deserializer {
            read,
            read_error,
        },
        find_error: json_rpc::find_error,
        attributes: Some(attributes),
        fill_token: None,
    },
    auth: crate::ecs::config::auth::Params::for_operation,
    endpoint: None,
    customizations: &[],
};

fn write(input: &Input, w: &mut json::Writer) {
    w.object(json::ITEM, input.downcast_ref(), RegisterContainerInstanceInput::write_to);
}

fn read(r: &mut json::Reader<'_>, request_id: Option<&str>) -> Output {
    Output::erase(RegisterContainerInstanceOutput::read_from(r, request_id))
}

fn attributes(input: &Input, record: &mut dyn FnMut(&'static str, Option<&str>)) {
    if let Some(input) = input.downcast_ref::<RegisterContainerInstanceInput>() {
        record("cluster", input.cluster.as_deref());
        record("instanceIdentityDocument", input.instance_identity_document.as_deref());
        record(
            "instanceIdentityDocumentSignature",
            input.instance_identity_document_signature.as_deref(),
        );
        record("containerInstanceArn", input.container_instance_arn.as_deref());
    }
}

fn read_error(
    code: &str,
    meta: ErrorMetadata,
    r: &mut json::Reader<'_>,
) -> client::ErasedError {
    client::ErasedError::erase(
        match code {
            "AccessDeniedException" => {
                RegisterContainerInstanceError::AccessDeniedException(
                    types::error::AccessDeniedException::read_from(r, meta),
                )
            }
            "ClientException" => {
                RegisterContainerInstanceError::ClientException(
                    types::error::ClientException::read_from(r, meta),
                )
            }
            "ClusterNotFoundException" => {
                RegisterContainerInstanceError::ClusterNotFoundException(
                    types::error::ClusterNotFoundException::read_from(r, meta),
                )
            }
            "InvalidParameterException" => {
                RegisterContainerInstanceError::InvalidParameterException(
                    types::error::InvalidParameterException::read_from(r, meta),
                )
            }
            "ServerException" => {
                RegisterContainerInstanceError::ServerException(
                    types::error::ServerException::read_from(r, meta),
                )
            }
            _ => RegisterContainerInstanceError::generic(meta),
        },
    )
}
