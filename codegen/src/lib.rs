//! Writes Rust clients for AWS services from the models that ship with botocore, cut to the operations that
//! are called.
#![doc = include_str!("../README.md")]
//! # Stages
//!
//! The stages, each in a folder: [`model`] (what AWS wrote) → [`plan`](mod@plan) (what we decided) → [`emit`] (how
//! it looks) → [`output`] (files). All failure happens before `emit`.

mod atomic;
pub mod build_script;
#[cfg(feature = "import")]
pub mod changes;
#[cfg(feature = "import")]
pub mod corpus;
pub mod emit;
mod error;
#[cfg(feature = "import")]
pub mod import;
pub mod manifest;
pub mod model;
mod nearest;
pub mod output;
mod parallel;
pub mod plan;
#[cfg(feature = "import")]
pub mod prose;
#[cfg(feature = "import")]
pub mod source;

pub use build_script::build;
pub use error::{Error, Result, SourceLocation};
pub use manifest::Manifest;
pub use output::Output;

/// Generates all crates of a manifest, in memory.
///
/// # Errors
/// If the manifest or a model cannot be understood. Nothing is written then.
pub fn generate(manifest: &Manifest) -> Result<Vec<Output>> {
    let crates = manifest.crates.iter().map(|crate_| {
        let plan = plan(manifest, crate_)?;
        let locks = plan.services.iter().filter_map(|it| it.lock.clone());
        Ok(Output::new(manifest.folder(crate_), emit::files(&plan)).with_locks(locks))
    });
    crates.collect()
}

/// Loads the models of a crate and decides everything about it.
///
/// # Errors
/// If a model cannot be understood, or needs something that is not supported.
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
