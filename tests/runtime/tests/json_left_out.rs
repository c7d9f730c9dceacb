//! Members that are left out of a message: repeated ones, and in errors those that are unreadable.

mod common;

use common::Everything;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[test]
fn of_repeated_members_the_last_counts() {
    for (repeated, same) in [
        (r#"{"name":"a","name":"b","name":"c"}"#, r#"{"name":"c"}"#),
        (r#"{"long":1,"name":"a","long":null}"#, r#"{"name":"a"}"#),
        (r#"{"long":1,"long":null,"long":2}"#, r#"{"long":2}"#),
        (r#"{"name":5,"name":"a"}"#, r#"{"name":"a"}"#),
        (
            r#"{"strings":["a","b"],"strings":["c"]}"#,
            r#"{"strings":["c"]}"#,
        ),
        (r#"{"strings":["a"],"strings":[]}"#, r#"{"strings":[]}"#),
        (r#"{"strings":["a"],"strings":null}"#, "{}"),
        (
            r#"{"tags":{"a":"b"},"tags":{"c":"d"}}"#,
            r#"{"tags":{"c":"d"}}"#,
        ),
        (r#"{"tags":{"k":"a","k":"b"}}"#, r#"{"tags":{"k":"b"}}"#),
        (r#"{"tags":{"k":"a","k":null}}"#, r#"{"tags":{}}"#),
        (r#"{"tags":{"k":["a"],"k":"b"}}"#, r#"{"tags":{"k":"b"}}"#),
        (r#"{"gaps":{"k":"a","k":null}}"#, r#"{"gaps":{"k":null}}"#),
        (
            r#"{"child":{"name":"a","long":1},"child":{"long":2}}"#,
            r#"{"child":{"long":2}}"#,
        ),
        (
            r#"{"children":[{"name":"a","n\u0061me":"b","name":null}]}"#,
            r#"{"children":[{}]}"#,
        ),
        (
            r#"{"document":{"a":1,"a":[2,2]},"other":{"x":1,"x":1}}"#,
            r#"{"document":{"a":[2,2]}}"#,
        ),
        (
            r#"{"by \"name\"":{"k":{"name":"a"},"k":{"long":1}}}"#,
            r#"{"by \"name\"":{"k":{"long":1}}}"#,
        ),
    ] {
        let expected = Everything::from_json(same.as_bytes()).unwrap();
        let found = Everything::from_json(repeated.as_bytes());
        assert_eq!(found, Ok(expected.clone()), "{repeated}");
        let found = Everything::from_lenient_json(repeated.as_bytes());
        assert_eq!(found, expected, "{repeated}");
    }
}

#[test]
fn errors_in_messages_with_repeated_members_have_their_positions() {
    let json = br#"{"name":"a","name":"b","child":{"long":1,"long":""}}"#;
    assert_eq!(
        Everything::from_json(json).unwrap_err(),
        "expected a number, found a string at byte 48 (child.long)"
    );
}

#[test]
fn an_error_has_what_is_readable() {
    for (broken, same) in [
        (r#"{"long":"x","name":"a"}"#, r#"{"name":"a"}"#),
        (r#"{"name":"a","long":"x"}"#, r#"{"name":"a"}"#),
        (r#"{"long":"x"}"#, "{}"),
        (r#"{"name":"a","name":5}"#, "{}"),
        (
            r#"{"name":"a","strings":["a",5,"b"],"sparse":[null,""]}"#,
            r#"{"name":"a"}"#,
        ),
        (
            r#"{"child":{"name":5,"long":1},"name":"a"}"#,
            r#"{"child":{"long":1},"name":"a"}"#,
        ),
        (
            r#"{"children":[{"name":5,"long":1},{}],"name":"a"}"#,
            r#"{"children":[{"long":1},{}],"name":"a"}"#,
        ),
        (r#"{"children":[{},5],"name":"a"}"#, r#"{"name":"a"}"#),
        (
            r#"{"tags":{"a":5,"b":"c"},"gaps":{"a":{},"b":null}}"#,
            r#"{"tags":{"b":"c"},"gaps":{"b":null}}"#,
        ),
        (r#"{"name":"a","epoch":{"x":[]}} x"#, r#"{"name":"a"}"#),
        ("{\"name\":\"caf\u{e9}\"}", "{\"name\":\"caf\u{e9}\"}"),
        // Cut or not JSON: complete members of the message.
        (r#"{"name":"a""#, r#"{"name":"a"}"#),
        (
            r#"{"name":"a","boolean":true,"#,
            r#"{"name":"a","boolean":true}"#,
        ),
        (r#"{"name":"a","strings":["b","c"#, r#"{"name":"a"}"#),
        (
            r#"{"name":"a","child":{"name":"b","name":"#,
            r#"{"name":"a"}"#,
        ),
        (r#"{"name":"a","tags":{"a":"b","c"#, r#"{"name":"a"}"#),
        (r#"{"name":"a","unknown":tru,"long":1}"#, r#"{"name":"a"}"#),
        (r#"{"name":"a" "long":1}"#, r#"{"name":"a"}"#),
        ("[1]", "{}"),
        ("\"text\"", "{}"),
        ("null", "{}"),
        ("<html>", "{}"),
        ("", "{}"),
        ("{", "{}"),
    ] {
        let expected = Everything::from_json(same.as_bytes()).unwrap();
        let found = Everything::from_lenient_json(broken.as_bytes());
        assert_eq!(found, expected, "{broken}");
    }
    let deep = format!(
        r#"{{"document":{}1{},"name":"a"}}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    let found = Everything::from_lenient_json(deep.as_bytes());
    assert_eq!((found.name.as_deref(), found.document), (Some("a"), None));
}

#[test]
fn the_time_is_linear() {
    let start = std::time::Instant::now();
    let members = |text: &str| format!("{{{}\"name\":\"a\"}}", text.repeat(100_000));
    for json in [
        members(r#""long":1,"strings":["a"],"#),
        members(r#""name":"a","name":null,"#),
        members(r#""strings":[5],"#),
        format!(r#"{{"children":[{}1]}}"#, r#"{"name":5},"#.repeat(100_000)),
        format!(
            r#"{{"children":[{}"#,
            r#"{"tags":{"a":5}},"#.repeat(100_000)
        ),
        r#"{"child":"#.repeat(100_000),
        r#"{"unknown":[{"a":"#.repeat(100_000),
    ] {
        _ = Everything::from_json(json.as_bytes());
        _ = Everything::from_lenient_json(json.as_bytes());
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// An object in which names repeat and values have wrong types.
fn object() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "null",
        "5",
        "\"a\"",
        "true",
        "[]",
        "[\"a\"]",
        "[\"a\",5]",
        "[null,5]",
        "{}",
        "{\"k\":\"a\",\"k\":null,\"l\":5}",
        "{\"k\":null,\"k\":\"b\"}",
    ])
    .prop_map(str::to_owned);
    plain.prop_recursive(4, 40, 5, |inner| {
        let name = prop::sample::select(vec![
            "name",
            "long",
            "boolean",
            "strings",
            "sparse",
            "tags",
            "gaps",
            "child",
            "children",
            "by \\\"name\\\"",
            "other",
        ]);
        let member = (name, inner.clone()).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        let members = prop::collection::vec(member, 0..6);
        prop_oneof![
            3 => members.prop_map(|it| format!("{{{}}}", it.join(","))),
            1 => prop::collection::vec(inner, 0..3).prop_map(|it| format!("[{}]", it.join(","))),
        ]
    })
}

/// Returns `true` if a member can be read alone.
fn is_readable(name: &str, value: &Value) -> bool {
    let alone = json!({ name: value }).to_string();
    Everything::from_json(alone.as_bytes()).is_ok()
}

/// Removes the innermost members that cannot be read.
fn without_unreadable(object: &Map<String, Value>) -> Map<String, Value> {
    let members = object.iter().filter_map(|(name, value)| {
        let value = match (name.as_str(), value) {
            ("child", Value::Object(child)) => Value::Object(without_unreadable(child)),
            ("children", Value::Array(items)) => {
                let items = items.iter().map(|item| match item {
                    Value::Object(item) => Value::Object(without_unreadable(item)),
                    other => other.clone(),
                });
                items.collect()
            }
            ("tags" | "gaps" | "by \"name\"", Value::Object(entries)) => {
                let entries = entries.iter().filter_map(|(key, value)| {
                    let value = match value {
                        Value::Object(it) if name.starts_with("by") => {
                            Value::Object(without_unreadable(it))
                        }
                        other => other.clone(),
                    };
                    let is_entry = is_readable(name, &json!({ key: value }));
                    is_entry.then(|| (key.clone(), value))
                });
                Value::Object(entries.collect())
            }
            (_, other) => other.clone(),
        };
        is_readable(name, &value).then(|| (name.clone(), value))
    });
    members.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// `serde_json` keeps the last of repeated members.
    #[test]
    fn any_object_is_read_as_if_names_were_unique(json in object()) {
        let unique: Value = serde_json::from_str(&json).unwrap();
        let expected = Everything::from_json(unique.to_string().as_bytes());
        let found = Everything::from_json(json.as_bytes());
        match (found, expected) {
            (Err(_), Err(_)) => {}
            (found, expected) => prop_assert_eq!(found, expected),
        }
        let readable = unique.as_object().map(without_unreadable).unwrap_or_default();
        let expected = Everything::from_json(Value::Object(readable).to_string().as_bytes());
        let found = Everything::from_lenient_json(json.as_bytes());
        prop_assert_eq!(Ok(found), expected);
    }

    #[test]
    fn an_error_that_is_cut_has_the_members_before(
        json in object(),
        part in prop::sample::select(vec![
            "\"double\":1.",
            "\"other\":[1,2",
            "\"document\":{\"a\":1",
            "\"blob\":\"AP",
            "\"date\"",
        ]),
    ) {
        let Some(members) = json.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else {
            return Ok(());
        };
        let comma = if members.is_empty() { "" } else { "," };
        let cut = format!("{{{members}{comma}{part}");
        let found = Everything::from_lenient_json(cut.as_bytes());
        prop_assert_eq!(found, Everything::from_lenient_json(json.as_bytes()));
    }
}
