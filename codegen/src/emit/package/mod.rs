//! Emits the files of the package around its services: `Cargo.toml`, `src/lib.rs`, and the copied
//! files of the runtime.

pub(super) mod cargo_toml;
pub(super) mod library;
pub(super) mod runtime;
