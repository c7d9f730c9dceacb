//! Client configuration.

pub mod auth;
mod builder;
pub mod endpoint;
pub mod http;
pub mod interceptors;
pub mod retry;
pub mod timeout;

pub use builder::Builder;

// Part: account_settings.
mod account_settings;

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

/// Configuration of a client.
///
/// Create it from an [`SdkConfig`], which the crate `aws-config` loads from the environment, or
/// with a [`Builder`].
#[derive(Clone, Debug)]
pub struct Config {
    pub(super) config: FrozenLayer,
    /// A copy of the same settings, since a frozen layer cannot become a builder again.
    cloneable: CloneableLayer,
    runtime_components: RuntimeComponentsBuilder,
    runtime_plugins: Vec<SharedRuntimePlugin>,
    behavior_version: Option<BehaviorVersion>,
}

impl Config {
    /// Creates a builder without settings. It lacks the defaults that `aws-config` loads, such as
    /// region and credentials.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Creates a builder with these settings.
    pub fn to_builder(&self) -> Builder {
        Builder {
            config: self.cloneable.clone(),
            runtime_components: self.runtime_components.clone(),
            runtime_plugins: self.runtime_plugins.clone(),
            behavior_version: self.behavior_version,
        }
    }

    /// Creates a configuration with the settings of an [`SdkConfig`].
    pub fn new(config: &SdkConfig) -> Self {
        Builder::from(config).build()
    }

    /// Returns the protection against stalled streams, if set.
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.config.load::<StalledStreamProtectionConfig>()
    }

    /// Returns the HTTP client, if set.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.runtime_components.http_client()
    }

    /// Returns the auth schemes that were added to the service's own.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.runtime_components.auth_schemes()
    }

    /// Returns the resolver of auth schemes, if set.
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.runtime_components.auth_scheme_option_resolver()
    }

    /// Returns the preferred auth schemes, if set.
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.config.load::<AuthSchemePreference>()
    }

    /// Returns the endpoint resolver. The default is the service's own.
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        self.runtime_components
            .endpoint_resolver()
            .unwrap_or_else(default_endpoint_resolver)
    }

    /// Returns the retry configuration, if set.
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.config.load::<RetryConfig>()
    }

    /// Returns the sleep implementation, if set.
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.runtime_components.sleep_impl()
    }

    /// Returns the timeouts, if set.
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.config.load::<TimeoutConfig>()
    }

    /// Returns the retry partition, if set. Clients with the same partition share a retry quota.
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.config.load::<RetryPartition>()
    }

    /// Returns the identity cache, if set.
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.runtime_components.identity_cache()
    }

    /// Returns the interceptors that were added.
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.runtime_components.interceptors()
    }

    /// Returns the time source, if set.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.runtime_components.time_source()
    }

    /// Returns the retry classifiers that were added to the default ones.
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.runtime_components.retry_classifiers()
    }

    /// Returns the application name, if set. It goes into the user agent.
    pub fn app_name(&self) -> Option<&AppName> {
        self.config.load::<AppName>()
    }

    /// Returns the frameworks that go into the user agent, in the order in which they were added.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut entries: Vec<_> = self.config.load::<FrameworkMetadata>().collect();
        // Entries are loaded in reverse order.
        entries.reverse();
        entries
    }

    /// Returns `true` if the correction of clock skew is disabled; `None` if that is not set.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.config
            .load::<DisableClockSkewCorrection>()
            .map(DisableClockSkewCorrection::is_disabled)
    }

    /// Returns the generator of invocation IDs, if set.
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.config.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// Returns the service name in request signatures.
    pub fn signing_name(&self) -> &'static str {
        SERVICE.signing_name
    }

    /// Returns the region, if set.
    pub fn region(&self) -> Option<&Region> {
        self.config.load::<Region>()
    }

    /// Returns `None`. Provided for compatibility with aws-sdk-rust.
    #[deprecated(note = "always returns `None`; the provider cannot be read back")]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        None
    }

    /// Returns the plugins of a client with this configuration, in the order in which they apply.
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
