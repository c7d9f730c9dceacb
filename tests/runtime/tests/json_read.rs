//! The JSON reader, one kind of value per test, and its error messages.

mod common;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document, Number};
use botosmith_runtime::support::json::Reader;
use common::{Everything, read};
use std::borrow::Cow;
use std::collections::HashMap;

fn error<T: std::fmt::Debug>(result: Result<T, String>) -> String {
    result.unwrap_err()
}

#[test]
fn an_empty_body_is_an_empty_object() {
    for json in ["", " ", "\r\n\t ", "{}", " { } "] {
        assert_eq!(
            Everything::from_json(json.as_bytes()).unwrap(),
            Everything::default()
        );
    }
    let mut entries = 0;
    read("", |r| r.map(&mut |_, _| entries += 1)).unwrap();
    assert_eq!(entries, 0);
    assert_eq!(
        error(read("", Reader::string)),
        "expected a string, found the end of the body at byte 0"
    );
    assert_eq!(
        error(Everything::from_json(b"\x0c")),
        "expected an object, found byte 0x0c at byte 0"
    );
}

#[test]
fn integers() {
    assert_eq!(read("-128", Reader::byte).unwrap(), Some(i8::MIN));
    assert_eq!(read("127", Reader::byte).unwrap(), Some(i8::MAX));
    assert_eq!(read("-32768", Reader::short).unwrap(), Some(i16::MIN));
    assert_eq!(read("32767", Reader::short).unwrap(), Some(i16::MAX));
    assert_eq!(
        read("-2147483648", Reader::integer).unwrap(),
        Some(i32::MIN)
    );
    assert_eq!(read("2147483647", Reader::integer).unwrap(), Some(i32::MAX));
    for (json, value) in [
        ("-9223372036854775808", i64::MIN),
        ("9223372036854775807", i64::MAX),
        ("0", 0),
        ("-0", 0),
        (" 1 ", 1),
        ("1.0", 1),
        ("-1.000", -1),
        ("1e2", 100),
        ("1E+2", 100),
        ("1.25e2", 125),
        ("12500e-2", 125),
        ("-9223372036854775808.0", i64::MIN),
        ("9.223372036854775807e18", i64::MAX),
        ("0e99999999999999999999", 0),
        ("0.0e-99999999999999999999", 0),
    ] {
        assert_eq!(read(json, Reader::long).unwrap(), Some(value), "{json}");
    }
    let zeros = format!("1{}e-100000", "0".repeat(100_000));
    assert_eq!(read(&zeros, Reader::long).unwrap(), Some(1));
}

#[test]
fn integers_that_are_none() {
    let long = |json: &str| error(read(json, Reader::long));
    for json in [
        "9223372036854775808",
        "-9223372036854775809",
        "1.5",
        "1e-1",
        "1e19",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "0.1e0",
    ] {
        let expected = "expected an integer from -9223372036854775808 to 9223372036854775807";
        assert_eq!(long(json), format!("{expected}, found {json} at byte 0"));
    }
    assert_eq!(
        error(read("[1,128]", |r| r.list(&mut |r| _ = r.byte()))),
        "expected an integer from -128 to 127, found 128 at byte 3 ([1])"
    );
    assert!(read("32768", Reader::short).is_err());
    assert!(read("-2147483649", Reader::integer).is_err());
    assert!(long(&"9".repeat(1_000_000)).len() < 200);
    assert_eq!(long("\"1\""), "expected a number, found a string at byte 0");
}

#[test]
fn numbers_by_the_grammar() {
    for json in [
        "01", "-01", "+1", ".5", "1.", "1.e1", "-", "1e", "1e+", "0x1", "1_0", "NaN",
    ] {
        assert!(read(json, Reader::double).is_err(), "{json}");
        assert!(read(json, Reader::long).is_err(), "{json}");
        assert!(read(json, Reader::document).is_err(), "{json}");
        assert!(read(json, Reader::skip).is_err(), "{json}");
        assert!(
            read(json, |r| r.timestamp(Format::EpochSeconds)).is_err(),
            "{json}"
        );
    }
}

#[test]
fn floating_point_numbers() {
    let double = |json| read(json, Reader::double).unwrap().unwrap();
    let float = |json| read(json, Reader::float).unwrap().unwrap();
    assert_eq!(double("1.7976931348623157e308"), f64::MAX);
    assert_eq!(double("5e-324"), 5e-324);
    assert_eq!(double("1e-400"), 0.0);
    assert_eq!(double("18446744073709551615"), 18446744073709551615.0);
    assert!(double("-0").is_sign_negative());
    assert_eq!(float("3.4028235e38"), f32::MAX);
    assert_eq!(float("16777217"), 16777216.0);
    assert!(double("\"NaN\"").is_nan() && float("\"NaN\"").is_nan());
    assert_eq!(double("\"Infinity\""), f64::INFINITY);
    assert_eq!(double("\"-Infinity\""), f64::NEG_INFINITY);
    assert_eq!(float("\"-\\u0049nfinity\""), f32::NEG_INFINITY);
    assert_eq!(
        error(read("1e309", Reader::double)),
        "expected a number in range, found 1e309 at byte 0"
    );
    assert!(read("3.5e38", Reader::float).is_err());
    for json in [
        "\"inf\"",
        "\"nan\"",
        "\"1.5\"",
        "\"\"",
        "\"infinity\"",
        "\"+Infinity\"",
    ] {
        assert_eq!(
            error(read(json, Reader::double)),
            "expected a number, found a string at byte 0"
        );
    }
}

#[test]
fn strings() {
    let string = |json: &str| read(json, Reader::string).unwrap().unwrap();
    assert_eq!(string(r#""""#), "");
    assert_eq!(string(r#""\"\\\/\b\f\n\r\t""#), "\"\\/\u{8}\u{c}\n\r\t");
    assert_eq!(string(r#""\u0000\u00e4\u20AC\ud83e\udD8a""#), "\0ä€🦊");
    assert_eq!(string("\"ä€🦊\u{7f}\u{2028}\""), "ä€🦊\u{7f}\u{2028}");
    for code in (0..=0x1100).chain([0xd7ff, 0xe000, 0xffff]) {
        let character = char::from_u32(code).unwrap();
        let json = format!("\"before \\u{code:04x} after\"");
        assert_eq!(string(&json), format!("before {character} after"));
    }
}

#[test]
fn half_a_surrogate_pair_is_a_replacement_character() {
    for (json, expected) in [
        (r#""\ud83e""#, "\u{fffd}"),
        (r#""\udd8a""#, "\u{fffd}"),
        (r#""a\ud83ex""#, "a\u{fffd}x"),
        (r#""\ud83e\n""#, "\u{fffd}\n"),
        (r#""\ud83e\u0041""#, "\u{fffd}A"),
        (r#""\ud83e\ud83e""#, "\u{fffd}\u{fffd}"),
        (r#""\udd8a\ud83e""#, "\u{fffd}\u{fffd}"),
        (r#""\ud83e\ud83e\udd8a\udd8a""#, "\u{fffd}🦊\u{fffd}"),
    ] {
        assert_eq!(read(json, Reader::string).unwrap().unwrap(), expected);
        read(json, Reader::skip).unwrap();
        let object = format!(r#"{{{json}: 1, "long": 2}}"#);
        let entries = |r: &mut Reader<'_>| {
            let mut found = HashMap::new();
            r.map(&mut |key, r| _ = found.insert(key, r.long()));
            found
        };
        assert_eq!(read(&object, entries).unwrap()[expected], Some(1));
        let value = Everything::from_json(object.as_bytes()).unwrap();
        assert_eq!(value.long, Some(2));
    }
    for json in [r#""\ud83e\x""#, r#""\ud83e\u12""#, r#""\ud83e\"#] {
        assert!(read(json, Reader::string).is_err(), "{json}");
    }
}

#[test]
fn text_without_escapes_is_borrowed() {
    let text = |json| read(json, Reader::text).unwrap().unwrap();
    assert!(matches!(text("\"plain ä\""), Cow::Borrowed("plain ä")));
    assert!(matches!(text(r#""a\nb""#), Cow::Owned(text) if text == "a\nb"));
}

#[test]
fn strings_that_are_none() {
    let string = |json: &[u8]| error(read(json, Reader::string));
    for byte in 0..0x20 {
        for json in [vec![b'"', byte, b'"'], vec![b'"', b'\\', b'n', byte, b'"']] {
            assert!(string(&json).starts_with("expected the rest of a string, found byte 0x"));
            assert!(read(&json, Reader::skip).is_err());
        }
    }
    for json in [
        r#""\x""#,
        r#""\u12g4""#,
        r#""\u""#,
        r#""\u123"#,
        r#""\"#,
        r#"""#,
        r#""\u+123""#,
    ] {
        assert!(read(json, Reader::string).is_err(), "{json}");
        assert!(read(json, Reader::skip).is_err(), "{json}");
    }
    assert_eq!(
        string(b"\"abc"),
        "expected the rest of a string, found the end of the body at byte 4"
    );
}

#[test]
fn invalid_utf8_only_matters_where_it_is_kept() {
    for bytes in [&b"\xff"[..], b"\xc3", b"\xed\xa0\x80", b"ok \xf0\x9f\xa6"] {
        let json = [b"\"", bytes, b"\""].concat();
        assert!(
            error(read(&json, Reader::string)).starts_with("expected UTF-8, found other bytes")
        );
        let escaped = [b"\"\\n", bytes, b"\\n\""].concat();
        assert!(error(read(&escaped, Reader::string)).starts_with("expected UTF-8"));
        read(&json, Reader::skip).unwrap();

        let json = [
            b"{\"other\":\"",
            bytes,
            b"\",\"name\":\"\xc3\xa4\",\"long\":12}",
        ]
        .concat();
        let value = Everything::from_json(&json).unwrap();
        assert_eq!((value.name.as_deref(), value.long), (Some("ä"), Some(12)));
        let json = [b"{\"child\":{\"name\":\"", bytes, b"\"}}"].concat();
        assert_eq!(
            error(Everything::from_json(&json)),
            "expected UTF-8, found other bytes at byte 18 (child.name)"
        );
    }
}

#[test]
fn booleans() {
    assert_eq!(read("true", Reader::boolean).unwrap(), Some(true));
    assert_eq!(read(" false\n", Reader::boolean).unwrap(), Some(false));
    assert_eq!(
        error(read("1", Reader::boolean)),
        "expected a boolean, found a number at byte 0"
    );
    assert_eq!(
        error(read("trux", Reader::boolean)),
        "expected `true`, found `x` at byte 3"
    );
    assert_eq!(
        error(read("truex", Reader::boolean)),
        "expected the end of the body, found `x` at byte 4"
    );
}

#[test]
fn blobs() {
    assert_eq!(
        read(r#""+\/\/+""#, Reader::blob).unwrap(),
        Some(Blob::new([0xfb, 0xff, 0xfe]))
    );
    assert_eq!(read(r#""""#, Reader::blob).unwrap(), Some(Blob::new([])));
    for json in [r#""YQ""#, r#""Y""#, r#""-_==""#, r#""YQ==YQ==""#] {
        let expected = "expected base64, found another string at byte 0";
        assert_eq!(error(read(json, Reader::blob)), expected);
    }
}

#[test]
fn timestamps() {
    use Format::{DateTime as Date, EpochSeconds, HttpDate};
    let exact = DateTime::from_millis(1_515_531_081_123);
    let whole = DateTime::from_secs(1_515_531_081);
    for (json, formats, value) in [
        ("1515531081.123", &[EpochSeconds, Date, HttpDate][..], exact),
        ("1515531081", &[EpochSeconds, Date, HttpDate], whole),
        ("1515531081.0", &[EpochSeconds], whole),
        ("1515531081.1230000009", &[EpochSeconds], exact),
        ("1.515531081e9", &[EpochSeconds, Date], whole),
        ("151553108100E-2", &[EpochSeconds], whole),
        (
            "-0.5",
            &[EpochSeconds],
            DateTime::from_secs_and_nanos(-1, 500_000_000),
        ),
        ("-1e-20", &[EpochSeconds], DateTime::from_secs(0)),
        (
            "0.000000001",
            &[EpochSeconds],
            DateTime::from_secs_and_nanos(0, 1),
        ),
        (
            r#""1515531081.123""#,
            &[EpochSeconds, Date, HttpDate],
            exact,
        ),
        // Other forms of texts are compared with botocore by `tests/conformance`.
        (
            r#""2018-01-09T20:51:21.123Z""#,
            &[Date, EpochSeconds],
            exact,
        ),
        (r#""2018-01-09T21:51:21+01:00""#, &[Date, HttpDate], whole),
        (r#""2018-01-09 20:51:21""#, &[Date, EpochSeconds], whole),
        (
            r#""Tue, 09 Jan 2018 20:51:21 GMT""#,
            &[HttpDate, Date],
            whole,
        ),
        (r#""Tue, 09 Jan 2018 20:51:21.123 GMT""#, &[HttpDate], exact),
        (r#""20180109205121""#, &[EpochSeconds, Date], whole),
    ] {
        for format in formats {
            let read = read(json, |r| r.timestamp(*format));
            assert_eq!(read.unwrap(), Some(value), "{json} as {format:?}");
        }
    }
}

#[test]
fn timestamps_that_are_none() {
    use Format::{DateTime as Date, EpochSeconds, HttpDate};
    for number in [
        "1e19",
        "-1e300",
        "1e400",
        "99999999999999999999",
        "-9223372036854775808.5",
    ] {
        let expected = format!("expected a timestamp, found \"{number}\" at byte 0");
        assert_eq!(error(read(number, |r| r.timestamp(Date))), expected);
    }
    for text in [
        "1e19",
        "99999999999999999999",
        "NaN",
        "infinity",
        "",
        "+-1",
        "-",
        ".",
        "1.-5",
        "1.123456789x",
        "1.12345678€",
        "2018-13-09T20:51:21Z",
        "2018-01-09T20:51:21+99:99",
        "2018-01-0é",
        "2018-01-09T20:51:21€",
        "Tue, 09 Jan 2018 20:51:21. GMT",
    ] {
        for format in [EpochSeconds, Date, HttpDate] {
            let expected = format!("expected a timestamp, found \"{text}\" at byte 0");
            let json = format!("\"{text}\"");
            assert_eq!(error(read(&json, |r| r.timestamp(format))), expected);
        }
    }
    let long = format!("\"{}\"", r"\n".repeat(41));
    let shown = r"\n".repeat(40);
    let expected = format!("expected a timestamp, found \"{shown}…\" at byte 0");
    assert_eq!(error(read(&long, |r| r.timestamp(Date))), expected);
    let error = error(read("true", |r| r.timestamp(Date)));
    assert_eq!(error, "expected a timestamp, found a boolean at byte 0");
}

#[test]
fn documents() {
    let json = r#" [ null , true , "\"" , 18446744073709551615 , -9223372036854775808 , 18446744073709551616 , -0 , 1.0 , { "k" : [ ] , "l" : null } ] "#;
    let document = read(json, Reader::document).unwrap().unwrap();
    let members = HashMap::from([
        ("k".into(), Document::Array(vec![])),
        ("l".into(), Document::Null),
    ]);
    let expected = Document::Array(vec![
        Document::Null,
        Document::Bool(true),
        Document::String("\"".into()),
        Document::Number(Number::PosInt(u64::MAX)),
        Document::Number(Number::NegInt(i64::MIN)),
        Document::Number(Number::Float(18446744073709551616.0)),
        Document::Number(Number::Float(-0.0)),
        Document::Number(Number::Float(1.0)),
        Document::Object(members),
    ]);
    assert_eq!(document, expected);
    assert_eq!(
        read("null", Reader::document).unwrap(),
        Some(Document::Null)
    );
    assert!(read("1e400", Reader::document).is_err());
}
