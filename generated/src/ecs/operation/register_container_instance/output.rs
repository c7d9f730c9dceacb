// Made by botosmith; do not edit.

use aws_types::request_id::RequestId;

use crate::ecs::types;
use crate::support::json;

/// The registered instance.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct RegisterContainerInstanceOutput {
    /// The instance as it is now registered.
    pub container_instance: Option<types::ContainerInstance>,
    _request_id: Option<String>,
}

impl RegisterContainerInstanceOutput {
    /// The instance as it is now registered.
    pub fn container_instance(&self) -> Option<&types::ContainerInstance> {
        self.container_instance.as_ref()
    }

    /// A builder of [`RegisterContainerInstanceOutput`].
    pub fn builder() -> RegisterContainerInstanceOutputBuilder {
        RegisterContainerInstanceOutputBuilder::default()
    }
}

impl RequestId for RegisterContainerInstanceOutput {
    fn request_id(&self) -> Option<&str> {
        self._request_id.as_deref()
    }
}

/// A builder of [`RegisterContainerInstanceOutput`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct RegisterContainerInstanceOutputBuilder {
    pub(crate) container_instance: Option<types::ContainerInstance>,
    pub(crate) _request_id: Option<String>,
}

impl RegisterContainerInstanceOutputBuilder {
    /// The instance as it is now registered.
    pub fn container_instance(mut self, input: types::ContainerInstance) -> Self {
        self.container_instance = Some(input);
        self
    }

    /// Sets or clears [`container_instance`](Self::container_instance).
    pub fn set_container_instance(
        mut self,
        input: Option<types::ContainerInstance>,
    ) -> Self {
        self.container_instance = input;
        self
    }

    /// What [`container_instance`](Self::container_instance) is set to.
    pub fn get_container_instance(&self) -> &Option<types::ContainerInstance> {
        &self.container_instance
    }

    /// The finished [`RegisterContainerInstanceOutput`].
    pub fn build(self) -> RegisterContainerInstanceOutput {
        RegisterContainerInstanceOutput {
            container_instance: self.container_instance,
            _request_id: self._request_id,
        }
    }
}

impl RegisterContainerInstanceOutput {
    pub(crate) fn read_from(r: &mut json::Reader<'_>, request_id: Option<&str>) -> Self {
        let mut b = RegisterContainerInstanceOutputBuilder::default();
        r.object(
            &["containerInstance"],
            &mut |_, r| {
                b.container_instance = Some(types::ContainerInstance::read_from(r));
            },
        );
        b._request_id = request_id.map(str::to_owned);
        b.build()
    }
}
