//! A model's file with all of its contents, in their order.
//!
//! [`load`](super::load) reads what a generator needs, with types. To *write* a model again, cut to
//! some operations, nothing else may be lost; so that works on the JSON itself.

mod compare;
mod cut;
mod traits;
mod unique;

use std::path::Path;

use serde_json::{Map, Value};

use super::Source;
use super::json::Node;
use crate::error::Result;
use crate::input;
use unique::Unique;

pub use traits::Traits;

/// A file of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Raw(Value);

impl Raw {
    /// Parses JSON; `file` is its name in errors.
    ///
    /// # Errors
    /// If the text is not one JSON object, or an object has a key twice.
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let text = input::without_mark(text);
        match serde_json::from_str(text) {
            Ok(Unique(value @ Value::Object(_))) => Ok(Self(value)),
            // Reading level by level finds the error and its position.
            _ => {
                let source = Source::new(file, text);
                let root = source.root()?;
                root.object()?;
                value(root).map(Self)
            }
        }
    }

    /// Merges the `merge` object of an extras file, as botocore's `ExtrasProcessor` does.
    pub(crate) fn merge_extras(&mut self, mut extras: Self) {
        if let Some(merge) = extras.0.get_mut("merge") {
            deep_merge(&mut self.0, merge.take());
        }
    }

    /// Returns the value of a key in `metadata`.
    pub(crate) fn metadata(&self, key: &str) -> Option<&str> {
        self.0.get("metadata")?.get(key)?.as_str()
    }

    /// Returns the text of the file, indented by two spaces, as botocore's files are.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.0)
    }

    /// Finds the documentation in a service model: HTML.
    ///
    /// Calls `found` with each subject and its text.
    pub(crate) fn prose(&self, found: &mut dyn FnMut(About<'_>, &str)) {
        let mut about = |about: About<'_>, owner: &Value| {
            let text = owner.get("documentation").and_then(Value::as_str);
            if let Some(text) = text {
                found(about, text);
            }
        };
        about(About::Service, &self.0);
        for (name, operation) in entries(&self.0, "operations") {
            about(About::Operation(name), operation);
        }
        for (owner, shape) in entries(&self.0, "shapes") {
            about(About::Shape(owner), shape);
            let inner = ["member", "key", "value"].map(|it| Some((it, shape.get(it)?)));
            let members = entries(shape, "members");
            for (member, reference) in members.chain(inner.into_iter().flatten()) {
                if let Some(shape) = target(reference) {
                    let shape = shape.as_str();
                    about(
                        About::Member {
                            owner,
                            member,
                            shape,
                        },
                        reference,
                    );
                }
            }
        }
    }

    /// Returns the value at a path of keys.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.0, |value, key| value.get(key))
    }

    /// Iterates over the fields of the root object.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &Value)> {
        let object = self.0.as_object();
        object
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }

    fn shape(&self, name: &str) -> Option<&Value> {
        self.0.get("shapes")?.get(name)
    }
}

/// Subject of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About<'a> {
    /// The service.
    Service,
    /// An operation.
    Operation(&'a str),
    /// A shape.
    Shape(&'a str),
    /// A reference of `owner` to `shape`: a structure's member, or `member`, `key` or `value`.
    Member {
        /// The shape that has the member.
        owner: &'a str,
        /// Name of the member.
        member: &'a str,
        /// The shape of the member.
        shape: &'a str,
    },
}

/// Reads the whole value. Unlike in serde_json's own values, a key that occurs twice is an error.
fn value(node: Node<'_>) -> Result<Value> {
    Ok(match node.kind() {
        "an object" => {
            let fields = node.object()?.into_fields().into_iter();
            let entries = fields.map(|it| Ok((it.key.into_owned(), value(it.value)?)));
            Value::Object(entries.collect::<Result<Map<_, _>>>()?)
        }
        "a list" => Value::Array(node.list()?.into_iter().map(value).collect::<Result<_>>()?),
        kind => node.parse(kind)?,
    })
}

/// Merges objects key by key, and replaces all other values (botocore's `utils.deep_merge`).
fn deep_merge(base: &mut Value, extra: Value) {
    match (base, extra) {
        (Value::Object(base), Value::Object(extra)) => {
            for (key, value) in extra {
                match base.get_mut(&key) {
                    Some(known) => deep_merge(known, value),
                    None => {
                        base.insert(key, value);
                    }
                }
            }
        }
        (base, extra) => *base = extra,
    }
}

/// Returns the shape of a reference.
fn target(reference: &Value) -> Option<String> {
    Some(reference.get("shape")?.as_str()?.to_owned())
}

fn entries<'a>(owner: &'a Value, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let object = owner.get(key).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

fn values<'a>(owner: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    entries(owner, key).map(|(_, value)| value)
}
