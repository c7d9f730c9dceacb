//! The text of each kind of value.

use aws_smithy_types::DateTime;
use serde_json::{Value, from_value, json, to_value};
use serde_tests::{
    deprecated, errors, rest_responses, rest_streams, scalars, sensitive, unions, wire_names,
};

use super::samples;

fn scalars() -> scalars::types::builders::AllBuilder {
    scalars::types::All::builder()
}

#[test]
fn members_that_are_set_have_their_names_in_the_model() {
    let expected = json!({
        "flag": false, "boxedCount": -7, "size": i64::MAX, "ratio": 0.1_f32, "exact": 0.1 + 0.2,
        "text": "a \"b\"\n\u{e9} \u{1f600}", "bytes": "AP/+", "at": "2023-11-14T22:13:20.12Z"
    });
    let found = serde_json::to_string(&samples::scalars()).unwrap();
    // Through a text, since a number of single precision has more digits in a tree.
    let expected: Value =
        serde_json::from_str(&expected.to_string().replace("0.10000000149011612", "0.1")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&found).unwrap(), expected);
    // Members are in the model's order.
    assert!(
        found.starts_with(r#"{"flag":false,"boxedCount":-7,"size":"#),
        "{found}"
    );
    assert_eq!(to_value(scalars().build()).unwrap(), json!({}));
}

/// Names in bodies and headers differ between protocols; these do not.
#[test]
fn names_are_those_that_boto3_shows() {
    let input = wire_names::operation::echo::EchoInput::builder()
        .renamed("a")
        .quoted("b");
    let input = input.build().unwrap();
    assert_eq!(
        to_value(input).unwrap(),
        json!({"renamed": "a", "quoted": "b"})
    );
    let output = rest_responses::operation::head::HeadOutput::builder()
        .text("in X-Text")
        .tags("a", "b");
    // Numbers that are only received always have a value in Rust.
    let expected = json!({
        "text": "in X-Text", "tags": {"a": "b"}, "big": 0, "ratio": 0.0, "on": false
    });
    assert_eq!(to_value(output.build()).unwrap(), expected);
}

#[test]
fn numbers_that_are_not_finite_are_texts() {
    for (number, text) in [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        let json = json!({"ratio": text, "exact": text});
        #[allow(clippy::cast_possible_truncation, reason = "it has no digits")]
        let all = scalars().ratio(number as f32).exact(number).build();
        assert_eq!(to_value(all).unwrap(), json);
        let read: scalars::types::All = from_value(json).unwrap();
        assert_eq!(read.exact().to_bits(), number.to_bits());
        assert_eq!(read.ratio().is_nan(), number.is_nan());
    }
}

#[test]
fn timestamps_have_as_many_digits_as_they_need() {
    for (seconds, nanos, text) in [
        (0, 0, "1970-01-01T00:00:00Z"),
        (0, 1, "1970-01-01T00:00:00.000000001Z"),
        (-1, 500_000_000, "1969-12-31T23:59:59.5Z"),
        (
            253_402_300_799,
            999_999_999,
            "9999-12-31T23:59:59.999999999Z",
        ),
        (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
    ] {
        let all = scalars()
            .at(DateTime::from_secs_and_nanos(seconds, nanos))
            .build();
        let json = to_value(&all).unwrap();
        assert_eq!(json, json!({"at": text}));
        assert_eq!(from_value::<scalars::types::All>(json).unwrap(), all);
    }
}

/// The AWS CLI and Python write offsets, and the wire of most services has numbers.
#[test]
fn timestamps_of_other_tools_are_read() {
    for json in [
        json!("2023-11-14T23:13:20+01:00"),
        json!("2023-11-14 22:13:20+00:00"),
        json!(1_700_000_000),
        json!(1_700_000_000.0),
    ] {
        let read: scalars::types::All = from_value(json!({"at": json})).unwrap();
        assert_eq!(
            read.at().unwrap(),
            &DateTime::from_secs(1_700_000_000),
            "{json}"
        );
    }
    let read: scalars::types::All = from_value(json!({"at": 0.25})).unwrap();
    assert_eq!(read.at().unwrap().subsec_nanos(), 250_000_000);
}

/// As botocore has it. The name and the value of the variant are not kept by the client either.
#[test]
fn unknown_variants_survive_without_their_value() {
    let unknown: unions::types::Value = from_value(json!({"fresh": {"a": [1]}})).unwrap();
    assert!(unknown.is_unknown());
    let json = to_value(&unknown).unwrap();
    assert_eq!(json, json!({"SDK_UNKNOWN_MEMBER": {}}));
    assert_eq!(from_value::<unions::types::Value>(json).unwrap(), unknown);
    let of_botocore = json!({"SDK_UNKNOWN_MEMBER": {"name": "fresh"}});
    assert_eq!(
        from_value::<unions::types::Value>(of_botocore).unwrap(),
        unknown
    );
}

#[test]
fn a_member_of_a_union_may_be_null_beside_the_one_that_is_set() {
    let read: unions::types::Value =
        from_value(json!({"text": null, "fresh": null, "number": 1})).unwrap();
    assert_eq!(read, unions::types::Value::Number(1));
}

#[test]
fn unknown_members_are_skipped_and_null_is_absent() {
    let json =
        json!({"new": [{"a": null}], "text": null, "flag": true, "bytes": null, "count": null});
    let read: scalars::types::All = from_value(json).unwrap();
    assert_eq!(read, scalars().flag(true).build());
    assert_eq!(to_value(read).unwrap(), json!({"flag": true}));
}

/// In a structure that is only received, what services omit has a default; `name` is required.
#[test]
fn outputs_are_read_as_clients_read_them() {
    let read: rest_responses::operation::members::MembersOutput =
        from_value(json!({"status": 200})).unwrap();
    assert_eq!((read.name(), read.status()), ("", 200));
}

#[test]
fn sensitive_members_are_written() {
    let secret = sensitive::operation::echo::EchoOutput::builder()
        .password("secret")
        .either(sensitive::types::Either::Secret("s".to_owned()))
        .kind("SECRET".into())
        .build();
    let json = to_value(&secret).unwrap();
    let expected = json!({"password": "secret", "either": {"secret": "s"}, "kind": "SECRET"});
    assert_eq!(json, expected);
    assert!(!format!("{secret:?}").contains("secret\""));
}

/// Metadata (code and request ID) belongs to a response.
#[test]
fn errors_have_their_members() {
    let error = errors::types::error::RenamedFault::builder()
        .message("broken")
        .count(3)
        .detail(errors::types::Detail::builder().reason("r").build())
        .build();
    let json = to_value(&error).unwrap();
    let expected = json!({"message": "broken", "detail": {"reason": "r"}, "count": 3});
    assert_eq!(json, expected);
    assert_eq!(
        from_value::<errors::types::error::RenamedFault>(json).unwrap(),
        error
    );
    // `message` is what the error has without its model.
    let silent = errors::types::error::Silent::builder().message("m").build();
    assert_eq!(to_value(silent).unwrap(), json!({"message": "m"}));
    let shouting = errors::types::error::Shouting::builder()
        .message("m")
        .build();
    assert_eq!(to_value(shouting).unwrap(), json!({"Message": "m"}));
}

#[test]
fn structures_without_members_are_empty_objects() {
    let input = rest_responses::operation::nothing::NothingInput::builder()
        .build()
        .unwrap();
    assert_eq!(to_value(&input).unwrap(), json!({}));
    assert_eq!(
        from_value::<rest_responses::operation::nothing::NothingInput>(json!({"a": 1})).unwrap(),
        input
    );
}

/// A stream can be read once. Messages without one have the traits all the same.
#[test]
fn messages_beside_streams_have_the_traits() {
    let output = rest_streams::operation::put::PutOutput::builder()
        .size(1)
        .build();
    assert_eq!(to_value(output).unwrap(), json!({"size": 1}));
}

#[test]
fn deprecated_members_are_members() {
    let read = from_value::<deprecated::operation::echo::EchoInput>(json!({}));
    assert_eq!(to_value(read.unwrap()).unwrap(), json!({}));
}
