// Made by botosmith; do not edit.

//! Builders of the errors.

pub use super::access_denied_exception::AccessDeniedExceptionBuilder;
pub use super::client_exception::ClientExceptionBuilder;
pub use super::cluster_not_found_exception::ClusterNotFoundExceptionBuilder;
pub use super::invalid_parameter_exception::InvalidParameterExceptionBuilder;
pub use super::server_exception::ServerExceptionBuilder;
