// Made by botosmith; do not edit.

//! Settings of timeouts.

pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
