//! `manifest.toml`: the crates to generate, with their services and operations.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::error::{Error, Result, SourceLocation};
use crate::names::{Ident, case, reserved};

/// A manifest, checked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Manifest {
    /// The file. Paths in the manifest are relative to its folder.
    pub file: PathBuf,
    /// The crates.
    pub crates: Vec<Crate>,
}

/// `[[crate]]`
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// Location of the name in the manifest.
    pub location: SourceLocation,
    /// Folder of the package.
    pub path: PathBuf,
    /// The services.
    pub services: Vec<Service>,
}

/// `[[crate.service]]`
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Service {
    /// Name of the module and of the Cargo feature.
    pub module: Ident,
    /// Folder with `service-2.json` and its companions.
    pub model: PathBuf,
    /// Location of that path in the manifest.
    pub model_location: SourceLocation,
    /// The chosen operations; `None` for all of them.
    pub operations: Option<Vec<ChosenOperation>>,
}

/// An operation in the list `operations`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChosenOperation {
    /// Name of the operation: its key in the model.
    pub name: String,
    /// Location of the name in the manifest.
    pub location: SourceLocation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    #[serde(rename = "crate")]
    crates: Vec<RawCrate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCrate {
    name: Spanned<String>,
    path: Spanned<PathBuf>,
    #[serde(rename = "service", default)]
    services: Vec<RawService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawService {
    module: Spanned<String>,
    model: Spanned<PathBuf>,
    operations: Option<Spanned<Vec<Spanned<String>>>>,
    /// Written by `import`, for people to read.
    #[serde(rename = "source")]
    _source: Option<RawSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    /// The version of botocore. A single file has none.
    #[serde(rename = "botocore")]
    _botocore: Option<String>,
    #[serde(rename = "sha256")]
    _sha256: String,
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// If the file cannot be read or is not a manifest, if something has the same name twice, or if
    /// the folder of a model does not exist.
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Error::file(file, format!("cannot read the manifest: {error}"))
                .hint("name another one with --manifest")
        })?;
        let manifest = Self::parse(file, &text)?;
        if let Some(empty) = manifest.crates.iter().find(|it| it.services.is_empty()) {
            let what = format!("`{}` has no services", empty.name);
            return Err(Error::at(empty.location.clone(), what)
                .hint("add a [[crate.service]]; `cargo xtask import` does that"));
        }
        let base = file.parent().unwrap_or(Path::new(""));
        for service in manifest.crates.iter().flat_map(|it| &it.services) {
            if !base.join(&service.model).is_dir() {
                let what = format!("there is no folder `{}`", service.model.display());
                return Err(Error::at(service.model_location.clone(), what).hint(
                    "paths are relative to the manifest; `cargo xtask import` brings models",
                ));
            }
        }
        Ok(manifest)
    }

    /// Checks the text of a manifest; its paths are relative to the folder of `file`.
    ///
    /// # Errors
    /// See [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let location = |offset: usize| SourceLocation::new(file, text, offset, "");
        let raw: RawManifest = toml::from_str(text).map_err(|error| {
            let what = error.message().to_owned();
            match error.span() {
                Some(span) => Error::at(location(span.start), what),
                None => Error::file(file, what),
            }
            .hint("README.md shows what a manifest looks like")
        })?;
        let mut crates: Vec<Crate> = Vec::new();
        for raw_crate in raw.crates {
            let folder = normal(raw_crate.path.get_ref());
            let path_start = raw_crate.path.span().start;
            let crate_ = self::crate_(raw_crate, &location)?;
            if crates.iter().any(|it| normal(&it.path) == folder) {
                let what = "this folder is another crate's";
                return Err(Error::at(location(path_start), what)
                    .hint("give each crate a folder of its own: it is written as a whole"));
            }
            crates.push(crate_);
        }
        Ok(Self {
            file: file.to_owned(),
            crates,
        })
    }

    /// The folder of a crate.
    pub fn folder(&self, crate_: &Crate) -> PathBuf {
        self.file
            .parent()
            .unwrap_or(Path::new(""))
            .join(&crate_.path)
    }
}

/// Checks a crate and its services.
fn crate_(raw: RawCrate, location: &dyn Fn(usize) -> SourceLocation) -> Result<Crate> {
    let (name, start) = (raw.name.get_ref(), raw.name.span().start);
    if !is_package_name(name) {
        let what = format!("`{}` cannot be the name of a package", name.escape_debug());
        return Err(Error::at(location(start), what)
            .hint("letters, digits, `-` and `_`, beginning with a letter"));
    }
    let mut services: Vec<Service> = Vec::new();
    for raw_service in raw.services {
        let module_start = raw_service.module.span().start;
        let service = service(raw_service, location)?;
        if services.iter().any(|it| it.module == service.module) {
            let what = format!("there is a second module `{}`", service.module);
            return Err(
                Error::at(location(module_start), what).hint("give each service a name of its own")
            );
        }
        services.push(service);
    }
    Ok(Crate {
        location: location(start),
        name: name.clone(),
        path: raw.path.into_inner(),
        services,
    })
}

/// Checks a service.
fn service(raw: RawService, location: &dyn Fn(usize) -> SourceLocation) -> Result<Service> {
    let (text, start) = (raw.module.get_ref().as_str(), raw.module.span().start);
    let module = case::module(text).ok_or_else(|| {
        let what = format!("`{}` cannot be the name of a module", text.escape_debug());
        Error::at(location(start), what).hint(format!(
            "lower-case words joined by `_`, but no keyword, and none of {}",
            reserved::MODULES.join(", ")
        ))
    })?;
    Ok(Service {
        module,
        model_location: location(raw.model.span().start),
        model: raw.model.into_inner(),
        operations: raw
            .operations
            .map(|list| operations(list, location))
            .transpose()?,
    })
}

/// Checks the list of chosen operations.
fn operations(
    list: Spanned<Vec<Spanned<String>>>,
    location: &dyn Fn(usize) -> SourceLocation,
) -> Result<Vec<ChosenOperation>> {
    let list_start = list.span().start;
    let mut chosen: Vec<ChosenOperation> = Vec::new();
    for name in list.into_inner() {
        let location = location(name.span().start);
        let name = name.into_inner();
        if chosen.iter().any(|it| it.name == name) {
            let what = format!("`{}` is chosen twice", name.escape_debug());
            return Err(Error::at(location, what).hint("remove one of the two"));
        }
        chosen.push(ChosenOperation { name, location });
    }
    if chosen.is_empty() {
        return Err(Error::at(location(list_start), "no operation is chosen")
            .hint("leave the line out to have all of them"));
    }
    Ok(chosen)
}

/// Normalizes a path: removes `.`, and `..` together with the folder before it.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            _ => normal.push(component),
        }
    }
    normal
}

fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
