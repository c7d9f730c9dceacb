// Made by botosmith; do not edit.

//! What the service's URL depends on.

mod rules;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::endpoint::Endpoint;

use super::{InvalidParams, Settings};
use crate::support::endpoint_rules::{Value, resolve};
use crate::support::partitions::PARTITIONS;

/// What the URL depends on.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Params {
    pub(crate) region: Option<String>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) endpoint: Option<String>,
}

impl Params {
    /// A builder without values.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The region.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Whether the endpoint shall be reachable by IPv6 too.
    pub fn use_dual_stack(&self) -> Option<bool> {
        self.use_dual_stack
    }

    /// Whether the endpoint shall comply with FIPS.
    pub fn use_fips(&self) -> Option<bool> {
        self.use_fips
    }

    /// A URL to use instead of the one that the rule gives.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    pub(in super::super) fn from_settings(settings: &Settings<'_>) -> Self {
        Self {
            region: settings.region(),
            use_dual_stack: settings.use_dual_stack().or(Some(false)),
            use_fips: settings.use_fips().or(Some(false)),
            endpoint: settings.url(),
        }
    }

    pub(super) fn resolve(&self) -> Result<Endpoint, BoxError> {
        let mut parameters: [Value<'_>; 4] = [
            Value::from(&self.region),
            Value::from(self.use_dual_stack),
            Value::from(self.use_fips),
            Value::from(&self.endpoint),
        ];
        let mut variables = [Value::Nothing; 1];
        Ok(resolve(&rules::RULES, PARTITIONS, &mut parameters, &mut variables)?)
    }

    pub(super) const SET_ACCOUNT: Option<fn(&mut Self, String)> = None;
}

/// Builder of [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    region: Option<String>,
    use_dual_stack: Option<bool>,
    use_fips: Option<bool>,
    endpoint: Option<String>,
}

impl ParamsBuilder {
    /// The region.
    pub fn region(self, region: impl Into<String>) -> Self {
        self.set_region(Some(region.into()))
    }

    /// The region.
    pub fn set_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    /// Whether the endpoint shall be reachable by IPv6 too.
    pub fn use_dual_stack(self, use_dual_stack: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(use_dual_stack.into()))
    }

    /// Whether the endpoint shall be reachable by IPv6 too.
    pub fn set_use_dual_stack(mut self, use_dual_stack: Option<bool>) -> Self {
        self.use_dual_stack = use_dual_stack;
        self
    }

    /// Whether the endpoint shall comply with FIPS.
    pub fn use_fips(self, use_fips: impl Into<bool>) -> Self {
        self.set_use_fips(Some(use_fips.into()))
    }

    /// Whether the endpoint shall comply with FIPS.
    pub fn set_use_fips(mut self, use_fips: Option<bool>) -> Self {
        self.use_fips = use_fips;
        self
    }

    /// A URL to use instead of the one that the rule gives.
    pub fn endpoint(self, endpoint: impl Into<String>) -> Self {
        self.set_endpoint(Some(endpoint.into()))
    }

    /// A URL to use instead of the one that the rule gives.
    pub fn set_endpoint(mut self, endpoint: Option<String>) -> Self {
        self.endpoint = endpoint;
        self
    }

    /// The finished parameters.
    ///
    /// # Errors
    /// If one is missing that the rules cannot do without.
    pub fn build(self) -> Result<Params, InvalidParams> {
        Ok(Params {
            region: self.region,
            use_dual_stack: self.use_dual_stack.or(Some(false)),
            use_fips: self.use_fips.or(Some(false)),
            endpoint: self.endpoint,
        })
    }
}
