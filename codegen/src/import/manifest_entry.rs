//! The manifest's entry for an imported model: found or added, with everything else left unchanged.

use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::outcome::LeftOut;
use super::request::Wanted;
use crate::error::{Error, Result};
use crate::input;
use crate::manifest::{ChosenOperation, Crate, Manifest, Service};
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
    /// The chosen operations; `None` for all but those in `skip`.
    pub(super) operations: Option<Vec<String>>,
    /// Operations that are left out of all.
    pub(super) skip: Vec<String>,
}

impl Target {
    /// Leaves out operations: of those that were chosen, or of all.
    pub(super) fn leave_out(&mut self, left_out: &[LeftOut]) {
        let is_out = |name: &String| {
            left_out
                .iter()
                .any(|it| it.operation.as_ref() == Some(name))
        };
        if let Some(operations) = &mut self.operations {
            operations.retain(|it| !is_out(it));
        } else {
            let names = left_out.iter().filter_map(|it| it.operation.clone());
            self.skip.extend(names);
        }
    }
}

/// Origin of a model, as the manifest records it.
pub(super) struct Origin<'a> {
    pub(super) botocore: Option<&'a str>,
    pub(super) sha256: &'a str,
}

/// Finds the entry by its module or its model's folder, or decides on a new one. `operations` are
/// those to add, as the model spells them.
pub(super) fn target(
    manifest: &Manifest,
    wanted: &Wanted,
    operations: &[String],
    api_version: &str,
) -> Result<Target> {
    let crates = manifest.crates.iter().enumerate();
    let asked = &wanted.asked;
    let crates: Vec<(usize, &Crate)> = crates
        .filter(|(_, it)| {
            asked
                .crate_name
                .as_ref()
                .is_none_or(|name| it.name == *name)
        })
        .collect();
    let module = module(wanted);
    let folder = manifest.models.join(&wanted.service);
    if let Some((crate_, service, entry)) = existing(&crates, wanted, &module, &folder) {
        return Ok(of_existing(
            (crate_, service, entry),
            operations,
            api_version,
        ));
    }
    Ok(Target {
        crate_: only_crate(manifest, asked.crate_name.as_deref(), &crates)?,
        service: None,
        module,
        model: folder.join(api_version),
        old_model: None,
        operations: (!operations.is_empty()).then(|| operations.to_vec()),
        skip: Vec::new(),
    })
}

/// Returns the requested module, or the one named like the service: by the name that the user
/// wrote for it, since that is the one they look for.
fn module(wanted: &Wanted) -> String {
    let asked = &wanted.asked;
    asked.module.clone().unwrap_or_else(|| {
        let name = asked.service.strip_prefix("aws-sdk-");
        let name = name.unwrap_or(&asked.service).to_lowercase();
        let module = case::service_module(&name.replace(' ', "-"));
        let module = module.or_else(|| case::service_module(&wanted.service));
        module.map_or_else(|| wanted.service.clone(), |it| it.to_string())
    })
}

/// Finds the service's entry in the crates: that of the module, or one with a model of the service.
fn existing<'a>(
    crates: &[(usize, &'a Crate)],
    wanted: &Wanted,
    module: &str,
    folder: &Path,
) -> Option<(usize, usize, &'a Service)> {
    let is_named = |it: &Service| it.module.unraw() == module;
    let has_model = |it: &Service| wanted.asked.module.is_none() && it.model.starts_with(folder);
    let find = |is_it: &dyn Fn(&Service) -> bool| {
        crates.iter().find_map(|(index, it)| {
            let service = it.services.iter().position(is_it)?;
            Some((*index, service, &it.services[service]))
        })
    };
    find(&is_named).or_else(|| find(&has_model))
}

/// Adds the requested operations to an existing entry.
fn of_existing(
    (crate_, service, entry): (usize, usize, &Service),
    requested: &[String],
    api_version: &str,
) -> Target {
    let names = |list: &[ChosenOperation]| -> Vec<String> {
        list.iter().map(|it| it.name.clone()).collect()
    };
    let operations = entry.operations.as_deref().map(|chosen| {
        let mut names = names(chosen);
        for name in requested {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    });
    let mut skip = names(&entry.skip);
    skip.retain(|it| !requested.contains(it));
    Target {
        crate_,
        service: Some(service),
        module: entry.module.to_string(),
        model: versioned(&entry.model, api_version),
        old_model: Some(entry.model.clone()),
        operations,
        skip,
    }
}

/// Returns the index of the crate for a new service: the requested one, or the only one.
fn only_crate(
    manifest: &Manifest,
    wanted: Option<&str>,
    crates: &[(usize, &Crate)],
) -> Result<usize> {
    match crates {
        [(index, _)] => Ok(*index),
        [] => {
            let known = manifest.crates.iter().map(|it| it.name.as_str());
            let (what, wish) = match wanted {
                Some(name) => (format!("there is no crate `{}`", name.escape_debug()), name),
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
        set_names(service, "operations", names);
    }
    set_names(service, "skip", &target.skip);
    set_source(file, &mut document, target, origin)?;
    Ok(format!("{mark}{document}"))
}

/// Records the origin of a model in all entries that use its folder.
fn set_source(
    file: &Path,
    document: &mut DocumentMut,
    target: &Target,
    origin: &Origin<'_>,
) -> Result<()> {
    let mut source = InlineTable::new();
    if let Some(version) = origin.botocore {
        source.insert("botocore", version.into());
    }
    source.insert("sha256", origin.sha256.into());
    for crate_ in tables(file, document.get_mut("crate"))?.iter_mut() {
        let Some(services) = crate_.get_mut("service") else {
            continue;
        };
        for service in tables(file, Some(services))?.iter_mut() {
            let model = service.get("model").and_then(Item::as_str);
            if model.is_some_and(|it| Path::new(it) == target.model) {
                set(service, "source", source.clone().into());
            }
        }
    }
    Ok(())
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

/// Sets an array of names; names that stay keep their author's formatting. Without names, there is
/// no array.
fn set_names(table: &mut Table, key: &str, names: &[String]) {
    if names.is_empty() {
        table.remove(key);
        return;
    }
    let array = table
        .entry(key)
        .or_insert_with(|| Item::Value(Array::new().into()));
    if let Some(array) = array.as_array_mut() {
        array.retain(|it| {
            it.as_str()
                .is_some_and(|it| names.iter().any(|name| name == it))
        });
        append(array, names);
    }
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
