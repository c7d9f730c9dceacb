//! Host prefixes of operations.

use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{ConfigBag, Layer};

use super::client::Customization;

/// Sets the host prefix of an operation, which the function builds with [`prefix`].
#[derive(Debug, Clone, Copy)]
pub struct HostPrefix(pub fn(&Input) -> Result<String, BoxError>);

impl Customization for HostPrefix {
    fn add(&self, _layer: &mut Layer, components: &mut RuntimeComponentsBuilder) {
        components.push_interceptor(SharedInterceptor::permanent(*self));
    }
}

impl Intercept for HostPrefix {
    fn name(&self) -> &'static str {
        "HostPrefix"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let prefix = (self.0)(context.input())?;
        cfg.interceptor_state()
            .store_put(EndpointPrefix::new(prefix)?);
        Ok(())
    }
}

/// A part of a prefix.
#[allow(dead_code, reason = "not every crate has both")]
#[derive(Debug)]
pub enum Part<'a> {
    /// Fixed text.
    Text(&'static str),
    /// Name and value of a member.
    Member(&'static str, Option<&'a str>),
}

/// Builds a prefix from its parts.
///
/// # Errors
/// If a member is not set, or if its value could change the URL in another way than as a part of
/// one label of the host name. Nothing is sent then.
pub fn prefix(parts: &[Part<'_>]) -> Result<String, BoxError> {
    let mut prefix = String::new();
    for part in parts {
        prefix += match part {
            Part::Text(text) => text,
            Part::Member(name, None | Some("")) => {
                return Err(InvalidMember(name, "it has to be set").into());
            }
            Part::Member(name, Some(value)) if !is_label(value) => {
                return Err(InvalidMember(name, LABEL).into());
            }
            Part::Member(_, Some(value)) => value,
        };
    }
    match prefix.split('.').find(|label| label.len() > LONGEST) {
        Some(label) => Err(format!(
            "{label:?} has more than {LONGEST} characters, the maximum of a label in a host name"
        )
        .into()),
        None => Ok(prefix),
    }
}

/// Maximum length of a label of a host name.
const LONGEST: usize = 63;

const LABEL: &str = "it may contain ASCII letters, digits and `-`, has to begin with a letter or \
                     digit, and may have at most 63 characters";

fn is_label(value: &str) -> bool {
    value.len() <= LONGEST
        && value.starts_with(|c: char| c.is_ascii_alphanumeric())
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Name of a member, and the problem with its value. The value may be a secret, so it is not shown.
#[derive(Debug)]
struct InvalidMember(&'static str, &'static str);

impl fmt::Display for InvalidMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, what) = self;
        write!(f, "`{name}` is part of the host's name: {what}")
    }
}

impl std::error::Error for InvalidMember {}
