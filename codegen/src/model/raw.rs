//! A model's file as it is: JSON with everything that is in it, in its order.
//!
//! What [`load`](super::load) reads is typed and complete for a generator. To *write* a model again, cut to
//! some operations, nothing may be lost that it did not read; so that is done here, on the JSON itself.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Source;
use super::text::Node;
use crate::error::Result;

/// A file of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Raw(Value);

impl Raw {
    /// Reads JSON; `file` is what errors call it.
    ///
    /// # Errors
    /// If the text is not one JSON object, or an object has a key twice.
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        match serde_json::from_str(text) {
            Ok(Unique(value @ Value::Object(_))) => Ok(Self(value)),
            // What is wrong, and where, is found by reading level by level.
            _ => {
                let source = Source::new(file, text);
                let root = source.root()?;
                root.object()?;
                value(root).map(Self)
            }
        }
    }

    /// Merges `merge` of an extras file in, as botocore's `ExtrasProcessor` does.
    pub fn merge_extras(&mut self, mut extras: Self) {
        if let Some(merge) = extras.0.get_mut("merge") {
            deep_merge(&mut self.0, merge.take());
        }
    }

    /// `metadata`'s value for `key`.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.0.get("metadata")?.get(key)?.as_str()
    }

    /// The names of the operations.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        names(&self.0, "operations")
    }

    /// The names of the shapes.
    pub fn shapes(&self) -> impl Iterator<Item = &str> {
        names(&self.0, "shapes")
    }

    /// The text that is written to a file: indented by two spaces, as botocore's files are.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.0)
    }

    /// A service: keeps the operations that `keep` names, and the shapes that they reach.
    pub fn cut_service(&mut self, keep: &dyn Fn(&str) -> bool) {
        retain(&mut self.0, "operations", |name, _| keep(name));
        let mut reached = HashSet::new();
        let mut queue = Vec::new();
        for operation in values(&self.0, "operations") {
            let sides = ["input", "output"].map(|side| operation.get(side));
            let errors = operation.get("errors").and_then(Value::as_array);
            let references = sides
                .into_iter()
                .flatten()
                .chain(errors.into_iter().flatten());
            queue.extend(references.filter_map(target));
        }
        while let Some(name) = queue.pop() {
            if let (true, Some(shape)) = (reached.insert(name.clone()), self.shape(&name)) {
                let inner = ["member", "key", "value"].map(|inner| shape.get(inner));
                let references = values(shape, "members").chain(inner.into_iter().flatten());
                queue.extend(references.filter_map(target));
            }
        }
        retain(&mut self.0, "shapes", |name, _| reached.contains(name));
    }

    /// Paginators: keeps those of the operations that `keep` names. Whether any is left.
    pub fn cut_paginators(&mut self, keep: &dyn Fn(&str) -> bool) -> bool {
        retain(&mut self.0, "pagination", |name, _| keep(name));
        values(&self.0, "pagination").next().is_some()
    }

    /// Waiters: keeps those that call operations that `keep` names. Whether any is left.
    pub fn cut_waiters(&mut self, keep: &dyn Fn(&str) -> bool) -> bool {
        retain(&mut self.0, "waiters", |_, waiter| {
            let operation = waiter.get("operation").and_then(Value::as_str);
            operation.is_some_and(keep)
        });
        values(&self.0, "waiters").next().is_some()
    }

    /// Removes prose from a service: what stays is structure. Why something is deprecated is kept where
    /// `keep_messages` says so; `docs-2.json` has no place for that.
    ///
    /// Prose is only what stands under a key of the format; a member may have the same name.
    pub fn strip_service(&mut self, keep_messages: bool) {
        let keys: &[&str] = match keep_messages {
            true => &["documentation", "documentationUrl"],
            false => &["documentation", "documentationUrl", "deprecatedMessage"],
        };
        let strip = |owner: &mut Value| keys.iter().for_each(|key| remove(owner, key));
        strip(&mut self.0);
        remove(&mut self.0, "examples");
        values_mut(&mut self.0, "clientContextParams").for_each(strip);
        for operation in values_mut(&mut self.0, "operations") {
            strip(operation);
            for side in ["input", "output"] {
                operation.get_mut(side).map(strip);
            }
            let errors = operation.get_mut("errors").and_then(Value::as_array_mut);
            errors.into_iter().flatten().for_each(strip);
        }
        for shape in values_mut(&mut self.0, "shapes") {
            strip(shape);
            for inner in ["member", "key", "value"] {
                shape.get_mut(inner).map(strip);
            }
            values_mut(shape, "members").for_each(strip);
        }
    }

    /// Removes prose from waiters.
    pub fn strip_waiters(&mut self) {
        for waiter in values_mut(&mut self.0, "waiters") {
            remove(waiter, "description");
            let acceptors = waiter.get_mut("acceptors").and_then(Value::as_array_mut);
            let acceptors = acceptors.into_iter().flatten();
            acceptors.for_each(|it| remove(it, "description"));
        }
    }

    /// Removes prose from endpoint rules: of parameters, and of rules however deep.
    pub fn strip_endpoint_rules(&mut self) {
        fn strip_rules(owner: &mut Value) {
            let rules = owner.get_mut("rules").and_then(Value::as_array_mut);
            for rule in rules.into_iter().flatten() {
                remove(rule, "documentation");
                strip_rules(rule);
            }
        }
        values_mut(&mut self.0, "parameters").for_each(|it| remove(it, "documentation"));
        strip_rules(&mut self.0);
    }

    /// The prose of a service, as it stands in the model: HTML.
    ///
    /// Calls `found` with what it is about and the text.
    pub fn prose(&self, found: &mut dyn FnMut(About<'_>, &str)) {
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

    /// Calls `found` with each key of a service's format, and what has it: `service`, `metadata`,
    /// `operation`, `http`, `shape`, `error` or `member`.
    pub fn keys(&self, found: &mut dyn FnMut(&'static str, &str)) {
        let mut keys = |owner, value: Option<&Value>| {
            let object = value.and_then(Value::as_object);
            for key in object.into_iter().flat_map(Map::keys) {
                found(owner, key);
            }
        };
        keys("service", Some(&self.0));
        keys("metadata", self.0.get("metadata"));
        for operation in values(&self.0, "operations") {
            keys("operation", Some(operation));
            keys("http", operation.get("http"));
            let errors = operation.get("errors").and_then(Value::as_array);
            for error in errors.into_iter().flatten() {
                keys("shape", Some(error));
                keys("error", error.get("error"));
            }
        }
        for shape in values(&self.0, "shapes") {
            keys("shape", Some(shape));
            keys("error", shape.get("error"));
            let inner = ["member", "key", "value"].map(|inner| shape.get(inner));
            for member in values(shape, "members").chain(inner.into_iter().flatten()) {
                keys("member", Some(member));
            }
        }
    }

    /// What changes from `self` to `new`, a line for each value: `+` added, `-` removed, `~` other.
    ///
    /// The order of keys is no change.
    pub fn differences(&self, new: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        differences("", &self.0, &new.0, &mut lines);
        lines
    }

    /// Whether a shape of both files says the same, prose aside.
    pub fn is_same_shape(&self, other: &Self, name: &str) -> bool {
        match (self.shape(name), other.shape(name)) {
            (Some(one), Some(other)) => one == other || without_prose(one) == without_prose(other),
            (None, None) => true,
            _ => false,
        }
    }

    /// The same without what stands under `documentation`, at any depth: for companions, in which that is
    /// the name of nothing.
    #[must_use]
    pub fn without_prose(&self) -> Self {
        Self(without_prose(&self.0))
    }

    /// The value at a path of keys.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.0, |value, key| value.get(key))
    }

    /// What stands at the top.
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

/// What a text is about.
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
        /// The member's name.
        member: &'a str,
        /// The shape that it refers to.
        shape: &'a str,
    },
}

/// A value without an object that has a key twice, which serde_json's own values may have had.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct UniqueVisitor;
        impl<'de> Visitor<'de> for UniqueVisitor {
            type Value = Unique;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_unit<E>(self) -> std::result::Result<Unique, E> {
                Ok(Unique(Value::Null))
            }
            fn visit_bool<E>(self, value: bool) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_i64<E>(self, value: i64) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_u64<E>(self, value: u64) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_str<E>(self, value: &str) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_string<E>(self, value: String) -> std::result::Result<Unique, E> {
                Ok(Unique(value.into()))
            }
            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> std::result::Result<Unique, A::Error> {
                let mut items = Vec::new();
                while let Some(Unique(item)) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Unique(items.into()))
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Unique, A::Error> {
                let mut fields = Map::new();
                while let Some((key, Unique(value))) = map.next_entry::<String, _>()? {
                    if fields.insert(key, value).is_some() {
                        return Err(serde::de::Error::custom("a key occurs twice"));
                    }
                }
                Ok(Unique(fields.into()))
            }
        }
        deserializer.deserialize_any(UniqueVisitor)
    }
}

/// The whole value. A key that occurs twice is an error, which serde_json's own reading is not.
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

fn differences(path: &str, old: &Value, new: &Value, lines: &mut Vec<String>) {
    if old == new {
        return;
    }
    let below = |key: &str| match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    };
    let (Value::Object(old_fields), Value::Object(new_fields)) = (old, new) else {
        let is_long = |value: &Value| value.is_array() || value.is_object();
        lines.push(match is_long(old) || is_long(new) {
            true => format!("~ {path}"),
            false => format!("~ {path}: {old} to {new}"),
        });
        return;
    };
    for (key, old) in old_fields {
        match new_fields.get(key) {
            Some(new) => differences(&below(key), old, new, lines),
            None => lines.push(format!("- {}", below(key))),
        }
    }
    let added = new_fields.keys().filter(|it| !old_fields.contains_key(*it));
    lines.extend(added.map(|key| format!("+ {}", below(key))));
}

fn without_prose(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter();
            // A member that is called so is an object.
            let fields =
                fields.filter(|(key, value)| *key != "documentation" || !value.is_string());
            let fields = fields.map(|(key, value)| (key.clone(), without_prose(value)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_prose).collect()),
        value => value.clone(),
    }
}

/// Objects are merged key by key, everything else is replaced (botocore's `utils.deep_merge`).
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

/// The shape that a reference names.
fn target(reference: &Value) -> Option<String> {
    Some(reference.get("shape")?.as_str()?.to_owned())
}

fn remove(owner: &mut Value, key: &str) {
    if let Value::Object(object) = owner {
        // Not `remove`, which would move the last key here.
        object.shift_remove(key);
    }
}

fn entries<'a>(owner: &'a Value, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let object = owner.get(key).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

fn names<'a>(owner: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    entries(owner, key).map(|(name, _)| name)
}

fn values<'a>(owner: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    entries(owner, key).map(|(_, value)| value)
}

fn values_mut<'a>(owner: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    let object = owner.get_mut(key).and_then(Value::as_object_mut);
    object.into_iter().flat_map(|object| object.values_mut())
}

fn retain(owner: &mut Value, key: &str, mut keep: impl FnMut(&str, &Value) -> bool) {
    if let Some(object) = owner.get_mut(key).and_then(Value::as_object_mut) {
        object.retain(|name, value| keep(name, value));
    }
}
