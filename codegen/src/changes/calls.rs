//! Operations as their callers write them: with boto3, and in Rust.

pub(crate) mod boto3;
pub(crate) mod call;
pub(crate) mod rust;
pub(crate) mod syntax;
