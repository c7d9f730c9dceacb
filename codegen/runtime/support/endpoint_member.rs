//! Requests whose endpoint is a member of the input.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};

use super::client::Customization;
use super::url::BaseUrl;

/// Sends requests to the scheme and host of a member, if it is set: before the endpoint of the
/// service, and before a client's own.
#[derive(Debug, Clone, Copy)]
pub struct EndpointMember {
    /// Name of the member, for errors.
    pub member: &'static str,
    /// Returns the member's value.
    pub value: fn(&Input) -> Option<&str>,
}

/// Scheme and authority of a call's requests: `https://example.com:8000`.
#[derive(Debug)]
struct Origin(String);

impl Storable for Origin {
    type Storer = StoreReplace<Self>;
}

impl Customization for EndpointMember {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for EndpointMember {
    fn name(&self) -> &'static str {
        "EndpointMember"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(url) = (self.value)(context.input()).filter(|url| !url.is_empty()) {
            let origin = origin(url).map_err(|reason| {
                format!(
                    "`{}` has to be the URL of a host, such as `https://example.com`: {reason}",
                    self.member
                )
            })?;
            cfg.interceptor_state().store_put(Origin(origin));
        }
        Ok(())
    }

    // Each attempt resolves the endpoint anew; the signature covers the host.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Origin(origin)) = cfg.load::<Origin>() {
            let request = context.request_mut();
            let uri = format!("{origin}{}", path_and_query(request.uri()));
            request.set_uri(uri)?;
        }
        Ok(())
    }
}

/// Returns scheme and authority of a URL, or what is wrong with them. What follows is ignored, as
/// in botocore.
fn origin(url: &str) -> Result<String, &'static str> {
    let start = url.find("://").map_or(0, |at| at + "://".len());
    let end = url[start..].find(['/', '?', '#']);
    let it = BaseUrl::parse(&url[..end.map_or(url.len(), |end| start + end)])?;
    Ok(format!("{}://{}", it.scheme, it.authority))
}

fn path_and_query(uri: &str) -> &str {
    let after_scheme = uri.find("://").map_or(0, |at| at + "://".len());
    let path = uri[after_scheme..].find('/');
    path.map_or("/", |at| &uri[after_scheme + at..])
}
