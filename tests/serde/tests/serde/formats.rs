//! Every format gives back what was written.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::samples;

fn in_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("it has a text");
    assert_eq!(&serde_json::from_str::<T>(&text).expect(&text), value);
    let pretty = serde_json::to_vec_pretty(value).expect("it has a text");
    let from_reader: T = serde_json::from_reader(pretty.as_slice()).expect(&text);
    assert_eq!(&from_reader, value);
    let tree = serde_json::to_value(value).expect("it has a text");
    assert_eq!(&T::deserialize(&tree).expect(&text), value, "borrowed");
    let from_tree: T = serde_json::from_value(tree).expect(&text);
    assert_eq!(&from_tree, value);
    // Equal values have equal texts, whatever the order of their maps is.
    assert_eq!(serde_json::to_string(&from_tree).unwrap(), text);
}

fn in_yaml<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_yaml_ng::to_string(value).expect("it has a text");
    assert_eq!(&serde_yaml_ng::from_str::<T>(&text).expect(&text), value);
}

fn in_message_pack<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for bytes in [rmp_serde::to_vec(value), rmp_serde::to_vec_named(value)] {
        let read = rmp_serde::from_slice::<T>(&bytes.expect("it has bytes"));
        assert_eq!(&read.expect("it is read"), value);
    }
}

fn in_toml<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = toml::to_string(value).expect("it has a text");
    assert_eq!(&toml::from_str::<T>(&text).expect(&text), value);
}

fn in_all<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    in_json(value);
    in_yaml(value);
    in_message_pack(value);
    in_toml(value);
}

#[test]
fn values_survive_in_every_format() {
    in_all(&samples::scalars());
    in_all(&samples::unions());
    in_all(&samples::required());
    in_all(&samples::recursion());
    in_all(&samples::documents(false));
}

/// TOML has no null.
#[test]
fn nulls_survive_where_there_are_any() {
    for check in [in_json, in_yaml, in_message_pack] {
        check(&samples::lists());
    }
    for check in [in_json, in_yaml, in_message_pack] {
        check(&samples::maps());
    }
    for check in [in_json, in_yaml, in_message_pack] {
        check(&samples::documents(true));
    }
}

#[test]
fn enums_survive_in_every_format() {
    for value in samples::enums() {
        in_json(&value);
        in_yaml(&value);
        in_message_pack(&value);
    }
}

/// Derives of other types take generated ones as parts, also where they buffer them.
#[test]
fn parts_of_other_types_survive() {
    #[derive(serde::Serialize, serde::Deserialize, Debug, PartialEq)]
    struct Whole {
        id: u32,
        #[serde(flatten)]
        scalars: serde_tests::scalars::types::All,
        value: Option<serde_tests::unions::types::Value>,
        none: Option<serde_tests::unions::types::Value>,
        one_of: OneOf,
    }
    #[derive(serde::Serialize, serde::Deserialize, Debug, PartialEq)]
    #[serde(untagged)]
    enum OneOf {
        Required(serde_tests::required::types::All),
        Recursion(serde_tests::recursion::operation::echo::EchoInput),
    }
    let whole = |one_of| Whole {
        id: 7,
        scalars: samples::scalars(),
        value: Some(samples::unions()),
        none: None,
        one_of,
    };
    in_json(&whole(OneOf::Required(samples::required())));
    in_json(&whole(OneOf::Recursion(samples::recursion())));
}

/// YAML has no quotes around most texts, and a number may be meant as one.
#[test]
fn the_type_decides_what_a_plain_text_of_yaml_is() {
    let read: serde_tests::scalars::types::All =
        serde_yaml_ng::from_str("text: 123\nsize: 5\nratio: 1\nat: 2020-01-02T03:04:05Z\n")
            .unwrap();
    assert_eq!(read.text(), Some("123"));
    assert_eq!((read.size(), read.ratio()), (5, 1.0));
    assert_eq!(read.at().unwrap().secs(), 1_577_934_245);
}

#[test]
fn dates_of_toml_are_timestamps() {
    let read: serde_tests::scalars::types::All =
        toml::from_str("at = 2020-01-02T03:04:05.5+01:00").unwrap();
    assert_eq!(read.at().unwrap().as_secs_f64(), 1_577_930_645.5);
}

/// `serde_json` passes numbers so, where any package of a program enables `arbitrary_precision`.
#[test]
fn numbers_of_arbitrary_precision_are_numbers() {
    use aws_smithy_types::{Document, Number};
    let number = |text: &str| serde_json::json!({"$serde_json::private::Number": text});
    let read: serde_tests::scalars::types::All = serde_json::from_value(serde_json::json!({
        "ratio": number("1.5"), "exact": number("-3"), "at": number("1.25")
    }))
    .unwrap();
    assert_eq!((read.ratio(), read.exact()), (1.5, -3.0));
    assert_eq!(read.at().unwrap().as_secs_f64(), 1.25);
    let read: serde_tests::documents::operation::echo::EchoInput = serde_json::from_value(
        serde_json::json!({"many": [number("7"), number("-7"), number("0.5")]}),
    )
    .unwrap();
    let expected = [Number::PosInt(7), Number::NegInt(-7), Number::Float(0.5)];
    assert_eq!(read.many(), expected.map(Document::Number));
}
