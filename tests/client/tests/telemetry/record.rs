//! Records what a client reports of its calls: metrics by a global provider, spans by a subscriber.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_observability::instruments::{
    AsyncInstrumentBuilder, AsyncMeasure, Histogram, InstrumentBuilder, MonotonicCounter,
    ProvideInstrument, UpDownCounter,
};
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{Attributes, Context};
use tracing::field::{Field, Visit};
use tracing::span;

/// Lines that describe what was reported.
#[derive(Debug, Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    /// Adds a line.
    pub fn add(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }

    /// Removes the lines and returns them.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Provider of meters that record names, units and attributes. The scope, which is the name of the
/// crate, is left out.
#[derive(Debug)]
pub struct Provider {
    /// The lines that are reported.
    pub lines: Lines,
    /// Name of the provider.
    pub name: &'static str,
}

impl ProvideMeter for Provider {
    fn get_meter(&self, _scope: &'static str, _attributes: Option<&Attributes>) -> Meter {
        Meter::new(Arc::new(Instruments(self.lines.clone())))
    }

    fn provider_name(&self) -> &'static str {
        self.name
    }
}

#[derive(Debug)]
struct Instruments(Lines);

/// Instrument with its name and unit.
#[derive(Debug)]
struct Instrument(Lines, String);

impl Instrument {
    fn record(&self, attributes: Option<&Attributes>, value: &str) {
        let mut line = self.1.clone() + value;
        let attributes = attributes.iter().flat_map(|it| it.attributes());
        let mut attributes: Vec<_> = attributes.collect();
        attributes.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in attributes {
            write!(line, " {name}={value:?}").expect("a string takes all");
        }
        self.0.add(line);
    }
}

impl Histogram for Instrument {
    fn record(&self, value: f64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        if !self.1.contains(".size") {
            assert!(value >= 0.0, "{value}");
            self.record(attributes, "");
        } else if value > 0.0 {
            // The published crate also reports a size of 0 for each body that it has wrapped twice.
            self.record(attributes, &format!(" {value}"));
        }
    }
}

impl MonotonicCounter for Instrument {
    fn add(&self, _: u64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.record(attributes, "");
    }
}

impl UpDownCounter for Instrument {
    fn add(&self, _: i64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.record(attributes, "");
    }
}

impl Instruments {
    fn instrument<T>(&self, kind: &str, builder: &InstrumentBuilder<'_, T>) -> Arc<Instrument> {
        let (name, unit) = (builder.get_name(), builder.get_units());
        let unit = unit.as_deref().unwrap_or_default();
        Arc::new(Instrument(
            self.0.clone(),
            format!("{kind} {name} in {unit}:"),
        ))
    }
}

impl ProvideInstrument for Instruments {
    fn create_gauge(
        &self,
        builder: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = f64>>, f64>,
    ) -> Arc<dyn AsyncMeasure<Value = f64>> {
        panic!(
            "no client has the asynchronous instrument {}",
            builder.get_name()
        )
    }

    fn create_up_down_counter(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn UpDownCounter>>,
    ) -> Arc<dyn UpDownCounter> {
        self.instrument("up-down counter", &builder)
    }

    fn create_async_up_down_counter(
        &self,
        builder: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = i64>>, i64>,
    ) -> Arc<dyn AsyncMeasure<Value = i64>> {
        panic!(
            "no client has the asynchronous instrument {}",
            builder.get_name()
        )
    }

    fn create_monotonic_counter(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn MonotonicCounter>>,
    ) -> Arc<dyn MonotonicCounter> {
        self.instrument("counter", &builder)
    }

    fn create_async_monotonic_counter(
        &self,
        builder: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = u64>>, u64>,
    ) -> Arc<dyn AsyncMeasure<Value = u64>> {
        panic!(
            "no client has the asynchronous instrument {}",
            builder.get_name()
        )
    }

    fn create_histogram(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn Histogram>>,
    ) -> Arc<dyn Histogram> {
        self.instrument("histogram", &builder)
    }
}

/// Subscriber that records spans: the span that contains them, their name and fields.
#[derive(Debug, Default)]
pub struct Spans {
    /// The lines that are reported.
    pub lines: Lines,
    next: AtomicU64,
    entered: Mutex<Vec<span::Id>>,
    names: Mutex<Vec<&'static str>>,
}

impl Spans {
    /// Creates a subscriber that writes to `lines`.
    pub fn new(lines: Lines) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }
}

impl tracing::Subscriber for Spans {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.is_span() && *metadata.level() <= tracing::Level::DEBUG
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut names = self.names.lock().unwrap();
        let parent = self.entered.lock().unwrap().last().cloned();
        let parent = parent.map_or("", |id| names[id.into_u64() as usize - 1]);
        let name = attributes.metadata().name();
        let mut fields = Fields(format!("{parent} > {name}:"));
        attributes.record(&mut fields);
        self.lines.add(fields.0);
        names.push(name);
        span::Id::from_u64(self.next.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut fields = Fields("recorded:".to_owned());
        values.record(&mut fields);
        self.lines.add(fields.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &tracing::Event<'_>) {}

    fn enter(&self, id: &span::Id) {
        self.entered.lock().unwrap().push(id.clone());
    }

    fn exit(&self, id: &span::Id) {
        let mut entered = self.entered.lock().unwrap();
        if let Some(position) = entered.iter().rposition(|it| it == id) {
            entered.remove(position);
        }
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        let is_id = field.name() == "sdk_invocation_id"
            && text
                .parse()
                .is_ok_and(|id| (1_000_000..10_000_000).contains(&id));
        let text = if is_id { "ID" } else { &text };
        write!(self.0, " {}={text}", field.name()).expect("a string takes all");
    }
}
