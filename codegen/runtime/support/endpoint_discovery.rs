//! Endpoint discovery: one operation of the service returns the endpoint of the others.
//!
//! The rules are those of `discovery.py` in botocore. An endpoint is cached for as long as the
//! service says, for all operations of the client. If a later discovery cannot reach the service,
//! the expired endpoint stays in use, and the next discovery is a minute later. An endpoint that
//! turns out to be the wrong one is removed from the cache, and the call is retried. A client with
//! an endpoint URL or resolver of its own does not discover endpoints.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef, Input,
    InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, SharedRetryClassifier,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{
    RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use aws_types::endpoint_config::EndpointUrl;

use super::client::{self, Classifiers, Client, Customization, ErasedError, Operation};
use super::endpoint_url::Shown;
use super::url::BaseUrl;

/// The operation that returns endpoints.
#[derive(Debug)]
pub struct EndpointOperation {
    /// The operation.
    pub operation: &'static Operation,
    /// Retry classifiers of its error.
    pub classifiers: Classifiers,
    /// Creates the input of a discovery.
    pub input: fn() -> Input,
    /// Returns the first endpoint of an output: its address, and the minutes until it expires.
    pub first: fn(&Output) -> Option<(&str, i64)>,
}

/// Customization of a service with endpoint discovery: adds the cache and the resolver.
#[derive(Debug)]
pub struct EndpointDiscovery;

impl Customization for EndpointDiscovery {
    fn add(&self, layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        layer.store_put(EndpointCache::default());
        let resolver = components.endpoint_resolver();
        let discovering = resolver.map(|it| SharedEndpointResolver::new(DiscoveringResolver(it)));
        components.set_endpoint_resolver(discovering);
    }
}

/// Customization of an operation with error `E` whose endpoint has to be discovered.
#[derive(Debug)]
pub struct RequiresEndpointDiscovery<E>(pub &'static EndpointOperation, pub PhantomData<fn() -> E>);

impl<E> Customization for RequiresEndpointDiscovery<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        let wrong_endpoint = || WrongEndpoint::<E>(PhantomData);
        components.push_retry_classifier(SharedRetryClassifier::new(wrong_endpoint()));
        components.push_interceptor(SharedInterceptor::permanent(wrong_endpoint()));
    }

    fn add_to_call(&self, client: &Client, overrides: &mut Vec<SharedRuntimePlugin>) {
        let Self(operation, _) = *self;
        let plugins = client
            .plugins_of(operation.operation, operation.classifiers)
            .into_owned();
        let mut components = RuntimeComponentsBuilder::new("EndpointDiscovery");
        components.push_interceptor(SharedInterceptor::permanent(DiscoveryRequest {
            service: client.service.sdk_id,
            operation,
            // The discovery has the credentials and the region of the call that needs it.
            plugins: plugins.with_operation_plugins(overrides.iter().cloned()),
        }));
        let plugin = StaticRuntimePlugin::new().with_runtime_components(components);
        overrides.push(SharedRuntimePlugin::new(plugin));
    }
}

/// The request that discovers the endpoint of a call, if it is not cached.
#[derive(Debug, Clone)]
struct DiscoveryRequest {
    service: &'static str,
    operation: &'static EndpointOperation,
    plugins: RuntimePlugins,
}

impl Intercept for DiscoveryRequest {
    fn name(&self) -> &'static str {
        "EndpointDiscovery"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<EndpointUrl>().is_some() {
            return Ok(());
        }
        let cache = cfg.load::<EndpointCache>().cloned().unwrap_or_default();
        if let Some(params) = cfg.get_mut_from_interceptor_state::<EndpointResolverParams>() {
            params.set_property(PendingDiscovery {
                request: self.clone(),
                cache,
                time: components.time_source().unwrap_or_default(),
            });
        }
        Ok(())
    }
}

/// Discovers the endpoints of calls that have a [`PendingDiscovery`] among their parameters.
#[derive(Debug)]
struct DiscoveringResolver(SharedEndpointResolver);

impl ResolveEndpoint for DiscoveringResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let endpoint = self.0.resolve_endpoint(params);
        match params.get_property::<PendingDiscovery>() {
            Some(discovery) => {
                EndpointFuture::new(async move { discovery.endpoint(endpoint.await?).await })
            }
            None => endpoint,
        }
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        self.0.finalize_params(params)
    }
}

#[derive(Debug)]
struct PendingDiscovery {
    request: DiscoveryRequest,
    cache: EndpointCache,
    time: SharedTimeSource,
}

impl PendingDiscovery {
    /// Returns the cached endpoint, or discovers it by a request to `endpoint`.
    async fn endpoint(&self, endpoint: Endpoint) -> Result<Endpoint, BoxError> {
        let entry = self.cache.entry(endpoint.url());
        let url = match entry.unexpired(self.time.now()) {
            Some(url) => url,
            None => {
                // One call sends the request; the others wait here for its endpoint.
                let _guard = entry.discovery.lock().await;
                match entry.unexpired(self.time.now()) {
                    Some(url) => url,
                    None => self.discover(&entry).await?,
                }
            }
        };
        Ok(endpoint.into_builder().url(url).build())
    }

    async fn discover(&self, entry: &CacheEntry) -> Result<String, BoxError> {
        let DiscoveryRequest {
            service,
            operation,
            plugins,
        } = &self.request;
        let EndpointOperation {
            operation,
            input,
            first,
            ..
        } = operation;
        let failure = |source| DiscoveryFailed {
            operation: operation.name,
            source,
        };
        let result = client::invoke(service, operation, input(), plugins).await;
        let now = self.time.now();
        let mut cached = entry.cached();
        match (result, &mut *cached) {
            (Ok(output), cached) => {
                let (address, minutes) = first(&output).ok_or_else(|| failure(None))?;
                let endpoint = CachedEndpoint::new(address, minutes, now)
                    .map_err(|reason| invalid(operation, address, reason))?;
                let url = endpoint.url.clone();
                *cached = Some(endpoint);
                Ok(url)
            }
            (
                Err(error @ (SdkError::DispatchFailure(_) | SdkError::TimeoutError(_))),
                Some(expired),
            ) => {
                tracing::warn!(%error, "endpoint discovery failed: the expired endpoint stays in use");
                expired.expires = now + RETRY_PAUSE;
                Ok(expired.url.clone())
            }
            (Err(error), _) => Err(failure(Some(error)).into()),
        }
    }
}

/// Time until the next discovery after one that could not reach the service.
const RETRY_PAUSE: Duration = Duration::from_secs(60);

/// Upper limit of the time that an endpoint is cached.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Discovered endpoints of a client, by the URL that the discovery was sent to.
#[derive(Debug, Clone, Default)]
struct EndpointCache(Arc<Mutex<HashMap<String, Arc<CacheEntry>>>>);

impl Storable for EndpointCache {
    type Storer = StoreReplace<Self>;
}

impl EndpointCache {
    fn entry(&self, discovery_url: &str) -> Arc<CacheEntry> {
        let mut entries = lock(&self.0);
        match entries.get(discovery_url) {
            Some(entry) => entry.clone(),
            None => entries.entry(discovery_url.to_owned()).or_default().clone(),
        }
    }

    /// Removes the endpoint with this URL.
    fn remove(&self, url: &str) {
        for entry in lock(&self.0).values() {
            entry.cached().take_if(|it| it.url == url);
        }
    }
}

#[derive(Debug, Default)]
struct CacheEntry {
    cached: Mutex<Option<CachedEndpoint>>,
    /// Held during a discovery, so that there is one at a time.
    discovery: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct CachedEndpoint {
    url: String,
    expires: SystemTime,
}

impl CachedEndpoint {
    /// Creates an entry for an address: a host, perhaps with a port, and perhaps with a scheme.
    fn new(address: &str, minutes: i64, now: SystemTime) -> Result<Self, &'static str> {
        let url = if address.contains("://") {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        if !matches!(BaseUrl::parse(&url)?.path, "" | "/") {
            return Err("it must not have a path");
        }
        let period = u64::try_from(minutes)
            .unwrap_or_default()
            .saturating_mul(60);
        let expires = now + Duration::from_secs(period).min(LONGEST);
        Ok(Self { url, expires })
    }
}

fn invalid(operation: &Operation, address: &str, reason: &str) -> BoxError {
    format!(
        "endpoint discovery: `{}` returned the address {:?}, which is not valid: {reason}",
        operation.name,
        Shown(address)
    )
    .into()
}

impl CacheEntry {
    fn cached(&self) -> MutexGuard<'_, Option<CachedEndpoint>> {
        lock(&self.cached)
    }

    fn unexpired(&self, now: SystemTime) -> Option<String> {
        let cached = self.cached();
        let unexpired = cached.as_ref().filter(|it| now < it.expires);
        unexpired.map(|it| it.url.clone())
    }
}

/// Locks a mutex. What is done under these locks leaves nothing half done, so that a panic does no
/// harm.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Result of an attempt.
type AttemptResult<'a> = Result<&'a Output, &'a OrchestratorError<ErasedError>>;

/// Recognizes responses from an endpoint that is not the service's any more.
#[derive(Debug)]
struct WrongEndpoint<E>(PhantomData<fn() -> E>);

impl<E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static> WrongEndpoint<E> {
    /// True for status 421 and `InvalidEndpointException`, as in botocore.
    fn matches(response: Option<&HttpResponse>, result: Option<AttemptResult<'_>>) -> bool {
        let error = match result {
            Some(Err(error)) => error.as_operation_error(),
            _ => return false,
        };
        let code = error.and_then(|it| it.downcast_ref::<E>()?.code());
        response.is_some_and(|it| it.status().as_u16() == 421)
            || code == Some("InvalidEndpointException")
    }
}

impl<E> Intercept for WrongEndpoint<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn name(&self) -> &'static str {
        "WrongEndpoint"
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if Self::matches(context.response(), context.output_or_error())
            && let (Some(cache), Some(endpoint)) =
                (cfg.load::<EndpointCache>(), cfg.load::<Endpoint>())
        {
            cache.remove(endpoint.url());
        }
        Ok(())
    }
}

impl<E> ClassifyRetry for WrongEndpoint<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn name(&self) -> &'static str {
        "WrongEndpoint"
    }

    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        if Self::matches(context.response(), context.output_or_error()) {
            // The next attempt goes to another endpoint: there is nothing to wait for.
            RetryAction::retryable_error_with_explicit_delay(
                ErrorKind::TransientError,
                Duration::ZERO,
            )
        } else {
            RetryAction::NoActionIndicated
        }
    }
}

/// A discovery failed, or returned no endpoint if there is no source.
#[derive(Debug)]
struct DiscoveryFailed {
    operation: &'static str,
    source: Option<SdkError<ErasedError, HttpResponse>>,
}

impl fmt::Display for DiscoveryFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.source {
            Some(_) => "failed",
            None => "returned no endpoint",
        };
        write!(f, "endpoint discovery: `{}` {what}", self.operation)
    }
}

impl std::error::Error for DiscoveryFailed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|it| it as _)
    }
}
