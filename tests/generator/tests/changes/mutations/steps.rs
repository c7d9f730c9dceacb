//! Single mutations of a model.

use std::fmt;

use serde_json::{Value, json};

use crate::models::{MODEL, State};

/// A mutation of a file.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The file with the keys and indices of the changed, added or removed value.
    path: String,
    pub(super) file: &'static str,
    keys: Vec<String>,
    /// The new value; `None` removes it.
    value: Option<Value>,
    /// `true` if the key is new.
    pub(super) is_added: bool,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "{} = {value}", self.path),
            None => write!(f, "{} taken out", self.path),
        }
    }
}

impl Step {
    fn new(file: &'static str, keys: &[String], value: Option<Value>) -> Self {
        Self {
            path: format!("{file}/{}", keys.join("/")),
            file,
            keys: keys.to_vec(),
            value,
            is_added: false,
        }
    }

    /// The state after the step; `None` if the path does not exist.
    pub(super) fn applied(&self, state: &State) -> Option<State> {
        let mut state = state.clone();
        let (last, way) = self.keys.split_last()?;
        let mut owner = state.0.get_mut(self.file)?;
        for key in way {
            owner = match owner {
                Value::Object(fields) => fields.get_mut(key)?,
                Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        match (owner, &self.value) {
            (Value::Object(fields), Some(value)) => {
                fields.insert(last.clone(), value.clone());
            }
            (Value::Object(fields), None) => {
                fields.shift_remove(last)?;
            }
            (Value::Array(items), value) => {
                let index = last.parse::<usize>().ok().filter(|it| *it < items.len())?;
                match value {
                    Some(value) => items[index] = value.clone(),
                    None => drop(items.remove(index)),
                }
            }
            _ => return None,
        }
        Some(state)
    }
}

/// All steps: each value is changed in some ways and removed, and all keys of the format are added
/// to each object.
pub(super) fn steps(state: &State) -> Vec<Step> {
    let mut steps = Vec::new();
    for (file, value) in &state.0 {
        collect(file, &mut Vec::new(), value, &mut steps);
    }
    steps
}

fn collect(file: &'static str, keys: &mut Vec<String>, value: &Value, steps: &mut Vec<Step>) {
    if let Some(key) = keys.last().cloned() {
        for other in others(&key, value) {
            steps.push(Step::new(file, keys, Some(other)));
        }
        steps.push(Step::new(file, keys, None));
    }
    let mut below = |key: String, value: &Value| {
        keys.push(key);
        collect(file, keys, value, steps);
        keys.pop();
    };
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                below(key.clone(), value);
            }
            // Companions, whose keys are not listed, get an unknown key.
            let known = match (file == MODEL, keys.len()) {
                (true, _) => known(),
                (false, 0 | 1) => json!({}),
                (false, _) => json!({"New": "New"}),
            };
            let known = known.as_object().expect("an object").iter();
            for (key, value) in known.filter(|(key, _)| !fields.contains_key(*key)) {
                keys.push(key.clone());
                let step = Step::new(file, keys, Some(value.clone()));
                steps.push(Step {
                    is_added: true,
                    ..step
                });
                keys.pop();
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                below(index.to_string(), value);
            }
        }
        _ => {}
    }
}

/// Other values of the type.
fn others(key: &str, value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(it) => vec![json!(!it)],
        Value::Number(it) => vec![json!(it.as_i64().unwrap_or_default() + 1)],
        Value::String(it) => {
            let words: &[&str] = match key {
                "shape" => &["Text", "Items", "Body", "Choice", "Details"],
                "type" => &["string", "long", "blob"],
                "location" => &["header", "uri"],
                "timestampFormat" => &["rfc822"],
                "protocol" => &["json", "query"],
                _ => &[],
            };
            let words = words.iter().filter(|word| it != *word);
            words
                .map(|word| json!(word))
                .chain([json!(format!("{it}X"))])
                .collect()
        }
        _ => Vec::new(),
    }
}

/// All keys of the format with values.
fn known() -> Value {
    serde_json::from_str(include_str!("known.json")).expect("JSON")
}
