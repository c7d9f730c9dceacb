//! `[crate.dependencies]`: crates whose macros types derive.

use semver::VersionReq;

use super::table::{At, Reader, Value};
use super::value;
use crate::error::Error;
use crate::names::reserved;

/// A dependency of `[crate.dependencies]`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Dependency {
    /// Its key: the name by which generated code knows the crate.
    pub name: String,
    /// Its value as TOML.
    pub value: String,
}

impl Dependency {
    /// The name in Rust.
    pub(super) fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// Keys with a text.
const TEXTS: [&str; 7] = ["package", "registry", "git", "branch", "tag", "rev", "path"];

/// Reads `[crate.dependencies]`, sorted by name.
pub(super) fn dependencies(value: Value<'_>, reader: &mut Reader) -> Vec<Dependency> {
    let mut dependencies = Vec::new();
    for (name, at, value) in reader.entries(value) {
        check_name(name, at, reader);
        check_value(value, reader);
        dependencies.push(Dependency {
            name: name.to_owned(),
            value: value::inline(value.get_ref()),
        });
    }
    dependencies.sort_by(|a, b| a.name.cmp(&b.name));
    dependencies
}

fn check_name(name: &str, at: At, reader: &mut Reader) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part);
    let mut ours = reserved::DEPENDENCIES.iter();
    let is_ours = ours.any(|it| it.replace('_', "-") == name.replace('_', "-"));
    if !is_name {
        reader.refuse(at, |place| {
            let what = format!("`{}` cannot be the name of a crate", name.escape_debug());
            Error::at(place, what).hint("letters, digits, `-` and `_`, beginning with a letter")
        });
    } else if is_ours {
        reader.refuse(at, |place| {
            Error::at(place, format!("`{name}` is a dependency of generated code"))
                .hint("leave it out: its version is the generator's")
        });
    }
}

fn check_value(value: Value<'_>, reader: &mut Reader) {
    if value.get_ref().is_str() {
        requirement(value, reader);
        return;
    }
    let kind = value.get_ref().as_table();
    if reader.expect(value, "a version or a table", kind).is_none() {
        return;
    }
    let Some(mut table) = reader.table(value, "a dependency") else {
        return;
    };
    let origins = ["version", "git", "path", "workspace"];
    let has_origin = origins
        .map(|key| table.get(key))
        .iter()
        .any(Option::is_some);
    if let Some(version) = table.get("version") {
        requirement(version, reader);
    }
    for text in TEXTS.map(|key| table.get(key)).into_iter().flatten() {
        reader.string(text);
    }
    for key in ["default-features", "workspace"] {
        if let Some(it) = table.get(key) {
            reader.expect(it, "a boolean", it.get_ref().as_bool());
        }
    }
    if let Some(features) = table.get("features") {
        for feature in reader.list(features).unwrap_or_default() {
            reader.string(feature);
        }
    }
    let hint = "leave the key out: what is derived is not behind a feature";
    table.refuse(
        "optional",
        "this dependency cannot be optional",
        hint,
        reader,
    );
    table.finish(reader);
    if !has_origin {
        reader.refuse(value.span(), |place| {
            Error::at(place, "this dependency has no version")
                .hint("add `version`, `git`, `path` or `workspace = true`")
        });
    }
}

fn requirement(value: Value<'_>, reader: &mut Reader) {
    if let Some(text) = reader.string(value)
        && let Err(error) = VersionReq::parse(text)
    {
        reader.refuse(value.span(), |place| {
            let what = format!(
                "`{}` is not a version requirement: {error}",
                text.escape_debug()
            );
            Error::at(place, what).hint("write it as in Cargo.toml: \"1.2\"")
        });
    }
}
