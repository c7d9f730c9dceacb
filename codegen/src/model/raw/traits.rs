//! Traits of a model as plain text, to be compared and shown.
//!
//! Structure (members, values, references) is not included; [`Service`] has it.
//!
//! [`Service`]: crate::model::Service

use std::collections::BTreeMap;

use serde_json::Value;

use super::Raw;

/// Traits by key; fields of an object are listed by path: `error.code`, `http.method`.
pub type Traits = BTreeMap<String, String>;

impl Raw {
    /// Traits of the service: the keys of `metadata`, and those beside it.
    pub(crate) fn service_traits(&self) -> Traits {
        let mut traits = Traits::new();
        for (key, value) in self.fields() {
            match key {
                "metadata" => flatten("", value, &[], &mut traits),
                "version" | "operations" | "shapes" | "documentation" | "examples" => {}
                key => flatten(key, value, &["documentation"], &mut traits),
            }
        }
        traits
    }

    /// Traits of an operation, with those of its references to input and output.
    pub(crate) fn operation_traits(&self, name: &str) -> Traits {
        let own = ["documentation", "input", "output", "errors"];
        let mut traits = traits(self.at(&["operations", name]), &own);
        for side in ["input", "output"] {
            if let Some(reference) = self.at(&["operations", name, side]) {
                flatten(side, reference, &["shape", "documentation"], &mut traits);
            }
        }
        traits
    }

    /// Traits of an operation's reference to an error.
    pub(crate) fn error_traits(&self, operation: &str, error: &str) -> Traits {
        let errors = self.at(&["operations", operation, "errors"]);
        let mut errors = errors.and_then(Value::as_array).into_iter().flatten();
        let reference = errors.find(|it| it.get("shape").and_then(Value::as_str) == Some(error));
        traits(reference, &["shape", "documentation"])
    }

    /// Traits of a shape.
    pub(crate) fn shape_traits(&self, name: &str) -> Traits {
        let structure = [
            "type",
            "members",
            "member",
            "key",
            "value",
            "enum",
            "required",
            "documentation",
        ];
        traits(self.at(&["shapes", name]), &structure)
    }

    /// Traits of a reference: a member of a structure, or `member`, `key` or `value` of a list or
    /// map.
    pub(crate) fn member_traits(&self, owner: &str, member: &str) -> Traits {
        let reference = self
            .at(&["shapes", owner, "members", member])
            .or_else(|| self.at(&["shapes", owner, member]));
        traits(reference, &["shape", "documentation"])
    }

    /// All fields of an entry of a companion: `pagination` of an operation, one of the `waiters`.
    pub(crate) fn entry(&self, section: &str, name: &str) -> Traits {
        traits(self.at(&[section, name]), &["description"])
    }

    /// Lists the names of the entries in a section of a companion.
    pub(crate) fn entries(&self, section: &str) -> Vec<&str> {
        let object = self.at(&[section]).and_then(Value::as_object);
        object
            .into_iter()
            .flat_map(|it| it.keys())
            .map(String::as_str)
            .collect()
    }
}

fn traits(value: Option<&Value>, left_out: &[&str]) -> Traits {
    let mut traits = Traits::new();
    if let Some(value) = value {
        flatten("", value, left_out, &mut traits);
    }
    traits
}

fn flatten(path: &str, value: &Value, left_out: &[&str], traits: &mut Traits) {
    match value {
        Value::Object(fields) => {
            // The presence of an object counts even if it has no fields, or flags that are `false`.
            let fields = fields.iter();
            let fields = fields.filter(|(key, _)| !left_out.contains(&key.as_str()));
            let is_reference = left_out.contains(&"shape");
            if !path.is_empty()
                && !is_reference
                && fields.clone().all(|(_, it)| *it == Value::Bool(false))
            {
                traits.insert(path.to_owned(), "{}".to_owned());
            }
            for (key, value) in fields {
                let path = match path {
                    "" => key.clone(),
                    path => format!("{path}.{key}"),
                };
                flatten(&path, value, &["documentation", "description"], traits);
            }
        }
        Value::String(text) => {
            traits.insert(path.to_owned(), text.clone());
        }
        value => {
            traits.insert(path.to_owned(), plain(value).to_string());
        }
    }
}

/// Normalizes a list: without documentation, and with sorted keys, since their order means nothing.
fn plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => {
            let is_prose = |key: &str| matches!(key, "documentation" | "description");
            let fields = fields
                .iter()
                .filter(|(key, value)| !is_prose(key) || !value.is_string());
            let sorted: BTreeMap<&String, Value> =
                fields.map(|(key, it)| (key, plain(it))).collect();
            sorted
                .into_iter()
                .map(|(key, it)| (key.clone(), it))
                .collect()
        }
        value => value.clone(),
    }
}
