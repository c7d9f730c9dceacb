//! Calls through AWS's orchestrator.
//!
//! Parts that are the same for all calls are built once: the plugins of a client when it is
//! created, the plugin of an operation at its first call.

use std::borrow::Cow;
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
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, FrozenLayer, Layer};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ProvideErrorKind;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use tracing::Instrument;

use super::codec::Codec;
use super::interceptors::StandardInterceptors;
use super::span;
use super::telemetry::Metrics;

#[allow(unused_imports, reason = "not every service has operations")]
pub(crate) use super::span::call_span;

/// Boxed future: a call's future is large, which its callers' futures must not become.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Endpoint parameters of any service.
pub use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;

/// Error of any operation.
pub use aws_smithy_runtime_api::client::interceptors::context::Error as ErasedError;

/// Result of a call, before it is downcast to the types of its operation.
pub type ErasedResult = Result<Output, SdkError<ErasedError, HttpResponse>>;

/// Description of a service.
#[derive(Debug)]
pub struct Service {
    /// Name of the service in AWS's SDKs.
    pub sdk_id: &'static str,
    /// Name of the service in request signatures.
    pub signing_name: &'static str,
    /// First label of the host name.
    pub endpoint_prefix: &'static str,
    /// Registers the auth schemes.
    pub add_auth_schemes: fn(&mut RuntimeComponentsBuilder),
    /// Resolves the endpoint after the credentials, which it depends on. All operations then have
    /// an [`AddToEndpoint`].
    pub endpoint_after_identity: bool,
    /// Name and version for the user agent.
    pub api_metadata: ApiMetadata,
    /// Number of operations.
    pub operations: usize,
    /// Customizations of all operations.
    pub customizations: &'static [&'static dyn Customization],
    /// Functions that copy settings that only some services have.
    pub settings: &'static [CopySettings],
}

/// Copies settings of an [`SdkConfig`]: values into the layer, components into the builder of
/// components.
pub type CopySettings =
    fn(&'static Service, &SdkConfig, &mut CloneableLayer, &mut RuntimeComponentsBuilder);

/// Description of an operation.
#[derive(Debug)]
pub struct Operation {
    /// Wire name.
    pub name: &'static str,
    /// Index among the operations of the service.
    pub index: usize,
    /// Span of its calls.
    pub span: &'static span::Description,
    /// Serializer and deserializer.
    pub codec: &'static Codec,
    /// Creates the parameters of auth scheme resolution.
    pub auth: fn(&'static str) -> AuthSchemeOptionResolverParams,
    /// Adds the operation's own endpoint parameters.
    pub endpoint: Option<AddToEndpoint>,
    /// Customizations of the operation.
    pub customizations: &'static [&'static dyn Customization],
}

/// Registers the retry classifiers that are generic over an operation's error: its
/// [`retry_classifiers`].
///
/// They are passed with the call instead of being part of the [`Operation`], so that the compiler
/// instantiates them for the operations that a program calls only.
pub type Classifiers = fn(&mut RuntimeComponentsBuilder);

/// Behaviour that only some services or operations have. Each is a module of its own, copied into
/// crates that need it.
pub trait Customization: fmt::Debug + Send + Sync {
    /// Adds the customization to the plugin of a service or an operation.
    fn add(&self, layer: &mut Layer, components: &mut RuntimeComponentsBuilder);

    /// Adds plugins to a call of an operation, after the caller's overrides.
    fn add_to_call(&self, _client: &Client, _overrides: &mut Vec<SharedRuntimePlugin>) {}

    /// Does what has to wait before a call of an operation: reads a body, for example. It may
    /// change the input, and add plugins. The call's timeouts start after it.
    fn before_call<'a>(
        &'a self,
        _input: &'a mut Input,
        _overrides: &'a mut Vec<SharedRuntimePlugin>,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        None
    }
}

/// Returns endpoint parameters with those of an operation's input added; `None` if they belong to
/// another service.
pub type AddToEndpoint = fn(&Input, &EndpointResolverParams) -> Option<EndpointResolverParams>;

/// Replaces the client's endpoint parameters by those of an operation's call.
#[derive(Debug)]
struct OperationEndpointParams(AddToEndpoint);

impl Intercept for OperationEndpointParams {
    fn name(&self) -> &'static str {
        "OperationEndpointParams"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let client_params = cfg.load::<EndpointResolverParams>();
        if let Some(params) = client_params.and_then(|params| (self.0)(context.input(), params)) {
            cfg.interceptor_state().store_put(params);
        }
        Ok(())
    }
}

/// Client of any service: its plugins, and those of its operations.
#[derive(Debug)]
pub struct Client {
    /// The service.
    pub service: &'static Service,
    plugins: Vec<SharedRuntimePlugin>,
    operations: Box<[OnceLock<RuntimePlugins>]>,
    metrics: Metrics,
}

impl Client {
    /// Creates a client from plugins.
    ///
    /// # Errors
    /// If a setting needs another one that is missing: retries need a sleep implementation, for
    /// example.
    pub fn new(
        service: &'static Service,
        plugins: Vec<SharedRuntimePlugin>,
    ) -> Result<Self, BoxError> {
        let plugins = flatten(plugins);
        let mut bag = ConfigBag::base();
        let components = client_plugins(&plugins).apply_client_configuration(&mut bag)?;
        components.validate_base_client_config(&bag)?;
        let time_source = components.time_source().unwrap_or_default();
        Ok(Self {
            service,
            plugins,
            operations: (0..service.operations).map(|_| OnceLock::new()).collect(),
            metrics: Metrics::new(service.sdk_id, time_source, &bag),
        })
    }

    /// Calls `operation`, whose error has `classifiers`. `overrides` take precedence over the
    /// client's settings.
    pub fn call<'a>(
        &'a self,
        operation: &'static Operation,
        classifiers: Classifiers,
        mut input: Input,
        mut overrides: Vec<SharedRuntimePlugin>,
    ) -> BoxFuture<'a, ErasedResult> {
        for customization in operation.customizations {
            customization.add_to_call(self, &mut overrides);
        }
        let service = self.service.sdk_id;
        let plugins = self.plugins_of(operation, classifiers);
        Box::pin(async move {
            for customization in operation.customizations {
                if let Some(work) = customization.before_call(&mut input, &mut overrides) {
                    work.await.map_err(SdkError::construction_failure)?;
                }
            }
            let plugins = if overrides.is_empty() {
                plugins
            } else {
                Cow::Owned(plugins.into_owned().with_operation_plugins(overrides))
            };
            invoke(service, operation, input, &plugins).await
        })
    }

    /// Returns the plugins of a call of an operation.
    pub fn plugins_of(
        &self,
        operation: &'static Operation,
        classifiers: Classifiers,
    ) -> Cow<'_, RuntimePlugins> {
        let plugins = self.operations[operation.index].get_or_init(|| {
            let plugin = operation_plugin(self.service.sdk_id, operation, classifiers);
            client_plugins(&self.plugins).with_operation_plugin(plugin)
        });
        let metrics = self.metrics.plugins();
        if metrics.is_empty() {
            Cow::Borrowed(plugins)
        } else {
            Cow::Owned(plugins.clone().with_client_plugins(metrics))
        }
    }
}

/// Calls an operation.
pub async fn invoke(
    service: &'static str,
    operation: &'static Operation,
    input: Input,
    plugins: &RuntimePlugins,
) -> ErasedResult {
    let stop = StopPoint::None;
    orchestrator::invoke_with_stop_point(service, operation.name, input, plugins, stop)
        .instrument(span::of_call(operation.span, service, operation.name))
        .await?
        .finalize()
}

/// Downcasts the result of a call to the types of its operation.
///
/// # Panics
/// If an interceptor replaced the output or error by that of another operation.
#[allow(clippy::result_large_err, reason = "the error is AWS's")]
pub fn typed<O, E>(result: ErasedResult) -> Result<O, SdkError<E, HttpResponse>>
where
    O: fmt::Debug + Send + Sync + 'static,
    E: std::error::Error + Send + Sync + 'static,
{
    match result {
        Ok(output) => Ok(output
            .downcast()
            .expect("an interceptor replaced the output by another operation's")),
        Err(error) => Err(error.map_service_error(|error| {
            error
                .downcast()
                .expect("an interceptor replaced the error by another operation's")
        })),
    }
}

/// Registers the retry classifiers of an operation with error `E`: its [`Classifiers`].
pub fn retry_classifiers<E>(components: &mut RuntimeComponentsBuilder)
where
    E: std::error::Error + ProvideErrorKind + ProvideErrorMetadata + Send + Sync + 'static,
{
    components
        .push_retry_classifier(ModeledAsRetryableClassifier::<E>::new())
        .push_retry_classifier(AwsErrorCodeClassifier::<E>::new())
        .push_retry_classifier(ServiceClockSkewClassifier::<E>::new());
}

fn operation_plugin(
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
        components.push_interceptor(SharedInterceptor::permanent(OperationEndpointParams(add)));
    }
    for customization in operation.customizations {
        customization.add(&mut layer, &mut components);
    }
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// Returns the SigV4 settings of all services except S3.
pub fn signing() -> SigV4OperationSigningConfig {
    let mut signing_options = SigningOptions::default();
    signing_options.double_uri_encode = true;
    signing_options.normalize_uri_path = true;
    SigV4OperationSigningConfig {
        signing_options,
        ..Default::default()
    }
}

/// Returns the first plugins of every client: the runtime's defaults, and the service's
/// `components` together with those that all AWS services require.
///
/// # Panics
/// If no behavior version is set.
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
        // By default the runtime resolves the endpoint before the credentials. In this order it
        // finalizes the parameters in the state of the call, where `OperationEndpointParams` puts
        // them.
        layer.store_put(orchestrator::AuthSchemeAndEndpointOrchestrationV2);
    }
    for customization in service.customizations {
        customization.add(&mut layer, &mut components);
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
        .with_interceptor(SharedInterceptor::permanent(StandardInterceptors::default()))
        // Considers the kind of failure only, so that one serves all operations.
        .with_retry_classifier(TransientErrorClassifier::<std::fmt::Error>::new())
        .with_retry_classifier(HttpStatusCodeClassifier::default())
        // Without any identity resolver, the error would not say that credentials are missing.
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

/// Merges the components of all plugins into one plugin, so that calls do not have to.
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
