//! Values in headers.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::metadata::ErrorMetadata;
use botosmith_runtime::support::codec::DeserializeOutput;
use botosmith_runtime::support::rest::{Deserializer, Response, Value};
use generator_tests::fuzz::{MESSAGE, fuzz};

fn no_error(_code: &str, _metadata: ErrorMetadata, _r: &mut Response<'_>) -> Error {
    unreachable!("only outputs are read")
}

/// Reads a header that has the input as its value, if it can have it.
fn read(input: &[u8], read: fn(&mut Response<'_>) -> Output) {
    let Ok(value) = http::HeaderValue::from_bytes(input) else {
        return;
    };
    let mut response = http::Response::new(SdkBody::empty());
    response.headers_mut().append("x-meta-value", value);
    let Ok(response) = HttpResponse::try_from(response) else {
        return;
    };
    assert_eq!(
        response.status(),
        StatusCode::try_from(200).expect("a status")
    );
    let deserializer = Deserializer {
        streams: false,
        read,
        read_error: no_error,
    };
    let _ = deserializer.output(&response, b"");
}

const SEEDS: [&str; 6] = [
    r#"a, "b, \"c\\", d"#,
    "Tue, 14 Nov 2023 22:13:20 GMT, Wed, 15 Nov 2023 22:13:20 GMT",
    "2023-11-14T22:13:20Z",
    "1, -2,true,1.5e3",
    "aGVsbG8=",
    "eyJhIjogW251bGwsIDFdfQ==",
];

/// Reads all that a header can hold, one after the other.
const READS: [fn(&mut Value<'_>) -> bool; 8] = [
    |r| r.string().is_some(),
    |r| r.boolean().is_some(),
    |r| r.integer().is_some(),
    |r| r.long().is_some(),
    |r| r.float().is_some(),
    |r| r.double().is_some(),
    |r| r.timestamp(Format::HttpDate).is_some(),
    |r| r.timestamp(Format::DateTime).is_some(),
];

#[test]
fn single_values() {
    fuzz(40_000, MESSAGE, &SEEDS, |input| {
        read(input, |r| {
            for read in READS {
                r.header("x-meta-value", &mut |r| _ = read(r));
            }
            Output::erase(())
        });
    });
}

#[test]
fn lists() {
    fuzz(40_000, MESSAGE, &SEEDS, |input| {
        read(input, |r| {
            for read in READS {
                r.header("x-meta-value", &mut |r| r.list(&mut |r| _ = read(r)));
            }
            Output::erase(())
        });
    });
}

#[test]
fn encoded_values() {
    fuzz(40_000, MESSAGE, &SEEDS, |input| {
        read(input, |r| {
            r.encoded_header("x-meta-value", &mut |r| _ = r.string());
            Output::erase(())
        });
    });
}

#[test]
fn maps() {
    fuzz(40_000, MESSAGE, &SEEDS, |input| {
        read(input, |r| {
            r.headers("x-meta-", &mut |r| r.map(&mut |_, r| _ = r.string()));
            Output::erase(())
        });
    });
}
