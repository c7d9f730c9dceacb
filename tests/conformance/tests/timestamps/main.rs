//! Compares the reader of timestamps with botocore's: in bodies and headers, in members of all
//! formats.
//!
//! `BOTOSMITH_SEED` sets another seed of the random texts.

mod forms;

use aws_smithy_runtime_api::client::interceptors::context::Output;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use botosmith_runtime::support::body::Body;
use botosmith_runtime::support::codec::DeserializeOutput;
use botosmith_runtime::support::json;
use botosmith_runtime::support::rest::{Deserializer, Response};
use client_tests::python::{self, Python};
use fastrand::Rng;
use serde_json::json;

const FORMATS: [Format; 3] = [Format::EpochSeconds, Format::DateTime, Format::HttpDate];

/// Microseconds that botocore reads; `None` if it does not read the text.
fn botocore(python: &Python, arguments: &[&str], texts: &[String]) -> Vec<Option<i128>> {
    let mut command = python.script("timestamps.py").into_std();
    command.args(arguments);
    let lines = python::lines(command, &json!(texts));
    let lines = lines.iter();
    let found: Vec<_> = lines.map(|it| it.as_i64().map(i128::from)).collect();
    assert_eq!(found.len(), texts.len(), "each text has a line");
    found
}

fn in_body(text: &str, format: Format) -> Result<DateTime, String> {
    let mut found = None;
    let body = serde_json::to_vec(&serde_json::json!({ "at": text })).expect("JSON");
    let result = json::read(Body::new(&body), &mut |r| {
        r.object(&["at"], &mut |_, r| found = r.timestamp(format));
    });
    result.map_err(|error| error.to_string())?;
    Ok(found.expect("there is a value"))
}

/// Reads the format's header; a `fn` cannot capture the format.
fn in_header(text: &str, format: Format) -> Result<DateTime, String> {
    fn read(r: &mut Response<'_>, format: Format) -> Output {
        let mut found = None;
        r.header("x-at", &mut |r| found = r.timestamp(format));
        Output::erase(found)
    }
    let deserializer = Deserializer {
        streams: false,
        read: match format {
            Format::EpochSeconds => |r| read(r, Format::EpochSeconds),
            Format::HttpDate => |r| read(r, Format::HttpDate),
            _ => |r| read(r, Format::DateTime),
        },
        read_error: |_, _, _| unreachable!("only outputs are read"),
    };
    let status = StatusCode::try_from(200).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::empty());
    response.headers_mut().append("X-At", text.to_owned());
    let output = deserializer.output(&response, b"");
    let output = output.map_err(|error| error.to_string())?;
    let found: Option<DateTime> = output.downcast().expect("the value's type");
    Ok(found.expect("the header is set"))
}

/// Reads a text at all places.
fn read_everywhere(text: &str) -> Vec<Option<DateTime>> {
    let places = FORMATS
        .into_iter()
        .flat_map(|format| [in_body(text, format), in_header(text, format)]);
    places.map(Result::ok).collect()
}

/// Reads a text at all places, which have to agree.
fn read(text: &str) -> Option<DateTime> {
    let found = read_everywhere(text);
    assert!(
        found.iter().all(|it| *it == found[0]),
        "{text:?}: {found:?}"
    );
    found[0]
}

/// Returns `true` for the same time: botocore has microseconds, and rounds numbers.
fn is_same(found: DateTime, expected: i128) -> bool {
    let found = found.as_nanos();
    // Numbers are floats in botocore.
    let tolerance = 1_000.max(found.abs() >> 51);
    (found - expected * 1_000).abs() <= tolerance
}

#[test]
fn texts_are_read_as_botocore_reads_them() {
    let Some(python) = Python::find("texts_are_read_as_botocore_reads_them") else {
        return;
    };
    let read_by_both = forms::READ.iter().chain(&forms::READ_BY_NEITHER);
    let texts: Vec<String> = read_by_both.map(|it| (*it).to_owned()).collect();
    for (text, expected) in texts.iter().zip(botocore(&python, &["places"], &texts)) {
        let should = forms::READ.contains(&text.as_str());
        assert_eq!(expected.is_some(), should, "botocore: {text:?}");
        let found = read(text);
        assert_eq!(found.is_some(), should, "{text:?}: {found:?}");
        if let (Some(found), Some(expected)) = (found, expected) {
            assert!(
                is_same(found, expected),
                "{text:?}: {found:?}, not {expected}"
            );
        }
    }
}

/// The documentation names what is not followed.
#[test]
fn what_is_not_followed_is_an_error() {
    let Some(python) = Python::find("what_is_not_followed_is_an_error") else {
        return;
    };
    let texts = forms::NOT_FOLLOWED.map(str::to_owned);
    for (text, found) in texts.iter().zip(botocore(&python, &[], &texts)) {
        assert!(found.is_some(), "botocore does not read {text:?}");
        assert_eq!(read(text), None, "{text:?}");
    }
}

#[test]
fn random_texts_are_read_as_botocore_reads_them() {
    let Some(python) = Python::find("random_texts_are_read_as_botocore_reads_them") else {
        return;
    };
    let seed = std::env::var("BOTOSMITH_SEED").map_or(20, |it| it.parse().expect("a number"));
    let mut rng = Rng::with_seed(seed);
    let texts: Vec<String> = (0..20_000).map(|_| forms::random(&mut rng)).collect();
    let mut read_texts = 0;
    let mut wrong = Vec::new();
    for (text, expected) in texts.iter().zip(botocore(&python, &[], &texts)) {
        let found = read(text);
        read_texts += usize::from(found.is_some());
        let is_right = match (found, expected) {
            (Some(found), Some(expected)) => is_same(found, expected),
            (found, expected) => found.is_some() == expected.is_some(),
        };
        if !is_right {
            wrong.push(format!("{text:?}: {found:?}, botocore: {expected:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "seed {seed}: {} texts:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
    assert!(read_texts * 2 > texts.len(), "{read_texts} texts are read");
}

/// Returns `true` where the documentation has a difference on purpose.
fn is_special(found: DateTime, expected: i128) -> bool {
    let year_100 = -59_011_459_200;
    let century = 36_525 * 86_400;
    let distance = expected / 1_000_000 - i128::from(found.secs());
    // Numbers that are no year, and small years, which dateutil takes for years of two digits.
    !(year_100..253_402_300_800).contains(&found.secs())
        // Years of two digits, whose century depends on today in dateutil.
        || (distance - century).abs() <= 86_400 && found.secs() >= 0
}

#[test]
fn damaged_texts_have_no_other_meaning() {
    let Some(python) = Python::find("damaged_texts_have_no_other_meaning") else {
        return;
    };
    let seed = std::env::var("BOTOSMITH_SEED").map_or(20, |it| it.parse().expect("a number"));
    let mut rng = Rng::with_seed(seed);
    let texts: Vec<String> = (0..20_000).map(|_| forms::damaged(&mut rng)).collect();
    let mut wrong = Vec::new();
    for (text, expected) in texts.iter().zip(botocore(&python, &[], &texts)) {
        // A text may be read by one of both only.
        let Some(expected) = expected else { continue };
        let mut found = read_everywhere(text).into_iter().flatten();
        if let Some(found) = found.find(|it| !is_same(*it, expected) && !is_special(*it, expected))
        {
            wrong.push(format!("{text:?}: {found:?}, botocore: {expected}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "seed {seed}: {} texts:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}
