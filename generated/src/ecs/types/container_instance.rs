// Made by botosmith; do not edit.

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
    /// Versions of the agent and of Docker on the instance.
    pub version_info: Option<types::VersionInfo>,
    /// What is still free for new tasks.
    pub remaining_resources: Option<Vec<types::Resource>>,
    /// All that the instance offered when it registered; running tasks use a part of it.
    pub registered_resources: Option<Vec<types::Resource>>,
    /// `ACTIVE` if tasks can be placed on the instance, else `INACTIVE`.
    pub status: Option<String>,
    /// Whether the agent is in touch with ECS. Containers cannot be placed while it is not.
    pub agent_connected: bool,
    /// How many tasks run on the instance.
    pub running_tasks_count: i32,
    /// How many tasks are about to run on the instance.
    pub pending_tasks_count: i32,
    /// How far the latest update of the agent has come; absent if none was ever asked for.
    pub agent_update_status: Option<types::AgentUpdateStatus>,
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
    pub(crate) version_info: Option<types::VersionInfo>,
    pub(crate) remaining_resources: Option<Vec<types::Resource>>,
    pub(crate) registered_resources: Option<Vec<types::Resource>>,
    pub(crate) status: Option<String>,
    pub(crate) agent_connected: Option<bool>,
    pub(crate) running_tasks_count: Option<i32>,
    pub(crate) pending_tasks_count: Option<i32>,
    pub(crate) agent_update_status: Option<types::AgentUpdateStatus>,
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

    /// The finished [`ContainerInstance`].
    pub fn build(self) -> ContainerInstance {
        ContainerInstance {
            container_instance_arn: self.container_instance_arn,
            ec2_instance_id: self.ec2_instance_id,
            version_info: self.version_info,
            remaining_resources: self.remaining_resources,
            registered_resources: self.registered_resources,
            status: self.status,
            agent_connected: self.agent_connected.unwrap_or_default(),
            running_tasks_count: self.running_tasks_count.unwrap_or_default(),
            pending_tasks_count: self.pending_tasks_count.unwrap_or_default(),
            agent_update_status: self.agent_update_status,
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
                "versionInfo",
                "remainingResources",
                "registeredResources",
                "status",
                "agentConnected",
                "runningTasksCount",
                "pendingTasksCount",
                "agentUpdateStatus",
            ],
            &mut |member, r| match member {
                0 => b.container_instance_arn = r.string(),
                1 => b.ec2_instance_id = r.string(),
                2 => b.version_info = Some(types::VersionInfo::read_from(r)),
                3 => {
                    let items = b.remaining_resources.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Resource::read_from(r)));
                }
                4 => {
                    let items = b.registered_resources.get_or_insert_default();
                    r.list(&mut |r| items.push(types::Resource::read_from(r)));
                }
                5 => b.status = r.string(),
                6 => b.agent_connected = r.boolean(),
                7 => b.running_tasks_count = r.integer(),
                8 => b.pending_tasks_count = r.integer(),
                9 => {
                    b.agent_update_status = r
                        .text()
                        .map(|text| types::AgentUpdateStatus::from(&*text));
                }
                _ => {}
            },
        );
        b.build()
    }
}
