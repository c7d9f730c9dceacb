//! How the decisions look as Rust. Nothing is decided here, and nothing can fail.
//!
//! Each emitter turns one part of the plan into tokens; [`files`] says which file they become.
//! Behaviour is not emitted: it stands in `codegen/runtime/`, which is copied beside the emitted code.

mod auth;
mod builder;
mod cargo_toml;
mod endpoint;
mod endpoint_rules;
mod enumeration;
mod errors;
mod extras;
mod field;
mod fluent;
mod fragments;
mod http;
mod imports;
mod operation;
mod path;
mod service;
mod structure;
mod support;
mod union;
mod wire;

use proc_macro2::TokenStream;

use crate::plan;

pub(crate) use cargo_toml::MANIFEST_HEADER;
pub use cargo_toml::{DEPENDENCIES, FEATURES, dependencies};

/// A file to be written.
pub struct File<'a> {
    /// Path in the crate, with `/`.
    pub path: String,
    /// What goes into it.
    pub content: Content<'a>,
}

/// The content of a file.
pub enum Content<'a> {
    /// Rust items, still to be made and formatted: tokens cannot leave their thread, what makes them can.
    Tokens(Box<dyn Fn() -> TokenStream + Send + Sync + 'a>),
    /// Text as it is.
    Text(String),
}

/// All files of a crate.
pub fn files(crate_: &plan::Crate) -> Vec<File<'_>> {
    let mut files = vec![cargo_toml::file(crate_), service::library(crate_)];
    files.extend(support::files(crate_));
    for it in &crate_.services {
        files.extend(service::files(it));
    }
    files
}

/// Path of [`modules`] in the crate. No module's file can have it, because of the hyphen.
pub(crate) const MODULES_PATH: &str = "src/all-modules.rs";

/// The modules of a crate, to be included by another one: what `src/lib.rs` has, without attributes of
/// a crate and without features for services.
pub fn modules(crate_: &plan::Crate) -> File<'_> {
    service::modules(crate_)
}
