//! Entry point for a `build.rs`.
//!
//! Everything is written into `OUT_DIR`, the folder that Cargo gives to build scripts: the crate of
//! the manifest into `clients/`, and beside it `clients.rs`, which the package includes.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::emit;
use crate::error::{Error, Result};
use crate::manifest::{Crate, Manifest};
use crate::output::Output;

pub use crate::emit::{DEPENDENCIES, FEATURES};

/// Generates the crate of a manifest into `OUT_DIR`, for the package whose build script calls this.
///
/// The root of the package's library or program includes the result; each service is a module
/// there:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/clients.rs"));
/// ```
///
/// The manifest's path is relative to the package, and so are the paths in errors. Cargo runs the
/// script again when the manifest or something in a model's folder has changed. Nothing is written
/// outside of `OUT_DIR`: a `names.lock` beside a model is read, but not updated. The manifest's
/// `path`, `lib`, `package` and features have no effect, since the package has its own.
/// `layout = "root"` puts the only service at the package's root. A second call in the same script
/// replaces the output of the first.
///
/// # Errors
/// If the manifest or a model cannot be parsed, if the manifest has more than one crate, or if the
/// package's `Cargo.toml` lacks one of [`DEPENDENCIES`] or a dependency of some operations. A
/// `main` that returns the error shows it well.
pub fn build(manifest: impl AsRef<Path>) -> Result<()> {
    let (out, package) = (folder("OUT_DIR")?, folder("CARGO_MANIFEST_DIR")?);
    print!("{}", run(manifest.as_ref(), &package, &out)?);
    Ok(())
}

/// Returns a folder from one of Cargo's environment variables for build scripts.
fn folder(variable: &str) -> Result<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| {
            Error::new(format!("the variable {variable} is not set"))
                .hint("call this from a `build.rs`; elsewhere use `botosmith::generate`")
        })
}

/// Generates the crate, and returns the directives for Cargo.
///
/// They are printed after success only: a script that failed runs again anyway, and Cargo would
/// show these lines before the error.
fn run(manifest: &Path, package: &Path, out: &Path) -> Result<String> {
    if !manifest.is_file() {
        return Err(Error::file(manifest, "there is no manifest").hint(
            "the path is relative to the package; README.md shows what a manifest looks like",
        ));
    }
    let _no_writer = crate::lock::shared(manifest);
    let manifest = Manifest::read(manifest)?;
    let crate_ = only_crate(&manifest)?;
    let plan = crate::plan(&manifest, crate_)?;
    check_dependencies(&package.join("Cargo.toml"), &emit::dependencies(&plan))?;
    let mut files = emit::files(&plan);
    files.push(emit::modules(&plan));
    Output::new(out.join("clients"), files).write()?;
    // Rust looks for modules beside the file that declares them, so that this file cannot declare
    // them itself.
    let file = out.join("clients.rs");
    let text = format!("include!(\"clients/{}\");\n", emit::MODULES_PATH);
    fs::write(&file, text).map_err(|error| {
        Error::file(&file, format!("cannot write the file: {error}"))
            .hint("check that the folder is writable and the disk has space")
    })?;
    Ok(directives(&manifest, crate_, &emit::all_features(&plan)))
}

fn only_crate(manifest: &Manifest) -> Result<&Crate> {
    match manifest.crates.as_slice() {
        [crate_] => Ok(crate_),
        [] => Err(Error::file(&manifest.file, "there is no crate")
            .hint("README.md shows what a manifest looks like")),
        [_, second, ..] => Err(Error::at(
            &second.location,
            "a build script generates one crate, and this is a second one",
        )
        .hint("move it to a manifest of its own, or its services into the first one")),
    }
}

/// Refuses a package that lacks dependencies: the compiler would report one at a time, in generated
/// files.
fn check_dependencies(cargo_toml: &Path, dependencies: &str) -> Result<()> {
    let fail = |what: String| {
        let hint = "run the build script with Cargo, which sets CARGO_MANIFEST_DIR";
        Error::file(cargo_toml, what).hint(hint)
    };
    let text = fs::read_to_string(cargo_toml)
        .map_err(|error| fail(format!("cannot read the file: {error}")))?;
    let package: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| fail(error.message().to_owned()))?;
    let targets = package.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(toml::Table::values);
    let known: BTreeSet<&String> = targets
        .filter_map(toml::Value::as_table)
        .chain([&package])
        .filter_map(|owner| owner.get("dependencies")?.as_table())
        .flat_map(toml::Table::keys)
        .collect();
    let is_missing = |line: &&str| match line.split_once(" = ") {
        Some((name, value)) => {
            !value.contains("optional = true") && !known.contains(&name.to_owned())
        }
        None => false,
    };
    let missing: Vec<&str> = dependencies.lines().filter(is_missing).collect();
    match missing.as_slice() {
        [] => Ok(()),
        lines => Err(Error::file(
            cargo_toml,
            "the package lacks dependencies of generated code",
        )
        .hint_with_lines("add to its [dependencies]:", lines)),
    }
}

/// Tells Cargo when to run again, and which features generated code checks for: the package need
/// not have them.
fn directives(manifest: &Manifest, crate_: &Crate, features: &str) -> String {
    let base = manifest.file.parent().unwrap_or(Path::new(""));
    let folders: BTreeSet<PathBuf> = crate_
        .services
        .iter()
        .map(|service| base.join(&service.model))
        .collect();
    let mut lines = String::new();
    // Folders, not files, so that an added `docs-2.json` counts.
    for path in std::iter::once(&manifest.file).chain(&folders) {
        writeln!(lines, "cargo::rerun-if-changed={}", path.display()).expect("a string takes all");
    }
    let features = features.lines().filter(|line| !line.starts_with('#'));
    let features: Vec<String> = features
        .filter_map(|line| Some(format!("{:?}", line.split_once(" = ")?.0)))
        .collect();
    let features = features.join(", ");
    writeln!(
        lines,
        "cargo::rustc-check-cfg=cfg(feature, values({features}))"
    )
    .expect("a string takes all");
    lines
}

#[cfg(test)]
mod tests;
