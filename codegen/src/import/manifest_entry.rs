//! The manifest's entry for an imported model: found or added, with everything else left unchanged.

use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::request::Request;
use crate::error::{Error, Result};
use crate::input;
use crate::manifest::{Crate, Manifest, Service};
use crate::names::case;

/// Entry of the model in the manifest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Index of the crate.
    pub(super) crate_: usize,
    /// Index of the service in the crate; `None` for a new service.
    pub(super) service: Option<usize>,
    /// Module of the service.
    pub(super) module: String,
    /// Folder of the model, relative to the manifest.
    pub(super) model: PathBuf,
    /// Folder of the existing model.
    pub(super) old_model: Option<PathBuf>,
    /// The chosen operations; `None` for all.
    pub(super) operations: Option<Vec<String>>,
}

/// Origin of a model, as the manifest records it.
pub(super) struct Origin<'a> {
    pub(super) botocore: Option<&'a str>,
    pub(super) sha256: &'a str,
}

/// Finds the entry by its module or its model's folder, or decides on a new one.
pub(super) fn target(manifest: &Manifest, request: &Request, api_version: &str) -> Result<Target> {
    let crates = manifest.crates.iter().enumerate();
    let wanted = request.crate_name.as_ref();
    let crates: Vec<(usize, &Crate)> = crates
        .filter(|(_, it)| wanted.is_none_or(|name| it.name == *name))
        .collect();
    let module = module(request);
    if let Some(existing) = existing(&crates, (request, &manifest.models), &module, api_version) {
        return Ok(existing);
    }
    Ok(Target {
        crate_: only_crate(manifest, request, &crates)?,
        service: None,
        module,
        model: manifest.models.join(&request.service).join(api_version),
        old_model: None,
        operations: match request.operations.as_slice() {
            [] => None,
            names => Some(names.to_vec()),
        },
    })
}

/// Returns the requested module, or the one named like the service.
fn module(request: &Request) -> String {
    request.module.clone().unwrap_or_else(|| {
        let module = case::service_module(&request.service);
        module.map_or_else(|| request.service.clone(), |it| it.to_string())
    })
}

/// Finds the service's entry in the crates, and adds the requested operations to it.
fn existing(
    crates: &[(usize, &Crate)],
    (request, models): (&Request, &Path),
    module: &str,
    api_version: &str,
) -> Option<Target> {
    let is_it = |it: &Service| match request.module {
        Some(_) => it.module.unraw() == module,
        None => it.module.unraw() == module || it.model.starts_with(models.join(&request.service)),
    };
    let (crate_, service, entry) = crates.iter().find_map(|(index, it)| {
        let service = it.services.iter().position(is_it)?;
        Some((*index, service, &it.services[service]))
    })?;
    let operations = entry.operations.as_ref().map(|chosen| {
        let mut names: Vec<String> = chosen.iter().map(|it| it.name.clone()).collect();
        for name in &request.operations {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    });
    Some(Target {
        crate_,
        service: Some(service),
        module: entry.module.to_string(),
        model: versioned(&entry.model, api_version),
        old_model: Some(entry.model.clone()),
        operations,
    })
}

/// Returns the index of the crate for a new service: the requested one, or the only one.
fn only_crate(manifest: &Manifest, request: &Request, crates: &[(usize, &Crate)]) -> Result<usize> {
    match crates {
        [(index, _)] => Ok(*index),
        [] => {
            let known = manifest.crates.iter().map(|it| it.name.as_str());
            let (what, wish) = match &request.crate_name {
                Some(name) => (
                    format!("there is no crate `{}`", name.escape_debug()),
                    name.as_str(),
                ),
                None => ("there is no [[crate]]".to_owned(), ""),
            };
            Err(Error::file(&manifest.file, what).hint(crate::nearest::hint(wish, known)))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(_, it)| it.name.as_str()).collect();
            let what = "the service could belong to several crates";
            let hint = format!("name one with --crate: {}", names.join(", "));
            Err(Error::file(&manifest.file, what).hint(hint))
        }
    }
}

/// Returns the folder for a version of the API, renamed only if the old one is named after a
/// version.
fn versioned(old: &Path, api_version: &str) -> PathBuf {
    let name = old.file_name().and_then(|it| it.to_str()).unwrap_or("");
    let is_version = name.starts_with(|c: char| c.is_ascii_digit());
    if is_version {
        old.with_file_name(api_version)
    } else {
        old.to_owned()
    }
}

/// Returns the manifest's text with the new or updated entry.
pub(super) fn edited(
    file: &Path,
    text: &str,
    target: &Target,
    origin: &Origin<'_>,
) -> Result<String> {
    let without_mark = input::without_mark(text);
    let mark = &text[..text.len() - without_mark.len()];
    let mut document: DocumentMut = without_mark
        .parse()
        .map_err(|error: toml_edit::TomlError| Error::file(file, error.message().to_owned()))?;
    let crates = tables(file, document.get_mut("crate"))?;
    let crate_ = crates.get_mut(target.crate_).expect("it was found");
    let services = crate_
        .entry("service")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let services = tables(file, Some(services))?;
    let index = target.service.unwrap_or_else(|| {
        let mut table = Table::new();
        table.insert("module", target.module.as_str().into());
        services.push(table);
        services.len() - 1
    });
    let service = services.get_mut(index).expect("it is there");
    let model = target.model.iter().map(|it| it.to_string_lossy());
    let model = model.collect::<Vec<_>>().join("/");
    set(service, "model", model.into());
    if let Some(names) = &target.operations {
        let operations = service
            .entry("operations")
            .or_insert_with(|| Item::Value(Array::new().into()));
        if let Some(array) = operations.as_array_mut() {
            append(array, names);
        }
    }
    let mut source = InlineTable::new();
    if let Some(version) = origin.botocore {
        source.insert("botocore", version.into());
    }
    source.insert("sha256", origin.sha256.into());
    set(service, "source", source.into());
    Ok(format!("{mark}{document}"))
}

fn tables<'a>(file: &Path, item: Option<&'a mut Item>) -> Result<&'a mut ArrayOfTables> {
    item.and_then(Item::as_array_of_tables_mut).ok_or_else(|| {
        Error::file(
            file,
            "crates and services must be tables of their own to be edited",
        )
        .hint("write them as [[crate]] and [[crate.service]]")
    })
}

/// Sets a value if it differs; an equal value keeps its author's formatting.
fn set(table: &mut Table, key: &str, value: Value) {
    let is_same = |known: &Value| match (known.as_str(), value.as_str()) {
        (Some(known), Some(new)) => known == new,
        _ => plain(known) == plain(&value),
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(known) if is_same(known) => {}
        Some(known) => {
            let decor = known.decor().clone();
            *known = value;
            *known.decor_mut() = decor;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Returns a value as text, without white space and comments.
fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().replace(char::is_whitespace, "")
}

/// Adds names that are not in the array yet, each on a line of its own if the last one is.
fn append(array: &mut Array, names: &[String]) {
    for name in names {
        if array.iter().any(|it| it.as_str() == Some(name)) {
            continue;
        }
        let last = array.iter().last().and_then(|it| it.decor().prefix());
        let indent = last.and_then(|it| it.as_str()?.rsplit_once('\n'));
        let indent = indent.map(|(_, indent)| indent.to_owned());
        // What stands between the last name and the bracket, such as a comment, belongs to the last
        // name.
        let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
        array.push(name.as_str());
        let (Some(indent), Some(new)) = (indent, array.iter_mut().last()) else {
            continue;
        };
        let comment = trailing
            .rsplit_once('\n')
            .map_or("", |(comment, _)| comment);
        new.decor_mut().set_prefix(format!("{comment}\n{indent}"));
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
}
