//! The client.

pub mod customize;

use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_types::sdk_config::SdkConfig;

use super::config::{Builder, Config};
use super::meta::SERVICE;
use crate::support::client::{self, BoxFuture, Classifiers, ErasedResult, Operation};

/// Client of the service. Clones share connections and credentials, so cloning is cheap.
///
/// Each operation is a method that returns a builder, whose `send()` makes the call.
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) handle: Arc<Handle>,
}

impl Client {
    /// Creates a client with the settings of an [`SdkConfig`], which the crate `aws-config` loads.
    ///
    /// # Panics
    /// Under the conditions of [`from_conf`](Self::from_conf).
    #[track_caller]
    pub fn new(sdk_config: &SdkConfig) -> Self {
        Self::from_conf(sdk_config.into())
    }

    /// Creates a client with a configuration of this service.
    ///
    /// # Panics
    /// If no behavior version is set, or if a setting needs another one that is missing: retries
    /// and timeouts need a sleep implementation, for example. The message says what to set.
    #[track_caller]
    pub fn from_conf(conf: Config) -> Self {
        match client::Client::new(&SERVICE, conf.client_plugins()) {
            Ok(client) => Self {
                handle: Arc::new(Handle { conf, client }),
            },
            Err(error) => panic!("Invalid client configuration: {error}"),
        }
    }

    /// Returns the configuration of the client.
    pub fn config(&self) -> &Config {
        &self.handle.conf
    }
}

/// State that the clones of a client share.
#[derive(Debug)]
pub(crate) struct Handle {
    conf: Config,
    client: client::Client,
}

impl Handle {
    /// Calls an operation, with settings that override the client's.
    #[allow(dead_code, reason = "not every service has operations")]
    pub(crate) fn call<'a>(
        &'a self,
        operation: &'static Operation,
        classifiers: Classifiers,
        input: Input,
        config_override: Option<Builder>,
    ) -> BoxFuture<'a, ErasedResult> {
        let overrides = match config_override {
            Some(config_override) => config_override.override_plugins(&self.conf),
            None => Vec::new(),
        };
        self.client.call(operation, classifiers, input, overrides)
    }
}
