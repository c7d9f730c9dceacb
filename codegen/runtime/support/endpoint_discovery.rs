//! Endpoints that have to be asked for: one operation of the service tells where the others are.
//!
//! The rules are those of `discovery.py` in botocore. An answer is good for as long as it says, for all operations
//! of the client. If the service cannot be reached afterwards, the old answer stays, and a minute passes before the
//! next question. A place that turns out to be the wrong one is forgotten, and the call is made again. Whoever sets
//! a URL or a resolver says where the service is, so that nobody is asked.

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

use super::client::{self, Classifiers, Client, ErasedError, Extra, Operation};

/// The operation that tells endpoints.
#[derive(Debug)]
pub struct EndpointOperation {
    /// The operation.
    pub operation: &'static Operation,
    /// Those of its error.
    pub classifiers: Classifiers,
    /// What it is asked with.
    pub input: fn() -> Input,
    /// The first endpoint of an output: its address, and the minutes that it is good for.
    pub first: fn(&Output) -> Option<(&str, i64)>,
}

/// Lets a client's operations find out where they are. It is a service's [`Extra`].
#[derive(Debug)]
pub struct EndpointDiscovery;

impl Extra for EndpointDiscovery {
    fn add(&self, layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        layer.store_put(Known::default());
        let resolver = components.endpoint_resolver();
        components.set_endpoint_resolver(resolver.map(|it| SharedEndpointResolver::new(Ask(it))));
    }
}

/// What an operation does whose endpoint has to be asked for; `E` is its error.
#[derive(Debug)]
pub struct AsksForEndpoint<E>(pub &'static EndpointOperation, pub PhantomData<fn() -> E>);

impl<E> Extra for AsksForEndpoint<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        let wrong_place = || WrongPlace::<E>(PhantomData);
        components.push_retry_classifier(SharedRetryClassifier::new(wrong_place()));
        components.push_interceptor(SharedInterceptor::permanent(wrong_place()));
    }

    fn add_to_call(&self, client: &Client, overrides: &mut Vec<SharedRuntimePlugin>) {
        let Self(operation, _) = *self;
        let plugins = client
            .plugins_of(operation.operation, operation.classifiers)
            .clone();
        let mut components = RuntimeComponentsBuilder::new("EndpointDiscovery");
        components.push_interceptor(SharedInterceptor::permanent(Question {
            service: client.service.sdk_id,
            operation,
            // Who asks has the credentials and the region of who wants to know.
            plugins: plugins.with_operation_plugins(overrides.iter().cloned()),
        }));
        let plugin = StaticRuntimePlugin::new().with_runtime_components(components);
        overrides.push(SharedRuntimePlugin::new(plugin));
    }
}

/// A question that a call may have.
#[derive(Debug, Clone)]
struct Question {
    service: &'static str,
    operation: &'static EndpointOperation,
    plugins: RuntimePlugins,
}

impl Intercept for Question {
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
        let known = cfg.load::<Known>().cloned().unwrap_or_default();
        if let Some(params) = cfg.get_mut_from_interceptor_state::<EndpointResolverParams>() {
            params.set_property(Asking {
                question: self.clone(),
                known,
                time: components.time_source().unwrap_or_default(),
            });
        }
        Ok(())
    }
}

/// Asks where a service is, if a call's parameters say so.
#[derive(Debug)]
struct Ask(SharedEndpointResolver);

impl ResolveEndpoint for Ask {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let endpoint = self.0.resolve_endpoint(params);
        match params.get_property::<Asking>() {
            Some(asking) => {
                EndpointFuture::new(async move { asking.endpoint(endpoint.await?).await })
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
struct Asking {
    question: Question,
    known: Known,
    time: SharedTimeSource,
}

impl Asking {
    /// The endpoint that the service tells, as it is asked at `endpoint`.
    async fn endpoint(&self, endpoint: Endpoint) -> Result<Endpoint, BoxError> {
        let place = self.known.place(endpoint.url());
        let url = match place.good(self.time.now()) {
            Some(url) => url,
            None => {
                // Others wait for this answer.
                let _turn = place.turn.lock().await;
                match place.good(self.time.now()) {
                    Some(url) => url,
                    None => self.ask(&place).await?,
                }
            }
        };
        Ok(endpoint.into_builder().url(url).build())
    }

    async fn ask(&self, place: &Place) -> Result<String, BoxError> {
        let Question {
            service,
            operation,
            plugins,
        } = &self.question;
        let EndpointOperation {
            operation,
            input,
            first,
            ..
        } = operation;
        let undiscovered = |source| Undiscovered(operation.name, source);
        let answer = client::invoke(service, operation, input(), plugins).await;
        let now = self.time.now();
        let mut told = place.told();
        match (answer, &mut *told) {
            (Ok(output), told) => {
                let (address, minutes) = first(&output).ok_or_else(|| undiscovered(None))?;
                let url = if address.contains("://") {
                    address.to_owned()
                } else {
                    format!("https://{address}")
                };
                let period = u64::try_from(minutes)
                    .unwrap_or_default()
                    .saturating_mul(60);
                // What is good for ever is asked for again in a while all the same.
                let until = now + Duration::from_secs(period).min(LONGEST);
                *told = Some(Told {
                    url: url.clone(),
                    until,
                });
                Ok(url)
            }
            (
                Err(error @ (SdkError::DispatchFailure(_) | SdkError::TimeoutError(_))),
                Some(old),
            ) => {
                tracing::warn!(%error, "the service does not tell its endpoint: the last one stays");
                old.until = now + PAUSE;
                Ok(old.url.clone())
            }
            (Err(error), _) => Err(undiscovered(Some(error)).into()),
        }
    }
}

/// How long nobody asks again, if a service cannot be reached.
const PAUSE: Duration = Duration::from_secs(60);

/// How long an answer is good at most.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a client was told, by the URL at which it asked.
#[derive(Debug, Clone, Default)]
struct Known(Arc<Mutex<HashMap<String, Arc<Place>>>>);

impl Storable for Known {
    type Storer = StoreReplace<Self>;
}

impl Known {
    fn place(&self, asked: &str) -> Arc<Place> {
        let mut places = locked(&self.0);
        match places.get(asked) {
            Some(place) => place.clone(),
            None => places.entry(asked.to_owned()).or_default().clone(),
        }
    }

    /// Nobody is told `url` any more.
    fn forget(&self, url: &str) {
        for place in locked(&self.0).values() {
            place.told().take_if(|it| it.url == url);
        }
    }
}

#[derive(Debug, Default)]
struct Place {
    told: Mutex<Option<Told>>,
    /// Whose turn it is to ask.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Told {
    url: String,
    until: SystemTime,
}

impl Place {
    fn told(&self) -> MutexGuard<'_, Option<Told>> {
        locked(&self.told)
    }

    fn good(&self, now: SystemTime) -> Option<String> {
        let told = self.told();
        let good = told.as_ref().filter(|it| now < it.until);
        good.map(|it| it.url.clone())
    }
}

/// Nothing that is done under a lock leaves things half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What became of an attempt.
type Outcome<'a> = Result<&'a Output, &'a OrchestratorError<ErasedError>>;

/// Notices answers of a service that is elsewhere by now.
#[derive(Debug)]
struct WrongPlace<E>(PhantomData<fn() -> E>);

impl<E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static> WrongPlace<E> {
    /// Status 421 or `InvalidEndpointException`, as in botocore.
    fn is_one(response: Option<&HttpResponse>, outcome: Option<Outcome<'_>>) -> bool {
        let error = match outcome {
            Some(Err(error)) => error.as_operation_error(),
            _ => return false,
        };
        let code = error.and_then(|it| it.downcast_ref::<E>()?.code());
        response.is_some_and(|it| it.status().as_u16() == 421)
            || code == Some("InvalidEndpointException")
    }
}

impl<E> Intercept for WrongPlace<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn name(&self) -> &'static str {
        "WrongPlace"
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if Self::is_one(context.response(), context.output_or_error())
            && let (Some(known), Some(endpoint)) = (cfg.load::<Known>(), cfg.load::<Endpoint>())
        {
            known.forget(endpoint.url());
        }
        Ok(())
    }
}

impl<E> ClassifyRetry for WrongPlace<E>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn name(&self) -> &'static str {
        "WrongPlace"
    }

    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        if Self::is_one(context.response(), context.output_or_error()) {
            // The next attempt is made elsewhere: there is nothing to wait for.
            RetryAction::retryable_error_with_explicit_delay(
                ErrorKind::TransientError,
                Duration::ZERO,
            )
        } else {
            RetryAction::NoActionIndicated
        }
    }
}

/// The operation that did not tell an endpoint, and why.
#[derive(Debug)]
struct Undiscovered(&'static str, Option<SdkError<ErasedError, HttpResponse>>);

impl fmt::Display for Undiscovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the service has to be asked for its endpoint, and `{}` ",
            self.0
        )?;
        match self.1 {
            Some(_) => f.write_str("failed"),
            None => f.write_str("told none"),
        }
    }
}

impl std::error::Error for Undiscovered {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.1.as_ref().map(|it| it as _)
    }
}
