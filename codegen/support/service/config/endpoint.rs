//! How the service's URL is found.

// The only file here that is made: it has the rules of the service.
#[rustfmt::skip]
mod params;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;
pub use params::{Params, ParamsBuilder};

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

/// The service's own rules.
#[derive(Debug, Default)]
pub struct DefaultResolver {
    /// A client asks with the same parameters again and again.
    known: RwLock<VecDeque<(Params, Endpoint)>>,
}

/// How many answers are kept, the latest ones.
const KEPT: usize = 64;

impl DefaultResolver {
    /// A resolver that has not been asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn known(&self, params: &Params) -> Option<Endpoint> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(known, _)| known == params);
        found.map(|(_, endpoint)| endpoint.clone())
    }

    fn keep(&self, params: &Params, endpoint: &Endpoint) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        // Another call may have been first.
        if known.iter().all(|(known, _)| known != params) {
            known.truncate(KEPT - 1);
            known.push_front((params.clone(), endpoint.clone()));
        }
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        if let Some(endpoint) = self.known(params) {
            return EndpointFuture::ready(Ok(endpoint));
        }
        let endpoint = params.resolve();
        if let Ok(endpoint) = &endpoint {
            self.keep(params, endpoint);
        }
        EndpointFuture::ready(endpoint)
    }
}

/// Settings of the client that parameters get their values from.
#[allow(dead_code, reason = "not every service's rules ask for all of them")]
pub(in super::super) struct Settings {
    pub(in super::super) region: Option<String>,
    pub(in super::super) use_dual_stack: Option<bool>,
    pub(in super::super) use_fips: Option<bool>,
    pub(in super::super) url: Option<String>,
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
