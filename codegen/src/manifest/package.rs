//! `[crate.package]`: keys of `[package]` in the generated `Cargo.toml`.

use semver::Version;

use super::table::{At, Reader, Table, Value};
use super::value;
use crate::error::Error;

/// The version of crates for which a manifest has none.
pub(crate) const VERSION: &str = "0.1.0";

/// The oldest Rust that the AWS runtime crates support.
pub(crate) const RUST_VERSION: &str = "1.94.1";

/// Keys of `[package]` beside `name`, in the order of the generated file.
pub(crate) const KEYS: [&str; 17] = [
    "version",
    "authors",
    "description",
    "documentation",
    "homepage",
    "repository",
    "readme",
    "keywords",
    "categories",
    "edition",
    "rust-version",
    "license",
    "license-file",
    "publish",
    "include",
    "exclude",
    "workspace",
];

/// Keys that a manifest cannot have, with the reason.
const REFUSED: [(&str, &str); 10] = [
    ("name", "it is the key `name` of the crate, above"),
    (
        "edition",
        "generated code is written in edition 2024; leave the line out",
    ),
    (
        "build",
        "a generated crate has no build script; leave the line out",
    ),
    (
        "links",
        "a generated crate links no native library; leave the line out",
    ),
    ("autolib", NO_TARGETS),
    ("autobins", NO_TARGETS),
    ("autoexamples", NO_TARGETS),
    ("autotests", NO_TARGETS),
    ("autobenches", NO_TARGETS),
    ("default-run", NO_TARGETS),
];

const NO_TARGETS: &str = "a generated crate is a library only; leave the line out";

/// `[crate.package]`
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Package {
    /// The keys that the manifest has, in the order of the generated `Cargo.toml`, with their
    /// values as TOML.
    pub keys: Vec<(&'static str, String)>,
    /// The tables `[package.metadata…]` as TOML; empty if there are none.
    pub metadata: String,
    /// The version; `None` if the manifest has none, or inherits it from a workspace.
    pub version: Option<String>,
}

/// Reads `[crate.package]`.
pub(super) fn package(mut table: Table<'_>, reader: &mut Reader) -> Package {
    for (key, reason) in REFUSED {
        let what = format!("`{key}` is not a key that a manifest can set");
        table.refuse(key, &what, reason, reader);
    }
    let mut package = Package::default();
    for key in KEYS.into_iter().filter(|key| *key != "edition") {
        let Some(value) = table.get(key) else {
            continue;
        };
        if !is_inherited(key, value, reader) {
            check(key, value, reader);
            if key == "version" {
                package.version = value.get_ref().as_str().map(str::to_owned);
            }
        }
        package.keys.push((key, value::inline(value.get_ref())));
    }
    if let Some(value) = table.get("metadata")
        && let Some(metadata) = reader.expect(value, "a table", value.get_ref().as_table())
        && !metadata.is_empty()
    {
        package.metadata = value::tables("package.metadata", metadata);
    }
    table.finish(reader);
    package
}

/// Returns `true` if a key has the value `{ workspace = true }`, or is meant to.
fn is_inherited(key: &str, value: Value<'_>, reader: &mut Reader) -> bool {
    let Some(table) = value.get_ref().as_table() else {
        return false;
    };
    let is_true = |name: &str| table.get(name).and_then(|it| it.get_ref().as_bool()) == Some(true);
    if key == "workspace" {
        reader.refuse(value.span(), |place| {
            Error::at(place, "`workspace` cannot be a table")
                .hint("it is the path of the workspace, as in Cargo.toml")
        });
    } else if table.len() != 1 || !is_true("workspace") {
        reader.refuse(value.span(), |place| {
            Error::at(place, format!("`{key}` cannot be a table")).hint(format!(
                "write a value, or `{key} = {{ workspace = true }}` to inherit it from the workspace"
            ))
        });
    }
    true
}

/// Checks the value of a key.
fn check(key: &str, value: Value<'_>, reader: &mut Reader) {
    let kind = value.get_ref();
    match key {
        "version" => {
            if let Some(text) = reader.string(value) {
                version(text, value.span().into(), reader);
            }
        }
        "rust-version" => {
            if let Some(text) = reader.string(value) {
                rust_version(text, value.span().into(), reader);
            }
        }
        "authors" | "keywords" | "categories" | "include" | "exclude" => texts(value, reader),
        "publish" if kind.is_array() => texts(value, reader),
        "publish" => {
            reader.expect(
                value,
                "`true`, `false` or a list of registries",
                kind.as_bool(),
            );
        }
        "readme" if kind.is_bool() => {}
        "readme" => {
            reader.expect(value, "a path or `false`", kind.as_str());
        }
        _ => {
            if reader.string(value).is_some_and(|it| it.trim().is_empty()) {
                reader.refuse(value.span(), |place| {
                    Error::at(place, format!("`{key}` is empty")).hint("leave the line out")
                });
            }
        }
    }
}

fn texts(value: Value<'_>, reader: &mut Reader) {
    for item in reader.list(value).unwrap_or_default() {
        reader.string(item);
    }
}

fn version(text: &str, at: At, reader: &mut Reader) {
    if let Some(what) = refusal_of_version(text) {
        reader.refuse(at, |place| Error::at(place, what).hint(VERSIONS));
    }
}

/// Hint of errors about versions.
pub(super) const VERSIONS: &str = "a version is three numbers, as in 1.2.0 or 1.2.0-rc.1";

/// Says what is wrong with a version.
pub(super) fn refusal_of_version(text: &str) -> Option<String> {
    let error = Version::parse(text).err()?;
    Some(format!(
        "`{}` is not a version: {error}",
        text.escape_debug()
    ))
}

fn rust_version(text: &str, at: At, reader: &mut Reader) {
    let parts: Vec<Option<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    let numbers: Option<Vec<u64>> = parts.into_iter().collect();
    let Some(numbers) = numbers.filter(|it| (2..=3).contains(&it.len())) else {
        reader.refuse(at, |place| {
            let what = format!("`{}` is not a version of Rust", text.escape_debug());
            Error::at(place, what).hint(format!("write it as {RUST_VERSION}"))
        });
        return;
    };
    let ours = RUST_VERSION.split('.').map(|part| part.parse::<u64>());
    let ours: Vec<u64> = ours.map(|it| it.expect("a number")).collect();
    if numbers < ours {
        reader.refuse(at, |place| {
            let what = format!("generated code needs Rust {RUST_VERSION} or later");
            Error::at(place, what).hint(format!(
                "`rust-version = \"{RUST_VERSION}\"`, or leave the line out"
            ))
        });
    }
}
