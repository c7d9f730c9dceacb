// Made by botosmith; do not edit.

//! Clients for AWS services, with the operations that this crate's users call.
//!
//! Each service is a module and a Cargo feature:
//!
//! - [`ecs`] is Amazon ECS
//!
//! The API is the one of `aws-sdk-rust`: `use aws_clients::ecs as aws_sdk_ecs;`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "ecs")]
#[rustfmt::skip]
mod support;

#[cfg(feature = "ecs")]
#[rustfmt::skip]
pub mod ecs;
