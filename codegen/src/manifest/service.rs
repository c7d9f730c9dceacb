//! Services of a crate: `[[crate.service]]`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::names;
use super::paths::check_path;
use super::table::{At, Reader, Table, Value};
use crate::error::{Error, TextPosition};
use crate::names::{Ident, case};

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
    /// The chosen operations; `None` for all of them but those in `skip`.
    pub operations: Option<Vec<ChosenOperation>>,
    /// Operations that are left out, such as those that cannot be generated.
    pub skip: Vec<ChosenOperation>,
    /// Version of botocore that the model is from, if it was imported from a release.
    pub botocore: Option<String>,
}

impl Service {
    /// Returns `true` if the operation `name` is chosen.
    pub fn chooses(&self, name: &str) -> bool {
        let has = |list: &[ChosenOperation]| list.iter().any(|it| it.name == name);
        match &self.operations {
            Some(chosen) => has(chosen),
            None => !has(&self.skip),
        }
    }

    /// Returns the name of the folder above the model's, which is the service's in botocore, or
    /// that of the module if there is none.
    pub(crate) fn service_folder(&self) -> &str {
        let folder = self.model.parent().and_then(Path::file_name);
        let folder = folder.and_then(|it| it.to_str());
        folder.unwrap_or(self.module.as_str())
    }

    /// Name that tells the service from one with the same module in another crate.
    pub(crate) fn name_in(&self, crate_name: &str) -> String {
        format!("{crate_name}-{}", self.module)
    }
}

/// An operation in the list `operations` or `skip`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ChosenOperation {
    /// Name of the operation: its key in the model.
    pub name: String,
    /// Position of the name in the manifest.
    pub location: TextPosition,
}

/// Reads the services of a crate with this name. With `with_services`, there has to be one.
pub(super) fn services(
    list: Option<Value<'_>>,
    name: Option<(&str, At)>,
    with_services: bool,
    reader: &mut Reader,
) -> Vec<Service> {
    let tables = reader.tables(list, "a service");
    let has_none = list.is_none_or(Reader::is_empty_list);
    if let (Some((name, at)), true) = (name, with_services && has_none) {
        reader.refuse(at, |place| {
            Error::at(place, format!("`{}` has no services", name.escape_debug()))
                .hint("add a [[crate.service]]; `botosmith import` does that")
        });
    }
    let mut modules = HashSet::new();
    let mut services = Vec::new();
    for table in tables {
        services.extend(service(table, &mut modules, reader));
    }
    services
}

/// Reads a service. `modules` has those of the services before.
fn service(
    mut table: Table<'_>,
    modules: &mut HashSet<Ident>,
    reader: &mut Reader,
) -> Option<Service> {
    let module = table.require_string("module", reader);
    let model = table.require_string("model", reader);
    check_path(model, reader);
    let operations = table.get("operations");
    let skip = table.get("skip");
    if let (Some(_), Some(value)) = (operations, skip) {
        reader.refuse(value.span(), |place| {
            Error::at(place, "there are both `operations` and `skip`")
                .hint("`skip` is for a service with all operations but these: remove one of both")
        });
    }
    let operations = operations.map(|value| {
        let what = ("chosen", "leave the line out to have all of them");
        self::operations(value, what, reader)
    });
    let skip = skip.map(|value| {
        let what = ("left out", "remove the line");
        self::operations(value, what, reader)
    });
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
        skip: skip.unwrap_or_default(),
        botocore,
    })
}

/// Checks the name of a module.
fn module(text: &str, at: At, modules: &mut HashSet<Ident>, reader: &mut Reader) -> Option<Ident> {
    let module = case::module(text);
    match &module {
        None => reader.refuse(at, |place| {
            let what = format!("`{}` cannot be the name of a module", text.escape_debug());
            Error::at(place, what).hint(names::module_hint(text))
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

/// Reads the origin of a model, which `import` writes, and returns the version of botocore. A
/// single file has none.
fn source(mut table: Table<'_>, reader: &mut Reader) -> Option<String> {
    let version = table.get("botocore");
    let version = version.and_then(|it| reader.string(it));
    table.require_string("sha256", reader);
    table.finish(reader);
    version.map(str::to_owned)
}

/// Reads a list of operations. The hint says what to do if it is empty.
fn operations(
    list: Value<'_>,
    (done, hint): (&str, &str),
    reader: &mut Reader,
) -> Vec<ChosenOperation> {
    if Reader::is_empty_list(list) {
        reader.refuse(list.span(), |place| {
            Error::at(place, format!("no operation is {done}")).hint(hint)
        });
    }
    let names = reader.distinct(list, done).into_iter();
    let chosen = names.map(|(name, at)| ChosenOperation {
        name: name.to_owned(),
        location: reader.position(at),
    });
    chosen.collect()
}
