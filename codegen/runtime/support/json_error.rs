//! Code and message of error responses in protocols with JSON.

#![allow(
    dead_code,
    reason = "a crate calls only those of its services' protocols"
)]

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::error;
use super::json::Reader;

/// Finds the code of an error of the AWS JSON protocols.
pub fn find_rpc_error(response: &HttpResponse, body: &[u8]) -> (String, ErrorMetadata) {
    find(response, body, RPC_CODE_KEYS, false)
}

/// Finds the code of an error like [`find_rpc_error`], of a service that had other codes in the
/// query protocol.
pub fn find_query_compatible_error(
    response: &HttpResponse,
    body: &[u8],
) -> (String, ErrorMetadata) {
    find(response, body, RPC_CODE_KEYS, true)
}

/// Finds the code of an error of the protocol REST-JSON.
pub fn find_rest_error(response: &HttpResponse, body: &[u8]) -> (String, ErrorMetadata) {
    find(response, body, ["code", "__type"], false)
}

/// Members of a body that can have the code, in the AWS JSON protocols.
const RPC_CODE_KEYS: [&str; 2] = ["__type", "code"];

/// Finds the code that selects a modeled error, and the metadata to report.
///
/// The header takes precedence over the body, which has the code under one of `keys`. The response
/// of a proxy has none of them: its status and its text become the message. A query-compatible
/// service reports a second code in another header. That one goes into the metadata, since callers
/// may compare with codes that are older than the service's new protocol; the first one selects the
/// error, since it is never ambiguous.
fn find(
    response: &HttpResponse,
    body: &[u8],
    keys: [&str; 2],
    query_compatible: bool,
) -> (String, ErrorMetadata) {
    let (codes, mut message) = read_body(body, keys);
    let header = response.headers().get("x-amzn-errortype");
    let code = header
        .map(str::to_owned)
        .into_iter()
        .chain(codes.into_iter().flatten())
        .map(|code| error::sanitize_code(&code).to_owned())
        .find(|code| !code.is_empty());
    let query_error = query_compatible.then(|| query_error(response)).flatten();

    let mut builder = ErrorMetadata::builder();
    let mut reported = code.as_deref();
    if let Some((code, kind)) = query_error {
        reported = Some(code);
        builder = builder.custom("type", kind);
    }
    match reported {
        Some(code) => builder = builder.code(code),
        None => message = Some(error::describe(response.status().as_u16(), body, message)),
    }
    if let Some(message) = message {
        builder = builder.message(message);
    }
    let selector = code.as_deref().or(reported).unwrap_or_default().to_owned();
    let metadata = aws_types::request_id::apply_request_id(builder, response.headers());
    (selector, metadata.build())
}

/// Reads the codes under `keys`, and the message. A body that is not JSON to its end has no codes.
fn read_body(body: &[u8], keys: [&str; 2]) -> ([Option<String>; 2], Option<String>) {
    let mut codes = [None, None];
    let mut message = None;
    let mut reader = Reader::new(body);
    reader.object(
        &[keys[0], keys[1], "message", "Message"],
        &mut |member, reader| {
            let text = reader
                .document()
                .and_then(|value| value.as_string().map(str::to_owned));
            match codes.get_mut(member) {
                Some(code) => *code = text,
                None => message = message.take().or(text),
            }
        },
    );
    if reader.finish().is_err() {
        codes = [None, None];
    }
    (codes, message)
}

/// Returns code and type of the query protocol. The type is `Sender` or `Receiver`: the side that
/// is at fault.
fn query_error(response: &HttpResponse) -> Option<(&str, &str)> {
    let (code, kind) = response
        .headers()
        .get("x-amzn-query-error")?
        .split_once(';')?;
    (!code.is_empty() && !kind.contains(';')).then_some((code, kind))
}
