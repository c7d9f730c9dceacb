//! A `Cargo.toml` with which two versions of a crate's sources build.

use toml::{Table, Value};

/// Tables whose values are dependencies.
const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Returns a manifest that has the dependencies and features of both. It is `new` itself if that
/// has them all, and `None` if one of the two is not TOML.
///
/// Where both say something about the same key, `new` counts.
pub(super) fn union(old: &str, new: &str) -> Option<String> {
    let (old, new_table): (Table, Table) = (old.parse().ok()?, new.parse().ok()?);
    let mut both = new_table.clone();
    merge(&mut both, old);
    enable_optional(&mut both);
    if both == new_table {
        return Some(new.to_owned());
    }
    let (header, _) = new.split_once('\n')?;
    Some(format!(
        "{header}\n\
         # Serves the sources before and after an update that has not ended: generate again.\n\
         {}",
        toml::to_string(&both).ok()?
    ))
}

/// Adds what `old` has in addition.
fn merge(new: &mut Table, old: Table) {
    for (key, old) in old {
        let is_dependencies = DEPENDENCIES.contains(&key.as_str());
        match (new.get_mut(&key), old) {
            (None, old) => {
                new.insert(key, old);
            }
            (Some(Value::Table(new)), Value::Table(old)) if is_dependencies => {
                merge_dependencies(new, old);
            }
            (Some(Value::Table(new)), Value::Table(old)) => merge(new, old),
            (Some(Value::Array(new)), Value::Array(old)) => {
                let added: Vec<Value> = old.into_iter().filter(|it| !new.contains(it)).collect();
                new.extend(added);
            }
            _ => {}
        }
    }
}

fn merge_dependencies(new: &mut Table, old: Table) {
    for (name, old) in old {
        match new.get_mut(&name) {
            None => {
                new.insert(name, old);
            }
            Some(known) if *known != old => {
                let (mut both, old) = (detailed(known.clone()), detailed(old));
                let is_optional =
                    |it: &Table| it.get("optional").and_then(Value::as_bool) == Some(true);
                // One version of the sources needs it in any case, and the other has a feature that
                // only an optional dependency can have.
                if is_optional(&both) != is_optional(&old) {
                    both.insert("optional".to_owned(), ALWAYS.into());
                }
                merge(&mut both, old);
                *known = if both.len() == 1 && both.contains_key("version") {
                    known.clone()
                } else {
                    both.into()
                };
            }
            Some(_) => {}
        }
    }
}

/// Marks a dependency that is optional and enabled by default, until [`enable_optional`].
const ALWAYS: &str = "always";

/// Makes dependencies with the mark optional, and enables them by default.
fn enable_optional(manifest: &mut Table) {
    let mut enabled = Vec::new();
    let dependencies = manifest
        .get_mut("dependencies")
        .and_then(Value::as_table_mut);
    for (name, value) in dependencies.into_iter().flatten() {
        if let Some(optional) = value.get_mut("optional")
            && optional.as_str() == Some(ALWAYS)
        {
            *optional = true.into();
            enabled.push(Value::from(format!("dep:{name}")));
        }
    }
    if enabled.is_empty() {
        return;
    }
    let features = manifest
        .entry("features")
        .or_insert_with(|| Table::new().into());
    if let Some(features) = features.as_table_mut()
        && let Some(default) = features
            .entry("default")
            .or_insert_with(|| Vec::<Value>::new().into())
            .as_array_mut()
    {
        default.extend(enabled);
    }
}

/// Returns the long form of a dependency: `"1.0"` is `{ version = "1.0" }`.
fn detailed(dependency: Value) -> Table {
    match dependency {
        Value::Table(table) => table,
        version => Table::from_iter([("version".to_owned(), version)]),
    }
}
