// Made by botosmith; do not edit.

//! About this crate and the service.

use aws_runtime::user_agent::ApiMetadata;

use crate::support::client;

/// Version of the crate.
pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) static SERVICE: client::Service = client::Service {
    sdk_id: "ECS",
    signing_name: "ecs",
    endpoint_prefix: "ecs",
    endpoint_after_identity: false,
    api_metadata: ApiMetadata::new("ecs", PKG_VERSION),
    operations: 1,
};
