//! Reads TOML level by level, with positions, and collects all mistakes.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Errors, Result, SourceLocation, TextPosition};
use crate::nearest;

/// The hint of mistakes that have none of their own.
const EXAMPLE: &str = "a manifest has [[crate]] with `name` and `path`, and in it [[crate.service]] with \
                       `module` and `model`; `botosmith init` makes one";

/// A value with its place in the text.
pub(super) type Value<'a> = &'a Spanned<DeValue<'a>>;

/// The bytes of a value or key in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for At {
    fn from(Range { start, end }: Range<usize>) -> Self {
        Self { start, end }
    }
}

/// The file, and the mistakes that were found in it.
pub(super) struct Reader {
    file: Arc<Path>,
    text: Arc<str>,
    errors: Errors,
}

impl Reader {
    pub(super) fn new(file: &Path, text: &str) -> Self {
        Self {
            file: file.into(),
            text: text.into(),
            errors: Errors::default(),
        }
    }

    /// Parses the text. If it is not TOML, the mistakes are the parser's.
    pub(super) fn parse<'a>(&mut self, text: &'a str) -> Spanned<DeValue<'a>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().unwrap_or_default();
            self.refuse(at, |place| Error::at(place, error.message()).hint(EXAMPLE));
        }
        let span = table.span();
        Spanned::new(span, DeValue::Table(table.into_inner()))
    }

    pub(super) fn position(&self, at: impl Into<At>) -> TextPosition {
        let At { start, end } = at.into();
        TextPosition::new(&self.file, &self.text, start..end)
    }

    /// Adds a mistake at a place of the text.
    pub(super) fn refuse(&mut self, at: impl Into<At>, make: impl FnOnce(SourceLocation) -> Error) {
        self.refuse_position(&self.position(at), make);
    }

    /// Adds a mistake at a position of the text.
    pub(super) fn refuse_position(
        &mut self,
        position: &TextPosition,
        make: impl FnOnce(SourceLocation) -> Error,
    ) {
        self.errors.add(|| make(position.location()));
    }

    pub(super) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Returns the mistakes in the order of the file, if there are any.
    pub(super) fn finish(mut self) -> Result<()> {
        self.errors.sort();
        self.errors.finish()
    }

    pub(super) fn string<'a>(&mut self, value: Value<'a>) -> Option<&'a str> {
        self.expect(value, "a string", value.get_ref().as_str())
    }

    pub(super) fn boolean(&mut self, value: Value<'_>) -> Option<bool> {
        self.expect(value, "`true` or `false`", value.get_ref().as_bool())
    }

    pub(super) fn list<'a>(&mut self, value: Value<'a>) -> Option<&'a [Spanned<DeValue<'a>>]> {
        let list = value.get_ref().as_array();
        self.expect(value, "a list", list.map(|list| &**list))
    }

    /// Reads the strings of a list, which is not to have one twice. `done` says in the message what
    /// the list does with them.
    pub(super) fn distinct<'a>(&mut self, list: Value<'a>, done: &str) -> Vec<(&'a str, At)> {
        let mut names: Vec<(&str, At)> = Vec::new();
        let mut known = HashSet::new();
        for value in self.list(list).unwrap_or_default() {
            let at = At::from(value.span());
            let Some(name) = self.string(value) else {
                continue;
            };
            if known.insert(name) {
                names.push((name, at));
            } else {
                self.refuse(at, |place| {
                    Error::at(place, format!("`{}` is {done} twice", name.escape_debug()))
                        .hint("remove one of the two")
                });
            }
        }
        names
    }

    /// Returns `true` for a list without anything in it.
    pub(super) fn is_empty_list(value: Value<'_>) -> bool {
        value.get_ref().as_array().is_some_and(|it| it.is_empty())
    }

    /// Returns the tables of a key such as `[[crate]]`; none if the key is absent.
    pub(super) fn tables<'a>(
        &mut self,
        value: Option<Value<'a>>,
        owner: &'static str,
    ) -> Vec<Table<'a>> {
        let list = value.and_then(|value| self.list(value));
        let tables = list.unwrap_or_default().iter();
        tables.filter_map(|it| self.table(it, owner)).collect()
    }

    /// Reads a table; `owner` is what it stands for.
    pub(super) fn table<'a>(&mut self, value: Value<'a>, owner: &'static str) -> Option<Table<'a>> {
        let table = self.expect(value, "a table", value.get_ref().as_table())?;
        Some(Table {
            at: value.span().into(),
            owner,
            table,
            known: Vec::new(),
            refused: Vec::new(),
        })
    }

    /// The keys of a table that anyone may choose, with their places, and the values.
    pub(super) fn entries<'a>(&mut self, value: Value<'a>) -> Vec<(&'a str, At, Value<'a>)> {
        let table = self.expect(value, "a table", value.get_ref().as_table());
        let entries = table.into_iter().flatten();
        let entries = entries.map(|(key, value)| (&**key.get_ref(), At::from(key.span()), value));
        entries.collect()
    }

    pub(super) fn expect<T>(
        &mut self,
        value: Value<'_>,
        expected: &str,
        found: Option<T>,
    ) -> Option<T> {
        if found.is_none() {
            self.refuse(value.span(), |place| {
                let kind = kind(value.get_ref());
                Error::at(place, format!("expected {expected}, found {kind}")).hint(EXAMPLE)
            });
        }
        found
    }
}

/// A table whose keys are looked up one by one; all others are unknown.
pub(super) struct Table<'a> {
    pub(super) at: At,
    owner: &'static str,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    refused: Vec<&'static str>,
}

impl<'a> Table<'a> {
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Refuses a key that people may expect here.
    pub(super) fn refuse(
        &mut self,
        key: &'static str,
        what: &str,
        hint: &str,
        reader: &mut Reader,
    ) {
        if let Some((found, _)) = self.table.get_key_value(key) {
            self.refused.push(key);
            reader.refuse(found.span(), |place| Error::at(place, what).hint(hint));
        }
    }

    /// Looks up a key that has to be there.
    pub(super) fn require(&mut self, key: &'static str, reader: &mut Reader) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            reader.refuse(self.at, |place| {
                Error::at(
                    place,
                    format!("the key `{key}` of {} is missing", self.owner),
                )
                .hint(match key {
                    "crate" => EXAMPLE.to_owned(),
                    _ => format!("add a line `{key} = …`"),
                })
            });
        }
        value
    }

    /// Reads a string that has to be there, and its place.
    pub(super) fn require_string(
        &mut self,
        key: &'static str,
        reader: &mut Reader,
    ) -> Option<(&'a str, At)> {
        let value = self.require(key, reader)?;
        Some((reader.string(value)?, value.span().into()))
    }

    /// Refuses keys that were neither looked up nor refused.
    pub(super) fn finish(self, reader: &mut Reader) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.known.contains(&name) && !self.refused.contains(&name) {
                reader.refuse(key.span(), |place| {
                    let what = format!("unknown key `{}` of {}", name.escape_debug(), self.owner);
                    Error::at(place, what).hint(nearest::hint(name, self.known.iter().copied()))
                });
            }
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
