// Made by botosmith; do not edit.

//! Builders of the errors.

pub use super::client_exception::ClientExceptionBuilder;
pub use super::server_exception::ServerExceptionBuilder;
