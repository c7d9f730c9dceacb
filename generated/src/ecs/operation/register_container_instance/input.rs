// Made by botosmith; do not edit.

use aws_smithy_types::error::operation::BuildError;

use crate::ecs::types;
use crate::support::json;

/// Who registers, where, and what it has to offer.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct RegisterContainerInstanceInput {
    /// Name or ARN of the cluster. The cluster `default` is meant if none is given.
    pub cluster: Option<String>,
    /// The instance's identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/document/`.
    pub instance_identity_document: Option<String>,
    /// The signature of the identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/signature/`.
    pub instance_identity_document_signature: Option<String>,
    /// What the instance has to offer.
    pub total_resources: Option<Vec<types::Resource>>,
    /// Versions of the agent and of Docker on the instance.
    pub version_info: Option<types::VersionInfo>,
    /// ARN of the instance, if it was registered before.
    pub container_instance_arn: Option<String>,
    /// Attributes that tasks may ask for.
    pub attributes: Option<Vec<types::Attribute>>,
    /// GPUs and Neuron devices that containers can have.
    pub platform_devices: Option<Vec<types::PlatformDevice>>,
    /// Tags for the instance.
    pub tags: Option<Vec<types::Tag>>,
}

impl RegisterContainerInstanceInput {
    /// Name or ARN of the cluster. The cluster `default` is meant if none is given.
    pub fn cluster(&self) -> Option<&str> {
        self.cluster.as_deref()
    }

    /// The instance's identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/document/`.
    pub fn instance_identity_document(&self) -> Option<&str> {
        self.instance_identity_document.as_deref()
    }

    /// The signature of the identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/signature/`.
    pub fn instance_identity_document_signature(&self) -> Option<&str> {
        self.instance_identity_document_signature.as_deref()
    }

    /// What the instance has to offer.
    pub fn total_resources(&self) -> &[types::Resource] {
        self.total_resources.as_deref().unwrap_or_default()
    }

    /// Versions of the agent and of Docker on the instance.
    pub fn version_info(&self) -> Option<&types::VersionInfo> {
        self.version_info.as_ref()
    }

    /// ARN of the instance, if it was registered before.
    pub fn container_instance_arn(&self) -> Option<&str> {
        self.container_instance_arn.as_deref()
    }

    /// Attributes that tasks may ask for.
    pub fn attributes(&self) -> &[types::Attribute] {
        self.attributes.as_deref().unwrap_or_default()
    }

    /// GPUs and Neuron devices that containers can have.
    pub fn platform_devices(&self) -> &[types::PlatformDevice] {
        self.platform_devices.as_deref().unwrap_or_default()
    }

    /// Tags for the instance.
    pub fn tags(&self) -> &[types::Tag] {
        self.tags.as_deref().unwrap_or_default()
    }

    /// A builder of [`RegisterContainerInstanceInput`].
    pub fn builder() -> RegisterContainerInstanceInputBuilder {
        RegisterContainerInstanceInputBuilder::default()
    }
}

/// A builder of [`RegisterContainerInstanceInput`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct RegisterContainerInstanceInputBuilder {
    pub(crate) cluster: Option<String>,
    pub(crate) instance_identity_document: Option<String>,
    pub(crate) instance_identity_document_signature: Option<String>,
    pub(crate) total_resources: Option<Vec<types::Resource>>,
    pub(crate) version_info: Option<types::VersionInfo>,
    pub(crate) container_instance_arn: Option<String>,
    pub(crate) attributes: Option<Vec<types::Attribute>>,
    pub(crate) platform_devices: Option<Vec<types::PlatformDevice>>,
    pub(crate) tags: Option<Vec<types::Tag>>,
}

impl RegisterContainerInstanceInputBuilder {
    /// Name or ARN of the cluster. The cluster `default` is meant if none is given.
    pub fn cluster(mut self, input: impl Into<String>) -> Self {
        self.cluster = Some(input.into());
        self
    }

    /// Sets or clears [`cluster`](Self::cluster).
    pub fn set_cluster(mut self, input: Option<String>) -> Self {
        self.cluster = input;
        self
    }

    /// What [`cluster`](Self::cluster) is set to.
    pub fn get_cluster(&self) -> &Option<String> {
        &self.cluster
    }

    /// The instance's identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/document/`.
    pub fn instance_identity_document(mut self, input: impl Into<String>) -> Self {
        self.instance_identity_document = Some(input.into());
        self
    }

    /// Sets or clears [`instance_identity_document`](Self::instance_identity_document).
    pub fn set_instance_identity_document(mut self, input: Option<String>) -> Self {
        self.instance_identity_document = input;
        self
    }

    /// What [`instance_identity_document`](Self::instance_identity_document) is set to.
    pub fn get_instance_identity_document(&self) -> &Option<String> {
        &self.instance_identity_document
    }

    /// The signature of the identity document. The instance finds it at
    /// `http://169.254.169.254/latest/dynamic/instance-identity/signature/`.
    pub fn instance_identity_document_signature(
        mut self,
        input: impl Into<String>,
    ) -> Self {
        self.instance_identity_document_signature = Some(input.into());
        self
    }

    /// Sets or clears [`instance_identity_document_signature`](Self::instance_identity_document_signature).
    pub fn set_instance_identity_document_signature(
        mut self,
        input: Option<String>,
    ) -> Self {
        self.instance_identity_document_signature = input;
        self
    }

    /// What [`instance_identity_document_signature`](Self::instance_identity_document_signature) is set to.
    pub fn get_instance_identity_document_signature(&self) -> &Option<String> {
        &self.instance_identity_document_signature
    }

    /// What the instance has to offer.
    ///
    /// Appends one item; [`set_total_resources`](Self::set_total_resources) replaces the whole list.
    pub fn total_resources(mut self, input: types::Resource) -> Self {
        self.total_resources.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`total_resources`](Self::total_resources).
    pub fn set_total_resources(mut self, input: Option<Vec<types::Resource>>) -> Self {
        self.total_resources = input;
        self
    }

    /// What [`total_resources`](Self::total_resources) is set to.
    pub fn get_total_resources(&self) -> &Option<Vec<types::Resource>> {
        &self.total_resources
    }

    /// Versions of the agent and of Docker on the instance.
    pub fn version_info(mut self, input: types::VersionInfo) -> Self {
        self.version_info = Some(input);
        self
    }

    /// Sets or clears [`version_info`](Self::version_info).
    pub fn set_version_info(mut self, input: Option<types::VersionInfo>) -> Self {
        self.version_info = input;
        self
    }

    /// What [`version_info`](Self::version_info) is set to.
    pub fn get_version_info(&self) -> &Option<types::VersionInfo> {
        &self.version_info
    }

    /// ARN of the instance, if it was registered before.
    pub fn container_instance_arn(mut self, input: impl Into<String>) -> Self {
        self.container_instance_arn = Some(input.into());
        self
    }

    /// Sets or clears [`container_instance_arn`](Self::container_instance_arn).
    pub fn set_container_instance_arn(mut self, input: Option<String>) -> Self {
        self.container_instance_arn = input;
        self
    }

    /// What [`container_instance_arn`](Self::container_instance_arn) is set to.
    pub fn get_container_instance_arn(&self) -> &Option<String> {
        &self.container_instance_arn
    }

    /// Attributes that tasks may ask for.
    ///
    /// Appends one item; [`set_attributes`](Self::set_attributes) replaces the whole list.
    pub fn attributes(mut self, input: types::Attribute) -> Self {
        self.attributes.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`attributes`](Self::attributes).
    pub fn set_attributes(mut self, input: Option<Vec<types::Attribute>>) -> Self {
        self.attributes = input;
        self
    }

    /// What [`attributes`](Self::attributes) is set to.
    pub fn get_attributes(&self) -> &Option<Vec<types::Attribute>> {
        &self.attributes
    }

    /// GPUs and Neuron devices that containers can have.
    ///
    /// Appends one item; [`set_platform_devices`](Self::set_platform_devices) replaces the whole list.
    pub fn platform_devices(mut self, input: types::PlatformDevice) -> Self {
        self.platform_devices.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`platform_devices`](Self::platform_devices).
    pub fn set_platform_devices(
        mut self,
        input: Option<Vec<types::PlatformDevice>>,
    ) -> Self {
        self.platform_devices = input;
        self
    }

    /// What [`platform_devices`](Self::platform_devices) is set to.
    pub fn get_platform_devices(&self) -> &Option<Vec<types::PlatformDevice>> {
        &self.platform_devices
    }

    /// Tags for the instance.
    ///
    /// Appends one item; [`set_tags`](Self::set_tags) replaces the whole list.
    pub fn tags(mut self, input: types::Tag) -> Self {
        self.tags.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(mut self, input: Option<Vec<types::Tag>>) -> Self {
        self.tags = input;
        self
    }

    /// What [`tags`](Self::tags) is set to.
    pub fn get_tags(&self) -> &Option<Vec<types::Tag>> {
        &self.tags
    }

    /// The finished [`RegisterContainerInstanceInput`].
    ///
    /// # Errors
    /// None so far: the service checks what it is sent.
    pub fn build(self) -> Result<RegisterContainerInstanceInput, BuildError> {
        Ok(RegisterContainerInstanceInput {
            cluster: self.cluster,
            instance_identity_document: self.instance_identity_document,
            instance_identity_document_signature: self
                .instance_identity_document_signature,
            total_resources: self.total_resources,
            version_info: self.version_info,
            container_instance_arn: self.container_instance_arn,
            attributes: self.attributes,
            platform_devices: self.platform_devices,
            tags: self.tags,
        })
    }
}

impl RegisterContainerInstanceInput {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("cluster", self.cluster.as_deref());
        w.string("instanceIdentityDocument", self.instance_identity_document.as_deref());
        w.string(
            "instanceIdentityDocumentSignature",
            self.instance_identity_document_signature.as_deref(),
        );
        w.list(
            "totalResources",
            self.total_resources.as_deref(),
            |item, w| {
                w.object(json::ITEM, Some(item), types::Resource::write_to);
            },
        );
        w.object(
            "versionInfo",
            self.version_info.as_ref(),
            types::VersionInfo::write_to,
        );
        w.string("containerInstanceArn", self.container_instance_arn.as_deref());
        w.list(
            "attributes",
            self.attributes.as_deref(),
            |item, w| {
                w.object(json::ITEM, Some(item), types::Attribute::write_to);
            },
        );
        w.list(
            "platformDevices",
            self.platform_devices.as_deref(),
            |item, w| {
                w.object(json::ITEM, Some(item), types::PlatformDevice::write_to);
            },
        );
        w.list(
            "tags",
            self.tags.as_deref(),
            |item, w| {
                w.object(json::ITEM, Some(item), types::Tag::write_to);
            },
        );
    }
}
