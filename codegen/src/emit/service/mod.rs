//! Emits the modules of a service around its operations and types.

mod auth;
mod error;
pub(super) mod files;
mod meta;
pub(super) mod modules;
mod params;
pub(super) mod rules;
mod summary;
