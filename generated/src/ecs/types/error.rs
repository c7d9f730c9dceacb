// Made by botosmith; do not edit.

//! What operations fail with.

pub mod builders;
mod client_exception;

pub use client_exception::ClientException;

mod server_exception;

pub use server_exception::ServerException;
