//! Stand-in for the endpoint parameters of a service, which the generator writes.

mod rules;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::endpoint::Endpoint;

use super::{ClientSettings, InvalidParams};
use crate::support::endpoint_rules::{Value, resolve};
use crate::support::partitions::PARTITIONS;

/// Endpoint parameters.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Params {
    pub(crate) region: Option<String>,
    pub(crate) account_id: Option<String>,
}

impl Params {
    /// Returns a builder without values.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    pub(in super::super) fn from_settings(settings: &ClientSettings<'_>) -> Self {
        Self {
            region: settings.region(),
            account_id: None,
        }
    }

    pub(super) fn resolve(&self) -> Result<Endpoint, BoxError> {
        let mut parameters = [Value::from(&self.region), Value::from(&self.account_id)];
        Ok(resolve(
            &rules::RULES,
            PARTITIONS,
            &mut parameters,
            &mut [],
        )?)
    }

    pub(super) const SET_ACCOUNT: Option<fn(&mut Self, String)> =
        Some(|params, account| params.account_id = Some(account));
}

/// Builder of [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    region: Option<String>,
}

impl ParamsBuilder {
    /// Sets the region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Returns the finished parameters.
    ///
    /// # Errors
    /// If no region is set.
    pub fn build(self) -> Result<Params, InvalidParams> {
        match self.region {
            Some(region) => Ok(Params {
                region: Some(region),
                account_id: None,
            }),
            None => Err(InvalidParams { field: "region" }),
        }
    }
}
