//! Values of members that the caller has not set.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Customization;

/// Fills members of an operation's input, each by [`fill`].
#[derive(Debug, Clone, Copy)]
pub struct MemberDefaults(pub fn(&mut Input));

impl Customization for MemberDefaults {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for MemberDefaults {
    fn name(&self) -> &'static str {
        "MemberDefaults"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        (self.0)(context.input_mut());
        Ok(())
    }
}

/// Sets a member that is not set, or empty.
pub fn fill(member: &mut Option<String>, value: &'static str) {
    if member.as_deref().is_none_or(str::is_empty) {
        *member = Some(value.to_owned());
    }
}
