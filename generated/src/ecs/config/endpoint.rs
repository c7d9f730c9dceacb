// Made by botosmith; do not edit.

//! How the service's URL is found.

use std::fmt;
use std::sync::OnceLock;

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;

use super::super::meta::SERVICE;
use crate::support::endpoint;

/// Finds the service's URL.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// The URL for `params`.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// This resolver in the form that the runtime takes.
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(DowncastParams(self))
    }
}

#[derive(Debug)]
struct DowncastParams<T>(T);

impl<T: ResolveEndpoint> aws_smithy_runtime_api::client::endpoint::ResolveEndpoint
    for DowncastParams<T>
{
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => {
                EndpointFuture::ready(Err("the endpoint parameters are another service's".into()))
            }
        }
    }
}

/// The service's own rule.
#[derive(Debug, Default)]
pub struct DefaultResolver {
    /// A client asks with the same parameters again and again.
    first: OnceLock<(Params, Endpoint)>,
}

impl DefaultResolver {
    /// A resolver that has not been asked yet.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        if let Some((known, endpoint)) = self.first.get()
            && known == params
        {
            return EndpointFuture::ready(Ok(endpoint.clone()));
        }
        let url = endpoint::url(
            SERVICE.endpoint_prefix,
            params.region(),
            params.endpoint(),
            params.use_fips,
            params.use_dual_stack,
        );
        EndpointFuture::ready(url.map(|url| {
            let endpoint = Endpoint::builder().url(url).build();
            // If another call was first, its answer stays.
            let _ = self.first.set((params.clone(), endpoint.clone()));
            endpoint
        }))
    }
}

/// What the URL depends on.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Params {
    pub(super) region: Option<String>,
    pub(super) use_dual_stack: bool,
    pub(super) use_fips: bool,
    pub(super) endpoint: Option<String>,
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
        Some(self.use_dual_stack)
    }

    /// Whether the endpoint shall comply with FIPS.
    pub fn use_fips(&self) -> Option<bool> {
        Some(self.use_fips)
    }

    /// A URL to use instead of the one that the rule gives.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }
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
    /// None so far: every parameter has a default.
    pub fn build(self) -> Result<Params, InvalidParams> {
        Ok(Params {
            region: self.region,
            use_dual_stack: self.use_dual_stack.unwrap_or_default(),
            use_fips: self.use_fips.unwrap_or_default(),
            endpoint: self.endpoint,
        })
    }
}

/// A parameter is missing.
#[derive(Debug)]
pub struct InvalidParams {
    field: &'static str,
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for InvalidParams {}
