//! Requests with an unsigned payload.

use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::Layer;

use super::client::{Customization, signing};

/// Excludes the body from the signature, which has `UNSIGNED-PAYLOAD` in place of its hash, and
/// says so in the header `x-amz-content-sha256`: a service hashes the body otherwise.
#[derive(Debug)]
pub struct UnsignedPayload;

impl Customization for UnsignedPayload {
    fn add(&self, layer: &mut Layer, _components: &mut RuntimeComponentsBuilder) {
        let mut config = signing();
        config.signing_options.payload_override = Some(SignableBody::UnsignedPayload);
        config.signing_options.content_sha256_header = true;
        layer.store_put(config);
    }
}
