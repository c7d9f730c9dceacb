// Made by botosmith; do not edit.

use crate::ecs::types;
use crate::support::json;

/// How well an instance is.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct ContainerInstanceHealthStatus {
    /// All checks taken together.
    pub overall_status: Option<types::InstanceHealthCheckState>,
    /// What each check found.
    pub details: Option<Vec<types::InstanceHealthCheckResult>>,
}

impl ContainerInstanceHealthStatus {
    /// All checks taken together.
    pub fn overall_status(&self) -> Option<&types::InstanceHealthCheckState> {
        self.overall_status.as_ref()
    }

    /// What each check found.
    pub fn details(&self) -> &[types::InstanceHealthCheckResult] {
        self.details.as_deref().unwrap_or_default()
    }

    /// A builder of [`ContainerInstanceHealthStatus`].
    pub fn builder() -> ContainerInstanceHealthStatusBuilder {
        ContainerInstanceHealthStatusBuilder::default()
    }
}

/// A builder of [`ContainerInstanceHealthStatus`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct ContainerInstanceHealthStatusBuilder {
    pub(crate) overall_status: Option<types::InstanceHealthCheckState>,
    pub(crate) details: Option<Vec<types::InstanceHealthCheckResult>>,
}

impl ContainerInstanceHealthStatusBuilder {
    /// All checks taken together.
    pub fn overall_status(mut self, input: types::InstanceHealthCheckState) -> Self {
        self.overall_status = Some(input);
        self
    }

    /// Sets or clears [`overall_status`](Self::overall_status).
    pub fn set_overall_status(
        mut self,
        input: Option<types::InstanceHealthCheckState>,
    ) -> Self {
        self.overall_status = input;
        self
    }

    /// What [`overall_status`](Self::overall_status) is set to.
    pub fn get_overall_status(&self) -> &Option<types::InstanceHealthCheckState> {
        &self.overall_status
    }

    /// What each check found.
    ///
    /// Appends one item; [`set_details`](Self::set_details) replaces the whole list.
    pub fn details(mut self, input: types::InstanceHealthCheckResult) -> Self {
        self.details.get_or_insert_default().push(input);
        self
    }

    /// Sets or clears [`details`](Self::details).
    pub fn set_details(
        mut self,
        input: Option<Vec<types::InstanceHealthCheckResult>>,
    ) -> Self {
        self.details = input;
        self
    }

    /// What [`details`](Self::details) is set to.
    pub fn get_details(&self) -> &Option<Vec<types::InstanceHealthCheckResult>> {
        &self.details
    }

    /// The finished [`ContainerInstanceHealthStatus`].
    pub fn build(self) -> ContainerInstanceHealthStatus {
        ContainerInstanceHealthStatus {
            overall_status: self.overall_status,
            details: self.details,
        }
    }
}

impl ContainerInstanceHealthStatus {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = ContainerInstanceHealthStatusBuilder::default();
        r.object(
            &["overallStatus", "details"],
            &mut |member, r| match member {
                0 => {
                    b.overall_status = r
                        .text()
                        .map(|text| types::InstanceHealthCheckState::from(&*text));
                }
                1 => {
                    let items = b.details.get_or_insert_default();
                    r.list(
                        &mut |r| {
                            items.push(types::InstanceHealthCheckResult::read_from(r))
                        },
                    );
                }
                _ => {}
            },
        );
        b.build()
    }
}
