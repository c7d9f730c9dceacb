//! `names.lock`, beside a model: keeps the names that differ from an item's first choice.
//!
//! ```toml
//! version = 1
//!
//! [types]
//! FOO = "FooValue"
//!
//! [members]
//! "EchoRequest$foo_bar" = "foo_bar_value"
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::error::{Error, Result, SourceLocation};
use crate::input;
use crate::model::{self, ShapeKind};
use crate::names::Ident;

/// The file's name.
pub const FILE: &str = "names.lock";

/// Names in Rust, by the key of an item of the model.
pub type Names = BTreeMap<String, Ident>;

/// Names that differ from an item's first choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// Types, by shape.
    pub types: Names,
    /// Operations, by name.
    pub operations: Names,
    /// Fields of structures and variants of unions, by `Shape$member`.
    pub members: Names,
    /// Variants of enums, by `Shape$value`.
    pub values: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: Spanned<u32>,
    #[serde(default)]
    types: RawNames,
    #[serde(default)]
    operations: RawNames,
    #[serde(default)]
    members: RawNames,
    #[serde(default)]
    values: RawNames,
}

type RawNames = BTreeMap<String, Spanned<String>>;

/// The key of a member or value.
pub(super) fn key(owner: &str, item: &str) -> String {
    format!("{owner}${item}")
}

impl Lock {
    /// Reads the lock beside a model; an empty one if there is no file.
    ///
    /// # Errors
    /// If the file cannot be read, is not TOML, or has a name that is not an identifier.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        match input::text(&file) {
            Ok(text) => Self::parse(&file, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::file(file, format!("cannot read the file: {error}"))),
        }
    }

    /// Parses a lock; `file` names it in errors.
    ///
    /// # Errors
    /// See [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let text = input::without_mark(text);
        let place = |offset, key: &str| SourceLocation::new(file, text, offset, key);
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            Error::at(place(offset, ""), error.message())
                .hint("`codegen` and `import` write this file: restore it from version control")
        })?;
        if *raw.version.get_ref() != 1 {
            let place = place(raw.version.span().start, "version");
            return Err(Error::at(place, "unknown version of the lock file")
                .hint("a newer botosmith wrote it: update yours"));
        }
        let checked = |names: RawNames, scope: &str| -> Result<Names> {
            let place =
                |offset, key: &str| place(offset, &format!("{scope}.{}", key.escape_debug()));
            check(names, scope, &place)
        };
        Ok(Self {
            types: checked(raw.types, "types")?,
            operations: checked(raw.operations, "operations")?,
            members: checked(raw.members, "members")?,
            values: checked(raw.values, "values")?,
        })
    }

    /// Returns `true` if no name had to be changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names of this lock that `model` needs, with all of `old`: an item that was published and
    /// removed may come back.
    #[must_use]
    pub fn of(&self, model: &model::Service, old: &Self) -> Self {
        let has = |key: &str| {
            let (owner, item) = key.split_once('$').unwrap_or((key, ""));
            model
                .shapes
                .get(owner)
                .is_some_and(|shape| match &shape.kind {
                    ShapeKind::Structure(it) => item.is_empty() || it.members.contains_key(item),
                    ShapeKind::String { values } => {
                        item.is_empty() || values.iter().any(|(it, _)| it == item)
                    }
                    _ => false,
                })
        };
        let needed = |new: &Names, old: &Names, has: &dyn Fn(&str) -> bool| -> Names {
            let new = new.iter().filter(|(key, _)| has(key));
            let all = old.iter().chain(new);
            all.map(|(key, name)| (key.clone(), name.clone())).collect()
        };
        Self {
            types: needed(&self.types, &old.types, &has),
            operations: needed(&self.operations, &old.operations, &|name| {
                model.operations.contains_key(name)
            }),
            members: needed(&self.members, &old.members, &has),
            values: needed(&self.values, &old.values, &has),
        }
    }

    /// Entries of this lock that `old` does not have: keys and names.
    pub fn beyond(&self, old: &Self) -> Vec<(String, String)> {
        let scopes = [
            (&self.types, &old.types),
            (&self.operations, &old.operations),
            (&self.members, &old.members),
            (&self.values, &old.values),
        ];
        let new = scopes.into_iter().flat_map(|(new, old)| {
            let new = new.iter();
            new.filter(|(key, _)| !old.contains_key(*key))
        });
        new.map(|(key, name)| (key.clone(), name.to_string()))
            .collect()
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = "\
            # Names that had to differ, since another item of the model had the one that they call for.\n\
            # Written by `cargo xtask codegen` and `import`. Names that were published stay: keep this file.\n\
            version = 1\n"
            .to_owned();
        for (scope, names) in [
            ("types", &self.types),
            ("operations", &self.operations),
            ("members", &self.members),
            ("values", &self.values),
        ] {
            if names.is_empty() {
                continue;
            }
            writeln!(text, "\n[{scope}]").expect("a string takes all");
            for (key, name) in names {
                let (key, name) = (toml_key(key), quoted(name.as_str()));
                writeln!(text, "{key} = {name}").expect("a string takes all");
            }
        }
        text
    }

    pub(super) fn members_of(&self, owner: &str) -> impl Iterator<Item = (&String, &Ident)> {
        below(&self.members, owner)
    }

    pub(super) fn values_of(&self, owner: &str) -> impl Iterator<Item = (&String, &Ident)> {
        below(&self.values, owner)
    }
}

/// Checks the names of one table: each is an identifier, and no two items of an owner have the
/// same.
fn check(
    raw: RawNames,
    scope: &str,
    place: &dyn Fn(usize, &str) -> SourceLocation,
) -> Result<Names> {
    // Members and values have owners: `Shape$member`.
    let has_owner = matches!(scope, "members" | "values");
    let owner = |key: &str| {
        let owner = key.split_once('$').map(|(owner, _)| owner.to_owned());
        owner.filter(|_| has_owner)
    };
    let mut names = Names::new();
    for (key, name) in raw {
        let place = place(name.span().start, &key);
        let text = name.into_inner();
        let Some(ident) = Ident::parse(&text) else {
            let what = format!("`{}` is not an identifier in Rust", text.escape_debug());
            return Err(Error::at(place, what).hint("restore the name that was here before"));
        };
        let taken = names.iter().find(|(other, name): &(&String, &Ident)| {
            **name == ident && owner(other) == owner(&key)
        });
        // Types and errors are in two modules, so that they may have the same name.
        if let (Some((other, _)), false) = (taken, scope == "types") {
            let what = format!("`{text}` is the name of `{}`", other.escape_debug());
            return Err(Error::at(place, what).hint("restore the name that was here before"));
        }
        names.insert(key, ident);
    }
    Ok(names)
}

fn below<'a>(names: &'a Names, owner: &str) -> impl Iterator<Item = (&'a String, &'a Ident)> {
    let prefix = key(owner, "");
    names
        .range(prefix.clone()..)
        .take_while(move |(key, _)| key.starts_with(&prefix))
}

/// Writes a TOML key, bare where possible.
fn toml_key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !text.is_empty() && text.chars().all(is_bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Writes a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
