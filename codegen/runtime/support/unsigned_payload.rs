//! Requests whose body takes no part in their signature.

use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::Layer;

use super::client::{Extra, signing};

/// Leaves the body out of the signature: the header `x-amz-content-sha256` says so.
#[derive(Debug)]
pub struct UnsignedPayload;

impl Extra for UnsignedPayload {
    fn add(&self, layer: &mut Layer, _components: &mut RuntimeComponentsBuilder) {
        let mut config = signing();
        config.signing_options.payload_override = Some(SignableBody::UnsignedPayload);
        layer.store_put(config);
    }
}
