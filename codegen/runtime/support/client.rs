//! Calls through AWS's orchestrator.
//!
//! Everything that does not change from call to call is put together once: the client's plugins when
//! the client is made, an operation's at its first call.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime::client::defaults::DefaultPluginParams;
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime::client::orchestrator::{self, StopPoint};
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata, OrchestratorError};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, FrozenLayer, Layer};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;
use aws_types::region::Region;
use aws_types::request_id::RequestId;
use aws_types::sdk_config::SdkConfig;
use tracing::Instrument;

use super::interceptors::OfEveryCall;

/// A future on the heap: what a call needs is large, and its callers' futures shall not be.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a service's URL depends on, whichever service it is.
pub use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;

/// The error of any operation.
pub use aws_smithy_runtime_api::client::interceptors::context::Error as ErasedError;

/// A call's result before it is known which operation it was.
pub type ErasedResult = Result<Output, SdkError<ErasedError, HttpResponse>>;

/// What is fixed about a service.
#[derive(Debug)]
pub struct Service {
    /// What AWS's SDKs call it.
    pub sdk_id: &'static str,
    /// Name in a request's signature.
    pub signing_name: &'static str,
    /// First part of the host name.
    pub endpoint_prefix: &'static str,
    /// Registers the schemes of authentication.
    pub add_auth_schemes: fn(&mut RuntimeComponentsBuilder),
    /// Whether the endpoint depends on the credentials. Then all operations have an [`AddToEndpoint`].
    pub endpoint_after_identity: bool,
    /// For the user agent.
    pub api_metadata: ApiMetadata,
    /// How many operations there are.
    pub operations: usize,
    /// What its clients do beyond that.
    pub extras: &'static [&'static dyn Extra],
    /// Take over settings that not every service has.
    pub settings: &'static [Settings],
}

/// Takes over settings of an [`SdkConfig`]: into the layer those that are values, into the components those that do
/// something.
pub type Settings =
    fn(&'static Service, &SdkConfig, &mut CloneableLayer, &mut RuntimeComponentsBuilder);

/// What is fixed about an operation.
#[derive(Debug)]
pub struct Operation {
    /// Name on the wire.
    pub name: &'static str,
    /// Position among the service's operations.
    pub index: usize,
    /// How requests are written and responses are read.
    pub codec: &'static dyn Codec,
    /// What the auth scheme is picked by.
    pub auth: fn(&'static str) -> AuthSchemeOptionResolverParams,
    /// Adds to the endpoint's parameters what the operation says about them.
    pub endpoint: Option<AddToEndpoint>,
    /// What it does beyond that.
    pub extras: &'static [&'static dyn Extra],
}

/// Registers the classifiers that know the type of an operation's error: its [`retry_classifiers`].
///
/// They come with the call and not with the [`Operation`], since the compiler then makes code of them for the
/// operations that a program calls, and not for all that there are.
pub type Classifiers = fn(&mut RuntimeComponentsBuilder);

/// Something that only some services or operations do. (They are modules of their own, so that a crate has what it
/// needs.)
pub trait Extra: fmt::Debug + Send + Sync {
    /// Puts it into the plugin of a service or an operation.
    fn add(&self, layer: &mut Layer, components: &mut RuntimeComponentsBuilder);

    /// Puts what an operation's call has of its own behind what the caller overrides.
    fn add_to_call(&self, _client: &Client, _overrides: &mut Vec<SharedRuntimePlugin>) {}
}

/// Endpoint parameters with those of an operation's input; `None`: they are another service's.
pub type AddToEndpoint = fn(&Input, &EndpointResolverParams) -> Option<EndpointResolverParams>;

/// Puts an operation's endpoint parameters in the place of the client's.
#[derive(Debug)]
struct EndpointOfOperation(AddToEndpoint);

impl Intercept for EndpointOfOperation {
    fn name(&self) -> &'static str {
        "EndpointOfOperation"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let known = cfg.load::<EndpointResolverParams>();
        if let Some(params) = known.and_then(|known| (self.0)(context.input(), known)) {
            cfg.interceptor_state().store_put(params);
        }
        Ok(())
    }
}

/// Writes requests and reads responses: one implementation for each protocol.
pub trait Codec: fmt::Debug + Send + Sync {
    /// Puts the serializer and the deserializer into `layer`.
    fn store(&'static self, layer: &mut Layer);
}

/// A client: its plugins, and those of its operations.
#[derive(Debug)]
pub struct Client {
    /// The service.
    pub service: &'static Service,
    plugins: Vec<SharedRuntimePlugin>,
    operations: Box<[OnceLock<RuntimePlugins>]>,
}

impl Client {
    /// A client of `plugins`.
    ///
    /// # Errors
    /// If a setting needs another one that is missing: retries need a way to wait, say.
    pub fn new(
        service: &'static Service,
        plugins: Vec<SharedRuntimePlugin>,
    ) -> Result<Self, BoxError> {
        let plugins = flatten(plugins);
        let mut bag = ConfigBag::base();
        client_plugins(&plugins)
            .apply_client_configuration(&mut bag)?
            .validate_base_client_config(&bag)?;
        Ok(Self {
            service,
            plugins,
            operations: (0..service.operations).map(|_| OnceLock::new()).collect(),
        })
    }

    /// Calls `operation`, to whose error `classifiers` belong. `overrides` go before the client's own settings.
    pub fn call<'a>(
        &'a self,
        operation: &'static Operation,
        classifiers: Classifiers,
        input: Input,
        mut overrides: Vec<SharedRuntimePlugin>,
    ) -> BoxFuture<'a, ErasedResult> {
        for extra in operation.extras {
            extra.add_to_call(self, &mut overrides);
        }
        let service = self.service.sdk_id;
        let span = tracing::debug_span!(
            "call",
            rpc.service = service,
            rpc.method = operation.name,
            rpc.system = "aws-api"
        );
        let plugins = self.plugins_of(operation, classifiers);
        Box::pin(
            async move {
                let overridden;
                let plugins = if overrides.is_empty() {
                    plugins
                } else {
                    overridden = plugins.clone().with_operation_plugins(overrides);
                    &overridden
                };
                invoke(service, operation, input, plugins).await
            }
            .instrument(span),
        )
    }

    /// The plugins of an operation's calls.
    pub fn plugins_of(
        &self,
        operation: &'static Operation,
        classifiers: Classifiers,
    ) -> &RuntimePlugins {
        self.operations[operation.index].get_or_init(|| {
            let plugin = plugin(self.service.sdk_id, operation, classifiers);
            client_plugins(&self.plugins).with_operation_plugin(plugin)
        })
    }
}

/// Makes a call.
pub async fn invoke(
    service: &'static str,
    operation: &'static Operation,
    input: Input,
    plugins: &RuntimePlugins,
) -> ErasedResult {
    let stop = StopPoint::None;
    orchestrator::invoke_with_stop_point(service, operation.name, input, plugins, stop)
        .await?
        .finalize()
}

/// Gives a call's result the types of its operation.
///
/// # Panics
/// If an interceptor put another operation's output or error in the place of this one's.
#[allow(clippy::result_large_err, reason = "the error is AWS's")]
pub fn typed<O, E>(result: ErasedResult) -> Result<O, SdkError<E, HttpResponse>>
where
    O: fmt::Debug + Send + Sync + 'static,
    E: std::error::Error + Send + Sync + 'static,
{
    match result {
        Ok(output) => Ok(output.downcast().expect("the operation's output type")),
        Err(error) => {
            Err(error
                .map_service_error(|error| error.downcast().expect("the operation's error type")))
        }
    }
}

/// The body of a response that is no stream.
///
/// # Errors
/// If the body was not loaded, which the orchestrator does.
pub fn loaded_body(response: &HttpResponse) -> Result<&[u8], OrchestratorError<ErasedError>> {
    let body = response.body().bytes();
    let body =
        body.ok_or_else(|| OrchestratorError::other("the response's body was not loaded"))?;
    tracing::debug!(request_id = ?response.request_id());
    Ok(body)
}

/// The [`Classifiers`] of an operation whose error is `E`.
pub fn retry_classifiers<E>(components: &mut RuntimeComponentsBuilder)
where
    E: std::error::Error + ProvideErrorKind + ProvideErrorMetadata + Send + Sync + 'static,
{
    components
        .push_retry_classifier(ModeledAsRetryableClassifier::<E>::new())
        .push_retry_classifier(AwsErrorCodeClassifier::<E>::new())
        .push_retry_classifier(ServiceClockSkewClassifier::<E>::new());
}

fn plugin(
    service: &'static str,
    operation: &'static Operation,
    classifiers: Classifiers,
) -> StaticRuntimePlugin {
    let mut layer = Layer::new(operation.name);
    operation.codec.store(&mut layer);
    layer.store_put(Metadata::new(operation.name, service));
    layer.store_put((operation.auth)(operation.name));
    let mut components = RuntimeComponentsBuilder::new(operation.name);
    classifiers(&mut components);
    if let Some(add) = operation.endpoint {
        components.push_interceptor(SharedInterceptor::permanent(EndpointOfOperation(add)));
    }
    for extra in operation.extras {
        extra.add(&mut layer, &mut components);
    }
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// The defaults of SigV4 for all services but S3.
pub fn signing() -> SigV4OperationSigningConfig {
    let mut signing_options = SigningOptions::default();
    signing_options.double_uri_encode = true;
    signing_options.normalize_uri_path = true;
    SigV4OperationSigningConfig {
        signing_options,
        ..Default::default()
    }
}

/// The plugins that every client starts with: the runtime's defaults, and the service's own
/// `components` with what AWS services want of every request.
///
/// # Panics
/// If there is no behavior version.
pub fn default_plugins(
    service: &'static Service,
    region: Option<&Region>,
    behavior_version: Option<BehaviorVersion>,
    mut components: RuntimeComponentsBuilder,
) -> Vec<SharedRuntimePlugin> {
    #[cfg(feature = "behavior-version-latest")]
    let behavior_version = behavior_version.or(Some(BehaviorVersion::latest()));
    let behavior_version = behavior_version.expect(
        "Invalid client configuration: A behavior version must be set. Set it on the config, load \
         the config with `aws_config::defaults(BehaviorVersion::latest())`, or enable the feature \
         `behavior-version-latest`.",
    );
    let partition = match region {
        Some(region) => format!("{}-{region}", service.endpoint_prefix),
        None => service.endpoint_prefix.to_owned(),
    };
    let defaults = aws_smithy_runtime::client::defaults::default_plugins(
        DefaultPluginParams::new()
            .with_retry_partition_name(partition)
            .with_behavior_version(behavior_version)
            .with_is_aws_sdk(true),
    );
    let mut layer = Layer::new(service.sdk_id);
    layer.store_put(signing());
    if service.endpoint_after_identity {
        // The runtime looks for the endpoint first, unless told otherwise. Told so, it finishes the
        // parameters that lie in the state of the call, where `EndpointOfOperation` puts them.
        layer.store_put(orchestrator::AuthSchemeAndEndpointOrchestrationV2);
    }
    for extra in service.extras {
        extra.add(&mut layer, &mut components);
    }
    let mut plugins: Vec<SharedRuntimePlugin> = defaults.into_iter().collect();
    plugins.push(SharedRuntimePlugin::new(
        StaticRuntimePlugin::new()
            .with_order(Order::Defaults)
            .with_config(layer.freeze())
            .with_runtime_components(with_service_components(service, components)),
    ));
    plugins
}

fn with_service_components(
    service: &'static Service,
    mut components: RuntimeComponentsBuilder,
) -> RuntimeComponentsBuilder {
    (service.add_auth_schemes)(&mut components);
    let components = components
        .with_interceptor(SharedInterceptor::permanent(OfEveryCall::new()))
        // It looks at the kind of failure only, so that one for all operations will do.
        .with_retry_classifier(TransientErrorClassifier::<std::fmt::Error>::new())
        .with_retry_classifier(HttpStatusCodeClassifier::default())
        // Without any resolver of identities, the error would not say that credentials are missing.
        .with_identity_resolver(
            NO_AUTH_SCHEME_ID,
            SharedIdentityResolver::new(NoAuthIdentityResolver::new()),
        );
    #[cfg(feature = "ring")]
    let components = {
        use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
        components.with_http_client(Some(
            aws_smithy_http_client::Builder::new()
                .tls_provider(Provider::Rustls(CryptoMode::Ring))
                .build_https(),
        ))
    };
    components
}

/// Merges the components of all plugins into one plugin, so that no call has to.
fn flatten(mut plugins: Vec<SharedRuntimePlugin>) -> Vec<SharedRuntimePlugin> {
    plugins.sort_by_key(RuntimePlugin::order);
    let mut components = RuntimeComponentsBuilder::new("client");
    let mut layers = Vec::new();
    for plugin in &plugins {
        let next = plugin.runtime_components(&components).into_owned();
        components = components.merge_from(&next);
        layers.extend(plugin.config());
    }
    let with_layer = |layer: FrozenLayer| StaticRuntimePlugin::new().with_config(layer);
    let components = StaticRuntimePlugin::new().with_runtime_components(components);
    std::iter::once(components)
        .chain(layers.into_iter().map(with_layer))
        .map(|plugin| SharedRuntimePlugin::new(plugin.with_order(Order::Defaults)))
        .collect()
}

fn client_plugins(plugins: &[SharedRuntimePlugin]) -> RuntimePlugins {
    RuntimePlugins::new().with_client_plugins(plugins.iter().cloned())
}
