//! Emits operations: their modules, fluent builders, errors, and the static data of calls.

mod codec;
pub(super) mod customizations;
mod descriptor;
mod endpoint;
mod error;
pub(super) mod files;
mod fluent;
mod module;
mod path;
pub(super) mod service_behavior;
