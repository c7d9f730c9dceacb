//! Configuration of the client.

pub mod auth;
mod builder;
pub mod endpoint;
pub mod http;
pub mod interceptors;
pub mod retry;
pub mod timeout;

pub use builder::Builder;

// Part: checksum_settings.
mod checksum_settings;
pub use aws_types::sdk_config::{RequestChecksumCalculation, ResponseChecksumValidation};

// Part: compression_settings.
mod compression_settings;

// Part: token_settings.
mod token_settings;
pub use token_settings::{ProvideToken, ResolveIdentity, SharedTokenProvider, Token};

pub use aws_credential_types::Credentials;
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::{ResolveCachedIdentity, SharedIdentityCache};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
pub use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_runtime_api::shared::IntoShared;
pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
pub use aws_types::app_name::AppName;
pub use aws_types::region::Region;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::sdk_config::SdkConfig;

use super::meta::SERVICE;
use crate::support::telemetry;

/// Configuration of a client.
///
/// It is made from an [`SdkConfig`], which the crate `aws-config` loads from the environment, or by
/// hand with a [`Builder`].
#[derive(Clone, Debug)]
pub struct Config {
    pub(super) config: FrozenLayer,
    /// The same settings once more, since a frozen layer cannot become a builder again.
    cloneable: CloneableLayer,
    runtime_components: RuntimeComponentsBuilder,
    runtime_plugins: Vec<SharedRuntimePlugin>,
    behavior_version: Option<BehaviorVersion>,
}

impl Config {
    /// A builder without any setting. It lacks the defaults that `aws-config` finds out, such as
    /// region and credentials.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// A builder with these settings, to change some of them.
    pub fn to_builder(&self) -> Builder {
        Builder {
            config: self.cloneable.clone(),
            runtime_components: self.runtime_components.clone(),
            runtime_plugins: self.runtime_plugins.clone(),
            behavior_version: self.behavior_version,
        }
    }

    /// The settings of an [`SdkConfig`].
    pub fn new(config: &SdkConfig) -> Self {
        Builder::from(config).build()
    }

    /// Protection against streams that stall, if set.
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.config.load::<StalledStreamProtectionConfig>()
    }

    /// The HTTP client, if one is set.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.runtime_components.http_client()
    }

    /// The auth schemes that are set beside the service's own.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.runtime_components.auth_schemes()
    }

    /// The resolver of auth schemes, if one is set.
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.runtime_components.auth_scheme_option_resolver()
    }

    /// The preferred auth schemes, if set.
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.config.load::<AuthSchemePreference>()
    }

    /// The endpoint resolver: the one that is set, else the service's.
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        self.runtime_components
            .endpoint_resolver()
            .unwrap_or_else(default_endpoint_resolver)
    }

    /// The retry settings, if set.
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.config.load::<RetryConfig>()
    }

    /// The implementation of waiting, if set.
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.runtime_components.sleep_impl()
    }

    /// The timeouts, if set.
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.config.load::<TimeoutConfig>()
    }

    /// The retry partition, if set: clients with the same one share a quota of retries.
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.config.load::<RetryPartition>()
    }

    /// The identity cache, if one is set.
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.runtime_components.identity_cache()
    }

    /// The interceptors that are set.
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.runtime_components.interceptors()
    }

    /// The source of time, if set.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.runtime_components.time_source()
    }

    /// The retry classifiers that are set beside the default ones.
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.runtime_components.retry_classifiers()
    }

    /// The name of the application, if set; it goes into the user agent.
    pub fn app_name(&self) -> Option<&AppName> {
        self.config.load::<AppName>()
    }

    /// The frameworks that go into the user agent, in the order in which they were set.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut entries: Vec<_> = self.config.load::<FrameworkMetadata>().collect();
        // What was appended last is loaded first.
        entries.reverse();
        entries
    }

    /// Whether the correction of clock skew is switched off, if that is set.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.config
            .load::<DisableClockSkewCorrection>()
            .map(DisableClockSkewCorrection::is_disabled)
    }

    /// The generator of invocation ids, if set.
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.config.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// The service's name in a request's signature.
    pub fn signing_name(&self) -> &'static str {
        SERVICE.signing_name
    }

    /// The region, if set.
    pub fn region(&self) -> Option<&Region> {
        self.config.load::<Region>()
    }

    /// Always `None`; kept since aws-sdk-rust has it.
    #[deprecated(note = "always returns `None`; the provider cannot be read back")]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        None
    }

    /// What a client of this configuration is made of, in the order in which it applies.
    pub(super) fn client_plugins(&self) -> Vec<SharedRuntimePlugin> {
        let mut components = RuntimeComponentsBuilder::new("service");
        components.set_auth_scheme_option_resolver(Some(
            auth::ResolveAuthScheme::into_shared_resolver(
                auth::DefaultAuthSchemeResolver::default(),
            ),
        ));
        components.set_endpoint_resolver(Some(default_endpoint_resolver()));
        let mut plugins = crate::support::client::default_plugins(
            &SERVICE,
            self.region(),
            self.behavior_version,
            components,
        );
        plugins.push(SharedRuntimePlugin::new(
            StaticRuntimePlugin::new()
                .with_config(self.config.clone())
                .with_runtime_components(self.runtime_components.clone()),
        ));
        let time_source = self.runtime_components.time_source();
        plugins.extend(telemetry::metrics(
            &self.config,
            SERVICE.sdk_id,
            time_source,
        ));
        plugins.extend(self.runtime_plugins.iter().cloned());
        plugins
    }
}

fn default_endpoint_resolver() -> SharedEndpointResolver {
    endpoint::ResolveEndpoint::into_shared_resolver(endpoint::DefaultResolver::new())
}

impl From<&SdkConfig> for Config {
    fn from(config: &SdkConfig) -> Self {
        Self::new(config)
    }
}
