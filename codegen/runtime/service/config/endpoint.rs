//! Endpoint resolution.

mod params;

use std::fmt;
use std::sync::OnceLock;

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime::client::config_override::Resolver;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;
pub use params::{Params, ParamsBuilder};

use crate::support::span;

/// Resolves the endpoint of a request.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// Resolves the endpoint for `params`.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// Converts this resolver to the type that the runtime takes.
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
            Some(typed) => {
                let _span = span::of_endpoint_resolution(params).entered();
                self.0.resolve_endpoint(typed)
            }
            None => EndpointFuture::ready(Err(
                "the endpoint parameters belong to another service".into()
            )),
        }
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        let identity = params.get_property::<Identity>();
        let account = identity.and_then(|it| it.property::<AccountId>()).cloned();
        let params = params.get_mut::<Params>();
        if let (Some(set), Some(account), Some(params)) = (Params::SET_ACCOUNT, account, params) {
            set(params, account.as_str().to_owned());
        }
        Ok(())
    }
}

/// Resolver with the service's own endpoint rules.
///
/// The endpoints of the first eight distinct sets of parameters are cached until the program ends,
/// for all clients of the service. Few programs use more, and a cache hit takes no lock and
/// allocates nothing. Further sets (other buckets, for example) have the rules evaluated on each
/// call, which takes less than a microsecond where rules are short.
#[derive(Debug, Clone, Default)]
pub struct DefaultResolver(());

static CACHE: [OnceLock<(Params, Endpoint)>; 8] = [const { OnceLock::new() }; 8];

impl DefaultResolver {
    /// Creates the resolver.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        for entry in &CACHE {
            match entry.get() {
                Some((cached, endpoint)) if cached == params => {
                    return EndpointFuture::ready(Ok(endpoint.clone()));
                }
                Some(_) => {}
                None => {
                    let endpoint = params.resolve();
                    if let Ok(endpoint) = &endpoint {
                        // Another call may have filled the entry in the meantime.
                        entry.get_or_init(|| (params.clone(), with_static_url(endpoint)));
                    }
                    return EndpointFuture::ready(endpoint);
                }
            }
        }
        EndpointFuture::ready(params.resolve())
    }
}

/// Leaks the URL of a cached endpoint, so that its copies share it without an allocation.
fn with_static_url(endpoint: &Endpoint) -> Endpoint {
    let url: &'static str = endpoint.url().to_owned().leak();
    endpoint.clone().into_builder().url(url).build()
}

/// Client settings that endpoint parameters take their values from.
pub(in super::super) struct ClientSettings<'a>(pub(in super::super) Resolver<'a>);

#[allow(dead_code, reason = "not every service's rules use all of them")]
impl ClientSettings<'_> {
    fn region(&self) -> Option<String> {
        self.get::<Region>().map(Region::to_string)
    }

    fn use_dual_stack(&self) -> Option<bool> {
        self.get::<UseDualStack>().map(|it| it.0)
    }

    fn use_fips(&self) -> Option<bool> {
        self.get::<UseFips>().map(|it| it.0)
    }

    fn url(&self) -> Option<String> {
        self.get::<EndpointUrl>().map(|it| it.0.clone())
    }

    fn account_id_endpoint_mode(&self) -> String {
        let mode = self.get::<AccountIdEndpointMode>().cloned();
        mode.unwrap_or_default().to_string()
    }

    fn get<T: Storable<Storer = StoreReplace<T>>>(&self) -> Option<&T> {
        self.0.resolve_config::<T>()
    }
}

/// Error for a required parameter that is not set.
#[derive(Debug)]
pub struct InvalidParams {
    field: &'static str,
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the required parameter `{}` is not set", self.field)
    }
}

impl std::error::Error for InvalidParams {}
