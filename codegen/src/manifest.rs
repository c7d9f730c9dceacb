//! `manifest.toml`: which crates to write, with which operations of which services.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::error::{Error, Result, SourceLocation};
use crate::plan::names::{self, Ident};

/// A manifest, checked.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Where it was read from; the paths in it are relative to its folder.
    pub file: PathBuf,
    /// The crates.
    pub crates: Vec<Crate>,
}

/// `[[crate]]`
#[derive(Debug, Clone)]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// Where it is named.
    pub place: SourceLocation,
    /// Folder of the package.
    pub path: PathBuf,
    /// The services.
    pub services: Vec<Service>,
}

/// `[[crate.service]]`
#[derive(Debug, Clone)]
pub struct Service {
    /// Name of the module and of the Cargo feature.
    pub module: Ident,
    /// Folder with `service-2.json` and its companions.
    pub model: PathBuf,
    /// Where that folder is named.
    pub model_place: SourceLocation,
    /// The chosen operations; `None`: all.
    pub operations: Option<Vec<ChosenOperation>>,
}

/// An operation in the list `operations`.
#[derive(Debug, Clone)]
pub struct ChosenOperation {
    /// The operation's key in the model.
    pub name: String,
    /// Where it is chosen.
    pub place: SourceLocation,
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
    /// Written by `import`, read by people.
    #[serde(rename = "source")]
    _source: Option<RawSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    /// Its version. A file that somebody had lying about has none.
    #[serde(rename = "botocore")]
    _botocore: Option<String>,
    #[serde(rename = "sha256")]
    _sha256: String,
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// If the file cannot be read, is not a manifest, names something twice, or names a folder that is
    /// not there.
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Error::file(file, format!("cannot read the manifest: {error}"))
                .hint("name another one with --manifest")
        })?;
        let manifest = Self::parse(file, &text)?;
        if let Some(empty) = manifest.crates.iter().find(|it| it.services.is_empty()) {
            let what = format!("`{}` has no services", empty.name);
            return Err(Error::at(empty.place.clone(), what)
                .hint("add a [[crate.service]]; `cargo xtask import` does that"));
        }
        let base = file.parent().unwrap_or(Path::new(""));
        for service in manifest.crates.iter().flat_map(|it| &it.services) {
            if !base.join(&service.model).is_dir() {
                let what = format!("there is no folder `{}`", service.model.display());
                return Err(Error::at(service.model_place.clone(), what).hint(
                    "paths are relative to the manifest; `cargo xtask import` brings models",
                ));
            }
        }
        Ok(manifest)
    }

    /// Checks the text of a manifest; `file` is where its paths start.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let place = |offset: usize| SourceLocation::new(file, text, offset, "");
        let raw: RawManifest = toml::from_str(text).map_err(|error| {
            let what = error.message().to_owned();
            match error.span() {
                Some(span) => Error::at(place(span.start), what),
                None => Error::file(file, what),
            }
            .hint("README.md shows what a manifest looks like")
        })?;
        let at = |offset: usize, what: String| Error::at(place(offset), what);
        let mut crates: Vec<Crate> = Vec::new();
        for raw_crate in raw.crates {
            let (name, start) = (raw_crate.name.get_ref(), raw_crate.name.span().start);
            if !is_package_name(name) {
                let name = name.escape_debug();
                return Err(
                    at(start, format!("`{name}` cannot be the name of a package"))
                        .hint("letters, digits, `-` and `_`, beginning with a letter"),
                );
            }
            let folder = normal(raw_crate.path.get_ref());
            if crates.iter().any(|it| normal(&it.path) == folder) {
                return Err(at(
                    raw_crate.path.span().start,
                    "this folder is another crate's".into(),
                )
                .hint("give each crate a folder of its own: it is written as a whole"));
            }
            let mut services: Vec<Service> = Vec::new();
            for raw_service in raw_crate.services {
                let service = service(raw_service, &place)?;
                if services.iter().any(|it| it.module == service.0.module) {
                    return Err(at(
                        service.1,
                        format!("there is a second module `{}`", service.0.module),
                    )
                    .hint("give each service a name of its own"));
                }
                services.push(service.0);
            }
            crates.push(Crate {
                place: place(start),
                name: name.clone(),
                path: raw_crate.path.into_inner(),
                services,
            });
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

/// Checks a service; along with it comes the offset of its name.
fn service(raw: RawService, place: &dyn Fn(usize) -> SourceLocation) -> Result<(Service, usize)> {
    let (text, start) = (raw.module.get_ref().as_str(), raw.module.span().start);
    let module = names::module(text).ok_or_else(|| {
        Error::at(
            place(start),
            format!("`{}` cannot be the name of a module", text.escape_debug()),
        )
        .hint("lower-case words joined by `_`, but no keyword, and not `support`, `default` or `ring`")
    })?;
    let mut operations: Option<Vec<ChosenOperation>> = None;
    if let Some(list) = raw.operations {
        let list_start = list.span().start;
        let chosen = operations.insert(Vec::new());
        for name in list.into_inner() {
            let place = place(name.span().start);
            let name = name.into_inner();
            if chosen.iter().any(|it| it.name == name) {
                let name = name.escape_debug();
                return Err(Error::at(place, format!("`{name}` is chosen twice"))
                    .hint("remove one of the two"));
            }
            chosen.push(ChosenOperation { name, place });
        }
        if chosen.is_empty() {
            return Err(Error::at(place(list_start), "no operation is chosen")
                .hint("leave the line out to have all of them"));
        }
    }
    let service = Service {
        module,
        model_place: place(raw.model.span().start),
        model: raw.model.into_inner(),
        operations,
    };
    Ok((service, start))
}

/// The path without `.`, and without `..` where that leads back out of a folder that the path names.
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
