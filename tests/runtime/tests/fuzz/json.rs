//! JSON bodies.

use aws_smithy_types::date_time::Format;
use botosmith_runtime::support::json::Reader;
use generator_tests::fuzz::{MESSAGE, fuzz};
use serde_json::Value;

use crate::common::{Everything, read};

/// Messages with every member of [`Everything`].
pub(crate) const SEEDS: [&str; 6] = [
    "{}",
    r#"{"name": "a\u00e9\ud83e\udd8a\n", "boolean": true, "byte": -128, "short": 32767, "integer": 1, "long": -9223372036854775808}"#,
    r#"{"float": 1.5e3, "double": "NaN", "blob": "aGVsbG8=", "document": {"a": [null, 1, "x", {"b": false}]}}"#,
    r#"{"epoch": 1700000000.25, "date": "2023-11-14T22:13:20.5Z", "http": "Tue, 14 Nov 2023 22:13:20 GMT"}"#,
    r#"{"strings": ["a", "b"], "sparse": [1, null], "tags": {"k": "v", "l": "w"}, "gaps": {"": null, "x": "y"}}"#,
    r#"{"child": {"child": {"name": "x"}}, "children": [{}, {"name": "y"}], "by \"name\"": {"k": {"long": 5}}, "new": [{}]}"#,
];

/// Writes a value and reads that, if it can be written: there are dates that no format has.
fn again(value: &Everything) -> Option<Everything> {
    let written = value.to_json().ok()?;
    let read = Everything::from_json(&written);
    Some(read.unwrap_or_else(|error| panic!("{error}: {value:?}")))
}

#[test]
fn structures() {
    fuzz(300_000, MESSAGE, &SEEDS, |json| {
        let Ok(value) = Everything::from_json(json) else {
            return;
        };
        // The first time, the fraction of a second is lost where the format has none.
        let Some(value) = again(&value) else {
            return;
        };
        // NaN is not equal to itself.
        if !format!("{value:?}").contains("NaN") {
            assert_eq!(again(&value), Some(value));
        }
    });
}

#[test]
fn documents() {
    fuzz(300_000, MESSAGE, &SEEDS, |json| {
        let ours = read(json, Reader::document).is_ok();
        let theirs = serde_json::from_slice::<Value>(json);
        // serde_json refuses numbers beyond an `f64` and halves of surrogate pairs.
        if theirs.is_ok() {
            assert!(ours, "serde_json reads it");
        }
    });
}

#[test]
fn skipped_values() {
    fuzz(100_000, MESSAGE, &SEEDS, |json| {
        let _ = read(json, Reader::skip);
    });
}

#[test]
fn timestamps() {
    let seeds = [
        r#""2023-11-14T22:13:20Z""#,
        r#""2023-11-14T22:13:20.123456789+01:30""#,
        r#""2023-11-14 22:13:20""#,
        r#""20231114T221320Z""#,
        r#""Tue, 14 Nov 2023 22:13:20 GMT""#,
        r#""Tuesday, 14-Nov-23 22:13:20 GMT""#,
        r#""Tue Nov 14 22:13:20 2023""#,
        r#""1700000000.5""#,
        "1700000000.123",
        "-1e10",
    ];
    for format in [Format::EpochSeconds, Format::DateTime, Format::HttpDate] {
        fuzz(50_000, MESSAGE, &seeds, |json| {
            let _ = read(json, |r| r.timestamp(format));
        });
    }
}
