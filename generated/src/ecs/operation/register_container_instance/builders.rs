// Made by botosmith; do not edit.

//! Builders of the operation.

pub use super::input::RegisterContainerInstanceInputBuilder;
pub use super::output::RegisterContainerInstanceOutputBuilder;

use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::Input;

use crate::ecs::error::SdkError;
use crate::ecs::types;
use crate::support::client;

impl RegisterContainerInstanceInputBuilder {
    /// Sends this input with `client`.
    ///
    /// # Errors
    /// As the `send` of the fluent builder.
    pub async fn send_with(
        self,
        client: &crate::ecs::Client,
    ) -> Result<
        super::RegisterContainerInstanceOutput,
        SdkError<super::RegisterContainerInstanceError>,
    > {
        let mut builder = client.register_container_instance();
        builder.inner = self;
        builder.send().await
    }
}

/// Makes an EC2 instance a member of a cluster, so that containers can be placed on it.
///
/// The ECS agent makes this call when it starts. It proves which machine it runs on with the machine's
/// identity document and that document's signature.
#[derive(Clone, Debug)]
pub struct RegisterContainerInstanceFluentBuilder {
    pub(super) handle: Arc<crate::ecs::client::Handle>,
    pub(super) inner: RegisterContainerInstanceInputBuilder,
    pub(super) config_override: Option<crate::ecs::config::Builder>,
}

impl RegisterContainerInstanceFluentBuilder {
    /// The input as it is so far.
    pub fn as_input(&self) -> &RegisterContainerInstanceInputBuilder {
        &self.inner
    }

    /// Sends the request and waits for the response.
    ///
    /// # Errors
    /// If the request could not be made or sent, if the response could not be read, or if the
    /// service answers with an error. What is worth another attempt was attempted again before,
    /// as the client's retry settings say.
    pub async fn send(
        self,
    ) -> Result<
        super::RegisterContainerInstanceOutput,
        SdkError<super::RegisterContainerInstanceError>,
    > {
        let input = self.inner.build().map_err(SdkError::construction_failure)?;
        let call = self
            .handle
            .call(
                &super::OPERATION,
                client::retry_classifiers::<super::RegisterContainerInstanceError>,
                Input::erase(input),
                self.config_override,
            );
        client::typed(call.await)
    }

    /// Allows for changes to this call only.
    pub fn customize(
        self,
    ) -> crate::ecs::client::customize::CustomizableOperation<
        super::RegisterContainerInstanceOutput,
        super::RegisterContainerInstanceError,
        Self,
    > {
        crate::ecs::client::customize::CustomizableOperation::new(self)
    }

    /// Name or ARN of the cluster. The cluster `default` is meant if none is given.
    pub fn cluster(mut self, input: impl Into<String>) -> Self {
        self.inner = self.inner.cluster(input);
        self
    }

    /// Sets or clears [`cluster`](Self::cluster).
    pub fn set_cluster(mut self, input: Option<String>) -> Self {
        self.inner = self.inner.set_cluster(input);
        self
    }

    /// What [`cluster`](Self::cluster) is set to.
    pub fn get_cluster(&self) -> &Option<String> {
        self.inner.get_cluster()
    }

    /// The instance's identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/document/`.
    pub fn instance_identity_document(mut self, input: impl Into<String>) -> Self {
        self.inner = self.inner.instance_identity_document(input);
        self
    }

    /// Sets or clears [`instance_identity_document`](Self::instance_identity_document).
    pub fn set_instance_identity_document(mut self, input: Option<String>) -> Self {
        self.inner = self.inner.set_instance_identity_document(input);
        self
    }

    /// What [`instance_identity_document`](Self::instance_identity_document) is set to.
    pub fn get_instance_identity_document(&self) -> &Option<String> {
        self.inner.get_instance_identity_document()
    }

    /// The signature of the identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/signature/`.
    pub fn instance_identity_document_signature(
        mut self,
        input: impl Into<String>,
    ) -> Self {
        self.inner = self.inner.instance_identity_document_signature(input);
        self
    }

    /// Sets or clears [`instance_identity_document_signature`](Self::instance_identity_document_signature).
    pub fn set_instance_identity_document_signature(
        mut self,
        input: Option<String>,
    ) -> Self {
        self.inner = self.inner.set_instance_identity_document_signature(input);
        self
    }

    /// What [`instance_identity_document_signature`](Self::instance_identity_document_signature) is set to.
    pub fn get_instance_identity_document_signature(&self) -> &Option<String> {
        self.inner.get_instance_identity_document_signature()
    }

    /// What the instance has to offer.
    ///
    /// Appends one item; [`set_total_resources`](Self::set_total_resources) replaces the whole list.
    pub fn total_resources(mut self, input: types::Resource) -> Self {
        self.inner = self.inner.total_resources(input);
        self
    }

    /// Sets or clears [`total_resources`](Self::total_resources).
    pub fn set_total_resources(mut self, input: Option<Vec<types::Resource>>) -> Self {
        self.inner = self.inner.set_total_resources(input);
        self
    }

    /// What [`total_resources`](Self::total_resources) is set to.
    pub fn get_total_resources(&self) -> &Option<Vec<types::Resource>> {
        self.inner.get_total_resources()
    }

    /// Versions of the agent and of Docker on the instance.
    pub fn version_info(mut self, input: types::VersionInfo) -> Self {
        self.inner = self.inner.version_info(input);
        self
    }

    /// Sets or clears [`version_info`](Self::version_info).
    pub fn set_version_info(mut self, input: Option<types::VersionInfo>) -> Self {
        self.inner = self.inner.set_version_info(input);
        self
    }

    /// What [`version_info`](Self::version_info) is set to.
    pub fn get_version_info(&self) -> &Option<types::VersionInfo> {
        self.inner.get_version_info()
    }

    /// ARN of the instance, if it was registered before.
    pub fn container_instance_arn(mut self, input: impl Into<String>) -> Self {
        self.inner = self.inner.container_instance_arn(input);
        self
    }

    /// Sets or clears [`container_instance_arn`](Self::container_instance_arn).
    pub fn set_container_instance_arn(mut self, input: Option<String>) -> Self {
        self.inner = self.inner.set_container_instance_arn(input);
        self
    }

    /// What [`container_instance_arn`](Self::container_instance_arn) is set to.
    pub fn get_container_instance_arn(&self) -> &Option<String> {
        self.inner.get_container_instance_arn()
    }

    /// Attributes that tasks may ask for.
    ///
    /// Appends one item; [`set_attributes`](Self::set_attributes) replaces the whole list.
    pub fn attributes(mut self, input: types::Attribute) -> Self {
        self.inner = self.inner.attributes(input);
        self
    }

    /// Sets or clears [`attributes`](Self::attributes).
    pub fn set_attributes(mut self, input: Option<Vec<types::Attribute>>) -> Self {
        self.inner = self.inner.set_attributes(input);
        self
    }

    /// What [`attributes`](Self::attributes) is set to.
    pub fn get_attributes(&self) -> &Option<Vec<types::Attribute>> {
        self.inner.get_attributes()
    }

    /// GPUs and Neuron devices that containers can have.
    ///
    /// Appends one item; [`set_platform_devices`](Self::set_platform_devices) replaces the whole list.
    pub fn platform_devices(mut self, input: types::PlatformDevice) -> Self {
        self.inner = self.inner.platform_devices(input);
        self
    }

    /// Sets or clears [`platform_devices`](Self::platform_devices).
    pub fn set_platform_devices(
        mut self,
        input: Option<Vec<types::PlatformDevice>>,
    ) -> Self {
        self.inner = self.inner.set_platform_devices(input);
        self
    }

    /// What [`platform_devices`](Self::platform_devices) is set to.
    pub fn get_platform_devices(&self) -> &Option<Vec<types::PlatformDevice>> {
        self.inner.get_platform_devices()
    }

    /// Tags for the instance.
    ///
    /// Appends one item; [`set_tags`](Self::set_tags) replaces the whole list.
    pub fn tags(mut self, input: types::Tag) -> Self {
        self.inner = self.inner.tags(input);
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(mut self, input: Option<Vec<types::Tag>>) -> Self {
        self.inner = self.inner.set_tags(input);
        self
    }

    /// What [`tags`](Self::tags) is set to.
    pub fn get_tags(&self) -> &Option<Vec<types::Tag>> {
        self.inner.get_tags()
    }
}

impl crate::ecs::client::customize::internal::CustomizableSend<
    super::RegisterContainerInstanceOutput,
    super::RegisterContainerInstanceError,
> for RegisterContainerInstanceFluentBuilder {
    async fn send(
        mut self,
        config_override: crate::ecs::config::Builder,
    ) -> Result<
        super::RegisterContainerInstanceOutput,
        SdkError<super::RegisterContainerInstanceError>,
    > {
        self.config_override = Some(config_override);
        RegisterContainerInstanceFluentBuilder::send(self).await
    }
}
