//! The JSON writer, one kind of value per test.

mod common;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document, Number};
use botosmith_runtime::support::json::{self, ITEM, MAX_DEPTH, Writer};
use common::{Everything, write};
use std::collections::HashMap;

#[test]
fn an_object_without_members_is_empty() {
    assert_eq!(
        write(|w| w.object(ITEM, Some(&()), |(), _| {})).unwrap(),
        "{}"
    );
    assert_eq!(Everything::default().to_json().unwrap(), b"{}");
}

#[test]
fn nothing_is_written_for_none() {
    let json = write(|w| {
        w.string(ITEM, None);
        w.boolean(ITEM, None);
        w.byte(ITEM, None);
        w.short(ITEM, None);
        w.integer(ITEM, None);
        w.long(ITEM, None);
        w.float(ITEM, None);
        w.double(ITEM, None);
        w.blob(ITEM, None);
        w.timestamp(ITEM, None, Format::DateTime);
        w.document(ITEM, None);
        w.object(ITEM, None, Everything::write);
        w.list(ITEM, None, |item: &Everything, w| item.write(w));
        w.map(ITEM, None::<&HashMap<String, i32>>, |_, _| {});
    });
    assert_eq!(json.unwrap(), "");
}

#[test]
fn commas_and_names_are_where_they_belong() {
    let json = write(|w| {
        w.object(ITEM, Some(&()), |(), w| {
            w.list("empty", Some(&[]), |item: &i32, w| {
                w.integer(ITEM, Some(*item))
            });
            w.string("none", None);
            w.list("one", Some(&[1]), |item, w| w.integer(ITEM, Some(*item)));
            let nested = [vec![], vec![true, false], vec![]];
            w.list("lists", Some(&nested), |item, w| {
                w.list(ITEM, Some(item), |item, w| w.boolean(ITEM, Some(*item)))
            });
            w.object("child", Some(&Everything::default()), Everything::write);
            w.null("last");
        })
    });
    let expected = r#"{"empty":[],"one":[1],"lists":[[],[true,false],[]],"child":{},"last":null}"#;
    assert_eq!(json.unwrap(), expected);
}

#[test]
fn extreme_integers() {
    let json = write(|w| {
        w.object(ITEM, Some(&()), |(), w| {
            w.byte("a", Some(i8::MIN));
            w.byte("b", Some(i8::MAX));
            w.short("c", Some(i16::MIN));
            w.short("d", Some(i16::MAX));
            w.integer("e", Some(i32::MIN));
            w.integer("f", Some(i32::MAX));
            w.long("g", Some(i64::MIN));
            w.long("h", Some(i64::MAX));
        })
    });
    let expected = r#"{"a":-128,"b":127,"c":-32768,"d":32767,"e":-2147483648,"f":2147483647,"g":-9223372036854775808,"h":9223372036854775807}"#;
    assert_eq!(json.unwrap(), expected);
}

#[test]
fn floating_point_numbers() {
    let double = |value| write(|w| w.double(ITEM, Some(value))).unwrap();
    let float = |value| write(|w| w.float(ITEM, Some(value))).unwrap();
    for value in [0.0, -0.0, 1.5, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e21] {
        let back: f64 = double(value).parse().unwrap();
        assert_eq!(back.to_bits(), value.to_bits(), "{value}");
    }
    for value in [0.1, -0.0, f32::MAX, f32::MIN_POSITIVE, 1e-45] {
        let back: f32 = float(value).parse().unwrap();
        assert_eq!(back.to_bits(), value.to_bits(), "{value}");
    }
    assert_eq!(float(0.1), "0.1", "and not with the digits of a double");
    assert_eq!(double(f64::NAN), r#""NaN""#);
    assert_eq!(double(f64::INFINITY), r#""Infinity""#);
    assert_eq!(double(f64::NEG_INFINITY), r#""-Infinity""#);
    assert_eq!(float(f32::NAN), r#""NaN""#);
    assert_eq!(float(f32::INFINITY), r#""Infinity""#);
    assert_eq!(float(f32::NEG_INFINITY), r#""-Infinity""#);
}

#[test]
fn strings_are_escaped() {
    let string = |text: &str| write(|w| w.string(ITEM, Some(text))).unwrap();
    assert_eq!(string(""), r#""""#);
    assert_eq!(string(r#"a"b\c/d"#), r#""a\"b\\c/d""#);
    assert_eq!(string("\u{8}\t\n\u{c}\r"), r#""\b\t\n\f\r""#);
    assert_eq!(string("\0\u{1f}\u{7f}"), "\"\\u0000\\u001f\u{7f}\"");
    assert_eq!(string("ä€🦊\u{2028}"), "\"ä€🦊\u{2028}\"");
}

#[test]
fn every_character_is_escaped_wherever_it_is() {
    // Lengths around multiples of eight: the search goes by words of eight bytes.
    for code in (0..0x300).chain([0x2028, 0xfffe, 0x1f98a, 0x10ffff]) {
        let character = char::from_u32(code).unwrap();
        for before in 0..18 {
            let text = format!("{}{character}{character}tail", "x".repeat(before));
            let json = write(|w| w.string(ITEM, Some(&text))).unwrap();
            let back: String = serde_json::from_str(&json).unwrap();
            assert_eq!(back, text);
            assert_eq!(json, serde_json::to_string(&text).unwrap());
        }
    }
}

#[test]
fn keys_of_maps_are_escaped_and_complete() {
    let map = |key: &str| HashMap::from([(key.to_owned(), Some(1))]);
    let json = |key| {
        let write_value = |value: &Option<i32>, w: &mut Writer| w.integer(ITEM, *value);
        write(|w| w.map(ITEM, Some(&map(key)), write_value)).unwrap()
    };
    assert_eq!(json(r#"a"\"#), r#"{"a\"\\":1}"#);
    assert_eq!(json(""), r#"{"":1}"#);

    let gap = HashMap::from([("key", None)]);
    let json = write(|w| w.map(ITEM, Some(&gap), |value, w| w.string(ITEM, *value)));
    assert_eq!(json.unwrap(), r#"{"key":null}"#);
}

#[test]
fn blobs_are_base64() {
    let blob = |bytes: &[u8]| write(|w| w.blob(ITEM, Some(&Blob::new(bytes)))).unwrap();
    assert_eq!(blob(b""), r#""""#);
    assert_eq!(blob(&[0xfb, 0xff, 0xfe]), r#""+//+""#);
    assert_eq!(blob(b"a"), r#""YQ==""#);
}

#[test]
fn timestamps() {
    let time = |time: DateTime, format| write(|w| w.timestamp(ITEM, Some(&time), format));
    let epoch = |value| time(value, Format::EpochSeconds).unwrap();
    assert_eq!(
        epoch(DateTime::from_millis(1_515_531_081_123)),
        "1515531081.123"
    );
    assert_eq!(epoch(DateTime::from_secs(1_515_531_081)), "1515531081");
    assert_eq!(epoch(DateTime::from_secs_and_nanos(0, 1)), "0.000000001");
    assert_eq!(
        epoch(DateTime::from_secs_and_nanos(-1, 500_000_000)),
        "-0.5"
    );
    assert_eq!(epoch(DateTime::from_secs(i64::MIN)), i64::MIN.to_string());

    let value = DateTime::from_millis(1_515_531_081_123);
    let date = time(value, Format::DateTime).unwrap();
    assert_eq!(date, r#""2018-01-09T20:51:21.123Z""#);
    let date = time(value, Format::HttpDate).unwrap();
    assert_eq!(date, r#""Tue, 09 Jan 2018 20:51:21 GMT""#);
}

#[test]
fn timestamps_that_cannot_be_written_are_errors() {
    let mut overfull = DateTime::from_secs(-1);
    overfull.set_subsec_nanos(2_000_000_000);
    for format in [Format::DateTime, Format::HttpDate, Format::EpochSeconds] {
        let error = write(|w| w.timestamp("at", Some(&overfull), format)).unwrap_err();
        assert_eq!(error, "a timestamp has more nanoseconds than a second (at)");
    }
    let late = DateTime::from_secs(i64::MAX);
    for format in [Format::DateTime, Format::HttpDate] {
        let error = write(|w| w.timestamp("at", Some(&late), format)).unwrap_err();
        assert!(error.contains("out of range"), "{error}");
        assert!(error.ends_with("(at)"), "{error}");
    }
}

#[test]
fn documents() {
    let document = Document::Array(vec![
        Document::Null,
        Document::Bool(true),
        Document::String("\"".into()),
        Document::Number(Number::PosInt(u64::MAX)),
        Document::Number(Number::NegInt(i64::MIN)),
        Document::Number(Number::Float(1.0)),
        Document::Object(HashMap::from([("k".into(), Document::Array(vec![]))])),
    ]);
    let json = write(|w| w.document(ITEM, Some(&document))).unwrap();
    let expected = r#"[null,true,"\"",18446744073709551615,-9223372036854775808,1.0,{"k":[]}]"#;
    assert_eq!(json, expected);
}

#[test]
fn errors_name_the_place() {
    let late = Everything {
        date: Some(DateTime::from_secs(i64::MAX)),
        ..Everything::default()
    };
    let value = Everything {
        children: Some(vec![
            Everything::default(),
            Everything {
                by_name: Some(HashMap::from([("k".into(), late.clone())])),
                // Later writes do not change the error.
                date: late.date,
                children: Some(vec![late]),
                ..Everything::default()
            },
        ]),
        ..Everything::default()
    };
    let error = value.to_json().unwrap_err();
    assert!(error.ends_with("(children[1].date)"), "{error}");

    let mut w = Writer::with_capacity(0);
    w.object(ITEM, Some(&()), |(), w| {
        w.object("child", Some(&()), |(), w| w.fail("it cannot be sent"));
        w.fail(String::from("and neither can this"));
    });
    let error = w.finish().unwrap_err();
    assert_eq!(error.to_string(), "it cannot be sent (child)");
}

#[test]
fn depth_is_limited() {
    fn nested(depth: usize) -> Document {
        (1..depth).fold(Document::Array(vec![]), |inner, level| {
            if level % 2 == 0 {
                Document::Array(vec![inner])
            } else {
                Document::Object(HashMap::from([("k".into(), inner)]))
            }
        })
    }
    let json = write(|w| w.document(ITEM, Some(&nested(MAX_DEPTH)))).unwrap();
    assert_eq!(json.len(), MAX_DEPTH / 2 * (2 + 6));
    let error = write(|w| w.document(ITEM, Some(&nested(MAX_DEPTH + 1)))).unwrap_err();
    assert!(error.starts_with("nested more than 128 deep (["), "{error}");

    let mut value = Everything::default();
    for _ in 0..1_000 {
        value = Everything {
            child: Some(Box::new(value)),
            ..Everything::default()
        };
    }
    let error = value.to_json().unwrap_err();
    assert!(
        error.starts_with("nested more than 128 deep (child.child."),
        "{error}"
    );
}

#[test]
fn long_strings() {
    let text = "0123456789 \"quoted\" \u{1} ä ".repeat(100_000);
    let json = write(|w| w.string(ITEM, Some(&text))).unwrap();
    assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
}

#[test]
fn a_whole_message() {
    let message = |value: Option<&str>, or_empty: bool| {
        json::message(&mut |w| {
            w.string(ITEM, value);
            if or_empty {
                w.or_empty();
            }
        })
    };
    assert_eq!(message(Some("a"), true).unwrap(), b"\"a\"");
    assert_eq!(message(None, true).unwrap(), b"{}");
    assert_eq!(message(None, false).unwrap(), b"");
    let error = json::message(&mut |w| {
        w.fail("no");
        w.or_empty();
    });
    assert_eq!(error.unwrap_err().to_string(), "no");
}
