//! Operations whose streams may pause for minutes, which the stalled-stream protection would end.

use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::Layer;

use super::client::Customization;

/// Turns the protection against stalled streams off, whatever the client's setting is. The setting
/// of a single call has precedence.
#[derive(Debug)]
pub struct UnprotectedStreams;

impl Customization for UnprotectedStreams {
    fn add(&self, layer: &mut Layer, _components: &mut RuntimeComponentsBuilder) {
        layer.store_put(StalledStreamProtectionConfig::disabled());
    }
}
