//! Customization of a single call.
//!
//! `customize()` on an operation's builder returns a [`CustomizableOperation`], which takes
//! interceptors, changes to the request, and settings that override the client's.

use std::marker::PhantomData;

use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use super::super::config::Builder;
use super::super::error::SdkError;

/// Call with customizations.
pub struct CustomizableOperation<T, E, B> {
    operation: B,
    config_override: Option<Builder>,
    interceptors: Vec<SharedInterceptor>,
    result: PhantomData<(T, E)>,
}

impl<T, E, B> CustomizableOperation<T, E, B> {
    #[allow(dead_code, reason = "not every service has operations")]
    pub(in super::super) fn new(operation: B) -> Self {
        Self {
            operation,
            config_override: None,
            interceptors: Vec::new(),
            result: PhantomData,
        }
    }

    /// Adds an interceptor for this call.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Transforms the request with a function that may fail.
    pub fn map_request<F, MapE>(self, f: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: std::error::Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(f))
    }

    /// Changes the request in place with a function.
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(f))
    }

    /// Overrides settings of the client for this call. Settings that are left unset stay the
    /// client's.
    pub fn config_override(mut self, config_override: impl Into<Builder>) -> Self {
        self.config_override = Some(config_override.into());
        self
    }

    /// Sends the request and waits for the response.
    pub async fn send(self) -> Result<T, SdkError<E>>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: internal::CustomizableSend<T, E>,
    {
        let mut config_override = self.config_override.unwrap_or_default();
        for interceptor in self.interceptors {
            config_override.push_interceptor(interceptor);
        }
        self.operation.send(config_override).await
    }
}

pub(in super::super) mod internal {
    use super::{Builder, SdkError};

    /// Builder of a call.
    pub trait CustomizableSend<T, E>: Send + Sync {
        /// Sends the request with settings that override the client's.
        // Not boxed: a box would instantiate the future of every operation, called or not.
        fn send(
            self,
            config_override: Builder,
        ) -> impl Future<Output = Result<T, SdkError<E>>> + Send;
    }
}
