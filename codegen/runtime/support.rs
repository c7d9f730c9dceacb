//! Stand-in for the list of modules that generated crates share: here it has all of them.

pub mod bearer;
pub mod client;
pub mod codec;
pub mod endpoint_discovery;
pub mod endpoint_rules;
pub mod error;
pub mod flexible_checksum;
pub mod host_prefix;
pub mod idempotency;
pub mod interceptors;
pub mod json;
pub mod json_error;
pub mod json_rpc;
pub mod members;
pub mod partitions;
pub mod plain_endpoint;
pub mod request_compression;
pub mod required_checksum;
pub mod rest;
pub mod telemetry;
#[cfg(feature = "test-util")]
pub mod test_util;
pub mod unsigned_payload;
pub mod url;
