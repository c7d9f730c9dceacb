//! Endpoint rules, from the file to the URL: read, laid out and evaluated as for generated clients.

mod bad;
mod cases;
mod corpus;
mod decisions;
mod hosts;
mod tables;

/// The table as it was emitted. It names the support code as in a generated crate.
#[rustfmt::skip]
#[path = "../../../../generated/src/ecs/config/endpoint/params/rules.rs"]
mod emitted;
use botosmith_runtime::support;
