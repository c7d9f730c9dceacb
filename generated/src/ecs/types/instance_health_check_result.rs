// Made by botosmith; do not edit.

use crate::ecs::primitives;
use crate::ecs::types;
use crate::support::json;

/// What one check of an instance's health found.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct InstanceHealthCheckResult {
    /// What was looked at.
    pub r#type: Option<types::InstanceHealthCheckType>,
    /// What was found.
    pub status: Option<types::InstanceHealthCheckState>,
    /// Why.
    pub status_reason: Option<String>,
    /// When the check was last made.
    pub last_updated: Option<primitives::DateTime>,
    /// When it last found something else than before.
    pub last_status_change: Option<primitives::DateTime>,
}

impl InstanceHealthCheckResult {
    /// What was looked at.
    pub fn r#type(&self) -> Option<&types::InstanceHealthCheckType> {
        self.r#type.as_ref()
    }

    /// What was found.
    pub fn status(&self) -> Option<&types::InstanceHealthCheckState> {
        self.status.as_ref()
    }

    /// Why.
    pub fn status_reason(&self) -> Option<&str> {
        self.status_reason.as_deref()
    }

    /// When the check was last made.
    pub fn last_updated(&self) -> Option<&primitives::DateTime> {
        self.last_updated.as_ref()
    }

    /// When it last found something else than before.
    pub fn last_status_change(&self) -> Option<&primitives::DateTime> {
        self.last_status_change.as_ref()
    }

    /// A builder of [`InstanceHealthCheckResult`].
    pub fn builder() -> InstanceHealthCheckResultBuilder {
        InstanceHealthCheckResultBuilder::default()
    }
}

/// A builder of [`InstanceHealthCheckResult`].
#[derive(Clone, PartialEq, Default, Debug)]
#[non_exhaustive]
pub struct InstanceHealthCheckResultBuilder {
    pub(crate) r#type: Option<types::InstanceHealthCheckType>,
    pub(crate) status: Option<types::InstanceHealthCheckState>,
    pub(crate) status_reason: Option<String>,
    pub(crate) last_updated: Option<primitives::DateTime>,
    pub(crate) last_status_change: Option<primitives::DateTime>,
}

impl InstanceHealthCheckResultBuilder {
    /// What was looked at.
    pub fn r#type(mut self, input: types::InstanceHealthCheckType) -> Self {
        self.r#type = Some(input);
        self
    }

    /// Sets or clears [`type`](Self::type).
    pub fn set_type(mut self, input: Option<types::InstanceHealthCheckType>) -> Self {
        self.r#type = input;
        self
    }

    /// What [`type`](Self::type) is set to.
    pub fn get_type(&self) -> &Option<types::InstanceHealthCheckType> {
        &self.r#type
    }

    /// What was found.
    pub fn status(mut self, input: types::InstanceHealthCheckState) -> Self {
        self.status = Some(input);
        self
    }

    /// Sets or clears [`status`](Self::status).
    pub fn set_status(mut self, input: Option<types::InstanceHealthCheckState>) -> Self {
        self.status = input;
        self
    }

    /// What [`status`](Self::status) is set to.
    pub fn get_status(&self) -> &Option<types::InstanceHealthCheckState> {
        &self.status
    }

    /// Why.
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

    /// When the check was last made.
    pub fn last_updated(mut self, input: primitives::DateTime) -> Self {
        self.last_updated = Some(input);
        self
    }

    /// Sets or clears [`last_updated`](Self::last_updated).
    pub fn set_last_updated(mut self, input: Option<primitives::DateTime>) -> Self {
        self.last_updated = input;
        self
    }

    /// What [`last_updated`](Self::last_updated) is set to.
    pub fn get_last_updated(&self) -> &Option<primitives::DateTime> {
        &self.last_updated
    }

    /// When it last found something else than before.
    pub fn last_status_change(mut self, input: primitives::DateTime) -> Self {
        self.last_status_change = Some(input);
        self
    }

    /// Sets or clears [`last_status_change`](Self::last_status_change).
    pub fn set_last_status_change(
        mut self,
        input: Option<primitives::DateTime>,
    ) -> Self {
        self.last_status_change = input;
        self
    }

    /// What [`last_status_change`](Self::last_status_change) is set to.
    pub fn get_last_status_change(&self) -> &Option<primitives::DateTime> {
        &self.last_status_change
    }

    /// The finished [`InstanceHealthCheckResult`].
    pub fn build(self) -> InstanceHealthCheckResult {
        InstanceHealthCheckResult {
            r#type: self.r#type,
            status: self.status,
            status_reason: self.status_reason,
            last_updated: self.last_updated,
            last_status_change: self.last_status_change,
        }
    }
}

impl InstanceHealthCheckResult {
    pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
        let mut b = InstanceHealthCheckResultBuilder::default();
        r.object(
            &["type", "status", "statusReason", "lastUpdated", "lastStatusChange"],
            &mut |member, r| match member {
                0 => {
                    b.r#type = r
                        .text()
                        .map(|text| types::InstanceHealthCheckType::from(&*text));
                }
                1 => {
                    b.status = r
                        .text()
                        .map(|text| types::InstanceHealthCheckState::from(&*text));
                }
                2 => b.status_reason = r.string(),
                3 => {
                    b.last_updated = r
                        .timestamp(primitives::DateTimeFormat::EpochSeconds);
                }
                4 => {
                    b.last_status_change = r
                        .timestamp(primitives::DateTimeFormat::EpochSeconds);
                }
                _ => {}
            },
        );
        b.build()
    }
}
