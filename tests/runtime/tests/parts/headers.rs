//! Values in headers: lists (RFC 9110, 5.6.1) with quoted strings (5.6.4), and the status code.

use std::collections::HashMap;

use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::metadata::ErrorMetadata;

use botosmith_runtime::support::codec::{DeserializeOutput, SerializeInput};
use botosmith_runtime::support::rest::{Deserializer, ITEM, Response, Serializer};

fn no_error(_code: &str, _metadata: ErrorMetadata, _r: &mut Response<'_>) -> Error {
    unreachable!("only outputs are read")
}

/// A response whose header `x-list` has these lines.
fn response(lines: &[&'static str]) -> HttpResponse {
    let status = StatusCode::try_from(200).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::empty());
    for line in lines {
        response.headers_mut().append("X-List", *line);
    }
    response
}

/// Reads a value of type `T` from a response whose header `x-list` has these lines.
fn read<T: std::fmt::Debug + Send + Sync + 'static>(
    lines: &[&'static str],
    read: fn(&mut Response<'_>) -> Output,
) -> Result<T, String> {
    output(&response(lines), read)
}

fn output<T: std::fmt::Debug + Send + Sync + 'static>(
    response: &HttpResponse,
    read: fn(&mut Response<'_>) -> Output,
) -> Result<T, String> {
    let deserializer = Deserializer {
        streams: false,
        read,
        read_error: no_error,
    };
    let output = deserializer.output(response, b"");
    let output = output.map_err(|error| error.to_string())?;
    Ok(output.downcast().expect("the value's type"))
}

fn read_texts(r: &mut Response<'_>) -> Output {
    let mut texts: Vec<String> = Vec::new();
    r.header("x-list", &mut |r| r.list(&mut |r| texts.extend(r.string())));
    Output::erase(texts)
}

fn texts(lines: &[&'static str]) -> Result<Vec<String>, String> {
    read(lines, read_texts)
}

#[test]
fn items_are_between_commas_of_all_lines() {
    assert_eq!(texts(&[]).unwrap(), [""; 0]);
    assert_eq!(texts(&["a"]).unwrap(), ["a"]);
    assert_eq!(texts(&["a,b ,\tc d "]).unwrap(), ["a", "b", "c d"]);
    assert_eq!(texts(&["a, b", "c"]).unwrap(), ["a", "b", "c"]);
}

#[test]
fn quoted_items_may_contain_commas_and_escapes() {
    let items = texts(&[r#""a, b", "c\"d\\e" , f"#]);
    assert_eq!(items.unwrap(), ["a, b", r#"c"d\e"#, "f"]);
    assert_eq!(texts(&[r#""", " a ""#]).unwrap(), ["", " a "]);
    for (line, expected) in [
        (r#"a, "b"#, "a closing quote"),
        (r#""a" b, c"#, "a comma after the closing quote"),
        (r#"c, "a"b"#, "a comma after the closing quote"),
    ] {
        let expected = format!("the header `x-list`: expected {expected}");
        assert_eq!(texts(&[line]).unwrap_err(), expected, "{line}");
    }
}

#[test]
fn an_http_date_contains_a_comma() {
    let dates = ["Thu, 09 Jul 2015 00:00:00 GMT, Friday, 10-Jul-15 00:00:00 GMT,2015-07-11"];
    let dates: Vec<DateTime> = read(&dates, |r| {
        let mut dates: Vec<DateTime> = Vec::new();
        r.header("x-list", &mut |r| {
            r.list(&mut |r| dates.extend(r.timestamp(Format::DateTime)));
        });
        Output::erase(dates)
    })
    .unwrap();
    let day = |index: i64| DateTime::from_secs(1_436_400_000 + index * 24 * 60 * 60);
    assert_eq!(dates, [day(0), day(1), day(2)]);
}

/// A list that is not UTF-8 was copied once for each item.
#[test]
fn long_lists_are_read_in_linear_time() {
    let mut response = response(&[]);
    let items = ["é", "\"b\"", "c"].join(",") + ",";
    let mut line: Vec<u8> = items.repeat(100_000).into();
    line.push(0xe9);
    let line = http::HeaderValue::from_bytes(&line).unwrap();
    let mut headers = http::HeaderMap::new();
    headers.insert("x-list", line);
    *response.headers_mut() = headers.try_into().unwrap();
    let start = std::time::Instant::now();
    let texts: Vec<String> = output(&response, read_texts).unwrap();
    assert_eq!(texts.len(), 300_001);
    // Of ISO 8859-1.
    assert_eq!(texts[..3], ["Ã©", "b", "c"]);
    assert_eq!(texts[300_000], "é");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn errors_name_the_location_of_the_value() {
    let number = read::<Option<i32>>(&["one"], |r| {
        let mut number = None;
        r.header("X-List", &mut |r| number = r.integer());
        Output::erase(number)
    });
    assert_eq!(
        number.unwrap_err(),
        "the header `X-List`: expected an integer of 32 bits"
    );
    let status = read::<Option<bool>>(&[], |r| {
        let mut status = None;
        r.status(&mut |r| status = r.boolean());
        Output::erase(status)
    });
    assert_eq!(status.unwrap_err(), "the status code: expected a boolean");
}

#[test]
fn written_items_are_quoted_where_they_have_to_be() {
    let serializer = Serializer {
        method: "GET",
        content_type: "application/json",
        take_stream: None,
        write: |input, w| {
            let items: Option<&Vec<String>> = input.downcast_ref();
            let items = items.map(Vec::as_slice);
            w.path("/");
            w.header()
                .list("x-list", items, |item, w| w.string(ITEM, Some(item)));
        },
    };
    let items = ["a b", "c, d", r#"e"f\g"#, " h "]
        .map(str::to_owned)
        .to_vec();
    let request = serializer.serialize(Input::erase(items)).unwrap();
    let header = request.headers().get("x-list");
    assert_eq!(header, Some(r#"a b, "c, d", "e\"f\\g", " h ""#));
}

fn with_query(map: HashMap<String, String>) -> Result<String, String> {
    let serializer = Serializer {
        method: "GET",
        content_type: "application/json",
        take_stream: None,
        write: |input, w| {
            let map: Option<&HashMap<String, String>> = input.downcast_ref();
            w.path("/");
            w.query()
                .map("map", map, |item, w| w.string(ITEM, Some(item)));
        },
    };
    let request = serializer.serialize(Input::erase(map));
    let request = request.map_err(|error| error.to_string())?;
    Ok(request.uri().to_owned())
}

#[test]
fn a_parameter_may_have_an_empty_name() {
    let map = [("", "a"), ("b", "")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(with_query(HashMap::from(map)).unwrap(), "/?=a&b=");
}

/// Each entry was compared with all parameters before it.
#[test]
fn long_maps_are_written_in_linear_time() {
    let map = (0..300_000).map(|it: i32| (it.to_string(), String::new()));
    let start = std::time::Instant::now();
    let error = with_query(map.collect()).unwrap_err();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let expected = "path and query string have 2288891 bytes: a request can have 64000";
    assert_eq!(error, expected);
}
