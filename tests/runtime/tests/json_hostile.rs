//! Hostile messages: made to overflow the stack, to take long, or to be misread.

mod common;

use botosmith_runtime::support::json::Reader;
use common::{Everything, read};
use std::time::{Duration, Instant};

/// Time limit: linear time takes a fraction of it even in a debug build, quadratic time a multiple.
const LIMIT: Duration = Duration::from_secs(20);

fn in_time<T>(run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = run();
    let time = started.elapsed();
    assert!(time < LIMIT, "took {time:?}");
    result
}

/// Runs a function with a smaller stack than threads of any async runtime have.
fn in_little_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn deep_nesting_is_skipped() {
    in_little_stack(|| {
        for depth in [10_000, 1_000_000] {
            for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[1,{"a":0,"b": "#, "} ]")] {
                let deep = format!("{}[]{}", open.repeat(depth), close.repeat(depth));
                in_time(|| read(&deep, Reader::skip)).unwrap();
                let json = format!(r#"{{"other":{deep},"name":"a"}}"#);
                let value = in_time(|| Everything::from_json(json.as_bytes())).unwrap();
                assert_eq!(value.name.as_deref(), Some("a"));
                // Not closed.
                let json = &json[..json.len() / 2];
                in_time(|| Everything::from_json(json.as_bytes())).unwrap_err();
                assert!(read(&open.repeat(depth), Reader::skip).is_err());
            }
        }
    });
}

#[test]
fn deep_nesting_is_not_read() {
    in_little_stack(|| {
        for depth in [129, 10_000, 1_000_000] {
            for (open, close) in [
                (r#"{"child":"#, "}"),
                (r#"{"children":["#, "]}"),
                (r#"{"by \"name\"":{"k":"#, "}}"),
            ] {
                let json = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
                let error = in_time(|| Everything::from_json(json.as_bytes())).unwrap_err();
                assert!(
                    error.starts_with("nested more than 128 deep at byte "),
                    "{error}"
                );
                let error = in_time(|| read(&json, Reader::document)).unwrap_err();
                assert!(
                    error.starts_with("nested more than 128 deep at byte "),
                    "{error}"
                );
            }
            let open = "[".repeat(depth);
            let error = in_time(|| read(&open, Reader::document)).unwrap_err();
            assert!(
                error.starts_with("nested more than 128 deep at byte 128 "),
                "{error}"
            );
            let json = format!(r#"{{"document":{open}"#);
            in_time(|| Everything::from_json(json.as_bytes())).unwrap_err();
        }
    });
}

#[test]
fn every_beginning_of_a_message_is_an_error() {
    let json = r#" { "name" : "ä\u00e4\ud83e\udd8a\n" , "boolean" : true , "byte" : -1 , "double" : -1.5e+3 ,
        "blob" : "YQ==" , "epoch" : 1.5 , "date" : "2018-01-09T20:51:21Z" , "sparse" : [ null , 1 ] ,
        "document" : { "k" : [ 1 , "a" , false , null , { } ] } , "tags" : { "k" : "v" , "l" : null } ,
        "child" : { "children" : [ { } , { "name" : "" } ] } , "other" : [ { "x" : [ 1e5 , "\u0041" ] } ] } "#;
    assert!(Everything::from_json(json.as_bytes()).is_ok());
    let end = json.trim_end().len();
    for length in 0..end {
        let beginning = &json.as_bytes()[..length];
        let is_blank = beginning.iter().all(u8::is_ascii_whitespace);
        assert_eq!(
            Everything::from_json(beginning).is_ok(),
            is_blank,
            "{length}"
        );
        assert!(read(beginning, Reader::document).is_err(), "{length}");
        assert!(read(beginning, Reader::skip).is_err(), "{length}");
    }
    for length in end..json.len() {
        assert!(Everything::from_json(&json.as_bytes()[..length]).is_ok());
    }
}

#[test]
fn every_wrong_byte_in_a_message_is_survived() {
    let json = br#"{"name":"a\u00e4","double":-1.5e3,"child":{"sparse":[null,1]},"tags":{"k":"v"},"x":[{}]}"#;
    for position in 0..json.len() {
        for byte in 0..=255 {
            let mut json = json.to_vec();
            json[position] = byte;
            let _ = Everything::from_json(&json);
            // A value that cannot be skipped cannot be read either.
            if read(&json, Reader::skip).is_err() {
                assert!(Everything::from_json(&json).is_err(), "{position} {byte}");
            }
        }
    }
}

#[test]
fn many_members() {
    let json = format!(r#"{{{}"long":1}}"#, r#""name":"a","#.repeat(100_000));
    let value = in_time(|| Everything::from_json(json.as_bytes())).unwrap();
    assert_eq!((value.name.as_deref(), value.long), (Some("a"), Some(1)));

    // Always the last field, so that every lookup goes through all fields.
    let json = format!(
        r#"{{{}"long":1}}"#,
        r#""by \"name\"":{},"other":0,"#.repeat(100_000)
    );
    in_time(|| Everything::from_json(json.as_bytes())).unwrap();

    let json = format!(
        r#"{{"strings":["a"]{}}}"#,
        r#","strings":["b"]"#.repeat(100_000)
    );
    let value = in_time(|| Everything::from_json(json.as_bytes())).unwrap();
    assert_eq!(value.strings.unwrap(), ["b"], "the last member counts");

    let entries: Vec<String> = (0..200_000).map(|i| format!(r#""{i}":"v""#)).collect();
    let json = format!(r#"{{"tags":{{{}}}}}"#, entries.join(","));
    let value = in_time(|| Everything::from_json(json.as_bytes())).unwrap();
    assert_eq!(value.tags.unwrap().len(), entries.len());
}

#[test]
fn long_strings() {
    let mut json = vec![b'x'; 100_000_000];
    json[0] = b'"';
    *json.last_mut().unwrap() = b'"';
    let text = in_time(|| read(&json, Reader::text)).unwrap().unwrap();
    assert_eq!(text.len(), json.len() - 2);
    in_time(|| read(&json, Reader::skip)).unwrap();
    *json.last_mut().unwrap() = b'x';
    in_time(|| read(&json, Reader::string)).unwrap_err();

    let escapes = format!("\"{}\"", r"\ud83e\udd8a\n".repeat(500_000));
    let text = in_time(|| read(&escapes, Reader::string)).unwrap().unwrap();
    assert_eq!(text.len(), 500_000 * 5);
    in_time(|| read(&escapes, Reader::skip)).unwrap();
}

#[test]
fn long_lists() {
    let json = format!("[{}0]", "12345,".repeat(1_000_000));
    let mut sum = 0;
    in_time(|| read(&json, |r| r.list(&mut |r| sum += r.long().unwrap()))).unwrap();
    assert_eq!(sum, 12_345_000_000);
    in_time(|| read(&json, Reader::document)).unwrap();
    // A failure at the end, after many strings that a bad reader would check again each time.
    let json = format!(
        r#"{{"other":"{}","strings":[{}1]}}"#,
        "\u{e4}",
        r#""a","#.repeat(1_000_000)
    );
    let error = in_time(|| Everything::from_json(json.as_bytes())).unwrap_err();
    assert!(error.ends_with("(strings[1000000])"), "{error}");
}

#[test]
fn invalid_utf8_does_not_slow_the_rest() {
    let mut json = b"{\"other\":\"\xff\",\"strings\":[".to_vec();
    json.extend_from_slice(r#""ä","#.repeat(300_000).as_bytes());
    json.extend_from_slice(b"\"\"]}");
    let value = in_time(|| Everything::from_json(&json)).unwrap();
    assert_eq!(value.strings.unwrap().len(), 300_001);
}

#[test]
fn long_numbers() {
    let digits = "7".repeat(5_000_000);
    for json in [digits.clone(), format!("1.{digits}"), format!("1e{digits}")] {
        in_time(|| read(&json, Reader::long)).unwrap_err();
        in_time(|| read(&json, Reader::skip)).unwrap();
        let _ = in_time(|| read(&json, Reader::double));
        let _ = in_time(|| read(&json, Reader::document));
    }
}

#[test]
fn white_space() {
    let space = " \t\r\n".repeat(2_000_000);
    assert_eq!(
        in_time(|| Everything::from_json(space.as_bytes())).unwrap(),
        Everything::default()
    );
    let json = format!(r#"{space}{{{space}"name"{space}:{space}"a"{space}}}{space}"#);
    let value = in_time(|| Everything::from_json(json.as_bytes())).unwrap();
    assert_eq!(value.name.as_deref(), Some("a"));
}

/// Returns the peak memory of reading a message, and of writing the result.
fn memory(json: &str) -> (u64, u64) {
    let mut value = None;
    let reading = allocation_counter::measure(|| {
        value = Some(Everything::from_json(json.as_bytes()).unwrap());
    });
    let value = value.unwrap();
    let writing = allocation_counter::measure(|| {
        value.to_json().unwrap();
    });
    (reading.bytes_max, writing.bytes_max)
}

#[test]
fn memory_is_in_proportion_to_the_message() {
    type Message = fn(usize) -> String;
    // How often the bytes of the message, at most, to read and to write: an item `"",` is a string
    // of 24 bytes, in a list that has room to grow.
    let messages: [(&str, Message, u64, u64); 6] = [
        (
            "a long string",
            |count| format!(r#"{{"name":"{}"}}"#, "x".repeat(count)),
            2,
            3,
        ),
        (
            "a string to be unescaped",
            |count| format!(r#"{{"name":"{}"}}"#, r"\n".repeat(count)),
            3,
            3,
        ),
        (
            "a member over and over",
            |count| format!(r#"{{{}"long":1}}"#, r#""name":"a","#.repeat(count)),
            2,
            1,
        ),
        (
            "many names and a member twice",
            |count| {
                let names: String = (0..count).map(|it| format!(r#""{it}":1,"#)).collect();
                format!(r#"{{"long":1,{names}"long":1}}"#)
            },
            15,
            1,
        ),
        (
            "a member that nobody knows",
            |count| format!(r#"{{"other":[{}0]}}"#, r#"{"a":[1]},"#.repeat(count)),
            1,
            1,
        ),
        (
            "a long list",
            |count| format!(r#"{{"strings":[{}""]}}"#, r#""","#.repeat(count)),
            30,
            3,
        ),
    ];
    for (name, message, most_read, most_written) in messages {
        for count in [1 << 14, 1 << 17] {
            let json = message(count);
            let (reading, writing) = memory(&json);
            let length = json.len() as u64;
            assert!(
                reading <= most_read * length && writing <= most_written * length,
                "{name}: {length} bytes took {reading} to read and {writing} to write"
            );
        }
    }
}
