//! Changes of a manifest's text that leave everything else as its author wrote it.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::package::{VERSIONS, refusal_of_version};
use crate::error::{Error, Result};
use crate::input;
use crate::nearest;

/// Returns the manifest's text with another version of a crate: the key `version` of its
/// `[crate.package]`, which is added if it is not there.
///
/// # Errors
/// If the text is not a manifest with that crate, if the crate inherits its version from a
/// workspace, or if the version is not one.
pub fn set_version(text: &str, file: &Path, crate_name: &str, version: &str) -> Result<String> {
    if let Some(what) = refusal_of_version(version) {
        return Err(Error::new(what).hint(VERSIONS));
    }
    let without_mark = input::without_mark(text);
    let mark = &text[..text.len() - without_mark.len()];
    let mut document: DocumentMut = without_mark
        .parse()
        .map_err(|error: toml_edit::TomlError| Error::file(file, error.message().to_owned()))?;
    let crate_ = crate_named(&mut document, file, crate_name)?;
    let position = crate_.position();
    let package = crate_.entry("package").or_insert_with(|| {
        let mut table = Table::new();
        // Right below the crate, above its services.
        table.set_position(position);
        Item::Table(table)
    });
    let package = package
        .as_table_like_mut()
        .ok_or_else(|| Error::file(file, "`package` of a crate is not a table"))?;
    set(package, version).map_err(|what| {
        let what = format!("the version of `{crate_name}` {what}");
        Error::file(file, what).hint("set it in the `Cargo.toml` of the workspace")
    })?;
    Ok(format!("{mark}{document}"))
}

fn crate_named<'a>(
    document: &'a mut DocumentMut,
    file: &Path,
    wanted: &str,
) -> Result<&'a mut Table> {
    let crates = document.get_mut("crate");
    let crates = crates.and_then(Item::as_array_of_tables_mut);
    let crates = crates.ok_or_else(|| {
        Error::file(file, "crates must be tables of their own to be edited")
            .hint("write them as [[crate]]")
    })?;
    let known: Vec<String> = names(crates).map(str::to_owned).collect();
    let mut crates = crates.iter_mut();
    let found = crates.find(|it| it.get("name").and_then(Item::as_str) == Some(wanted));
    found.ok_or_else(|| {
        let what = format!("there is no crate `{}`", wanted.escape_debug());
        Error::file(file, what).hint(nearest::hint(wanted, known.iter().map(String::as_str)))
    })
}

fn names(crates: &ArrayOfTables) -> impl Iterator<Item = &str> {
    crates.iter().filter_map(|it| it.get("name")?.as_str())
}

/// Sets the key `version`, with the white space and comments around the old value.
fn set(package: &mut dyn TableLike, version: &str) -> Result<(), &'static str> {
    match package.get_mut("version") {
        None => {
            package.insert("version", Item::Value(version.into()));
        }
        Some(Item::Value(value)) if value.is_str() => {
            let decor = value.decor().clone();
            *value = Value::from(version);
            *value.decor_mut() = decor;
        }
        Some(_) => return Err("is the workspace's"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "\u{feff}\
# Ours.
[[crate]]
name = \"a\"
path = \"a\"

[[crate.service]]
module = \"s\"
model = \"s\"

[[crate]] # the second
name = 'b'
path = \"b\"
package.license = \"MIT\"

[[crate]]
name = \"c\"
path = \"c\"
[crate.package]
description = \"c\"
version   = '1.0.0' # for now

[[crate]]
name = \"d\"
path = \"d\"
package = { version.workspace = true }
";

    fn set(crate_: &str, version: &str) -> Result<String, String> {
        set_version(MANIFEST, Path::new("m.toml"), crate_, version).map_err(|it| it.to_string())
    }

    /// The lines that differ: without those that both have.
    fn difference(new: &str) -> String {
        let lines = new.lines().filter(|line| !MANIFEST.contains(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn only_the_version_changes() {
        let c = set("c", "1.1.0").unwrap();
        assert_eq!(c, MANIFEST.replace("'1.0.0'", "\"1.1.0\""));
        let b = set("b", "0.2.0").unwrap();
        assert_eq!(difference(&b), "package.version = \"0.2.0\"");
        let a = set("a", "2.0.0-rc.1").unwrap();
        let package = "\n[crate.package]\nversion = \"2.0.0-rc.1\"\n";
        let at = MANIFEST.find("\n[[crate.service]]").unwrap();
        let (before, after) = MANIFEST.split_at(at);
        assert_eq!(a, format!("{before}{package}{after}"));
        for text in [a, b, c] {
            super::super::Manifest::parse(Path::new("m.toml"), &text).unwrap();
        }
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        insta::assert_snapshot!(set("d", "1.0.0").unwrap_err(), @r"
        error: the version of `d` is the workspace's
        --> m.toml
         = help: set it in the `Cargo.toml` of the workspace
        ");
        insta::assert_snapshot!(set("e", "1.0.0").unwrap_err(), @r"
        error: there is no crate `e`
        --> m.toml
         = help: there are: a, b, c, d
        ");
        insta::assert_snapshot!(set("a", "1.0").unwrap_err(), @r"
        error: `1.0` is not a version: unexpected end of input while parsing minor version number
         |
         = help: a version is three numbers, as in 1.2.0 or 1.2.0-rc.1
        ");
        let text = "crate = [{ name = \"a\", path = \"a\" }]";
        let error = set_version(text, Path::new("m.toml"), "a", "1.0.0").unwrap_err();
        insta::assert_snapshot!(error, @r"
        error: crates must be tables of their own to be edited
        --> m.toml
         = help: write them as [[crate]]
        ");
    }
}
