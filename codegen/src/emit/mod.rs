//! Turns the plan into Rust: tokens and files. Nothing is decided here, and nothing can fail.
//!
//! [`files`] lists the files of a crate. Behaviour is not emitted: it is in `codegen/runtime/`,
//! which is copied beside the emitted code.
//!
//! - `package`: `Cargo.toml`, `lib.rs`, and the copied runtime;
//! - `service`: the modules of a service around its operations and types;
//! - `operation`: an operation's module, fluent builder, error, and the static data of its calls;
//! - `types`: structures with builders, unions, enums;
//! - `wire`: the methods that read and write types;
//! - `tokens`: files, imports, names, documentation;
//! - `components`: the table of optional parts.

mod components;
mod operation;
mod package;
mod service;
mod tokens;
mod types;
mod wire;

use crate::plan;

#[cfg(feature = "import")]
pub(crate) use package::cargo_toml::MANIFEST_HEADER;
pub(crate) use package::cargo_toml::is_generated;
pub use package::cargo_toml::{DEPENDENCIES, FEATURES, all_features, dependencies};
pub(crate) use package::library::MODULES_PATH;
pub use package::library::modules;
pub use tokens::file::{Content, File};

/// Lists all files of a crate.
pub fn files(crate_: &plan::Crate) -> Vec<File<'_>> {
    let mut files = vec![
        package::cargo_toml::file(crate_),
        package::library::library(crate_),
    ];
    files.extend(package::runtime::shared_files(crate_));
    for service in &crate_.services {
        files.extend(service::files::files(service));
    }
    files
}
