// Made by botosmith; do not edit.

//! Hand-written modules that the services share. They are not part of the public API.

pub(crate) mod client;
pub(crate) mod codec;
pub(crate) mod error;
pub(crate) mod idempotency;
pub(crate) mod interceptors;
pub(crate) mod json;
pub(crate) mod json_error;
pub(crate) mod members;
pub(crate) mod telemetry;
#[cfg(feature = "test-util")]
pub(crate) mod test_util;
pub(crate) mod json_rpc;
pub(crate) mod endpoint_rules;
pub(crate) mod partitions;
