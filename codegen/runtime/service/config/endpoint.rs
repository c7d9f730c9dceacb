//! How the service's URL is found.

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

/// The service's own rules.
///
/// Answers to the first eight sets of parameters that a program asks with are kept as long as it runs, for all
/// clients of the service: few programs ask with more, and finding an answer there takes no lock and no memory.
/// Whoever does ask with more (of other buckets, say) has the rules evaluated, which takes less than a microsecond
/// where rules are short.
#[derive(Debug, Clone, Default)]
pub struct DefaultResolver(());

static KNOWN: [OnceLock<(Params, Endpoint)>; 8] = [const { OnceLock::new() }; 8];

impl DefaultResolver {
    /// A resolver.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        for slot in &KNOWN {
            match slot.get() {
                Some((known, endpoint)) if known == params => {
                    return EndpointFuture::ready(Ok(endpoint.clone()));
                }
                Some(_) => {}
                None => {
                    let endpoint = params.resolve();
                    if let Ok(endpoint) = &endpoint {
                        // Another call may have been first.
                        slot.get_or_init(|| (params.clone(), kept(endpoint)));
                    }
                    return EndpointFuture::ready(endpoint);
                }
            }
        }
        EndpointFuture::ready(params.resolve())
    }
}

/// Copies of what is kept need no memory for the URL.
fn kept(endpoint: &Endpoint) -> Endpoint {
    let url: &'static str = endpoint.url().to_owned().leak();
    endpoint.clone().into_builder().url(url).build()
}

/// Settings of the client that parameters get their values from.
pub(in super::super) struct Settings<'a>(pub(in super::super) Resolver<'a>);

#[allow(dead_code, reason = "not every service's rules ask for all of them")]
impl Settings<'_> {
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
