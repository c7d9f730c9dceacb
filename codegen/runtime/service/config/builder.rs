//! Builder of the client configuration.

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime::client::config_override::Resolver;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemePreference};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, SharedEndpointResolver};
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_smithy_runtime_api::client::identity::ResolveCachedIdentity;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, SharedRetryClassifier};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_runtime_api::shared::IntoShared;
use aws_smithy_types::config_bag::{CloneableLayer, Layer};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SigningName;
use aws_types::app_name::AppName;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::{Region, SigningRegion};
use aws_types::sdk_config::SdkConfig;
use aws_types::sdk_ua_metadata::FrameworkMetadata;
use aws_types::service_config::ServiceConfigKey;

use super::super::meta::{SERVICE, SIGNING_SCHEMES};
use super::{Config, auth, endpoint};
use crate::support::endpoint_url::InvalidEndpointUrl;
use crate::support::idempotency::IdempotencyTokenProvider;
use crate::support::telemetry;

/// Builder of a [`Config`].
#[derive(Clone, Debug)]
pub struct Builder {
    pub(in super::super) config: CloneableLayer,
    pub(in super::super) runtime_components: RuntimeComponentsBuilder,
    pub(super) runtime_plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            config: CloneableLayer::default(),
            runtime_components: RuntimeComponentsBuilder::new("service config"),
            runtime_plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

impl Builder {
    /// Creates a builder without settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Enables the client's metrics, and records input members as their attributes.
    ///
    /// Names are wire names. Only string members that are not sensitive are recorded; other names
    /// have no effect. Each value becomes a label of the metrics, so choose members with few
    /// values.
    pub fn emit_input_attributes(
        mut self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let names = names.into_iter().map(Into::<String>::into);
        telemetry::request(&mut self.config, |requested| requested.emit(names));
        self
    }

    /// Captures input members for interceptors, as `CapturedTelemetryAttributes`, without recording
    /// them in metrics. The names are those of
    /// [`emit_input_attributes`](Self::emit_input_attributes).
    pub fn capture_input_attributes(
        mut self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let names = names.into_iter().map(Into::<String>::into);
        telemetry::request(&mut self.config, |requested| requested.capture_only(names));
        self
    }

    /// Sets the protection against stalled streams.
    pub fn stalled_stream_protection(mut self, config: StalledStreamProtectionConfig) -> Self {
        self.set_stalled_stream_protection(Some(config));
        self
    }

    /// Sets or clears the protection against stalled streams.
    pub fn set_stalled_stream_protection(
        &mut self,
        config: Option<StalledStreamProtectionConfig>,
    ) -> &mut Self {
        self.config.store_or_unset(config);
        self
    }

    /// Sets the source of idempotency tokens. The default is random UUIDs.
    pub fn idempotency_token_provider(
        mut self,
        provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.set_idempotency_token_provider(Some(provider.into()));
        self
    }

    /// Sets or clears the source of idempotency tokens.
    pub fn set_idempotency_token_provider(
        &mut self,
        provider: Option<IdempotencyTokenProvider>,
    ) -> &mut Self {
        self.config.store_or_unset(provider);
        self
    }

    /// Sets the HTTP client.
    pub fn http_client(mut self, http_client: impl HttpClient + 'static) -> Self {
        self.set_http_client(Some(http_client.into_shared()));
        self
    }

    /// Sets or clears the HTTP client.
    pub fn set_http_client(&mut self, http_client: Option<SharedHttpClient>) -> &mut Self {
        self.runtime_components.set_http_client(http_client);
        self
    }

    /// Adds an auth scheme.
    pub fn push_auth_scheme(mut self, auth_scheme: impl AuthScheme + 'static) -> Self {
        self.runtime_components.push_auth_scheme(auth_scheme);
        self
    }

    /// Sets the resolver of auth schemes.
    pub fn auth_scheme_resolver(
        mut self,
        resolver: impl auth::ResolveAuthScheme + 'static,
    ) -> Self {
        self.set_auth_scheme_resolver(resolver);
        self
    }

    /// Sets the resolver of auth schemes.
    pub fn set_auth_scheme_resolver(
        &mut self,
        resolver: impl auth::ResolveAuthScheme + 'static,
    ) -> &mut Self {
        self.runtime_components
            .set_auth_scheme_option_resolver(Some(resolver.into_shared_resolver()));
        self
    }

    /// Sends requests unsigned if there are no credentials.
    pub fn allow_no_auth(mut self) -> Self {
        self.set_allow_no_auth();
        self
    }

    /// Sends requests unsigned if there are no credentials.
    pub fn set_allow_no_auth(&mut self) -> &mut Self {
        self.push_runtime_plugin(NoAuthRuntimePluginV2::new().into_shared())
    }

    /// Sets the preferred auth schemes.
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.set_auth_scheme_preference(Some(preference.into()));
        self
    }

    /// Sets or clears the preferred auth schemes.
    pub fn set_auth_scheme_preference(
        &mut self,
        preference: Option<AuthSchemePreference>,
    ) -> &mut Self {
        self.config.store_or_unset(preference);
        self
    }

    /// Sets the endpoint resolver.
    pub fn endpoint_resolver(mut self, resolver: impl endpoint::ResolveEndpoint + 'static) -> Self {
        self.set_endpoint_resolver(Some(resolver.into_shared_resolver()));
        self
    }

    /// Sets or clears the endpoint resolver.
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) -> &mut Self {
        self.runtime_components.set_endpoint_resolver(resolver);
        self
    }

    /// Sets the retry configuration.
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.set_retry_config(Some(retry_config));
        self
    }

    /// Sets the retry configuration. `None` has no effect.
    pub fn set_retry_config(&mut self, retry_config: Option<RetryConfig>) -> &mut Self {
        if let Some(retry_config) = retry_config {
            self.config.store_put(retry_config);
        }
        self
    }

    /// Sets the sleep implementation, which retries and timeouts need.
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        self.set_sleep_impl(Some(sleep_impl.into_shared()));
        self
    }

    /// Sets or clears the sleep implementation.
    pub fn set_sleep_impl(&mut self, sleep_impl: Option<SharedAsyncSleep>) -> &mut Self {
        self.runtime_components.set_sleep_impl(sleep_impl);
        self
    }

    /// Sets the timeouts.
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.set_timeout_config(Some(timeout_config));
        self
    }

    /// Sets the timeouts. A timeout that the new configuration leaves unset stays as it was; `None`
    /// has no effect.
    pub fn set_timeout_config(&mut self, timeout_config: Option<TimeoutConfig>) -> &mut Self {
        if let Some(mut timeout_config) = timeout_config {
            if let Some(base) = self.config.load::<TimeoutConfig>() {
                timeout_config.take_defaults_from(base);
            }
            self.config.store_put(timeout_config);
        }
        self
    }

    /// Sets the retry partition: clients with the same partition share a retry quota.
    pub fn retry_partition(mut self, retry_partition: RetryPartition) -> Self {
        self.set_retry_partition(Some(retry_partition));
        self
    }

    /// Sets the retry partition. `None` has no effect.
    pub fn set_retry_partition(&mut self, retry_partition: Option<RetryPartition>) -> &mut Self {
        if let Some(retry_partition) = retry_partition {
            self.config.store_put(retry_partition);
        }
        self
    }

    /// Sets the cache of credentials and other identities.
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.set_identity_cache(cache);
        self
    }

    /// Sets the cache of credentials and other identities.
    pub fn set_identity_cache(&mut self, cache: impl ResolveCachedIdentity + 'static) -> &mut Self {
        self.runtime_components.set_identity_cache(Some(cache));
        self
    }

    /// Adds an interceptor.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.push_interceptor(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds an interceptor.
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
        self.runtime_components.push_interceptor(interceptor);
        self
    }

    /// Replaces all interceptors.
    pub fn set_interceptors(
        &mut self,
        interceptors: impl IntoIterator<Item = SharedInterceptor>,
    ) -> &mut Self {
        self.runtime_components
            .set_interceptors(interceptors.into_iter());
        self
    }

    /// Sets the time source.
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.set_time_source(Some(time_source.into_shared()));
        self
    }

    /// Sets or clears the time source.
    pub fn set_time_source(&mut self, time_source: Option<SharedTimeSource>) -> &mut Self {
        self.runtime_components.set_time_source(time_source);
        self
    }

    /// Adds a retry classifier, which decides if a failed request is retried.
    pub fn retry_classifier(mut self, classifier: impl ClassifyRetry + 'static) -> Self {
        self.push_retry_classifier(SharedRetryClassifier::new(classifier));
        self
    }

    /// Adds a retry classifier, which decides if a failed request is retried.
    pub fn push_retry_classifier(&mut self, classifier: SharedRetryClassifier) -> &mut Self {
        self.runtime_components.push_retry_classifier(classifier);
        self
    }

    /// Replaces all retry classifiers.
    pub fn set_retry_classifiers(
        &mut self,
        classifiers: impl IntoIterator<Item = SharedRetryClassifier>,
    ) -> &mut Self {
        self.runtime_components
            .set_retry_classifiers(classifiers.into_iter());
        self
    }

    /// Sets the application name, which goes into the user agent.
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.set_app_name(Some(app_name));
        self
    }

    /// Sets or clears the application name.
    pub fn set_app_name(&mut self, app_name: Option<AppName>) -> &mut Self {
        self.config.store_or_unset(app_name);
        self
    }

    /// Adds a framework to the user agent.
    pub fn framework_metadata(mut self, framework: FrameworkMetadata) -> Self {
        self.push_framework_metadata(framework);
        self
    }

    /// Adds a framework to the user agent.
    pub fn push_framework_metadata(&mut self, framework: FrameworkMetadata) -> &mut Self {
        self.config.store_append(framework);
        self
    }

    /// Disables or enables the correction of clock skew.
    pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_clock_skew_correction(disable.into());
        self
    }

    /// Disables or enables the correction of clock skew, or clears the setting.
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
        self.config
            .store_or_unset(disable.map(DisableClockSkewCorrection::from));
        self
    }

    /// Sets the generator of invocation IDs.
    pub fn invocation_id_generator(
        mut self,
        generator: impl InvocationIdGenerator + 'static,
    ) -> Self {
        self.set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator)));
        self
    }

    /// Sets or clears the generator of invocation IDs.
    pub fn set_invocation_id_generator(
        &mut self,
        generator: Option<SharedInvocationIdGenerator>,
    ) -> &mut Self {
        self.config.store_or_unset(generator);
        self
    }

    /// Sets the endpoint URL, in place of the one that the endpoint resolver finds: `http://` or
    /// `https://`, a host, and perhaps a port and a path. Calls with another value fail before
    /// they send anything.
    pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
        self.set_endpoint_url(Some(endpoint_url.into()));
        self
    }

    /// Sets or clears the endpoint URL.
    pub fn set_endpoint_url(&mut self, endpoint_url: Option<String>) -> &mut Self {
        self.config.store_or_unset(endpoint_url.map(EndpointUrl));
        self
    }

    /// Enables or disables dual-stack endpoints, which IPv4 and IPv6 reach.
    pub fn use_dual_stack(mut self, use_dual_stack: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(use_dual_stack.into()));
        self
    }

    /// Enables or disables dual-stack endpoints, or clears the setting.
    pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self {
        self.config.store_or_unset(use_dual_stack.map(UseDualStack));
        self
    }

    /// Enables or disables endpoints that comply with FIPS.
    pub fn use_fips(mut self, use_fips: impl Into<bool>) -> Self {
        self.set_use_fips(Some(use_fips.into()));
        self
    }

    /// Enables or disables endpoints that comply with FIPS, or clears the setting.
    pub fn set_use_fips(&mut self, use_fips: Option<bool>) -> &mut Self {
        self.config.store_or_unset(use_fips.map(UseFips));
        self
    }

    /// Sets the region.
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.set_region(region.into());
        self
    }

    /// Sets or clears the region.
    pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
        self.config.store_or_unset(region);
        self
    }

    /// Sets the credentials provider.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(provider)));
        self
    }

    /// Sets the credentials provider. `None` has no effect.
    pub fn set_credentials_provider(
        &mut self,
        provider: Option<SharedCredentialsProvider>,
    ) -> &mut Self {
        if let Some(provider) = provider {
            for scheme in SIGNING_SCHEMES.iter().cloned() {
                self.runtime_components
                    .set_identity_resolver(scheme, provider.clone());
            }
        }
        self
    }

    /// Sets the behavior version, which selects the runtime's defaults.
    pub fn behavior_version(mut self, behavior_version: BehaviorVersion) -> Self {
        self.set_behavior_version(Some(behavior_version));
        self
    }

    /// Sets or clears the behavior version.
    pub fn set_behavior_version(&mut self, behavior_version: Option<BehaviorVersion>) -> &mut Self {
        self.behavior_version = behavior_version;
        self
    }

    /// Sets the latest behavior version.
    pub fn behavior_version_latest(self) -> Self {
        self.behavior_version(BehaviorVersion::latest())
    }

    fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) -> &mut Self {
        self.runtime_plugins.push(plugin);
        self
    }

    /// Applies settings that make tests repeatable: a fixed time, user agent and idempotency token,
    /// test credentials and the latest behavior version.
    #[cfg(feature = "test-util")]
    pub fn apply_test_defaults(&mut self) -> &mut Self {
        crate::support::test_util::apply(
            &mut self.config,
            &mut self.runtime_components,
            &SIGNING_SCHEMES,
        );
        self.set_behavior_version(Some(BehaviorVersion::latest()))
    }

    /// Does the same as [`apply_test_defaults`](Self::apply_test_defaults).
    #[cfg(feature = "test-util")]
    pub fn with_test_defaults(mut self) -> Self {
        self.apply_test_defaults();
        self
    }

    /// Does the same as [`apply_test_defaults`](Self::apply_test_defaults), and sets the region
    /// `us-east-1` if none is set.
    #[cfg(feature = "test-util")]
    pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
        self.apply_test_defaults();
        if self.config.load::<Region>().is_none() {
            self.set_region(Some(Region::new("us-east-1")));
        }
        self
    }

    /// Does the same as [`apply_test_defaults_v2`](Self::apply_test_defaults_v2).
    #[cfg(feature = "test-util")]
    pub fn with_test_defaults_v2(mut self) -> Self {
        self.apply_test_defaults_v2();
        self
    }

    /// Builds the configuration.
    pub fn build(mut self) -> Config {
        if self.runtime_components.time_source().is_none() {
            self.runtime_components
                .set_time_source(Some(SharedTimeSource::default()));
        }
        let mut layer = self.config;
        layer.store_put(SERVICE.api_metadata.clone());
        layer.store_put(SigningName::from_static(SERVICE.signing_name));
        let resolver = Resolver::initial(&mut layer, &mut self.runtime_components);
        let endpoint_params = derive_from_region_and_url(resolver);
        let mut config = Layer::from(layer.clone()).with_name("config");
        config.store_put(endpoint_params);
        Config {
            config: config.freeze(),
            cloneable: layer,
            runtime_components: self.runtime_components,
            runtime_plugins: self.runtime_plugins,
            behavior_version: self.behavior_version,
        }
    }

    /// Returns the plugins by which these settings override those of `config` for one call.
    pub(in super::super) fn override_plugins(
        mut self,
        config: &Config,
    ) -> Vec<SharedRuntimePlugin> {
        let mut layer = self.config;
        let resolver = Resolver::overrid(
            config.config.clone(),
            &config.runtime_components,
            &mut layer,
            &mut self.runtime_components,
        );
        let endpoint_params = derive_from_region_and_url(resolver);
        let components = &mut self.runtime_components;
        if components.has_identity_resolvers() && components.identity_cache().is_none() {
            // Credentials of one call must not fill the client's cache.
            let cache = IdentityCache::lazy().max_partitions(1).build();
            components.set_identity_cache(Some(cache));
        }
        let mut layer = Layer::from(layer).with_name("config override");
        layer.store_put(endpoint_params);
        let mut plugins = self.runtime_plugins;
        plugins.push(SharedRuntimePlugin::new(
            StaticRuntimePlugin::new()
                .with_config(layer.freeze())
                .with_runtime_components(self.runtime_components),
        ));
        plugins
    }
}

/// Derives signing region and endpoint parameters from region and URL, and checks the URL. Done
/// again when a call overrides either.
fn derive_from_region_and_url(mut resolver: Resolver<'_>) -> EndpointResolverParams {
    if let Some(region) = resolver.resolve_config::<Region>().cloned() {
        resolver.config_mut().store_put(SigningRegion::from(region));
    }
    let url = resolver.resolve_config::<EndpointUrl>();
    let invalid = url.and_then(|url| InvalidEndpointUrl::check(&url.0, SERVICE.sdk_id));
    resolver.config_mut().store_or_unset(invalid);
    let settings = endpoint::ClientSettings(resolver);
    EndpointResolverParams::new(endpoint::Params::from_settings(&settings))
}

impl From<&SdkConfig> for Builder {
    fn from(config: &SdkConfig) -> Self {
        let mut builder = Builder::default();
        builder
            .set_credentials_provider(config.credentials_provider())
            .set_region(config.region().cloned())
            .set_use_fips(config.use_fips())
            .set_use_dual_stack(config.use_dual_stack())
            .set_endpoint_url(endpoint_url(config))
            .set_retry_config(config.retry_config().cloned())
            .set_timeout_config(config.timeout_config().cloned())
            .set_sleep_impl(config.sleep_impl())
            .set_http_client(config.http_client())
            .set_time_source(config.time_source())
            .set_behavior_version(config.behavior_version())
            .set_auth_scheme_preference(config.auth_scheme_preference().cloned())
            .set_disable_clock_skew_correction(config.disable_clock_skew_correction())
            .set_app_name(config.app_name().cloned());
        let regions = config.sigv4a_signing_region_set();
        builder.config.store_or_unset(regions.cloned());
        // Setting `None` would remove the default.
        if let Some(protection) = config.stalled_stream_protection() {
            builder.set_stalled_stream_protection(Some(protection));
        }
        if let Some(cache) = config.identity_cache() {
            builder.set_identity_cache(cache);
        }
        for framework in config.framework_metadata() {
            builder.push_framework_metadata(framework.clone());
        }
        for take_over in SERVICE.settings {
            take_over(
                &SERVICE,
                config,
                &mut builder.config,
                &mut builder.runtime_components,
            );
        }
        builder
    }
}

/// Returns the endpoint URL by precedence: set in code, set for this service by environment or
/// profile, set for all services by environment or profile. An empty value is none there, as in
/// botocore.
fn endpoint_url(config: &SdkConfig) -> Option<String> {
    let general = config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return general;
    }
    let key = ServiceConfigKey::builder()
        .service_id(SERVICE.sdk_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    let is_set = |url: &String| !url.is_empty();
    config
        .service_config()
        .and_then(|service| service.load_config(key))
        .filter(is_set)
        .or(general.filter(is_set))
}
