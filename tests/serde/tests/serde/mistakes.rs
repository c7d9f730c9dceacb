//! Input that is wrong, and values that have no text: errors that name the place.

use aws_smithy_types::{DateTime, Document};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_tests::{documents, lists, maps, recursion, required, scalars, unions};

use super::samples;

/// The error of reading a text as JSON.
fn error<T: DeserializeOwned>(json: &Value) -> String {
    match serde_json::from_str::<T>(&json.to_string()) {
        Ok(_) => panic!("{json} is read"),
        Err(error) => error.to_string(),
    }
}

fn scalar(json: Value) -> String {
    error::<scalars::types::All>(&json)
}

#[test]
fn another_type_is_an_error_with_its_place() {
    for (json, expected) in [
        (
            json!({"text": 1}),
            "invalid type: integer `1`, expected a string in text at line 1 column 9",
        ),
        (
            json!({"flag": "true"}),
            "invalid type: string \"true\", expected a boolean in flag at line 1 column 14",
        ),
        (
            json!({"count": 1.5}),
            "invalid type: floating point `1.5`, expected an integer of 32 bits in count at line 1 column 12",
        ),
        (
            json!({"ratio": true}),
            "invalid type: boolean `true`, expected a number in ratio at line 1 column 13",
        ),
        (
            json!({"exact": "1.5"}),
            "invalid value: string \"1.5\", expected a number in exact at line 1 column 14",
        ),
        (
            json!({"bytes": "*"}),
            "invalid value: string \"*\", expected base64 in bytes at line 1 column 12",
        ),
        (
            json!({"at": "soon"}),
            "invalid value: string \"soon\", expected a timestamp of RFC 3339 in at at line 1 column 12",
        ),
        (
            json!({"at": {"a": 1}}),
            "invalid type: map, expected a timestamp of RFC 3339 in at at line 1 column 13",
        ),
        (
            json!([1]),
            "invalid type: sequence, expected an object at line 1 column 0",
        ),
        (
            json!(null),
            "invalid type: null, expected an object at line 1 column 4",
        ),
    ] {
        assert_eq!(scalar(json), expected);
    }
}

#[test]
fn numbers_out_of_range_are_errors() {
    for (json, expected) in [
        (
            json!({"count": 2_147_483_648_u32}),
            "invalid value: integer `2147483648`, expected an integer of 32 bits in count",
        ),
        (
            json!({"size": u64::MAX}),
            "invalid value: integer `18446744073709551615`, expected an integer of 64 bits in size",
        ),
        (json!({"ratio": 1e300}), "invalid value: floating point `1e"),
    ] {
        let found = scalar(json);
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn the_place_is_a_path() {
    let found = error::<lists::operation::echo::EchoInput>(&json!({"items": [{}, {"name": []}]}));
    assert!(
        found.contains("expected a string in items[1].name at line"),
        "{found}"
    );
    let found = error::<maps::operation::echo::EchoOutput>(&json!({"lists": {"k": [1, "x"]}}));
    assert!(
        found.contains("expected an integer of 32 bits in lists.k[1] at"),
        "{found}"
    );
    let long = "k".repeat(1000);
    let found = error::<maps::operation::echo::EchoOutput>(&json!({"lists": {long: 1}}));
    assert!(found.len() < 200, "{found}");
    let found = error::<unions::types::Value>(&json!({"many": [{"item": 1}]}));
    assert!(
        found.contains("expected an object in many[0].item"),
        "{found}"
    );
}

#[test]
fn a_required_member_of_what_is_sent_has_to_be_there() {
    let mut json = serde_json::to_value(samples::required()).unwrap();
    let all = json.as_object().unwrap().clone();
    // Numbers and booleans have a zero instead, unless the model boxes them, and structures are
    // never required in Rust.
    for (name, _) in all
        .iter()
        .filter(|(name, _)| !["number", "flag", "item"].contains(&name.as_str()))
    {
        for broken in [None, Some(Value::Null)] {
            let mut json = all.clone();
            json.remove(name);
            json.extend(broken.map(|it| (name.clone(), it)));
            let found = error::<required::types::All>(&Value::Object(json));
            assert!(
                found.starts_with(&format!("missing field `{name}` at line")),
                "{found}"
            );
        }
    }
    json["item"] = json!({});
    let found = error::<required::types::All>(&json);
    assert!(
        found.starts_with("missing field `name` in item at line"),
        "{found}"
    );
}

#[test]
fn a_union_has_one_member() {
    for (json, count) in [
        (json!({}), 0),
        (json!({"text": null}), 0),
        (json!({"text": "a", "flag": true}), 2),
        (json!({"text": "a", "fresh": true}), 2),
    ] {
        let found = error::<unions::types::Value>(&json);
        let expected = format!("expected a union with one member, found {count} at line");
        assert!(found.starts_with(&expected), "{found}");
    }
}

#[test]
fn texts_that_end_early_are_errors() {
    let text = serde_json::to_string(&samples::recursion()).unwrap();
    for end in 0..text.len() {
        let read = serde_json::from_str::<recursion::operation::echo::EchoInput>(&text[..end]);
        assert!(read.is_err(), "{}", &text[..end]);
    }
    let behind = serde_json::from_str::<recursion::operation::echo::EchoInput>(&(text + "}"));
    assert!(behind.is_err());
}

/// The error of writing a value as JSON, with that of other formats being the same.
fn write_error<T: Serialize>(value: &T) -> String {
    let error = serde_json::to_string(value).unwrap_err().to_string();
    assert!(
        rmp_serde::to_vec(value)
            .unwrap_err()
            .to_string()
            .contains(&error)
    );
    error
}

#[test]
fn timestamps_without_a_text_are_errors() {
    let at = |time: DateTime| {
        let item = scalars::types::All::builder().at(time).build();
        write_error(&item)
    };
    let expected = "a timestamp is not in the years 1 to 9999 in at";
    for seconds in [253_402_300_800, -62_135_596_801, i64::MAX, i64::MIN] {
        assert_eq!(at(DateTime::from_secs(seconds)), expected);
    }
    let mut time = DateTime::from_secs(0);
    time.set_subsec_nanos(2_000_000_000);
    assert_eq!(
        at(time),
        "a timestamp has more nanoseconds than a second in at"
    );
}

/// A tree of this depth.
fn tree(depth: usize) -> recursion::types::Tree {
    (0..depth).fold(recursion::types::Tree::builder().build(), |tree, _| {
        recursion::types::Tree::builder().left(tree).build()
    })
}

#[test]
fn deep_values_are_errors_and_do_not_overflow_the_stack() {
    assert!(serde_json::to_string(&tree(100)).is_ok());
    let deep = tree(2000);
    assert_eq!(write_error(&deep), "nested more than 128 deep");
    let document = (0..2000).fold(Document::Null, |inner, _| Document::Array(vec![inner]));
    let input = documents::operation::echo::EchoInput::builder()
        .any(document)
        .build();
    assert_eq!(write_error(&input.unwrap()), "nested more than 128 deep");
}

#[test]
fn deep_input_is_an_error_and_does_not_overflow_the_stack() {
    let tree = |depth: usize| r#"{"left":"#.repeat(depth) + "{}" + &"}".repeat(depth);
    assert!(serde_json::from_str::<recursion::types::Tree>(&tree(100)).is_ok());
    for depth in [130, 100_000] {
        let read = serde_json::from_str::<recursion::types::Tree>(&tree(depth));
        assert!(
            read.unwrap_err()
                .to_string()
                .contains("recursion limit exceeded")
        );
    }
    // The limit of MessagePack is higher.
    let bytes = [[0x81, 0xa4].as_slice(), b"left"].concat().repeat(500);
    let read = rmp_serde::from_slice::<recursion::types::Tree>(&[bytes, vec![0x80]].concat());
    let error = read.unwrap_err().to_string();
    assert!(error.contains("nested more than 128 deep"), "{error}");
    let bytes = [[0x81, 0xa3].as_slice(), b"any", &[0x91; 900], &[0xc0]].concat();
    let read = rmp_serde::from_slice::<documents::operation::echo::EchoInput>(&bytes);
    let error = read.unwrap_err().to_string();
    assert!(error.contains("nested more than 128 deep"), "{error}");
    // Members that are not known may have any depth that the format allows.
    let text = format!(r#"{{"unknown":{}{}}}"#, "[".repeat(100), "]".repeat(100));
    assert!(serde_json::from_str::<recursion::types::Tree>(&text).is_ok());
}
