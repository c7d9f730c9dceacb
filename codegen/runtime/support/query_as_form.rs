//! Requests that send a query string as a form, since it may be too long for a URL.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Customization;

/// Moves the query string of a GET to the body of a POST.
#[derive(Debug, Clone, Copy)]
pub struct QueryAsForm;

impl Customization for QueryAsForm {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for QueryAsForm {
    fn name(&self) -> &'static str {
        "QueryAsForm"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let Some((path, query)) = request.uri().split_once('?') else {
            return Ok(());
        };
        let (path, query) = (path.to_owned(), query.to_owned());
        request.set_method("POST")?;
        request.set_uri(path)?;
        let headers = request.headers_mut();
        headers.insert("content-type", "application/x-www-form-urlencoded");
        headers.insert("content-length", query.len().to_string());
        *request.body_mut() = SdkBody::from(query);
        Ok(())
    }
}
