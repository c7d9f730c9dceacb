//! `names.lock`, beside a model: the names that had to be changed, so that they stay.
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
use crate::model::{self, ShapeKind};

use super::names::{self, Ident};

/// The file's name.
pub const FILE: &str = "names.lock";

/// What an item of the model is called in Rust, by its key.
pub type Names = BTreeMap<String, Ident>;

/// Names that differ from what the model's names call for.
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
    /// Reads the lock beside a model; without one no name is taken.
    ///
    /// # Errors
    /// If the file cannot be read, is not TOML, or has what cannot be a name.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        match std::fs::read_to_string(&file) {
            Ok(text) => Self::parse(&file, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::file(file, format!("cannot read the file: {error}"))),
        }
    }

    /// Reads a lock's text; `file` is what errors call it.
    ///
    /// # Errors
    /// See [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let place = |offset, key: &str| SourceLocation::new(file, text, offset, key);
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            Error::at(place(offset, ""), error.message()).hint(
                "this file is written by `codegen` and `import`; restore it from version control",
            )
        })?;
        if *raw.version.get_ref() != 1 {
            let place = place(raw.version.span().start, "version");
            return Err(Error::at(place, "this version of the lock is not known")
                .hint("it was written by a newer botosmith; use that"));
        }
        let scope = |names: RawNames, scope: &str, of_owner: bool| -> Result<Names> {
            let mut out = Names::new();
            for (key, name) in names {
                let path = format!("{scope}.{}", key.escape_debug());
                let place = place(name.span().start, &path);
                let text = name.into_inner();
                let Some(ident) = names::decided(&text) else {
                    let what = format!("`{}` cannot be a name in Rust", text.escape_debug());
                    return Err(Error::at(place, what).hint("restore what was here before"));
                };
                let owner = |key: &str| {
                    if of_owner {
                        key.split_once('$').map(|(owner, _)| owner.to_owned())
                    } else {
                        None
                    }
                };
                let taken = out.iter().find(|(other, name): &(&String, &Ident)| {
                    **name == ident && owner(other) == owner(&key)
                });
                // Types and errors are apart, so that the same name is no mistake there.
                if let (Some((other, _)), false) = (taken, scope == "types") {
                    let other = other.escape_debug();
                    return Err(
                        Error::at(place, format!("`{text}` is the name of `{other}`"))
                            .hint("restore what was here before"),
                    );
                }
                out.insert(key, ident);
            }
            Ok(out)
        };
        Ok(Self {
            types: scope(raw.types, "types", false)?,
            operations: scope(raw.operations, "operations", false)?,
            members: scope(raw.members, "members", true)?,
            values: scope(raw.values, "values", true)?,
        })
    }

    /// Whether no name had to be changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names that `model` needs of these, with all of those that `old` has: what was published may
    /// come back.
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

    /// What stands in this lock and not in `old`: keys and names.
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

fn below<'a>(names: &'a Names, owner: &str) -> impl Iterator<Item = (&'a String, &'a Ident)> {
    let prefix = key(owner, "");
    names
        .range(prefix.clone()..)
        .take_while(move |(key, _)| key.starts_with(&prefix))
}

/// A key in TOML: bare where it can be.
fn toml_key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !text.is_empty() && text.chars().all(is_bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
