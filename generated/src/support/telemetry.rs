// Made by botosmith; do not edit.

//! Input members as attributes of metrics, if the client requests that.

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::config_bag::{CloneableLayer, ConfigBag, Layer};
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

/// Calls a function with name and value of each input member that can be recorded: strings that are
/// not sensitive.
pub type Attributes = fn(&Input, &mut dyn FnMut(&'static str, Option<&str>));

/// Changes which members are recorded.
pub fn request(
    config: &mut CloneableLayer,
    change: impl FnOnce(&mut RequestedTelemetryAttributes),
) {
    let mut requested = config
        .load::<RequestedTelemetryAttributes>()
        .cloned()
        .unwrap_or_default();
    change(&mut requested);
    config.store_put(requested);
}

/// Captures the requested members for interceptors and metrics.
pub fn capture(attributes: Option<Attributes>, input: &Input, cfg: &mut ConfigBag) {
    let Some(requested) = cfg.load::<RequestedTelemetryAttributes>() else {
        return;
    };
    let (Some(attributes), false) = (attributes, requested.is_empty()) else {
        return;
    };
    let mut captured = CapturedTelemetryAttributes::new();
    attributes(input, &mut |name, value| {
        if let (Some(value), true) = (value, requested.should_capture(name)) {
            captured.insert(name, value);
        }
    });
    cfg.interceptor_state().store_put(captured);
}

/// Returns the runtime's metrics plugin. Metrics take time on every call, so there is no plugin
/// unless something is to be recorded.
pub fn metrics(
    config: &Layer,
    scope: &'static str,
    time_source: Option<SharedTimeSource>,
) -> Option<SharedRuntimePlugin> {
    let requested = config.load::<RequestedTelemetryAttributes>()?;
    let builder = MetricsRuntimePlugin::builder()
        .with_scope(scope)
        .with_time_source(time_source.unwrap_or_default());
    let plugin = builder.build().ok().filter(|_| !requested.is_empty())?;
    Some(SharedRuntimePlugin::new(plugin))
}
