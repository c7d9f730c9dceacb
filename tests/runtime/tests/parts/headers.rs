//! Values in headers: lists (RFC 9110, 5.6.1) with quoted strings (5.6.4), and the status code.

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

/// Reads a value of type `T` from a response whose header `x-list` has these lines.
fn read<T: std::fmt::Debug + Send + Sync + 'static>(
    lines: &[&'static str],
    read: fn(&mut Response<'_>) -> Output,
) -> Result<T, String> {
    let mut response = HttpResponse::new(
        StatusCode::try_from(200).expect("a status"),
        SdkBody::empty(),
    );
    for line in lines {
        response.headers_mut().append("X-List", *line);
    }
    let deserializer = Deserializer {
        streams: false,
        read,
        read_error: no_error,
    };
    let output = deserializer.output(&response, b"");
    let output = output.map_err(|error| error.to_string())?;
    Ok(output.downcast().expect("the value's type"))
}

fn texts(lines: &[&'static str]) -> Result<Vec<String>, String> {
    read(lines, |r| {
        let mut texts: Vec<String> = Vec::new();
        r.header("x-list", &mut |r| r.list(&mut |r| texts.extend(r.string())));
        Output::erase(texts)
    })
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
    let error = texts(&[r#"a, "b"#]).unwrap_err();
    assert_eq!(error, "the header `x-list`: expected a closing quote");
}

#[test]
fn an_http_date_contains_a_comma() {
    let dates = ["Thu, 09 Jul 2015 00:00:00 GMT, Fri, 10 Jul 2015 00:00:00 GMT"];
    let dates: Vec<DateTime> = read(&dates, |r| {
        let mut dates: Vec<DateTime> = Vec::new();
        r.header("x-list", &mut |r| {
            r.list(&mut |r| dates.extend(r.timestamp(Format::HttpDate)));
        });
        Output::erase(dates)
    })
    .unwrap();
    let day = 24 * 60 * 60;
    let first = DateTime::from_secs(1_436_400_000);
    assert_eq!(dates, [first, DateTime::from_secs(first.secs() + day)]);
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
    let items = ["a b", "c, d", r#"e"f\g"#].map(str::to_owned).to_vec();
    let request = serializer.serialize(Input::erase(items)).unwrap();
    let header = request.headers().get("x-list");
    assert_eq!(header, Some(r#"a b, "c, d", "e\"f\\g""#));
}
