// Made by botosmith; do not edit.

use crate::support::json;

/// Versions of the software that makes an EC2 instance a container instance.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct VersionInfo {
    /// Version of the ECS agent.
    pub agent_version: Option<String>,
    /// Git commit that the ECS agent was built from.
    pub agent_hash: Option<String>,
    /// Version of Docker.
    pub docker_version: Option<String>,
}

impl VersionInfo {
    /// Version of the ECS agent.
    pub fn agent_version(&self) -> Option<&str> {
        self.agent_version.as_deref()
    }

    /// Git commit that the ECS agent was built from.
    pub fn agent_hash(&self) -> Option<&str> {
        self.agent_hash.as_deref()
    }

    /// Version of Docker.
    pub fn docker_version(&self) -> Option<&str> {
        self.docker_version.as_deref()
    }

    /// A builder of [`VersionInfo`].
    pub fn builder() -> VersionInfoBuilder {
        VersionInfoBuilder::default()
    }
}

/// A builder of [`VersionInfo`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct VersionInfoBuilder {
    pub(crate) agent_version: Option<String>,
    pub(crate) agent_hash: Option<String>,
    pub(crate) docker_version: Option<String>,
}

impl VersionInfoBuilder {
    /// Version of the ECS agent.
    pub fn agent_version(mut self, input: impl Into<String>) -> Self {
        self.agent_version = Some(input.into());
        self
    }

    /// Sets or clears [`agent_version`](Self::agent_version).
    pub fn set_agent_version(mut self, input: Option<String>) -> Self {
        self.agent_version = input;
        self
    }

    /// What [`agent_version`](Self::agent_version) is set to.
    pub fn get_agent_version(&self) -> &Option<String> {
        &self.agent_version
    }

    /// Git commit that the ECS agent was built from.
    pub fn agent_hash(mut self, input: impl Into<String>) -> Self {
        self.agent_hash = Some(input.into());
        self
    }

    /// Sets or clears [`agent_hash`](Self::agent_hash).
    pub fn set_agent_hash(mut self, input: Option<String>) -> Self {
        self.agent_hash = input;
        self
    }

    /// What [`agent_hash`](Self::agent_hash) is set to.
    pub fn get_agent_hash(&self) -> &Option<String> {
        &self.agent_hash
    }

    /// Version of Docker.
    pub fn docker_version(mut self, input: impl Into<String>) -> Self {
        self.docker_version = Some(input.into());
        self
    }

    /// Sets or clears [`docker_version`](Self::docker_version).
    pub fn set_docker_version(mut self, input: Option<String>) -> Self {
        self.docker_version = input;
        self
    }

    /// What [`docker_version`](Self::docker_version) is set to.
    pub fn get_docker_version(&self) -> &Option<String> {
        &self.docker_version
    }

    /// The finished [`VersionInfo`].
    pub fn build(self) -> VersionInfo {
        VersionInfo {
            agent_version: self.agent_version,
            agent_hash: self.agent_hash,
            docker_version: self.docker_version,
        }
    }
}

impl VersionInfo {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("agentVersion", self.agent_version.as_deref());
        w.string("agentHash", self.agent_hash.as_deref());
        w.string("dockerVersion", self.docker_version.as_deref());
    }

    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = VersionInfoBuilder::default();
        r.object(
            &["agentVersion", "agentHash", "dockerVersion"],
            &mut |member, r| match member {
                0 => b.agent_version = r.string(),
                1 => b.agent_hash = r.string(),
                2 => b.docker_version = r.string(),
                _ => {}
            },
        );
        b.build()
    }
}
