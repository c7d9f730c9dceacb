//! Times serialization and deserialization of a call, between the same steps of the orchestrator
//! for both peers.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// Times the latest call. Serialization includes dropping the input, which serializers own.
#[derive(Debug, Clone, Default)]
pub struct Stopwatch(Arc<Mutex<Times>>);

#[derive(Debug, Default)]
struct Times {
    since: Option<Instant>,
    serialization: Duration,
    deserialization: Duration,
}

impl Stopwatch {
    /// Duration of the serialization.
    pub fn serialization(&self) -> Duration {
        self.times().serialization
    }

    /// Duration of the deserialization.
    pub fn deserialization(&self) -> Duration {
        self.times().deserialization
    }

    fn times(&self) -> std::sync::MutexGuard<'_, Times> {
        self.0
            .lock()
            .expect("no thread panics while it holds the lock")
    }

    fn start(&self) {
        self.times().since = Some(Instant::now());
    }

    fn stop(&self) -> Duration {
        let since = self.times().since.take();
        since.expect("it was started").elapsed()
    }
}

impl Intercept for Stopwatch {
    fn name(&self) -> &'static str {
        "Stopwatch"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.start();
        Ok(())
    }

    fn read_after_serialization(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let time = self.stop();
        self.times().serialization = time;
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        _context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.start();
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        _context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let time = self.stop();
        self.times().deserialization = time;
        Ok(())
    }
}
