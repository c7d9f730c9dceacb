//! Spans of calls: `SERVICE.OPERATION`, with the fields that AWS's SDKs give them.
//!
//! The name of a span is part of its static description. The macros of tracing would put the code
//! that creates a span beside each description, so into each operation; here that code exists once.

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use tracing::Span;
use tracing::callsite::{Callsite, DefaultCallsite, Identifier};
use tracing::dispatcher;
use tracing::field::{FieldSet, Value};
use tracing::level_filters::{LevelFilter, STATIC_MAX_LEVEL};
use tracing::metadata::{Kind, Level, Metadata};

/// Static description of a span.
pub type Description = DefaultCallsite;

/// Describes the span of an operation's calls, by the names of service and operation.
macro_rules! call_span {
    ($service:literal, $operation:literal) => {{
        static CALLSITE: $crate::support::span::Description =
            $crate::support::span::Description::new(&METADATA);
        static METADATA: tracing::Metadata<'static> = $crate::support::span::metadata(
            concat!($service, ".", $operation),
            module_path!(),
            (file!(), line!()),
            &CALLSITE,
        );
        &CALLSITE
    }};
}
#[allow(unused_imports, reason = "not every service has operations")]
pub(crate) use call_span;

const LEVEL: Level = Level::DEBUG;

/// Returns the metadata of a span: for `call_span!`.
#[allow(dead_code, reason = "not every service has operations")]
pub const fn metadata(
    name: &'static str,
    module: &'static str,
    (file, line): (&'static str, u32),
    callsite: &'static Description,
) -> Metadata<'static> {
    const FIELDS: &[&str] = &[
        "rpc.service",
        "rpc.method",
        "sdk_invocation_id",
        "rpc.system",
    ];
    let fields = FieldSet::new(FIELDS, Identifier(callsite));
    Metadata::new(
        name,
        module,
        LEVEL,
        Some(file),
        Some(line),
        Some(module),
        fields,
        Kind::SPAN,
    )
}

/// Creates the span of a call, if a subscriber records it.
pub fn of_call(description: &'static Description, service: &str, operation: &str) -> Span {
    if LEVEL > STATIC_MAX_LEVEL || LEVEL > LevelFilter::current() {
        return Span::none();
    }
    let (interest, metadata) = (description.interest(), description.metadata());
    let is_enabled = !interest.is_never()
        && (interest.is_always() || dispatcher::get_default(|it| it.enabled(metadata)));
    if is_enabled {
        create(description, service, operation)
    } else {
        Span::none()
    }
}

#[cold]
fn create(description: &'static Description, service: &str, operation: &str) -> Span {
    // Seven digits, to tell the calls of a log apart. It is not the invocation id that is sent.
    let id = fastrand::u32(1_000_000..10_000_000);
    let values: [&dyn Value; 4] = [&service, &operation, &id, &"aws-api"];
    let metadata = description.metadata();
    let mut fields = metadata.fields().iter().zip(values);
    let values = [(); 4].map(|()| fields.next().expect("there are four fields"));
    let [a, b, c, d] = values
        .each_ref()
        .map(|(field, value)| (field, Some(*value)));
    Span::new(metadata, &metadata.fields().value_set(&[a, b, c, d]))
}

/// Creates the span of endpoint resolution. The runtime has it where it resolves the endpoint after
/// the identity, which is then among the parameters.
pub fn of_endpoint_resolution(params: &EndpointResolverParams) -> Span {
    if params.get_property::<Identity>().is_some() {
        Span::none()
    } else {
        tracing::debug_span!("orchestrate_endpoint")
    }
}
