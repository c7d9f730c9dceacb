// Made by botosmith; do not edit.

//! What operations fail with.

pub mod builders;
mod access_denied_exception;

pub use access_denied_exception::AccessDeniedException;

mod client_exception;

pub use client_exception::ClientException;

mod cluster_not_found_exception;

pub use cluster_not_found_exception::ClusterNotFoundException;

mod invalid_parameter_exception;

pub use invalid_parameter_exception::InvalidParameterException;

mod server_exception;

pub use server_exception::ServerException;
