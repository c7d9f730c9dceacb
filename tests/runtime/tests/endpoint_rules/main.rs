//! Endpoint rules: parsed, laid out as tables and evaluated as for generated clients.

mod bad;
mod cases;
mod corpus;
mod decisions;
mod differences;
mod hosts;
mod meaning;
mod tables;

/// The table of the generated crate, which refers to `support` as it does there.
#[rustfmt::skip]
#[path = "../../../../generated/src/ecs/config/endpoint/params/rules.rs"]
mod emitted;
use botosmith_runtime::support;
