// Made by botosmith; do not edit.

use std::fmt;

use crate::ecs::error::UnknownVariantError;
use crate::ecs::primitives;

/// Kinds of resources that can have attributes.
///
/// A service may answer with values that are newer than this code. They are kept as `Unknown`; match them with a wildcard and look at [`as_str`](Self::as_str).
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Hash, Debug)]
#[non_exhaustive]
pub enum TargetType {
    /// `container-instance`
    ContainerInstance,
    /// A value that is newer than this code.
    #[deprecated(
        note = "match with a wildcard and look at `as_str()`: the value may be known later"
    )]
    Unknown(primitives::sealed_enum_unknown::UnknownVariantValue),
}

impl From<&str> for TargetType {
    #[allow(deprecated, reason = "only this code may make an `Unknown`")]
    fn from(s: &str) -> Self {
        match s {
            "container-instance" => Self::ContainerInstance,
            other => {
                Self::Unknown(
                    primitives::sealed_enum_unknown::UnknownVariantValue::new(other),
                )
            }
        }
    }
}

impl std::str::FromStr for TargetType {
    type Err = std::convert::Infallible;
    fn from_str(s: &str) -> Result<Self, std::convert::Infallible> {
        Ok(Self::from(s))
    }
}

impl AsRef<str> for TargetType {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl TargetType {
    /// The value as it is on the wire.
    #[allow(deprecated, reason = "only this code may look into `Unknown`")]
    pub fn as_str(&self) -> &str {
        match self {
            Self::ContainerInstance => "container-instance",
            Self::Unknown(value) => value.as_str(),
        }
    }

    /// All known values.
    pub const fn values() -> &'static [&'static str] {
        &["container-instance"]
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

impl fmt::Display for TargetType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
