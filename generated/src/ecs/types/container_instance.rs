// Made by botosmith; do not edit.

use crate::ecs::primitives;
use crate::ecs::types;
use crate::support::json;

/// An EC2 instance on which the ECS agent runs and which is a member of a cluster.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct ContainerInstance {
    /// ARN of the instance as a member of the cluster:
    /// `arn:aws:ecs:<region>:<account>:container-instance/<UUID>`.
    pub container_instance_arn: Option<String>,
    /// Id of the EC2 instance.
    pub ec2_instance_id: Option<String>,
    /// The capacity provider that started the instance, if one did.
    pub capacity_provider_name: Option<String>,
    /// Counts the changes of the instance that are told as events, so that a copy can be told from a newer state.
    pub version: i64,
    /// Versions of the agent and of Docker on the instance.
    pub version_info: Option<types::VersionInfo>,
    /// What is still free for new tasks.
    pub remaining_resources: Option<Vec<types::Resource>>,
    /// All that the instance offered when it registered; running tasks use a part of it.
    pub registered_resources: Option<Vec<types::Resource>>,
    /// `ACTIVE` if tasks can be placed on the instance, else `INACTIVE`.
    pub status: Option<String>,
    /// Why the instance has its status.
    pub status_reason: Option<String>,
    /// Whether the agent is in touch with ECS. Containers cannot be placed while it is not.
    pub agent_connected: bool,
    /// How many tasks run on the instance.
    pub running_tasks_count: i32,
    /// How many tasks are about to run on the instance.
    pub pending_tasks_count: i32,
    /// How far the latest update of the agent has come; absent if none was ever asked for.
    pub agent_update_status: Option<types::AgentUpdateStatus>,
    /// Attributes that the agent or `PutAttributes` gave the instance.
    pub attributes: Option<Vec<types::Attribute>>,
    /// When the instance was registered.
    pub registered_at: Option<primitives::DateTime>,
    /// What is attached to the instance, such as network interfaces.
    pub attachments: Option<Vec<types::Attachment>>,
    /// The instance's tags.
    pub tags: Option<Vec<types::Tag>>,
    /// How well the instance is.
    pub health_status: Option<types::ContainerInstanceHealthStatus>,
    /// Its GPUs, where the instance lets containers share them.
    pub gpu_devices: Option<Vec<types::GpuDevice>>,
}

impl ContainerInstance {
    /// ARN of the instance as a member of the cluster:
    /// `arn:aws:ecs:<region>:<account>:container-instance/<UUID>`.
    pub fn container_instance_arn(&self) -> Option<&str> {
        self.container_instance_arn.as_deref()
    }

    /// Id of the EC2 instance.
    pub fn ec2_instance_id(&self) -> Option<&str> {
        self.ec2_instance_id.as_deref()
    }

    /// The capacity provider that started the instance, if one did.
    pub fn capacity_provider_name(&self) -> Option<&str> {
        self.capacity_provider_name.as_deref()
    }

    /// Counts the changes of the instance that are told as events, so that a copy can be told from a newer state.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Versions of the agent and of Docker on the instance.
    pub fn version_info(&self) -> Option<&types::VersionInfo> {
        self.version_info.as_ref()
    }

    /// What is still free for new tasks.
    pub fn remaining_resources(&self) -> &[types::Resource] {
        self.remaining_resources.as_deref().unwrap_or_default()
    }

    /// All that the instance offered when it registered; running tasks use a part of it.
    pub fn registered_resources(&self) -> &[types::Resource] {
        self.registered_resources.as_deref().unwrap_or_default()
    }

    /// `ACTIVE` if tasks can be placed on the instance, else `INACTIVE`.
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// Why the instance has its status.
    pub fn status_reason(&self) -> Option<&str> {
        self.status_reason.as_deref()
    }

    /// Whether the agent is in touch with ECS. Containers cannot be placed while it is not.
    pub fn agent_connected(&self) -> bool {
        self.agent_connected
    }

    /// How many tasks run on the instance.
    pub fn running_tasks_count(&self) -> i32 {
        self.running_tasks_count
    }

    /// How many tasks are about to run on the instance.
    pub fn pending_tasks_count(&self) -> i32 {
        self.pending_tasks_count
    }

    /// How far the latest update of the agent has come; absent if none was ever asked for.
    pub fn agent_update_status(&self) -> Option<&types::AgentUpdateStatus> {
        self.agent_update_status.as_ref()
    }

    /// Attributes that the agent or `PutAttributes` gave the instance.
    pub fn attributes(&self) -> &[types::Attribute] {
        self.attributes.as_deref().unwrap_or_default()
    }

    /// When the instance was registered.
    pub fn registered_at(&self) -> Option<&primitives::DateTime> {
        self.registered_at.as_ref()
    }

    /// What is attached to the instance, such as network interfaces.
    pub fn attachments(&self) -> &[types::Attachment] {
        self.attachments.as_deref().unwrap_or_default()
    }

    /// The instance's tags.
    pub fn tags(&self) -> &[types::Tag] {
        self.tags.as_deref().unwrap_or_default()
    }

    /// How well the instance is.
    pub fn health_status(&self) -> Option<&types::ContainerInstanceHealthStatus> {
        self.health_status.as_ref()
    }

    /// Its GPUs, where the instance lets containers share them.
    pub fn gpu_devices(&self) -> &[types::GpuDevice] {
        self.gpu_devices.as_deref().unwrap_or_default()
    }

    /// A builder of [`ContainerInstance`].
    pub fn builder() -> ContainerInstanceBuilder {
        ContainerInstanceBuilder::default()
    }
}

/// A builder of [`ContainerInstance`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct ContainerInstanceBuilder {
    pub(crate) container_instance_arn: Option<String>,
    pub(crate) ec2_instance_id: Option<String>,
    pub(crate) capacity_provider_name: Option<String>,
    pub(crate) version: Option<i64>,
    pub(crate) version_info: Option<types::VersionInfo>,
    pub(crate) remaining_resources: Option<Vec<types::Resource>>,
    pub(crate) registered_resources: Option<Vec<types::Resource>>,
    pub(crate) status: Option<String>,
    pub(crate) status_reason: Option<String>,
    pub(crate) agent_connected: Option<bool>,
    pub(crate) running_tasks_count: Option<i32>,
    pub(crate) pending_tasks_count: Option<i32>,
    pub(crate) agent_update_status: Option<types::AgentUpdateStatus>,
    pub(crate) attributes: Option<Vec<types::Attribute>>,
    pub(crate) registered_at: Option<primitives::DateTime>,
    pub(crate) attachments: Option<Vec<types::Attachment>>,
    pub(crate) tags: Option<Vec<types::Tag>>,
    pub(crate) health_status: Option<types::ContainerInstanceHealthStatus>,
    pub(crate) gpu_devices: Option<Vec<types::GpuDevice>>,
}

impl ContainerInstanceBuilder {
    /// ARN of the instance as a member of the cluster:
    /// `arn:aws:ecs:<region>:<account>:container-instance/<UUID>`.
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

    /// Id of the EC2 instance.
    pub fn ec2_instance_id(mut self, input: impl Into<String>) -> Self {
        self.ec2_instance_id = Some(input.into());
        self
    }

    /// Sets or clears [`ec2_instance_id`](Self::ec2_instance_id).
    pub fn set_ec2_instance_id(mut self, input: Option<String>) -> Self {
        self.ec2_instance_id = input;
        self
    }

    /// What [`ec2_instance_id`](Self::ec2_instance_id) is set to.
    pub fn get_ec2_instance_id(&self) -> &Option<String> {
        &self.ec2_instance_id
    }

    /// The capacity provider that started the instance, if one did.
    pub fn capacity_provider_name(mut self, input: impl Into<String>) -> Self {
        self.capacity_provider_name = Some(input.into());
        self
    }

    /// Sets or clears [`capacity_provider_name`](Self::capacity_provider_name).
    pub fn set_capacity_provider_name(mut self, input: Option<String>) -> Self {
        self.capacity_provider_name = input;
        self
    }

    /// What [`capacity_provider_name`](Self::capacity_provider_name) is set to.
    pub fn get_capacity_provider_name(&self) -> &Option<String> {
        &self.capacity_provider_name
    }

    /// Counts the changes of the instance that are told as events, so that a copy can be told from a newer state.
    pub fn version(mut self, input: i64) -> Self {
        self.version = Some(input);
        self
    }

    /// Sets or clears [`version`](Self::version).
    pub fn set_version(mut self, input: Option<i64>) -> Self {
        self.version = input;
        self
    }

    /// What [`version`](Self::version) is set to.
    pub fn get_version(&self) -> &Option<i64> {
        &self.version
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

    /// What is still free for new tasks.
    ///
    /// Appends one item; [`set_remaining_resources`](Self::set_remaining_resources) replaces the whole list.
    pub fn remaining_resources(mut self, input: types::Resource) -> Self {
        self.remaining_resources.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`remaining_resources`](Self::remaining_resources).
    pub fn set_remaining_resources(
        mut self,
        input: Option<Vec<types::Resource>>,
    ) -> Self {
        self.remaining_resources = input;
        self
    }

    /// What [`remaining_resources`](Self::remaining_resources) is set to.
    pub fn get_remaining_resources(&self) -> &Option<Vec<types::Resource>> {
        &self.remaining_resources
    }

    /// All that the instance offered when it registered; running tasks use a part of it.
    ///
    /// Appends one item; [`set_registered_resources`](Self::set_registered_resources) replaces the whole list.
    pub fn registered_resources(mut self, input: types::Resource) -> Self {
        self.registered_resources.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`registered_resources`](Self::registered_resources).
    pub fn set_registered_resources(
        mut self,
        input: Option<Vec<types::Resource>>,
    ) -> Self {
        self.registered_resources = input;
        self
    }

    /// What [`registered_resources`](Self::registered_resources) is set to.
    pub fn get_registered_resources(&self) -> &Option<Vec<types::Resource>> {
        &self.registered_resources
    }

    /// `ACTIVE` if tasks can be placed on the instance, else `INACTIVE`.
    pub fn status(mut self, input: impl Into<String>) -> Self {
        self.status = Some(input.into());
        self
    }

    /// Sets or clears [`status`](Self::status).
    pub fn set_status(mut self, input: Option<String>) -> Self {
        self.status = input;
        self
    }

    /// What [`status`](Self::status) is set to.
    pub fn get_status(&self) -> &Option<String> {
        &self.status
    }

    /// Why the instance has its status.
    pub fn status_reason(mut self, input: impl Into<String>) -> Self {
        self.status_reason = Some(input.into());
        self
    }

    /// Sets or clears [`status_reason`](Self::status_reason).
    pub fn set_status_reason(mut self, input: Option<String>) -> Self {
        self.status_reason = input;
        self
    }

    /// What [`status_reason`](Self::status_reason) is set to.
    pub fn get_status_reason(&self) -> &Option<String> {
        &self.status_reason
    }

    /// Whether the agent is in touch with ECS. Containers cannot be placed while it is not.
    pub fn agent_connected(mut self, input: bool) -> Self {
        self.agent_connected = Some(input);
        self
    }

    /// Sets or clears [`agent_connected`](Self::agent_connected).
    pub fn set_agent_connected(mut self, input: Option<bool>) -> Self {
        self.agent_connected = input;
        self
    }

    /// What [`agent_connected`](Self::agent_connected) is set to.
    pub fn get_agent_connected(&self) -> &Option<bool> {
        &self.agent_connected
    }

    /// How many tasks run on the instance.
    pub fn running_tasks_count(mut self, input: i32) -> Self {
        self.running_tasks_count = Some(input);
        self
    }

    /// Sets or clears [`running_tasks_count`](Self::running_tasks_count).
    pub fn set_running_tasks_count(mut self, input: Option<i32>) -> Self {
        self.running_tasks_count = input;
        self
    }

    /// What [`running_tasks_count`](Self::running_tasks_count) is set to.
    pub fn get_running_tasks_count(&self) -> &Option<i32> {
        &self.running_tasks_count
    }

    /// How many tasks are about to run on the instance.
    pub fn pending_tasks_count(mut self, input: i32) -> Self {
        self.pending_tasks_count = Some(input);
        self
    }

    /// Sets or clears [`pending_tasks_count`](Self::pending_tasks_count).
    pub fn set_pending_tasks_count(mut self, input: Option<i32>) -> Self {
        self.pending_tasks_count = input;
        self
    }

    /// What [`pending_tasks_count`](Self::pending_tasks_count) is set to.
    pub fn get_pending_tasks_count(&self) -> &Option<i32> {
        &self.pending_tasks_count
    }

    /// How far the latest update of the agent has come; absent if none was ever asked for.
    pub fn agent_update_status(mut self, input: types::AgentUpdateStatus) -> Self {
        self.agent_update_status = Some(input);
        self
    }

    /// Sets or clears [`agent_update_status`](Self::agent_update_status).
    pub fn set_agent_update_status(
        mut self,
        input: Option<types::AgentUpdateStatus>,
    ) -> Self {
        self.agent_update_status = input;
        self
    }

    /// What [`agent_update_status`](Self::agent_update_status) is set to.
    pub fn get_agent_update_status(&self) -> &Option<types::AgentUpdateStatus> {
        &self.agent_update_status
    }

    /// Attributes that the agent or `PutAttributes` gave the instance.
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

    /// When the instance was registered.
    pub fn registered_at(mut self, input: primitives::DateTime) -> Self {
        self.registered_at = Some(input);
        self
    }

    /// Sets or clears [`registered_at`](Self::registered_at).
    pub fn set_registered_at(mut self, input: Option<primitives::DateTime>) -> Self {
        self.registered_at = input;
        self
    }

    /// What [`registered_at`](Self::registered_at) is set to.
    pub fn get_registered_at(&self) -> &Option<primitives::DateTime> {
        &self.registered_at
    }

    /// What is attached to the instance, such as network interfaces.
    ///
    /// Appends one item; [`set_attachments`](Self::set_attachments) replaces the whole list.
    pub fn attachments(mut self, input: types::Attachment) -> Self {
        self.attachments.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`attachments`](Self::attachments).
    pub fn set_attachments(mut self, input: Option<Vec<types::Attachment>>) -> Self {
        self.attachments = input;
        self
    }

    /// What [`attachments`](Self::attachments) is set to.
    pub fn get_attachments(&self) -> &Option<Vec<types::Attachment>> {
        &self.attachments
    }

    /// The instance's tags.
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

    /// How well the instance is.
    pub fn health_status(mut self, input: types::ContainerInstanceHealthStatus) -> Self {
        self.health_status = Some(input);
        self
    }

    /// Sets or clears [`health_status`](Self::health_status).
    pub fn set_health_status(
        mut self,
        input: Option<types::ContainerInstanceHealthStatus>,
    ) -> Self {
        self.health_status = input;
        self
    }

    /// What [`health_status`](Self::health_status) is set to.
    pub fn get_health_status(&self) -> &Option<types::ContainerInstanceHealthStatus> {
        &self.health_status
    }

    /// Its GPUs, where the instance lets containers share them.
    ///
    /// Appends one item; [`set_gpu_devices`](Self::set_gpu_devices) replaces the whole list.
    pub fn gpu_devices(mut self, input: types::GpuDevice) -> Self {
        self.gpu_devices.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`gpu_devices`](Self::gpu_devices).
    pub fn set_gpu_devices(mut self, input: Option<Vec<types::GpuDevice>>) -> Self {
        self.gpu_devices = input;
        self
    }

    /// What [`gpu_devices`](Self::gpu_devices) is set to.
    pub fn get_gpu_devices(&self) -> &Option<Vec<types::GpuDevice>> {
        &self.gpu_devices
    }

    /// The finished [`ContainerInstance`].
    pub fn build(self) -> ContainerInstance {
        ContainerInstance {
            container_instance_arn: self.container_instance_arn,
            ec2_instance_id: self.ec2_instance_id,
            capacity_provider_name: self.capacity_provider_name,
            version: self.version.unwrap_or_default(),
            version_info: self.version_info,
            remaining_resources: self.remaining_resources,
            registered_resources: self.registered_resources,
            status: self.status,
            status_reason: self.status_reason,
            agent_connected: self.agent_connected.unwrap_or_default(),
            running_tasks_count: self.running_tasks_count.unwrap_or_default(),
            pending_tasks_count: self.pending_tasks_count.unwrap_or_default(),
            agent_update_status: self.agent_update_status,
            attributes: self.attributes,
            registered_at: self.registered_at,
            attachments: self.attachments,
            tags: self.tags,
            health_status: self.health_status,
            gpu_devices: self.gpu_devices,
        }
    }
}

impl ContainerInstance {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = ContainerInstanceBuilder::default();
        r.object(
            &[
                "containerInstanceArn",
                "ec2InstanceId",
                "capacityProviderName",
                "version",
                "versionInfo",
                "remainingResources",
                "registeredResources",
                "status",
                "statusReason",
                "agentConnected",
                "runningTasksCount",
                "pendingTasksCount",
                "agentUpdateStatus",
                "attributes",
                "registeredAt",
                "attachments",
                "tags",
                "healthStatus",
                "gpuDevices",
            ],
            &mut |member, r| match member {
                0 => b.container_instance_arn = r.string(),
                1 => b.ec2_instance_id = r.string(),
                2 => b.capacity_provider_name = r.string(),
                3 => b.version = r.long(),
                4 => b.version_info = Some(types::VersionInfo::read_from(r)),
                5 => {
                    let items = b.remaining_resources.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Resource::read_from(r)));
                }
                6 => {
                    let items = b.registered_resources.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Resource::read_from(r)));
                }
                7 => b.status = r.string(),
                8 => b.status_reason = r.string(),
                9 => b.agent_connected = r.boolean(),
                10 => b.running_tasks_count = r.integer(),
                11 => b.pending_tasks_count = r.integer(),
                12 => {
                    b.agent_update_status = r
                        .text()
                        .map(|text| types::AgentUpdateStatus::from(&*text));
                }
                13 => {
                    let items = b.attributes.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Attribute::read_from(r)));
                }
                14 => {
                    b.registered_at = r
                        .timestamp(primitives::DateTimeFormat::EpochSeconds);
                }
                15 => {
                    let items = b.attachments.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Attachment::read_from(r)));
                }
                16 => {
                    let items = b.tags.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Tag::read_from(r)));
                }
                17 => {
                    b.health_status = Some(
                        types::ContainerInstanceHealthStatus::read_from(r),
                    );
                }
                18 => {
                    let items = b.gpu_devices.get_or_insert_default();
                    r.list(&mut |r| items.push(types::GpuDevice::read_from(r)));
                }
                _ => {}
            },
        );
        b.build()
    }
}
