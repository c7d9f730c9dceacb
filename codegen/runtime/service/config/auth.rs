//! How the auth scheme of a request is picked.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::super::meta::auth_options;

/// Picks the auth schemes that a request may use, the best first.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The schemes for a request.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// This resolver in the form that the runtime takes.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(DowncastParams(self))
    }
}

#[derive(Debug)]
struct DowncastParams<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for DowncastParams<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err(
                "the auth scheme parameters are another service's".into(),
            )),
        }
    }
}

/// The service's own choice.
#[derive(Debug, Default)]
pub struct DefaultAuthSchemeResolver {
    _private: (),
}

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        _cfg: &'a ConfigBag,
        _runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(auth_options(params.operation_name())))
    }
}

/// What the choice depends on.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// A builder without values.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The operation.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }

    pub(in super::super) fn for_operation(name: &'static str) -> AuthSchemeOptionResolverParams {
        AuthSchemeOptionResolverParams::new(Self {
            operation_name: Cow::Borrowed(name),
        })
    }
}

/// Builder of [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// The operation.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// The operation.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// The finished parameters.
    ///
    /// # Errors
    /// If the operation was not set.
    pub fn build(self) -> Result<Params, BuildError> {
        match self.operation_name {
            Some(operation_name) => Ok(Params { operation_name }),
            None => Err(BuildError {
                field: "operation_name",
            }),
        }
    }
}

/// A parameter is missing.
#[derive(Debug)]
pub struct BuildError {
    field: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for BuildError {}
