//! Random messages, compared with serde_json.

mod common;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use botosmith_runtime::support::json::{ITEM, Reader};
use common::{Everything, read, write};
use proptest::collection::{hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<u64>().prop_map(Number::PosInt),
        (i64::MIN..0).prop_map(Number::NegInt),
        any::<f64>().prop_map(Number::Float),
        (-1e6..1e6).prop_map(Number::Float),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9_ -]{0,20}",
        any::<String>(),
        r#"[\x00-\x20"\\/\u{7f}ä€🦊a-c]{0,40}"#,
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::Bool),
        number().prop_map(Document::Number),
        text().prop_map(Document::String),
    ];
    leaf.prop_recursive(5, 40, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Document::Array),
            hash_map(text(), inner, 0..8).prop_map(Document::Object),
        ]
    })
}

fn finite(value: f64) -> Option<f64> {
    Some(value).filter(|value| !value.is_nan())
}

prop_compose! {
    fn scalars()(
        name in option::of(text()),
        boolean in any::<Option<bool>>(),
        byte in any::<Option<i8>>(),
        short in any::<Option<i16>>(),
        integer in any::<Option<i32>>(),
        long in any::<Option<i64>>(),
        float in any::<Option<f32>>(),
        double in any::<Option<f64>>(),
        blob in any::<Option<Vec<u8>>>(),
        (seconds, nanos) in (any::<Option<i64>>(), 0..1_000_000_000_u32),
        (date, micros) in (option::of(-62_135_596_800..253_402_300_800_i64), 0..1_000_000_u32),
    ) -> Everything {
        Everything {
            name, boolean, byte, short, integer, long,
            float: float.filter(|value| !value.is_nan()),
            double: double.and_then(finite),
            blob: blob.map(Blob::new),
            epoch: seconds.map(|seconds| DateTime::from_secs_and_nanos(seconds, nanos)),
            date: date.map(|seconds| DateTime::from_secs_and_nanos(seconds, micros * 1000)),
            http: date.map(DateTime::from_secs),
            ..Everything::default()
        }
    }
}

prop_compose! {
    fn aggregates()(
        document in option::of(document().prop_filter("null, NaN", |document| {
            *document != Document::Null && is_comparable(document)
        })),
        strings in option::of(vec(text(), 0..5)),
        sparse in any::<Option<Vec<Option<i64>>>>(),
        tags in option::of(hash_map(text(), text(), 0..5)),
        gaps in option::of(hash_map(text(), option::of(text()), 0..5)),
        rest in scalars(),
    ) -> Everything {
        Everything { document, strings, sparse, tags, gaps, ..rest }
    }
}

fn everything() -> impl Strategy<Value = Everything> {
    aggregates().prop_recursive(3, 12, 3, |inner| {
        let children = option::of(vec(inner.clone(), 0..3));
        let by_name = option::of(hash_map(text(), inner.clone(), 0..3));
        (aggregates(), option::of(inner), children, by_name).prop_map(
            |(rest, child, children, by_name)| Everything {
                child: child.map(Box::new),
                children,
                by_name,
                ..rest
            },
        )
    })
}

/// NaN and the infinities are strings in a document, since JSON has no such numbers.
fn is_comparable(document: &Document) -> bool {
    match document {
        Document::Array(items) => items.iter().all(is_comparable),
        Document::Object(members) => members.values().all(is_comparable),
        Document::Number(Number::Float(value)) => value.is_finite(),
        _ => true,
    }
}

/// Compares with the value that serde_json reads, whose floats can differ in the last digit.
fn is_same(document: &Document, value: &Value) -> bool {
    match (document, value) {
        (Document::Null, Value::Null) => true,
        (Document::Bool(a), Value::Bool(b)) => a == b,
        (Document::String(a), Value::String(b)) => a == b,
        (Document::Number(Number::PosInt(a)), Value::Number(b)) => b.as_u64() == Some(*a),
        (Document::Number(Number::NegInt(a)), Value::Number(b)) => b.as_i64() == Some(*a),
        (Document::Number(Number::Float(a)), Value::Number(b)) => {
            let b = b.as_f64().unwrap();
            b == *a || (a - b).abs() <= (a.abs() * 1e-15).max(1e-322)
        }
        (Document::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Document::Object(a), Value::Object(b)) => {
            let same = |(key, b)| a.get(key).is_some_and(|a| is_same(a, b));
            a.len() == b.len() && b.iter().all(same)
        }
        _ => false,
    }
}

/// Asserts that both readers accept or refuse a message, and read the same value.
fn check_agreement(json: &[u8]) {
    let expected = serde_json::from_slice::<IgnoredAny>(json);
    assert_eq!(
        read(json, Reader::skip).is_ok(),
        expected.is_ok(),
        "{expected:?}"
    );
    let expected = serde_json::from_slice::<Value>(json);
    let document = read(json, Reader::document);
    assert_eq!(
        document.is_ok(),
        expected.is_ok(),
        "{document:?} {expected:?}"
    );
    if let (Ok(document), Ok(expected)) = (document, expected) {
        assert!(is_same(&document.unwrap(), &expected));
    }
}

/// Generates JSON with a few bytes changed, mostly to characters with a meaning in JSON.
fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        proptest::sample::select(&br#"{}[],:"\/ u0019eE+-.ntfrl"#[..]),
        any::<u8>()
    ];
    let change = (any::<proptest::sample::Index>(), 0..4, byte);
    (document(), any::<bool>(), vec(change, 0..4)).prop_map(|(document, pretty, changes)| {
        let mut json = write(|w| w.document(ITEM, Some(&document))).unwrap();
        if pretty {
            let value: Value = serde_json::from_str(&json).unwrap();
            json = serde_json::to_string_pretty(&value).unwrap();
        }
        let mut json = json.into_bytes();
        for (index, kind, byte) in changes {
            if json.is_empty() {
                break;
            }
            let index = index.index(json.len());
            match kind {
                0 => json[index] = byte,
                1 => json.insert(index, byte),
                2 => _ = json.remove(index),
                _ => json.truncate(index),
            }
        }
        json
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn documents_are_written_and_read(document in document()) {
        let json = write(|w| w.document(ITEM, Some(&document))).unwrap();
        let expected: Value = serde_json::from_str(&json).unwrap();
        let back = read(&json, Reader::document).unwrap().unwrap();
        prop_assert!(is_same(&back, &expected));
        if is_comparable(&document) {
            prop_assert!(is_same(&document, &expected));
            prop_assert_eq!(back, document);
        }
    }

    #[test]
    fn what_serde_writes_is_read(document in document(), pretty in any::<bool>()) {
        let json = write(|w| w.document(ITEM, Some(&document))).unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        let json = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) };
        let json = json.unwrap();
        prop_assert!(is_same(&read(&json, Reader::document).unwrap().unwrap(), &value));
    }

    #[test]
    fn strings_are_written_and_read(text in text()) {
        let json = write(|w| w.string(ITEM, Some(&text))).unwrap();
        prop_assert_eq!(&json, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(read(&json, Reader::string).unwrap(), Some(text));
    }

    #[test]
    fn numbers_are_written_and_read(float in any::<f32>(), double in any::<f64>()) {
        let json = write(|w| w.double(ITEM, Some(double))).unwrap();
        let back = read(&json, Reader::double).unwrap().unwrap();
        prop_assert!(back == double || back.is_nan() && double.is_nan());
        let json = write(|w| w.float(ITEM, Some(float))).unwrap();
        let back = read(&json, Reader::float).unwrap().unwrap();
        prop_assert!(back == float || back.is_nan() && float.is_nan());
    }

    #[test]
    fn integers_are_integers_however_they_are_spelled(
        value in any::<i64>(),
        exponent in 0..30_usize,
        zeros in 0..5_usize,
    ) {
        let digits = format!("{}{}", value.unsigned_abs(), "0".repeat(zeros));
        let point = digits.len().saturating_sub(exponent).max(1);
        let (whole, fraction) = digits.split_at(point);
        let sign = if value < 0 { "-" } else { "" };
        let exponent = fraction.len() as isize - zeros as isize;
        let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
        let json = format!("{sign}{whole}{fraction}e{exponent}");
        prop_assert_eq!(read(&json, Reader::long).unwrap(), Some(value), "{}", json);
    }

    #[test]
    fn any_bytes_are_survived(json in any::<Vec<u8>>()) {
        let _ = Everything::from_json(&json);
        check_agreement(&json);
    }

    #[test]
    fn any_tokens_are_survived(json in r#"([{}\[\],:"\\ 0-9e.+-]|"name"|"child"|"a":|true|null|-1){0,30}"#) {
        let _ = Everything::from_json(json.as_bytes());
        check_agreement(json.as_bytes());
    }

    #[test]
    fn it_is_json_when_serde_says_so(json in nearly_json()) {
        let _ = Everything::from_json(&json);
        check_agreement(&json);
    }
}

proptest! {
    #[test]
    fn structures_are_written_and_read(value in everything()) {
        let json = value.to_json().unwrap();
        let expected: Value = serde_json::from_slice(&json).unwrap();
        prop_assert_eq!(expected["name"].as_str(), value.name.as_deref());
        prop_assert_eq!(expected["long"].as_i64(), value.long);
        prop_assert_eq!(expected["child"].is_object(), value.child.is_some());
        // In another order, with other white space and other escapes.
        let rewritten = serde_json::to_vec_pretty(&expected).unwrap();
        if value.epoch.is_none_or(|time| !time.has_subsec_nanos()) {
            let _ = Everything::from_json(&rewritten).unwrap();
        }
        prop_assert_eq!(Everything::from_json(&json).unwrap(), value);
    }
}
