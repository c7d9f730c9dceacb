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

pub mod annotation;
mod atomic;
pub mod build_script;
#[cfg(feature = "import")]
pub mod changes;
pub mod classes;
#[cfg(feature = "import")]
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod emit;
mod error;
mod folders;
#[cfg(feature = "import")]
pub mod import;
mod input;
pub mod lock;
pub mod manifest;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod names;
mod nearest;
mod output;
mod parallel;
#[doc(hidden)]
pub mod paths;
#[doc(hidden)]
pub mod plan;
#[cfg(feature = "import")]
#[doc(hidden)]
pub mod prose;
#[cfg(feature = "import")]
mod refuse;
#[doc(hidden)]
pub mod shown;
#[cfg(feature = "import")]
pub mod source;
mod summary;

use std::path::{Path, PathBuf};

use error::Errors;

pub use build_script::build;
pub use error::{Error, Result, SourceLocation, Style, TextPosition};
pub use manifest::Manifest;
pub use names::Ident;
pub use output::Output;
pub use summary::{Difference, Summary};

/// Checks that no crate of a manifest is in the way of another one, of models or of the manifest.
/// [`generate`] does that, too.
///
/// # Errors
/// If a crate's folder is another's, the manifest's, or inside another crate's or a model's, or if
/// a model or the manifest is in the `src` of a crate.
pub fn check_folders(manifest: &Manifest) -> Result<()> {
    folders::check(manifest)
}

/// Generates all crates of a manifest, in memory. [`Output::write`] writes them.
///
/// # Errors
/// If a crate's folder is in the way of another one or of models, or if a model is invalid or needs
/// something that is not supported. The error is about the first mistake of each service.
pub fn generate(manifest: &Manifest) -> Result<Vec<Output>> {
    let mut errors = Errors::default();
    errors.value(folders::check(manifest));
    let mut outputs = Vec::new();
    for crate_ in &manifest.crates {
        if let Some(plan) = errors.value(plan(manifest, crate_))
            && errors.is_empty()
        {
            let locks = plan.services.iter().filter_map(|it| it.lock.clone());
            let services = plan.services.iter();
            let services = services.map(|it| (it.module.unraw().to_owned(), it.operations.len()));
            let output = Output::new(manifest.folder(crate_), emit::files(&plan));
            let output = output.with_locks(locks);
            outputs.push(output.about(crate_.name.clone(), services.collect()));
        }
    }
    errors.finish()?;
    Ok(outputs)
}

/// Generates all crates of a manifest and writes them. Returns a summary of each, with the
/// differences from the files that were there before.
///
/// Waits for other runs with the same manifest; see [`lock`]. Nothing is written if anything is
/// wrong with one of the crates.
///
/// # Errors
/// See [`Manifest::read`], [`generate`] and [`Output::write`].
pub fn write(manifest: &Path) -> Result<Vec<Summary>> {
    let _alone = lock::exclusive(manifest);
    let outputs = generate(&Manifest::read(manifest)?)?;
    // What is wrong with the folder of a crate is found before another crate is written.
    summaries(&outputs, Output::differences)?;
    summaries(&outputs, Output::write)
}

/// Generates all crates of a manifest and compares them with the files on disk. Returns a summary
/// of each.
///
/// Waits for other runs that write with the same manifest; see [`lock`].
///
/// # Errors
/// See [`Manifest::read`], [`generate`] and [`Output::differences`].
pub fn differences(manifest: &Path) -> Result<Vec<Summary>> {
    let _no_writer = lock::shared(manifest);
    summaries(&generate(&Manifest::read(manifest)?)?, Output::differences)
}

fn summaries(
    outputs: &[Output],
    differences: impl Fn(&Output) -> Result<Vec<(PathBuf, Difference)>>,
) -> Result<Vec<Summary>> {
    let mut errors = Errors::default();
    let found = outputs
        .iter()
        .map(|it| errors.value(differences(it).map(|found| it.summary(found))));
    let found: Vec<_> = found.flatten().collect();
    errors.finish()?;
    Ok(found)
}

/// Loads the models of a crate and plans it.
///
/// # Errors
/// If a model is invalid, or needs something that is not supported. The error is about the first
/// mistake of each service.
#[doc(hidden)]
pub fn plan(manifest: &Manifest, crate_: &manifest::Crate) -> Result<plan::Crate> {
    let mut errors = Errors::default();
    let mut services = Vec::new();
    for service in &crate_.services {
        let planned = plan::load(service, &manifest.file)
            .and_then(|chosen| plan::service(&service.module, &chosen));
        services.extend(errors.value(planned));
    }
    let partitions = errors.value(model::Partitions::beside(&manifest.models_folder()));
    errors.finish()?;
    if crate_.serde {
        services.iter_mut().for_each(plan::offer_serde);
    }
    let partitions = partitions.expect("there is no error");
    plan::derives(&crate_.derives, &mut services)?;
    plan::assemble(plan::package(crate_), services, &partitions)
}
