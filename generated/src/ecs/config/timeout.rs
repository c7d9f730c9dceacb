// Made by botosmith; do not edit.

//! Timeout configuration.

pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
