//! Cuts a model to some operations, or removes its documentation.

use std::collections::HashSet;

use serde_json::Value;

use super::{Raw, target, values};

impl Raw {
    /// Keeps the operations for which `keep` holds, and the shapes that they reach.
    pub(crate) fn cut_service(&mut self, keep: &dyn Fn(&str) -> bool) {
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

    /// Keeps the paginators of operations for which `keep` holds. Returns `true` if any is left.
    pub(crate) fn cut_paginators(&mut self, keep: &dyn Fn(&str) -> bool) -> bool {
        retain(&mut self.0, "pagination", |name, _| keep(name));
        values(&self.0, "pagination").next().is_some()
    }

    /// Keeps the waiters of operations for which `keep` holds. Returns `true` if any is left.
    pub(crate) fn cut_waiters(&mut self, keep: &dyn Fn(&str) -> bool) -> bool {
        retain(&mut self.0, "waiters", |_, waiter| {
            let operation = waiter.get("operation").and_then(Value::as_str);
            operation.is_some_and(keep)
        });
        values(&self.0, "waiters").next().is_some()
    }

    /// Removes documentation from a service model. `keep_messages` keeps deprecation messages,
    /// since `docs-2.json` has no place for them.
    ///
    /// Only keys of the format count as documentation; a member may have the same name.
    pub(crate) fn strip_service(&mut self, keep_messages: bool) {
        let keys: &[&str] = if keep_messages {
            &["documentation", "documentationUrl"]
        } else {
            &["documentation", "documentationUrl", "deprecatedMessage"]
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

    /// Removes documentation from waiters.
    pub(crate) fn strip_waiters(&mut self) {
        for waiter in values_mut(&mut self.0, "waiters") {
            remove(waiter, "description");
            let acceptors = waiter.get_mut("acceptors").and_then(Value::as_array_mut);
            let acceptors = acceptors.into_iter().flatten();
            acceptors.for_each(|it| remove(it, "description"));
        }
    }

    /// Removes documentation from parameters and rules, at any depth.
    pub(crate) fn strip_endpoint_rules(&mut self) {
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
}

fn remove(owner: &mut Value, key: &str) {
    if let Value::Object(object) = owner {
        // Not `remove`, which would move the last key here.
        object.shift_remove(key);
    }
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
