//! `manifest.toml`: the crates to generate, with their services and operations.

mod dependencies;
mod derives;
#[cfg(feature = "import")]
mod edit;
mod exceptions;
mod features;
mod names;
mod package;
mod paths;
mod service;
mod table;
mod value;

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, TextPosition};
use crate::input;
use crate::nearest;
use exceptions::ServiceNames;
use paths::{check_path, models_folder};
use service::services;
use table::{At, Reader, Table, Value};

pub use dependencies::Dependency;
pub use derives::{ChosenType, Derive, Derived, StdTrait};
#[cfg(feature = "import")]
pub use edit::set_version;
pub use exceptions::{ExceptedOperation, ExceptedService, Exception, List};
pub use features::Features;
pub use package::Package;
pub(crate) use package::{KEYS, RUST_VERSION, VERSION};
pub use service::{ChosenOperation, Service};

/// A manifest, checked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Manifest {
    /// The file. Paths in the manifest are relative to its folder.
    pub file: PathBuf,
    /// Folder of the models, relative to the manifest: `import` adds services there, and
    /// `partitions.json` is read from it. By default the manifest's own folder.
    pub models: PathBuf,
    /// The crates.
    pub crates: Vec<Crate>,
    /// Changes of models that do not count.
    pub exceptions: Vec<Exception>,
}

/// `[[crate]]`
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// Position of the name in the manifest.
    pub location: TextPosition,
    /// Folder of the package.
    pub path: PathBuf,
    /// Position of that path in the manifest.
    pub path_location: TextPosition,
    /// Name of the library, if it is not the package's with `_` for `-`.
    pub library: Option<String>,
    /// Places of the services in the crate.
    pub layout: Layout,
    /// Keys of `[package]` in the generated `Cargo.toml`.
    pub package: Package,
    /// Cargo features.
    pub features: Features,
    /// Macros that types derive beside the usual ones.
    pub derives: Vec<Derive>,
    /// Dependencies with those macros.
    pub dependencies: Vec<Dependency>,
    /// True if types, inputs and outputs have serde's traits, with a Cargo feature.
    pub serde: bool,
    /// The services.
    pub services: Vec<Service>,
}

/// Places of the services in a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Layout {
    /// A module and a Cargo feature for each service.
    #[default]
    Modules,
    /// The items of the only service at the crate's root, as in the published crates.
    Root,
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// If the file cannot be read or is not a manifest, if something has the same name twice, or if
    /// the folder of a model does not exist. The error is about all mistakes.
    pub fn read(file: &Path) -> Result<Self> {
        let text = input::text(file).map_err(|error| unreadable(file, &error))?;
        let (manifest, mut reader) = read(file, &text, true);
        let base = manifest.base();
        for service in manifest.crates.iter().flat_map(|it| &it.services) {
            if !base.join(&service.model).is_dir() {
                reader.refuse_position(&service.model_location, |place| {
                    let what = format!("there is no folder `{}`", service.model.display());
                    Error::at(place, what).hint(
                        "paths are relative to the manifest; `botosmith import` brings models",
                    )
                });
            }
        }
        reader.finish()?;
        Ok(manifest)
    }

    /// Reads a manifest that may have crates without services and models that are not there yet.
    ///
    /// # Errors
    /// If the file cannot be read or is not a manifest, or if something has the same name twice.
    /// The error is about all mistakes.
    pub fn open(file: &Path) -> Result<Self> {
        let text = input::text(file).map_err(|error| unreadable(file, &error))?;
        Self::parse(file, &text)
    }

    /// Checks the text of a manifest; its paths are relative to the folder of `file`.
    ///
    /// # Errors
    /// See [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let (manifest, reader) = read(file, text, false);
        reader.finish()?;
        Ok(manifest)
    }

    /// The folder of a crate.
    pub fn folder(&self, crate_: &Crate) -> PathBuf {
        self.base().join(&crate_.path)
    }

    /// The folder of the models.
    pub fn models_folder(&self) -> PathBuf {
        self.base().join(&self.models)
    }

    /// The folder to which paths in the manifest are relative.
    pub(crate) fn base(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }
}

fn unreadable(file: &Path, error: &io::Error) -> Error {
    Error::file(file, format!("cannot read the manifest: {error}"))
        .hint("name another one with --manifest; `botosmith init` makes one")
}

impl Crate {
    /// The name of the library in Rust.
    pub fn library_name(&self) -> String {
        let library = self.library.clone();
        library.unwrap_or_else(|| self.name.replace('-', "_"))
    }

    /// The version of the generated package; `None` if it inherits that from a workspace.
    pub fn version(&self) -> Option<&str> {
        let is_given = self.package.keys.iter().any(|(key, _)| *key == "version");
        match &self.package.version {
            None if !is_given => Some(VERSION),
            version => version.as_deref(),
        }
    }
}

/// Reads a manifest as far as possible. With `with_services`, each crate has to have one.
fn read(file: &Path, text: &str, with_services: bool) -> (Manifest, Reader) {
    let text = input::without_mark(text);
    let mut reader = Reader::new(file, text);
    let document = reader.parse(text);
    let mut crates = Vec::new();
    let mut models = PathBuf::new();
    let mut exceptions = Vec::new();
    // What follows a mistake in the syntax may be misunderstood.
    if !reader.has_errors()
        && let Some(mut root) = reader.table(&document, "a manifest")
    {
        let list = root.require("crate", &mut reader);
        for table in reader.tables(list, "a crate") {
            crates.extend(crate_(table, with_services, &mut reader));
        }
        if let Some(value) = root.get("models") {
            models = models_folder(value, &mut reader).unwrap_or_default();
        }
        // A service with a mistake is missing in the list of crates.
        let known = (!reader.has_errors()).then(|| names(&crates));
        exceptions = exceptions::exceptions(root.get("changes"), known.as_ref(), &mut reader);
        root.finish(&mut reader);
    }
    let file = file.to_owned();
    let manifest = Manifest {
        file,
        models,
        crates,
        exceptions,
    };
    (manifest, reader)
}

/// Lists the names of all services: of the module, and of the folder that botocore has for it.
fn names(crates: &[Crate]) -> ServiceNames {
    let all = || crates.iter().flat_map(|it| &it.services);
    let services = crates.iter();
    let services = services.flat_map(|it| it.services.iter().map(move |service| (it, service)));
    let names = services.map(|(crate_, service)| {
        let (module, folder) = (service.module.as_str(), service.service_folder());
        let mut names = vec![module.to_owned(), folder.to_owned()];
        if all().filter(|it| it.module == service.module).count() > 1 {
            names.push(service.name_in(&crate_.name));
        }
        names
    });
    names.collect()
}

/// Reads a crate and its services.
fn crate_(mut table: Table<'_>, with_services: bool, reader: &mut Reader) -> Option<Crate> {
    let name = table.require_string("name", reader);
    let path = table.require_string("path", reader);
    check_path(path, reader);
    let serde = table.get("serde").and_then(|it| reader.boolean(it));
    if let Some((name, at)) = name
        && let Some(hint) = names::refusal_of_package(name)
    {
        reader.refuse(at, |place| {
            let what = format!("`{}` cannot be the name of a package", name.escape_debug());
            Error::at(place, what).hint(hint)
        });
    }
    let library = table.get("lib").and_then(|it| library(it, reader));
    let list = table.get("service");
    let layout = table.get("layout").map(|it| layout(it, list, reader));
    let package = table.get("package");
    let package = package.and_then(|it| reader.table(it, "a package"));
    let package = package.map(|it| package::package(it, reader));
    let without = table.get("without-features");
    let features = features::features(without, table.get("default-features"), reader);
    let dependencies = table.get("dependencies");
    let dependencies = dependencies.map(|it| dependencies::dependencies(it, reader));
    let dependencies = dependencies.unwrap_or_default();
    let derives = table.get("derives");
    let derives = derives.map(|it| derives::derives(it, &dependencies, reader));
    for key in KEYS.into_iter().chain(["metadata"]) {
        let what = format!("`{key}` is not a key of a crate itself");
        table.refuse(key, &what, "move it into [crate.package]", reader);
    }
    table.finish(reader);
    let services = services(list, name, with_services, reader);
    let ((name, name_at), (path, path_at)) = (name?, path?);
    Some(Crate {
        name: name.to_owned(),
        location: reader.position(name_at),
        path: path.into(),
        path_location: reader.position(path_at),
        library,
        layout: layout.unwrap_or_default(),
        package: package.unwrap_or_default(),
        features,
        derives: derives.unwrap_or_default(),
        dependencies,
        serde: serde.unwrap_or_default(),
        services,
    })
}

/// Reads the name of a library.
fn library(value: Value<'_>, reader: &mut Reader) -> Option<String> {
    let name = reader.string(value)?;
    if let Some(hint) = names::refusal_of_library(name) {
        reader.refuse(value.span(), |place| {
            let what = format!("`{}` cannot be the name of a library", name.escape_debug());
            Error::at(place, what).hint(hint)
        });
    }
    Some(name.to_owned())
}

/// Reads `layout`. Only one service can be at the crate's root.
fn layout(value: Value<'_>, services: Option<Value<'_>>, reader: &mut Reader) -> Layout {
    let at = At::from(value.span());
    let services = services.and_then(|it| it.get_ref().as_array());
    match reader.string(value) {
        Some("root") if services.is_some_and(|it| it.len() > 1) => {
            reader.refuse(at, |place| {
                Error::at(place, "only one service can be at the root of a crate")
                    .hint("give each service a [[crate]] of its own, or leave `layout` out")
            });
            Layout::Root
        }
        Some("root") => Layout::Root,
        None | Some("modules") => Layout::Modules,
        Some(other) => {
            reader.refuse(at, |place| {
                let what = format!("there is no layout `{}`", other.escape_debug());
                Error::at(place, what).hint(nearest::hint(other, ["modules", "root"]))
            });
            Layout::Modules
        }
    }
}
