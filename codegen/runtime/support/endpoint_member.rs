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
            let origin = origin(url).ok_or_else(|| {
                format!(
                    "`{}` has to be the URL of a host, such as `https://example.com`",
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

/// Returns scheme and authority of a URL; what follows is ignored, as in botocore. `None` if there
/// is no host, or anything that a host and a port do not have.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_port = |port: &str| {
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|it| it > 0)
    };
    let is_good =
        ["http", "https"].contains(&scheme.as_str()) && is_host(host) && port.is_none_or(is_port);
    is_good.then(|| format!("{scheme}://{authority}"))
}

fn is_host(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    if let Some(address) = address {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        let is_good = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(is_good)
    };
    host.split('.').all(is_label)
}

fn path_and_query(uri: &str) -> &str {
    let after_scheme = uri.find("://").map_or(0, |at| at + "://".len());
    let path = uri[after_scheme..].find('/');
    path.map_or("/", |at| &uri[after_scheme + at..])
}
