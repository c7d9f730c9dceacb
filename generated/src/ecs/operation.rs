// Made by botosmith; do not edit.

//! The operations.

pub use aws_types::request_id::RequestId;

/// `RegisterContainerInstance`
pub mod register_container_instance;
