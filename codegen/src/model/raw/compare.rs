//! Lists the keys of a model, and its differences from another one.

use serde_json::{Map, Value};

use super::{Raw, values};

impl Raw {
    /// Calls `found` with each key of a service's format and its owner: `service`, `metadata`,
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

    /// Lists the differences from `self` to `new`, a line for each value: `+` added, `-` removed,
    /// `~` changed.
    ///
    /// The order of keys does not count.
    pub(crate) fn differences(&self, new: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        differences("", &self.0, &new.0, &mut lines);
        lines
    }

    /// Returns `true` if a shape is the same in both files, apart from documentation.
    pub(crate) fn is_same_shape(&self, other: &Self, name: &str) -> bool {
        match (self.shape(name), other.shape(name)) {
            (Some(one), Some(other)) => one == other || without_prose(one) == without_prose(other),
            (None, None) => true,
            _ => false,
        }
    }

    /// Returns a copy without strings under `documentation`, at any depth: for companions, which
    /// have nothing else of that name.
    #[must_use]
    pub(crate) fn without_prose(&self) -> Self {
        Self(without_prose(&self.0))
    }
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
        lines.push(if is_long(old) || is_long(new) {
            format!("~ {path}")
        } else {
            format!("~ {path}: {old} to {new}")
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
            // A member called `documentation` is an object.
            let fields =
                fields.filter(|(key, value)| *key != "documentation" || !value.is_string());
            let fields = fields.map(|(key, value)| (key.clone(), without_prose(value)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_prose).collect()),
        value => value.clone(),
    }
}
