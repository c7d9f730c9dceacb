//! `manifest.toml`: the crates to generate, with their services and operations.

mod exceptions;
mod table;

use std::collections::HashSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result, TextPosition};
use crate::input;
use crate::names::{Ident, case, reserved};
use table::{At, Reader, Table, Value};

pub use exceptions::{ExceptedOperation, ExceptedService, Exception, List};

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
    /// Position of that path in the manifest.
    pub model_location: TextPosition,
    /// The chosen operations; `None` for all of them.
    pub operations: Option<Vec<ChosenOperation>>,
    /// Version of botocore that the model is from, if it was imported from a release.
    pub botocore: Option<String>,
}

/// An operation in the list `operations`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChosenOperation {
    /// Name of the operation: its key in the model.
    pub name: String,
    /// Position of the name in the manifest.
    pub location: TextPosition,
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
    /// If the file cannot be read or is not a manifest, or if something has the same name twice. The
    /// error is about all mistakes.
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
        let known = (!reader.has_errors()).then_some(crates.as_slice());
        exceptions = exceptions::exceptions(root.get("changes"), known, &mut reader);
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

/// Reads the folder of the models, which is in the manifest's folder or below it: `changes` looks
/// for it in older revisions.
fn models_folder(value: Value<'_>, reader: &mut Reader) -> Option<PathBuf> {
    let text = reader.string(value)?;
    let at = At::from(value.span());
    check_path(Some((text, at)), reader);
    let path = PathBuf::from(text);
    let is_below = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir);
    if path.components().all(is_below) {
        return Some(path);
    }
    reader.refuse(at, |place| {
        Error::at(
            place,
            "the folder of the models has to be in the manifest's folder",
        )
        .hint("use a relative path without `..`, such as \"models\"")
    });
    None
}

/// Reads a crate and its services.
fn crate_(mut table: Table<'_>, with_services: bool, reader: &mut Reader) -> Option<Crate> {
    let name = string(&mut table, "name", reader);
    let path = string(&mut table, "path", reader);
    check_path(path, reader);
    let services = table.get("service");
    table.finish(reader);
    if let Some((name, at)) = name
        && let Some(hint) = refusal_of_package(name)
    {
        reader.refuse(at, |place| {
            let what = format!("`{}` cannot be the name of a package", name.escape_debug());
            Error::at(place, what).hint(hint)
        });
    }
    let tables = reader.tables(services, "a service");
    let has_none =
        services.is_none_or(|it| it.get_ref().as_array().is_some_and(|it| it.is_empty()));
    if let (Some((name, at)), true) = (name, with_services && has_none) {
        reader.refuse(at, |place| {
            Error::at(place, format!("`{}` has no services", name.escape_debug()))
                .hint("add a [[crate.service]]; `botosmith import` does that")
        });
    }
    let mut modules = HashSet::new();
    let mut read = Vec::new();
    for table in tables {
        read.extend(service(table, &mut modules, reader));
    }
    let ((name, name_at), (path, path_at)) = (name?, path?);
    Some(Crate {
        name: name.to_owned(),
        location: reader.position(name_at),
        path: path.into(),
        path_location: reader.position(path_at),
        services: read,
    })
}

/// Reads a service. `modules` has those of the services before.
fn service(
    mut table: Table<'_>,
    modules: &mut HashSet<Ident>,
    reader: &mut Reader,
) -> Option<Service> {
    let module = string(&mut table, "module", reader);
    let model = string(&mut table, "model", reader);
    check_path(model, reader);
    let operations = table.get("operations");
    let operations = operations.map(|value| self::operations(value, reader));
    let mut botocore = None;
    if let Some(value) = table.get("source")
        && let Some(source) = reader.table(value, "a source")
    {
        botocore = self::source(source, reader);
    }
    table.finish(reader);
    let module = module.and_then(|(text, at)| self::module(text, at, modules, reader));
    let (model, model_at) = model?;
    Some(Service {
        module: module?,
        model: model.into(),
        model_location: reader.position(model_at),
        operations,
        botocore,
    })
}

/// Refuses control characters, which would be instructions in the lines that Cargo reads.
fn check_path(path: Option<(&str, At)>, reader: &mut Reader) {
    if let Some((_, at)) = path.filter(|(path, _)| path.contains(char::is_control)) {
        reader.refuse(at, |place| {
            Error::at(place, "this path contains a control character").hint("rename the folder")
        });
    }
}

/// Checks the name of a module.
fn module(text: &str, at: At, modules: &mut HashSet<Ident>, reader: &mut Reader) -> Option<Ident> {
    let module = case::module(text);
    match &module {
        None => reader.refuse(at, |place| {
            let what = format!("`{}` cannot be the name of a module", text.escape_debug());
            Error::at(place, what).hint(module_hint(text))
        }),
        Some(module) => {
            if !modules.insert(module.clone()) {
                reader.refuse(at, |place| {
                    Error::at(place, format!("there is a second module `{module}`"))
                        .hint("give each service a name of its own")
                });
            }
        }
    }
    module
}

/// Reads the origin of a model, which `import` writes, and returns the version of botocore. A single
/// file has none.
fn source(mut table: Table<'_>, reader: &mut Reader) -> Option<String> {
    let version = table.get("botocore");
    let version = version.and_then(|it| reader.string(it));
    string(&mut table, "sha256", reader);
    table.finish(reader);
    version.map(str::to_owned)
}

/// Reads the list of chosen operations.
fn operations(list: Value<'_>, reader: &mut Reader) -> Vec<ChosenOperation> {
    let mut chosen = Vec::new();
    let mut names = HashSet::new();
    let values = reader.list(list);
    for value in values.unwrap_or_default() {
        let at = At::from(value.span());
        let Some(name) = reader.string(value) else {
            continue;
        };
        if !names.insert(name) {
            reader.refuse(at, |place| {
                Error::at(place, format!("`{}` is chosen twice", name.escape_debug()))
                    .hint("remove one of the two")
            });
            continue;
        }
        chosen.push(ChosenOperation {
            name: name.to_owned(),
            location: reader.position(at),
        });
    }
    if values.is_some_and(<[_]>::is_empty) {
        reader.refuse(list.span(), |place| {
            Error::at(place, "no operation is chosen")
                .hint("leave the line out to have all of them")
        });
    }
    chosen
}

/// Reads a string that has to be there, and its position.
fn string<'a>(
    table: &mut Table<'a>,
    key: &'static str,
    reader: &mut Reader,
) -> Option<(&'a str, At)> {
    let value = table.require(key, reader)?;
    Some((reader.string(value)?, value.span().into()))
}

/// Says how to name a service whose module cannot have the name `text`.
fn module_hint(text: &str) -> String {
    match case::service_module(&text.to_ascii_lowercase()) {
        Some(module) => format!("name it `{module}`"),
        None => format!(
            "lower-case words joined by `_`, but no keyword, no name of a device on Windows, and \
             none of {}",
            reserved::MODULES.join(", ")
        ),
    }
}

/// Says how a package can be called, if it cannot be called `name`.
fn refusal_of_package(name: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_part) {
        let hint = "letters, digits, `-` and `_`, beginning with a letter";
        return Some(hint.to_owned());
    }
    // The library's name: `use` cannot begin with a keyword or with a name that Rust gives to a
    // crate of its own. A folder cannot have the name of a device on Windows.
    let library = name.replace('-', "_").to_lowercase();
    let is_taken = reserved::PACKAGES.contains(&library.as_str())
        || reserved::FILES.contains(&library.as_str())
        || Ident::parse(&library).is_none();
    is_taken.then(|| format!("name it `{name}-clients`, say: Rust has this name for itself"))
}
