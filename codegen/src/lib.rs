//! Generates Rust clients for AWS services from the models that ship with botocore, cut to the
//! operations that are called.
#![doc = include_str!("../README.md")]
//! # Stages
//!
//! `model` (the model as it is written) → `plan` (all decisions) → `emit` (Rust as tokens) →
//! [`Output`] (files). All errors occur before `emit`.
//!
//! Modules that are hidden from this documentation are the stages themselves. They are public for
//! the tests of the project only, and semver does not cover them.

mod atomic;
pub mod build_script;
#[cfg(feature = "import")]
pub mod changes;
#[cfg(feature = "import")]
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod emit;
mod error;
#[cfg(feature = "import")]
pub mod import;
pub mod manifest;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod names;
mod nearest;
mod output;
mod parallel;
#[doc(hidden)]
pub mod plan;
#[cfg(feature = "import")]
#[doc(hidden)]
pub mod prose;
#[cfg(feature = "import")]
pub mod source;

pub use build_script::build;
pub use error::{Error, Result, SourceLocation};
pub use manifest::Manifest;
pub use names::Ident;
pub use output::{Difference, Output};

/// Generates all crates of a manifest, in memory. [`Output::write`] writes them.
///
/// # Errors
/// If a model is invalid, or needs something that is not supported.
pub fn generate(manifest: &Manifest) -> Result<Vec<Output>> {
    let crates = manifest.crates.iter().map(|crate_| {
        let plan = plan(manifest, crate_)?;
        let locks = plan.services.iter().filter_map(|it| it.lock.clone());
        Ok(Output::new(manifest.folder(crate_), emit::files(&plan)).with_locks(locks))
    });
    crates.collect()
}

/// Loads the models of a crate and plans it.
///
/// # Errors
/// If a model is invalid, or needs something that is not supported.
#[doc(hidden)]
pub fn plan(manifest: &Manifest, crate_: &manifest::Crate) -> Result<plan::Crate> {
    let models = crate_
        .services
        .iter()
        .map(|service| plan::load(service, &manifest.file))
        .collect::<Result<_>>()?;
    let folder = manifest.file.parent().unwrap_or(std::path::Path::new(""));
    let partitions = model::Partitions::beside(folder)?;
    plan::plan(crate_, models, &partitions)
}
