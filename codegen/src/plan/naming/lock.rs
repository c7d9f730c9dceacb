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

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::error::{Error, Result, SourceLocation};
use crate::input;
use crate::model::{self, ShapeKind, is_hidden};
use crate::names::Ident;

/// The file's name.
pub const FILE: &str = "names.lock";

/// The hint for a name that cannot be kept.
pub(super) const RESTORE: &str =
    "restore the name that was here before, or remove the line: then the item gets a new name";

/// Names in Rust, by the key of an item of the model.
pub type Names = BTreeMap<String, Ident>;

/// Names that differ from an item's first choice.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    /// Types, by shape.
    pub types: Names,
    /// Operations, by name.
    pub operations: Names,
    /// Fields of structures and variants of unions, by `Shape$member`.
    pub members: Names,
    /// Variants of enums, by `Shape$value`.
    pub values: Names,
    /// The file that the names were read from, for errors.
    text: Option<Arc<LockText>>,
}

/// A lock file, with the bytes of each name.
#[derive(Debug)]
struct LockText {
    file: PathBuf,
    text: String,
    ranges: BTreeMap<(Table, String), Range<usize>>,
}

impl LockText {
    fn place(&self, range: Range<usize>, path: &str) -> SourceLocation {
        SourceLocation::new(&self.file, &self.text, range, path)
    }
}

/// The tables of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Types,
    Operations,
    Members,
    Values,
}

impl Table {
    const ALL: [Self; 4] = [Self::Types, Self::Operations, Self::Members, Self::Values];

    fn name(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Operations => "operations",
            Self::Members => "members",
            Self::Values => "values",
        }
    }

    /// Returns `true` if keys have an owner: `Shape$member`.
    fn has_owners(self) -> bool {
        matches!(self, Self::Members | Self::Values)
    }
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

/// A key as messages show it.
pub(super) fn shown(key: &str) -> String {
    key.escape_debug().to_string()
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
            Err(error) => Err(Error::file(file, format!("cannot read the file: {error}"))
                .hint("it has the names that were published: restore it from version control")),
        }
    }

    /// Parses a lock; `file` names it in errors.
    ///
    /// # Errors
    /// See [`read`](Self::read).
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let text = input::without_mark(text);
        refuse_conflict(file, text)?;
        let mut source = LockText {
            file: file.to_owned(),
            text: text.to_owned(),
            ranges: BTreeMap::new(),
        };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let range = error.span().unwrap_or_default();
            Error::at(source.place(range, ""), error.message()).hint(
                "`botosmith generate` and `botosmith import` write this file: restore it from \
                 version control",
            )
        })?;
        if *raw.version.get_ref() != 1 {
            let place = source.place(raw.version.span(), "version");
            return Err(Error::at(place, "unknown version of the lock file")
                .hint("a newer botosmith wrote it: update yours"));
        }
        let mut lock = Self::default();
        let tables = [raw.types, raw.operations, raw.members, raw.values];
        for (table, names) in Table::ALL.into_iter().zip(tables) {
            *lock.names_mut(table) = check(names, table, &mut source)?;
        }
        lock.text = Some(Arc::new(source));
        Ok(lock)
    }

    /// Makes an error about a name of the file.
    pub(super) fn error(&self, table: Table, key: &str, what: &str) -> Error {
        let text = self.text.as_ref();
        let found = text.and_then(|it| Some((it, it.ranges.get(&(table, key.to_owned()))?)));
        match found {
            Some((text, range)) => Error::at(text.place(range.clone(), &path(table, key)), what),
            None => Error::new(what),
        }
    }

    pub(super) fn names(&self, table: Table) -> &Names {
        match table {
            Table::Types => &self.types,
            Table::Operations => &self.operations,
            Table::Members => &self.members,
            Table::Values => &self.values,
        }
    }

    pub(super) fn names_mut(&mut self, table: Table) -> &mut Names {
        match table {
            Table::Types => &mut self.types,
            Table::Operations => &mut self.operations,
            Table::Members => &mut self.members,
            Table::Values => &mut self.values,
        }
    }

    /// The names of one table, or those of one owner in it.
    pub(super) fn names_of(
        &self,
        table: Table,
        owner: Option<&str>,
    ) -> impl Iterator<Item = (&String, &Ident)> {
        let prefix = owner.map_or_else(String::new, |owner| key(owner, ""));
        self.names(table)
            .range(prefix.clone()..)
            .take_while(move |(key, _)| key.starts_with(&prefix))
    }

    /// Returns `true` if no name had to be changed.
    pub fn is_empty(&self) -> bool {
        Table::ALL.into_iter().all(|it| self.names(it).is_empty())
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
            text: None,
        }
    }

    /// Entries of this lock that `old` does not have: keys and names.
    pub fn beyond(&self, old: &Self) -> Vec<(String, String)> {
        let new = Table::ALL.into_iter().flat_map(|table| {
            let new = self.names(table).iter();
            new.filter(move |(key, _)| !old.names(table).contains_key(*key))
        });
        new.map(|(key, name)| (key.clone(), name.to_string()))
            .collect()
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = "\
            # Names that had to differ, since another item of the model had the one that they call for.\n\
            # Written by `botosmith generate` and `botosmith import`. Names that were published stay: keep this file.\n\
            version = 1\n"
            .to_owned();
        for table in Table::ALL {
            let names = self.names(table);
            if names.is_empty() {
                continue;
            }
            writeln!(text, "\n[{}]", table.name()).expect("a string takes all");
            for (key, name) in names {
                let (key, name) = (toml_key(key), quoted(name.as_str()));
                writeln!(text, "{key} = {name}").expect("a string takes all");
            }
        }
        text
    }
}

/// The key of a name as errors show it: `types.Foo`.
fn path(table: Table, key: &str) -> String {
    format!("{}.{}", table.name(), shown(key))
}

/// Refuses a file in which a merge has left its marks. As TOML, they are errors of many kinds.
fn refuse_conflict(file: &Path, text: &str) -> Result<()> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let is_mark = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| line.starts_with(mark));
        if is_mark {
            let range = offset..offset + line.trim_end().len();
            let place = SourceLocation::new(file, text, range, "");
            return Err(Error::at(place, "a merge conflict is left in this file").hint(
                "keep the names of both sides; if both name the same item, keep what was published",
            ));
        }
        offset += line.len();
    }
    Ok(())
}

/// Checks the names of one table: each is an identifier, and no two items of an owner have the
/// same. What depends on the model is checked when its items are named.
fn check(raw: RawNames, table: Table, source: &mut LockText) -> Result<Names> {
    let mut names = Names::new();
    let mut known: HashSet<(Option<String>, String)> = HashSet::new();
    for (key, name) in raw {
        let range = name.span();
        let error = |what: String| Error::at(source.place(range.clone(), &path(table, &key)), what);
        let text = name.into_inner();
        let owner = owner_of(&key).map(str::to_owned);
        if owner.is_some() != table.has_owners() {
            let (what, hint) = if table.has_owners() {
                ("names no item of a shape", "keys are `Shape$item` here")
            } else {
                ("names an item of a shape", "keys have no `$` here")
            };
            return Err(error(format!("the key `{}` {what}", shown(&key))).hint(hint));
        }
        let Some(ident) = Ident::parse(&text) else {
            let what = format!(
                "`{}` is not an identifier of ASCII characters",
                text.escape_debug()
            );
            return Err(error(what).hint(RESTORE));
        };
        // Types and errors are in two modules, so that they may have the same name.
        if table != Table::Types && !known.insert((owner, text)) {
            let is_other = |(other, name): &(&String, &Ident)| {
                **name == ident && owner_of(other) == owner_of(&key)
            };
            let other = names.iter().find(is_other);
            let other = other.map(|(other, _)| shown(other)).unwrap_or_default();
            return Err(error(format!("`{ident}` is the name of `{other}`")).hint(RESTORE));
        }
        source.ranges.insert((table, key.clone()), range);
        names.insert(key, ident);
    }
    Ok(names)
}

/// The shape of a key: `Shape$member`.
fn owner_of(key: &str) -> Option<&str> {
    key.split_once('$').map(|(owner, _)| owner)
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

/// Writes a TOML string in one line, as keys have to be. Characters that would not be seen are
/// escaped.
fn quoted(text: &str) -> String {
    if !text.contains(is_hidden) {
        return toml::Value::from(text).to_string();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) => {
                write!(quoted, "\\U{:08X}", u32::from(c)).expect("a string takes all");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
