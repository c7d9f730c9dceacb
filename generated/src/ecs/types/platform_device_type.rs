// Made by botosmith; do not edit.

use std::fmt;

use crate::ecs::error::UnknownVariantError;
use crate::ecs::primitives;

/// Kinds of devices.
///
/// A service may answer with values that are newer than this code. They are kept as `Unknown`; match them with a wildcard and look at [`as_str`](Self::as_str).
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd, Hash, Debug)]
#[non_exhaustive]
pub enum PlatformDeviceType {
    /// `GPU`
    Gpu,
    /// `NEURON_DEVICE`
    NeuronDevice,
    /// A value that is newer than this code.
    #[deprecated(
        note = "match with a wildcard and look at `as_str()`: the value may be known later"
    )]
    Unknown(primitives::sealed_enum_unknown::UnknownVariantValue),
}

impl From<&str> for PlatformDeviceType {
    #[allow(deprecated, reason = "only this code may make an `Unknown`")]
    fn from(s: &str) -> Self {
        match s {
            "GPU" => Self::Gpu,
            "NEURON_DEVICE" => Self::NeuronDevice,
            other => {
                Self::Unknown(
                    primitives::sealed_enum_unknown::UnknownVariantValue::new(other),
                )
            }
        }
    }
}

impl std::str::FromStr for PlatformDeviceType {
    type Err = std::convert::Infallible;
    fn from_str(s: &str) -> Result<Self, std::convert::Infallible> {
        Ok(Self::from(s))
    }
}

impl AsRef<str> for PlatformDeviceType {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PlatformDeviceType {
    /// The value as it is on the wire.
    #[allow(deprecated, reason = "only this code may look into `Unknown`")]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Gpu => "GPU",
            Self::NeuronDevice => "NEURON_DEVICE",
            Self::Unknown(value) => value.as_str(),
        }
    }

    /// All known values.
    pub const fn values() -> &'static [&'static str] {
        &["GPU", "NEURON_DEVICE"]
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

impl fmt::Display for PlatformDeviceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
