//! Reads JSON with positions.
//!
//! `serde_json` yields values without positions. It can borrow a value's text, though
//! ([`RawValue`]), and the distance of that text from the start of the file *is* the position. So a
//! file is parsed as a whole once, and then read level by level, borrowed. Only errors need a path
//! like `$.shapes.Resource`, which is found by descending again.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Error, Result, SourceLocation, character};
use crate::input;

/// A position in a model file: the byte offset of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(pub(super) usize);

/// Name and text of a model file, kept as long as errors may refer to it.
#[derive(Clone)]
pub struct Source {
    file: Arc<Path>,
    text: Arc<str>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.file).finish()
    }
}

impl Source {
    /// Makes a source of a file's name, as errors show it, and its text. A byte order mark is left
    /// out.
    pub fn new(file: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            file: file.into().into(),
            text: input::without_mark(&text.into()).into(),
        }
    }

    /// Reads a file as UTF-8.
    pub fn read(file: &Path) -> Result<Self> {
        let bytes = input::bytes(file)
            .map_err(|error| Error::file(file, format!("cannot read the file: {error}")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            Error::file(
                file,
                format!("the file is not UTF-8 text: see byte {valid}"),
            )
            .hint("a model is plain JSON; unpack a gzipped one first")
        })?;
        Ok(Self::new(file, text))
    }

    /// Returns the name of the file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Returns the text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes an error about the value or key at `at`.
    pub fn error(&self, at: Position, what: impl Into<String>) -> Error {
        let range = match self.raw_at(at) {
            Some(raw) => {
                let start = offset_of(&self.text, raw);
                start..start + raw.len()
            }
            None => character(&self.text, at.0),
        };
        let path = path_at(&self.text, at.0);
        Error::at(
            SourceLocation::new(&self.file, &self.text, range, path),
            what,
        )
    }

    /// Returns the text of the value or key at `at`.
    fn raw_at(&self, at: Position) -> Option<&str> {
        let mut values = serde_json::Deserializer::from_str(&self.text[at.0..]).into_iter();
        let raw: &RawValue = values.next()?.ok()?;
        Some(raw.get())
    }

    /// Returns the position of the value of `key` in the object at `at`, or of the object if it has
    /// no such key.
    pub(super) fn value_at(&self, at: Position, key: &str) -> Position {
        let node = self.raw_at(at).map(|raw| Node { source: self, raw });
        let value = node.and_then(|node| node.object().ok()?.take(key));
        value.map_or(at, Node::at)
    }

    /// Returns the outermost value, after checking the syntax of the whole text.
    pub(super) fn root(&self) -> Result<Node<'_>> {
        if self.text.trim().is_empty() {
            return Err(Error::file(&*self.file, "the file is empty")
                .hint("it must contain a JSON object; download it again"));
        }
        match serde_json::from_str::<&RawValue>(&self.text) {
            Ok(raw) => Ok(Node {
                source: self,
                raw: raw.get(),
            }),
            Err(error) => Err(self.syntax_error(&error)),
        }
    }

    fn syntax_error(&self, error: &serde_json::Error) -> Error {
        let line_start = self
            .text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum::<usize>();
        let mut offset = line_start + error.column().saturating_sub(1);
        let message = message(error);
        if message.starts_with("control character") {
            // For these errors serde_json reports the position of the text before.
            let rest = self.text.as_bytes()[offset..].iter();
            offset += rest.take_while(|byte| !byte.is_ascii_control()).count();
        }
        let range = character(&self.text, offset);
        let place = SourceLocation::new(&self.file, &self.text, range, "");
        if error.is_eof() {
            Error::at(place, format!("the JSON ends too early: {message}"))
                .hint("the file is truncated; download it again")
        } else {
            Error::at(place, format!("this is not JSON: {message}"))
        }
    }
}

/// A JSON value and its position.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    source: &'a Source,
    raw: &'a str,
}

impl<'a> Node<'a> {
    pub(super) fn at(self) -> Position {
        Position(offset_of(&self.source.text, self.raw))
    }

    pub(super) fn error(self, what: impl Into<String>) -> Error {
        self.source.error(self.at(), what)
    }

    /// Makes an error about another position in the same file.
    pub(super) fn error_at(self, at: Position, what: impl Into<String>) -> Error {
        self.source.error(at, what)
    }

    fn wrong_type(self, expected: &str) -> Error {
        self.error(format!("expected {expected}, found {}", self.kind()))
    }

    pub(super) fn kind(self) -> &'static str {
        match self.raw.as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            _ => "a number",
        }
    }

    pub(super) fn is_null(self) -> bool {
        self.raw == "null"
    }

    /// Parses the value as `T`. A value of the right JSON type fails only if it is invalid itself:
    /// a number out of range, half of a surrogate pair.
    pub(super) fn parse<T: Deserialize<'a>>(self, expected: &str) -> Result<T> {
        serde_json::from_str(self.raw).map_err(|error| {
            if self.kind() == expected {
                self.error(format!("this is not {expected}: {}", message(&error)))
            } else {
                self.wrong_type(expected)
            }
        })
    }

    /// Returns a string, borrowed from the text unless it has escapes.
    fn text(self) -> Result<Cow<'a, str>> {
        let quoted = self.raw.strip_prefix('"');
        match quoted.and_then(|rest| rest.strip_suffix('"')) {
            Some(plain) if !plain.contains('\\') => Ok(Cow::Borrowed(plain)),
            _ => self.parse("a string").map(Cow::Owned),
        }
    }

    pub(super) fn string(self) -> Result<String> {
        self.text().map(Cow::into_owned)
    }

    pub(super) fn boolean(self) -> Result<bool> {
        self.parse("true or false")
    }

    pub(super) fn number(self) -> Result<f64> {
        self.parse("a number")
    }

    pub(super) fn list(self) -> Result<Vec<Node<'a>>> {
        let List(items) = self.parse("a list")?;
        Ok(items
            .into_iter()
            .map(|raw| Node {
                source: self.source,
                raw: raw.get(),
            })
            .collect())
    }

    pub(super) fn strings(self) -> Result<Vec<String>> {
        self.list()?.into_iter().map(Node::string).collect()
    }

    /// Returns the object's fields in the file's order. A key that occurs twice is an error.
    pub(super) fn object(self) -> Result<Object<'a>> {
        let Entries(entries) = self.parse("an object")?;
        let mut seen = HashSet::with_capacity(entries.len());
        let mut fields = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let [key_node, value] = [key, value].map(|raw| Node {
                source: self.source,
                raw: raw.get(),
            });
            let (key, at) = (key_node.text()?, key_node.at());
            if !seen.insert(key.clone()) {
                return Err(self
                    .source
                    .error(at, format!("the key `{}` occurs twice", key.escape_debug()))
                    .hint("remove one of the two"));
            }
            fields.push(Field { key, at, value });
        }
        Ok(Object { node: self, fields })
    }
}

/// A field of an object.
pub(super) struct Field<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) at: Position,
    pub(super) value: Node<'a>,
}

/// An object from which keys are taken one by one; keys that are left over are unknown.
pub(super) struct Object<'a> {
    node: Node<'a>,
    fields: Vec<Field<'a>>,
}

impl<'a> Object<'a> {
    pub(super) fn node(&self) -> Node<'a> {
        self.node
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Node<'a>> {
        let index = self.fields.iter().position(|field| field.key == key)?;
        Some(self.fields.remove(index).value)
    }

    pub(super) fn require(&mut self, key: &str) -> Result<Node<'a>> {
        self.take(key).ok_or_else(|| {
            self.node
                .error(format!("the key `{key}` is missing"))
                .hint("add it: every object of this kind has it")
        })
    }

    /// Takes a boolean trait; an absent one is `false`.
    pub(super) fn flag(&mut self, key: &str) -> Result<bool> {
        self.take(key).map_or(Ok(false), Node::boolean)
    }

    pub(super) fn string(&mut self, key: &str) -> Result<Option<String>> {
        self.take(key).map(Node::string).transpose()
    }

    /// Returns all fields, for objects whose keys are names.
    pub(super) fn into_fields(self) -> Vec<Field<'a>> {
        self.fields
    }

    /// Refuses keys that were not taken.
    pub(super) fn finish(self, owner: &str) -> Result<()> {
        match self.fields.into_iter().next() {
            None => Ok(()),
            Some(Field { key, at, .. }) => Err(self
                .node
                .source
                .error(
                    at,
                    format!("unknown key `{}` on {owner}", key.escape_debug()),
                )
                .hint(
                    "unknown keys are refused, so that nothing is lost silently; update botosmith, \
                     or add support for the key in its codegen/src/model/load",
                )),
        }
    }
}

struct List<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for List<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor;
        impl<'de> Visitor<'de> for ListVisitor {
            type Value = List<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(List(items))
            }
        }
        deserializer.deserialize_seq(ListVisitor)
    }
}

/// Raw keys and values of an object.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// Message of a parser error without the position, which is reported separately.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

/// Distance of `part` from the start of `text`, of which it is a slice.
fn offset_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Returns the JSON path of the value or key at byte `offset`: `$.shapes.Resource.members.name`.
fn path_at(text: &str, offset: usize) -> String {
    let mut path = "$".to_owned();
    let mut raw = text;
    loop {
        let next = if raw.trim_start().starts_with('{') {
            let Ok(Entries(entries)) = serde_json::from_str(raw) else {
                return path;
            };
            // The value that contains the offset, or the one whose key does.
            entries
                .into_iter()
                .find(|(_, value)| offset < offset_of(text, value.get()) + value.get().len())
                .map(|(key, value)| {
                    let key = serde_json::from_str(key.get())
                        .unwrap_or_else(|_| key.get().trim_matches('"').to_owned());
                    let is_plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                    let segment = if is_plain && !key.is_empty() {
                        format!(".{key}")
                    } else {
                        format!("[{}]", serde_json::Value::from(key))
                    };
                    (segment, value.get())
                })
        } else if raw.trim_start().starts_with('[') {
            let Ok(List(items)) = serde_json::from_str(raw) else {
                return path;
            };
            items
                .into_iter()
                .enumerate()
                .find(|(_, value)| offset < offset_of(text, value.get()) + value.get().len())
                .map(|(index, value)| (format!("[{index}]"), value.get()))
        } else {
            None
        };
        let Some((segment, value)) = next else {
            return path;
        };
        if offset <= offset_of(text, raw) {
            return path;
        }
        path += &segment;
        if offset <= offset_of(text, value) {
            return path;
        }
        raw = value;
    }
}
