// Made by botosmith; do not edit.

use aws_smithy_types::error::operation::BuildError;

use crate::ecs::types;
use crate::support::json;

/// A GPU or a Neuron device of the machine.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct PlatformDevice {
    /// Identifies the device on its machine: a GPU's id, or a Neuron device's index.
    pub id: String,
    /// What kind of device it is.
    pub r#type: types::PlatformDeviceType,
}

impl PlatformDevice {
    /// Identifies the device on its machine: a GPU's id, or a Neuron device's index.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What kind of device it is.
    pub fn r#type(&self) -> &types::PlatformDeviceType {
        &self.r#type
    }

    /// A builder of [`PlatformDevice`].
    pub fn builder() -> PlatformDeviceBuilder {
        PlatformDeviceBuilder::default()
    }
}

/// A builder of [`PlatformDevice`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct PlatformDeviceBuilder {
    pub(crate) id: Option<String>,
    pub(crate) r#type: Option<types::PlatformDeviceType>,
}

impl PlatformDeviceBuilder {
    /// Identifies the device on its machine: a GPU's id, or a Neuron device's index.
    ///
    /// This field is required.
    pub fn id(mut self, input: impl Into<String>) -> Self {
        self.id = Some(input.into());
        self
    }

    /// Sets or clears [`id`](Self::id).
    pub fn set_id(mut self, input: Option<String>) -> Self {
        self.id = input;
        self
    }

    /// What [`id`](Self::id) is set to.
    pub fn get_id(&self) -> &Option<String> {
        &self.id
    }

    /// What kind of device it is.
    ///
    /// This field is required.
    pub fn r#type(mut self, input: types::PlatformDeviceType) -> Self {
        self.r#type = Some(input);
        self
    }

    /// Sets or clears [`type`](Self::type).
    pub fn set_type(mut self, input: Option<types::PlatformDeviceType>) -> Self {
        self.r#type = input;
        self
    }

    /// What [`type`](Self::type) is set to.
    pub fn get_type(&self) -> &Option<types::PlatformDeviceType> {
        &self.r#type
    }

    /// The finished [`PlatformDevice`].
    ///
    /// # Errors
    /// If a required field is not set.
    pub fn build(self) -> Result<PlatformDevice, BuildError> {
        if self.id.is_none() {
            return Err(
                BuildError::missing_field(
                    "id",
                    "id was not specified but it is required when building PlatformDevice",
                ),
            );
        }
        if self.r#type.is_none() {
            return Err(
                BuildError::missing_field(
                    "type",
                    "type was not specified but it is required when building PlatformDevice",
                ),
            );
        }
        Ok(self.finish())
    }

    fn finish(self) -> PlatformDevice {
        PlatformDevice {
            id: self.id.unwrap_or_default(),
            r#type: self
                .r#type
                .unwrap_or_else(|| types::PlatformDeviceType::from("no value was set")),
        }
    }
}

impl PlatformDevice {
    pub(crate) fn write_to(&self, w: &mut json::Writer) {
        w.string("id", Some(self.id.as_str()));
        w.string("type", Some(self.r#type.as_str()));
    }
}
