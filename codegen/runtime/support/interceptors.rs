//! The interceptors that all AWS services require, as one interceptor.
//!
//! The orchestrator visits all interceptors at each of its nineteen steps, and copies each of them
//! for that. Seven separate interceptors took a tenth of the time of a call.

use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{DisableInterceptor, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::endpoint_url::InvalidEndpointUrl;
use super::user_agent;

/// AWS's interceptors, in the order in which they run. Each is called only at the steps that it
/// implements.
#[derive(Debug)]
pub struct StandardInterceptors {
    connection_poisoning: ConnectionPoisoningInterceptor,
    stalled_streams: StalledStreamProtectionInterceptor,
    clock_skew: ServiceClockSkewInterceptor,
    request_info: RequestInfoInterceptor,
    user_agent: UserAgentInterceptor,
    invocation_id: InvocationIdInterceptor,
    recursion_detection: RecursionDetectionInterceptor,
}

impl Default for StandardInterceptors {
    fn default() -> Self {
        Self {
            connection_poisoning: ConnectionPoisoningInterceptor::new(),
            stalled_streams: StalledStreamProtectionInterceptor::default(),
            clock_skew: ServiceClockSkewInterceptor::new(),
            request_info: RequestInfoInterceptor::new(),
            user_agent: UserAgentInterceptor::new(),
            invocation_id: InvocationIdInterceptor::new(),
            recursion_detection: RecursionDetectionInterceptor::new(),
        }
    }
}

/// True unless an interceptor is disabled, as presigning does.
fn is_on<T: Intercept + 'static>(_: &T, cfg: &ConfigBag) -> bool {
    cfg.load::<DisableInterceptor<T>>().is_none()
}

impl Intercept for StandardInterceptors {
    fn name(&self) -> &'static str {
        "StandardInterceptors"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        user_agent::report_endpoint_url(cfg);
        Ok(())
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Before anything is sent, also for credentials.
        if let Some(invalid) = cfg.load::<InvalidEndpointUrl>() {
            return Err(invalid.clone().into());
        }
        user_agent::report_retry_mode(cfg);
        Ok(())
    }

    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if is_on(&self.user_agent, cfg) {
            self.user_agent
                .read_after_serialization(context, components, cfg)?;
        }
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if is_on(&self.clock_skew, cfg) {
            self.clock_skew
                .modify_before_retry_loop(context, components, cfg)?;
        }
        if is_on(&self.invocation_id, cfg) {
            self.invocation_id
                .modify_before_retry_loop(context, components, cfg)?;
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if is_on(&self.user_agent, cfg) {
            self.user_agent
                .modify_before_signing(context, components, cfg)?;
        }
        self.recursion_detection
            .modify_before_signing(context, components, cfg)
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.connection_poisoning
            .modify_before_transmit(context, components, cfg)?;
        self.stalled_streams
            .modify_before_transmit(context, components, cfg)?;
        if is_on(&self.request_info, cfg) {
            self.request_info
                .modify_before_transmit(context, components, cfg)?;
        }
        if is_on(&self.invocation_id, cfg) {
            self.invocation_id
                .modify_before_transmit(context, components, cfg)?;
        }
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if is_on(&self.clock_skew, cfg) {
            self.clock_skew
                .read_before_transmit(context, components, cfg)?;
        }
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.stalled_streams
            .modify_before_deserialization(context, components, cfg)?;
        if is_on(&self.clock_skew, cfg) {
            self.clock_skew
                .modify_before_deserialization(context, components, cfg)?;
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.connection_poisoning
            .read_after_deserialization(context, components, cfg)
    }
}
