//! The JSON reader on objects and lists, and the positions in its errors.

mod common;

use aws_smithy_types::date_time::Format;
use botosmith_runtime::support::body::Body;
use botosmith_runtime::support::json::{self, MAX_DEPTH, Reader};
use common::{Everything, read};
use std::collections::HashMap;

fn error<T: std::fmt::Debug>(result: Result<T, String>) -> String {
    result.unwrap_err()
}

#[test]
fn members_in_any_order_any_spelling() {
    let json = r#"{ "long" : 3 , "n\u0061me" : "a" , "unknown" : [ { "name" : 1 } ] ,
        "by \"name\"" : { } , "boolean" : true , "nam" : 0 , "names" : 0 , "" : 0 }"#;
    let value = Everything::from_json(json.as_bytes()).unwrap();
    let expected = Everything {
        name: Some("a".into()),
        boolean: Some(true),
        long: Some(3),
        by_name: Some(HashMap::new()),
        ..Everything::default()
    };
    assert_eq!(value, expected);
}

#[test]
fn a_union_has_one_member() {
    let union = |json| read(json, |r| r.union(&["known", "also"], &mut |_, _| {}));
    for (json, is_unknown) in [
        (r#"{"known":{"other":1}}"#, false),
        (
            r#"{"other":null,"known":1,"__type":"a.b#C","also":null}"#,
            false,
        ),
        (r#"{"other":{}}"#, true),
        (
            r#"{"also":null,"__typ\u0065":"","n\u0065w": 0 ,"known":null}"#,
            true,
        ),
    ] {
        assert_eq!(union(json), Ok(is_unknown), "{json}");
    }
    for (json, count) in [
        ("{}", 0),
        (r#"{"known":null,"__type":"known"}"#, 0),
        (r#"{"known":1,"also":2}"#, 2),
        (r#"{"new":1,"also":2}"#, 2),
        (r#"{"new":1,"newer":2,"known":3}"#, 3),
    ] {
        let expected = format!("expected a union with one member, found {count} at byte 0");
        assert_eq!(error(union(json)), expected, "{json}");
    }
    let nested = read(r#"[{"known":1}, {"known":1,"also":2}]"#, |r| {
        r.list(&mut |r| _ = r.union(&["known", "also"], &mut |_, _| {}))
    });
    assert_eq!(
        error(nested),
        "expected a union with one member, found 2 at byte 14 ([1])"
    );
    let wrong = read(r#"{"known":1}"#, |r| {
        r.union(&["known"], &mut |_, r| _ = r.string())
    });
    assert_eq!(
        error(wrong),
        "expected a string, found a number at byte 9 (known)"
    );
}

#[test]
fn a_message_without_fields_is_not_looked_at() {
    for json in ["OK", "null", "\"\"", "<html>", "{\"a\"", "\u{0}"] {
        read(json, |r| r.object(&[], &mut |_, _| {})).unwrap();
    }
    // That is so for messages only.
    let list = |json| read(json, |r| r.list(&mut |r| r.object(&[], &mut |_, _| {})));
    list(r#"[{}, {"a": 1}]"#).unwrap();
    assert!(list("[OK]").is_err());
}

#[test]
fn nulls() {
    let json = br#"{"name":null,"strings":[null,"a",null],"sparse":[null,1,null],
        "tags":{"a":null,"b":"c"},"gaps":{"a":null,"b":"c"},"child":null,"children":[null,{}],
        "other":null,"document":null,"blob": null}"#;
    let value = Everything::from_json(json).unwrap();
    let expected = Everything {
        strings: Some(vec!["a".into()]),
        sparse: Some(vec![None, Some(1), None]),
        tags: Some(HashMap::from([("b".into(), "c".into())])),
        gaps: Some(HashMap::from([
            ("a".into(), None),
            ("b".into(), Some("c".into())),
        ])),
        children: Some(vec![Everything::default()]),
        ..Everything::default()
    };
    assert_eq!(value, expected);
    assert!(read("null", Reader::null).unwrap());
    assert!(!read("1", |r| r.null() || r.long().is_none()).unwrap());
    assert!(read("nul", Reader::null).is_err());
    assert!(read("[nulll]", |r| r.list(&mut |_| {})).is_err());
}

#[test]
fn values_that_are_not_read_are_skipped() {
    let json = r#"{"a":{"x":[1,{}]},"b":"s","c": 1 ,"d":[]}"#;
    let mut seen = Vec::new();
    read(json, |r| {
        r.object(&["c", "a"], &mut |member, _| seen.push(member))
    })
    .unwrap();
    assert_eq!(seen, [1, 0]);

    let mut count = 0;
    read("[[1,2],{},\"\",1]", |r| r.list(&mut |_| count += 1)).unwrap();
    read("[[1,2],null,1]", |r| r.sparse_list(&mut |_| count += 1)).unwrap();
    read(json, |r| r.map(&mut |_, _| count += 1)).unwrap();
    read(json, |r| r.sparse_map(&mut |_, _| count += 1)).unwrap();
    assert_eq!(count, 4 + 3 + 4 + 4);
    assert!(read("[1 2]", |r| r.list(&mut |_| {})).is_err());
    assert!(read("[x]", |r| r.list(&mut |_| {})).is_err());
}

#[test]
fn reading_too_much_is_an_error() {
    let twice = read("[1,2]", |r| {
        r.list(&mut |r| {
            r.long();
            r.long();
        })
    });
    assert_eq!(error(twice), "expected a number, found `,` at byte 2 ([0])");
    let past_the_end = read("1", |r| (r.long(), r.long()));
    assert_eq!(
        error(past_the_end),
        "expected a number, found the end of the body at byte 1"
    );
}

#[test]
fn wrong_types() {
    let values = ["{}", "[]", "\"s\"", "1", "true", "null"];
    let found = [
        "an object",
        "a list",
        "a string",
        "a number",
        "a boolean",
        "null",
    ];
    type Read = fn(&mut Reader<'static>);
    let reads: [(&str, &[usize], Read); 12] = [
        ("an object", &[0], |r| r.object(&["a"], &mut |_, _| {})),
        ("a map", &[0], |r| r.map(&mut |_, _| {})),
        ("a list", &[1], |r| r.list(&mut |_| {})),
        ("a string", &[2], |r| _ = r.string()),
        ("a string", &[2], |r| _ = r.text()),
        ("a number", &[3], |r| _ = r.byte()),
        ("a number", &[3], |r| _ = r.long()),
        ("a number", &[2, 3], |r| _ = r.float()),
        ("a number", &[2, 3], |r| _ = r.double()),
        ("a timestamp", &[2, 3], |r| {
            _ = r.timestamp(Format::EpochSeconds)
        }),
        ("a boolean", &[4], |r| _ = r.boolean()),
        ("a string", &[2], |r| _ = r.blob()),
    ];
    for (expected, right, read_it) in reads {
        for (index, json) in values.iter().enumerate() {
            if !right.contains(&index) {
                let error = error(read(*json, read_it));
                let found = found[index];
                assert_eq!(
                    error,
                    format!("expected {expected}, found {found} at byte 0")
                );
            }
        }
    }
}

#[test]
fn errors_name_the_place() {
    for (json, expected) in [
        (
            r#"{"name":1}"#,
            "expected a string, found a number at byte 8 (name)",
        ),
        (
            r#"{"child":{"children":[{},{"long":""}]}}"#,
            "expected a number, found a string at byte 33 (child.children[1].long)",
        ),
        (
            r#"{"tags":{"a.b":[]}}"#,
            "expected a string, found a list at byte 15 (tags.a.b)",
        ),
        (
            r#"{"gaps":{"\u0061":[]}}"#,
            "expected a string, found a list at byte 18 (gaps.a)",
        ),
        (
            r#"{"sparse":[null,{}]}"#,
            "expected a number, found an object at byte 16 (sparse[1])",
        ),
        (
            r#"{"document":[{"k":tru}]}"#,
            "expected `true`, found `}` at byte 21 (document[0].k)",
        ),
        (
            r#"{"other":[1,]}"#,
            "expected a value, found `]` at byte 12 (other)",
        ),
        (
            r#"{"other":{"x":01}}"#,
            "expected `,` or `}`, found a number at byte 15 (other)",
        ),
        (
            r#"{"name":"a""#,
            "expected `,` or `}`, found the end of the body at byte 11",
        ),
        (
            r#"{"name":"a",}"#,
            "expected a member name, found `}` at byte 12",
        ),
        (
            r#"{"name" "a"}"#,
            "expected `:`, found a string at byte 8 (name)",
        ),
        (
            r#"{"strings":["a" "b"]}"#,
            "expected `,` or `]`, found a string at byte 16 (strings)",
        ),
        (
            r#"{"strings":["a",]}"#,
            "expected a string, found `]` at byte 16 (strings[1])",
        ),
        (
            r#"{} {}"#,
            "expected the end of the body, found an object at byte 3",
        ),
        (
            r#"{"name":"a"}x"#,
            "expected the end of the body, found `x` at byte 12",
        ),
        (
            "\u{feff}{}",
            "expected an object, found byte 0xef at byte 0",
        ),
        ("<html>", "expected an object, found `<` at byte 0"),
        ("// {}", "expected an object, found `/` at byte 0"),
    ] {
        assert_eq!(
            error(Everything::from_json(json.as_bytes())),
            expected,
            "{json}"
        );
    }
    let json = format!(r#"{{"tags":{{"{}":1}}}}"#, "k".repeat(1_000_000));
    let message = error(Everything::from_json(json.as_bytes()));
    let expected = format!("at byte 1000012 (tags.{})", "k".repeat(64));
    assert!(message.ends_with(&expected), "{message}");
}

#[test]
fn after_a_failure_nothing_is_read() {
    let failed = |json: &'static str| {
        let mut r = Reader::new(json.as_bytes());
        assert_eq!(r.boolean(), None);
        r
    };
    let mut r = failed(r#""s""#);
    assert_eq!(r.string(), None);
    assert_eq!(r.text(), None);
    assert_eq!(r.long(), None);
    assert_eq!(r.double(), None);
    assert_eq!(r.float(), None);
    assert_eq!(r.blob(), None);
    assert_eq!(r.timestamp(Format::EpochSeconds), None);
    assert_eq!(r.document(), None);
    assert!(!r.null());
    r.skip();
    r.list(&mut |_| unreachable!());
    r.sparse_map(&mut |_, _| unreachable!());
    r.object(&["a"], &mut |_, _| unreachable!());
    let error = r.finish().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a boolean, found a string at byte 0"
    );
}

#[test]
fn depth_is_limited() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(MAX_DEPTH), Reader::document).is_ok());
    let error = error(read(&nested(MAX_DEPTH + 1), Reader::document));
    assert!(
        error.starts_with("nested more than 128 deep at byte 128 ([0][0]"),
        "{error}"
    );
    // The limit is on the depth, not on the number of brackets.
    let json = format!("[{}1]", "[[],{}],".repeat(10_000));
    assert!(read(&json, Reader::document).is_ok());
}

#[test]
fn a_whole_message_unless_there_is_none() {
    let read = |message: &str| {
        let mut found = None;
        let result = json::read(Body::new(message.as_bytes()), &mut |r| found = r.string());
        (result.map_err(|error| error.to_string()), found)
    };
    assert_eq!(read("\"a\" "), (Ok(()), Some("a".to_owned())));
    for nothing in ["", " \r\n\t", "null", " null "] {
        assert_eq!(read(nothing), (Ok(()), None), "{nothing:?}");
    }
    for (message, says) in [
        (
            "\"a",
            "expected the rest of a string, found the end of the body at byte 2",
        ),
        (
            "null null",
            "expected the end of the body, found null at byte 5",
        ),
        (
            "nul",
            "expected `null`, found the end of the body at byte 3",
        ),
    ] {
        assert_eq!(read(message).0.unwrap_err(), says);
    }
}
