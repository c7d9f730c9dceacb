//! Metrics of calls, and input members as their attributes, if the client requests that.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_observability::TelemetryProvider;
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    RuntimePlugin, SharedRuntimePlugin, StaticRuntimePlugin,
};
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

/// Name of the provider that has no instruments.
const NO_PROVIDER: &str = "noop";

/// Name of the provider that passes metrics to OpenTelemetry.
const OPEN_TELEMETRY: &str = "AwsSmithyObservabilityOtelProvider";

/// Metrics of a client: the runtime's, while the global provider is set.
///
/// The runtime creates its instruments on each call, and its interceptors take a quarter of the
/// time of a call. Here the instruments of a provider are created once, and there are no
/// interceptors as long as nobody listens.
#[derive(Debug)]
pub struct Metrics {
    scope: &'static str,
    time_source: SharedTimeSource,
    /// Input members are recorded, so somebody has to listen.
    is_requested: bool,
    /// The plugins of the latest provider.
    latest: Mutex<(Weak<TelemetryProvider>, Vec<SharedRuntimePlugin>)>,
}

impl Metrics {
    /// Creates the metrics of a client with these settings.
    pub fn new(scope: &'static str, time_source: SharedTimeSource, config: &ConfigBag) -> Self {
        let requested = config.load::<RequestedTelemetryAttributes>();
        Self {
            scope,
            time_source,
            is_requested: requested.is_some_and(|it| !it.is_empty()),
            latest: Mutex::default(),
        }
    }

    /// Returns the plugins of a call; none if there is no provider.
    pub fn plugins(&self) -> Vec<SharedRuntimePlugin> {
        match get_telemetry_provider() {
            Ok(provider) if self.is_requested || name(&provider) != NO_PROVIDER => {
                self.plugins_of(&provider)
            }
            // An error is a provider that is just being replaced.
            _ => Vec::new(),
        }
    }

    #[cold]
    fn plugins_of(&self, provider: &Arc<TelemetryProvider>) -> Vec<SharedRuntimePlugin> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.0.as_ptr() != Arc::as_ptr(provider) {
            let Some(plugins) = self.create(provider) else {
                return Vec::new();
            };
            *latest = (Arc::downgrade(provider), plugins);
        }
        latest.1.clone()
    }

    /// Creates plugins, for which the runtime creates instruments once.
    fn create(&self, provider: &TelemetryProvider) -> Option<Vec<SharedRuntimePlugin>> {
        let metrics = MetricsRuntimePlugin::builder()
            .with_scope(self.scope)
            .with_time_source(self.time_source.clone())
            .build()
            .ok()?;
        let none = RuntimeComponentsBuilder::new("metrics");
        // Without the layer, the interceptors would panic.
        let plugin = StaticRuntimePlugin::new()
            .with_config(metrics.config()?)
            .with_runtime_components(metrics.runtime_components(&none).into_owned());
        let mut plugins = vec![SharedRuntimePlugin::new(plugin)];
        if name(provider) == OPEN_TELEMETRY {
            let mut layer = Layer::new("OpenTelemetry");
            layer.store_append(SmithySdkFeature::ObservabilityOtelMetrics);
            let plugin = StaticRuntimePlugin::new().with_config(layer.freeze());
            plugins.push(SharedRuntimePlugin::new(plugin));
        }
        Some(plugins)
    }
}

fn name(provider: &TelemetryProvider) -> &'static str {
    provider.meter_provider().provider_name()
}
