//! Error answers: codes and messages are found in any headers and bodies.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use botosmith_runtime::support::codec::FindError;
use botosmith_runtime::support::json_error::{
    find_query_compatible_error, find_rest_error, find_rpc_error,
};
use generator_tests::fuzz::{MESSAGE, fuzz};

/// Inputs: a header, a line feed, and a body.
const SEEDS: [&str; 5] = [
    "x-amzn-errortype: Refused:http://x/\n{\"message\": \"no\"}",
    "x-amzn-query-error: AWS.Refused;Sender\n{\"__type\": \"com.amazonaws.x#Refused\", \"Message\": \"no\"}",
    "x-amzn-requestid: 1\n{\"code\": \"Refused\", \"errorMessage\": null, \"errors\": [{\"a\": {}}]}",
    "retry-after: 1\n<html><body>Service Unavailable</body></html>",
    "x: y\n{\"Code\": 5, \"message\": {\"a\": 1}, \"Type\": \"Sender\"}",
];

/// Makes an error response of an input; not every input is one.
fn response(input: &[u8]) -> Option<(HttpResponse, &[u8])> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let head = str::from_utf8(&input[..end]).ok()?.to_owned();
    let (name, value) = head.split_once(": ")?;
    let status = StatusCode::try_from(400).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::empty());
    response
        .headers_mut()
        .try_append(name.to_owned(), value.to_owned())
        .ok()?;
    Some((response, &input[end + 1..]))
}

fn of(find: FindError) {
    fuzz(50_000, MESSAGE, &SEEDS, |input| {
        if let Some((response, body)) = response(input) {
            let (code, metadata) = find(&response, body);
            let header = response
                .headers()
                .get("x-amzn-errortype")
                .unwrap_or_default();
            let header = header.split(':').next().unwrap_or_default();
            let header = header.rsplit('#').next().unwrap_or_default();
            // The body cannot take the header's code away.
            assert!(header.is_empty() || !code.is_empty(), "{metadata:?}");
        }
    });
}

#[test]
fn of_rpc() {
    of(find_rpc_error);
}

#[test]
fn of_query_compatible_rpc() {
    of(find_query_compatible_error);
}

#[test]
fn of_rest() {
    of(find_rest_error);
}
