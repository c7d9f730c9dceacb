// Made by botosmith; do not edit.

//! Amazon ECS (2014-11-13).
//!
//! Runs containers on a cluster of machines.
//!
//! A *cluster* is a group of *container instances*: EC2 machines on which the ECS agent runs. The agent
//! registers its machine with [`register_container_instance`](Client::register_container_instance).

pub mod client;
pub mod config;
pub mod error;
pub mod meta;
pub mod operation;
pub mod primitives;
mod service_error;
pub mod types;

#[doc(inline)]
pub use client::Client;
#[doc(inline)]
pub use config::Config;
pub use service_error::Error;
