//! Compares JSON values as Python does.

use serde_json::{Map, Value};

/// True if two values are equal in Python, where `1` equals `1.0`.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let found = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(found)
        }
        (a, b) => a == b,
    }
}

/// Removes from `found` the members that are not expected and that may not have been set
/// ([`OutputJson`](crate::outcome::OutputJson)).
///
/// # Panics
/// If `defaults` do not belong to `found`.
pub fn without_defaults(found: &Value, defaults: &Value, expected: &Value) -> Value {
    let mut found = found.clone();
    for pointer in defaults.as_array().into_iter().flatten() {
        let pointer = pointer.as_str().expect("a pointer");
        if expected.pointer(pointer).is_none() {
            let (owner, key) = pointer
                .rsplit_once('/')
                .expect("a pointer begins with a slash");
            let owner: Option<&mut Map<_, _>> =
                found.pointer_mut(owner).and_then(Value::as_object_mut);
            let key = key.replace("~1", "/").replace("~0", "~");
            owner
                .and_then(|owner| owner.remove(&key))
                .expect("the member is there");
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{same, without_defaults};

    #[test]
    fn numbers_are_the_same_by_their_value() {
        assert!(same(&json!({"a": [1]}), &json!({"a": [1.0]})));
        for other in [
            json!({"a": [2]}),
            json!({"a": [1, 1]}),
            json!({"a": [1], "b": 1}),
        ] {
            assert!(!same(&json!({"a": [1]}), &other), "{other}");
        }
    }

    #[test]
    fn members_with_default_values_are_kept_only_if_they_are_expected() {
        let found = json!({"count": 0, "text": ""});
        let defaults = json!(["/count", "/text"]);
        let without = |expected| without_defaults(&found, &defaults, &expected);
        assert_eq!(without(json!({})), json!({}));
        assert_eq!(without(json!({"count": 0})), json!({"count": 0}));
        assert_eq!(without(json!({"other": 1})), json!({}));
    }
}
