//! Finds the sources of published crates, which Cargo downloads.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cargo_metadata::{Metadata, MetadataCommand};

/// A published crate, with the path of its sources.
#[derive(Debug)]
pub(crate) struct Published {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its `lib.rs`.
    pub(crate) library: PathBuf,
}

/// The sources are not on this machine, and Cargo could not download them.
#[derive(Debug, thiserror::Error)]
#[error(
    "the sources of the published crates cannot be downloaded; later runs need no network:\n{0}"
)]
pub(crate) struct NotDownloaded(String);

/// The name of the crate that AWS publishes for a service, which has the name `sdk_id` in AWS's
/// SDKs.
pub(crate) fn crate_name(sdk_id: &str) -> String {
    let words: String = sdk_id.split_whitespace().collect();
    format!("aws-sdk-{}", words.to_lowercase())
}

/// Finds the crate `name` among those that `manifest` pins, and downloads it if necessary.
pub(crate) fn find(manifest: &Path, name: &str) -> Result<Published> {
    // Offline first, so that no network is needed if everything is there.
    let metadata = match metadata(manifest, &["--locked", "--offline"]) {
        Ok(metadata) => metadata,
        Err(error) if !error.is::<NotDownloaded>() => return Err(error),
        Err(_) => {
            eprintln!(
                "downloading the crates of {} (once)",
                crate::shown(manifest)
            );
            metadata(manifest, &["--locked"])?
        }
    };
    let pinned = metadata
        .root_package()
        .with_context(|| format!("{} is not a package", crate::shown(manifest)))?
        .dependencies
        .iter()
        .map(|it| it.name.as_str());
    let pinned: Vec<&str> = pinned.collect();
    let package = metadata.packages.iter().find(|it| it.name == name);
    let Some(package) = package.filter(|_| pinned.contains(&name)) else {
        bail!(
            "no version of {name} is pinned in {}: add it there; pinned are: {}",
            crate::shown(manifest),
            pinned.join(", ")
        );
    };
    let library = package.targets.iter().find(|it| it.is_lib());
    let library = library.with_context(|| format!("{name} has no library"))?;
    Ok(Published {
        name: name.to_owned(),
        version: package.version.to_string(),
        library: library.src_path.clone().into(),
    })
}

fn metadata(manifest: &Path, options: &[&str]) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(manifest).other_options(
        options
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<_>>(),
    );
    match command.exec() {
        Ok(metadata) => Ok(metadata),
        Err(cargo_metadata::Error::CargoMetadata { stderr }) => {
            if stderr.contains("--locked was passed") {
                bail!(
                    "Cargo.lock beside {manifest} is not up to date: run `cargo metadata --manifest-path \
                     {manifest} --format-version 1` and commit it",
                    manifest = crate::shown(manifest)
                );
            }
            Err(NotDownloaded(stderr.trim_end().to_owned()).into())
        }
        Err(error) => Err(error).context("cannot run `cargo metadata`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_named_after_services() {
        assert_eq!(crate_name("ECS"), "aws-sdk-ecs");
        assert_eq!(crate_name("Secrets Manager"), "aws-sdk-secretsmanager");
    }

    #[test]
    fn a_crate_that_is_not_pinned_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("Cargo.toml");
        let package = "[package]\nname = \"none\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n";
        std::fs::write(&manifest, package).unwrap();
        std::fs::write(folder.path().join("lib.rs"), "").unwrap();
        let error = find(&manifest, "aws-sdk-ecs").unwrap_err().to_string();
        assert!(error.contains("Cargo.lock beside"), "{error}");
        let lock = "version = 4\n[[package]]\nname = \"none\"\nversion = \"0.0.0\"\n";
        std::fs::write(folder.path().join("Cargo.lock"), lock).unwrap();
        let error = find(&manifest, "aws-sdk-ecs").unwrap_err().to_string();
        assert!(
            error.contains("no version of aws-sdk-ecs is pinned in"),
            "{error}"
        );
    }
}
