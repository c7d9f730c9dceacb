// Made by botosmith; do not edit.

use std::fmt;

use crate::ecs::error::UnknownVariantError;
use crate::ecs::primitives;

/// What a health check looks at.
///
/// A service may answer with values that are newer than this code. They are kept as `Unknown`; match them with a wildcard and look at [`as_str`](Self::as_str).
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Hash, Debug)]
#[non_exhaustive]
pub enum InstanceHealthCheckType {
    /// `ACCELERATED_COMPUTE`
    AcceleratedCompute,
    /// `AGENT_CONNECTIVITY`
    AgentConnectivity,
    /// `CONTAINER_RUNTIME`
    ContainerRuntime,
    /// `DAEMON`
    Daemon,
    /// A value that is newer than this code.
    #[deprecated(
        note = "match with a wildcard and look at `as_str()`: the value may be known later"
    )]
    Unknown(primitives::sealed_enum_unknown::UnknownVariantValue),
}

impl From<&str> for InstanceHealthCheckType {
    #[allow(deprecated, reason = "only this code may make an `Unknown`")]
    fn from(s: &str) -> Self {
        match s {
            "ACCELERATED_COMPUTE" => Self::AcceleratedCompute,
            "AGENT_CONNECTIVITY" => Self::AgentConnectivity,
            "CONTAINER_RUNTIME" => Self::ContainerRuntime,
            "DAEMON" => Self::Daemon,
            other => {
                Self::Unknown(
                    primitives::sealed_enum_unknown::UnknownVariantValue::new(other),
                )
            }
        }
    }
}

impl std::str::FromStr for InstanceHealthCheckType {
    type Err = std::convert::Infallible;
    fn from_str(s: &str) -> Result<Self, std::convert::Infallible> {
        Ok(Self::from(s))
    }
}

impl AsRef<str> for InstanceHealthCheckType {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl InstanceHealthCheckType {
    /// The value as it is on the wire.
    #[allow(deprecated, reason = "only this code may look into `Unknown`")]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AcceleratedCompute => "ACCELERATED_COMPUTE",
            Self::AgentConnectivity => "AGENT_CONNECTIVITY",
            Self::ContainerRuntime => "CONTAINER_RUNTIME",
            Self::Daemon => "DAEMON",
            Self::Unknown(value) => value.as_str(),
        }
    }

    /// All known values.
    pub const fn values() -> &'static [&'static str] {
        &["ACCELERATED_COMPUTE", "AGENT_CONNECTIVITY", "CONTAINER_RUNTIME", "DAEMON"]
    }

    /// The known value that `value` is.
    ///
    /// # Errors
    /// If it is none of them.
    #[allow(deprecated, reason = "only this code may match `Unknown`")]
    pub fn try_parse(value: &str) -> Result<Self, UnknownVariantError> {
        match Self::from(value) {
            Self::Unknown(_) => Err(UnknownVariantError::new(value)),
            known => Ok(known),
        }
    }
}

impl fmt::Display for InstanceHealthCheckType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
